using System.Xml;

namespace Tongzheng.Bpmn.Xml;

/// <summary>Reads XML text to <see cref="Markup"/>: no DTD, no outside entity, named limits, every element with its place.</summary>
static class Load
{
    internal static Markup Read(string xml)
    {
        if (xml.Length > Limits.FileCharacters)
            throw new BpmnException(1, 1, $"The file has {xml.Length} characters, more than {Limits.FileCharacters}.");

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = Limits.FileCharacters,
            IgnoreProcessingInstructions = true,
        };
        using var text = new StringReader(xml.TrimStart('\uFEFF', ' ', '\r', '\n', '\t'));
        using var reader = XmlReader.Create(text, settings);
        try
        {
            return Read(reader, (IXmlLineInfo)reader);
        }
        catch (XmlException error)
        {
            throw new BpmnException(Math.Max(1, error.LineNumber), Math.Max(1, error.LinePosition), WhyNot(error));
        }
    }

    // The reader's own words on this tell programmers how to switch its guard off.
    static string WhyNot(XmlException error) => error.Message.Contains("DTD", StringComparison.Ordinal)
        ? "A DTD (<!DOCTYPE …>) is not read: it could name outside files or grow without end. Remove it; BPMN needs none."
        : $"This is not well-formed XML: {error.Message}";

    static Markup Read(XmlReader reader, IXmlLineInfo place)
    {
        Markup? root = null, open = null;
        var count = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.Depth > Limits.XmlDepth)
                        throw new BpmnException(place.LineNumber, place.LinePosition, $"Elements are nested deeper than {Limits.XmlDepth}.");
                    if (++count > Limits.XmlElements)
                        throw new BpmnException(place.LineNumber, place.LinePosition, $"The file has more than {Limits.XmlElements} elements.");
                    var element = Open(reader, place, open);
                    root ??= element;
                    open?.Content.Add(element);
                    if (!reader.IsEmptyElement)
                        open = element;
                    break;
                case XmlNodeType.EndElement:
                    open = open?.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    open?.Content.Add(reader.Value);
                    break;
                case XmlNodeType.Comment:
                    open?.Content.Add(new MarkupComment(reader.Value));
                    break;
            }
        }
        return root ?? throw new BpmnException(1, 1, "The file is empty.");
    }

    static Markup Open(XmlReader reader, IXmlLineInfo place, Markup? parent)
    {
        var element = new Markup
        {
            Namespace = reader.NamespaceURI,
            Name = reader.LocalName,
            Prefix = reader.Prefix,
            Line = place.LineNumber,
            Column = Math.Max(1, place.LinePosition - 1),
            Parent = parent,
        };
        while (reader.MoveToNextAttribute())
            element.Attributes.Add(new MarkupAttribute(reader.NamespaceURI, reader.Prefix, reader.LocalName, reader.Value));
        reader.MoveToElement();
        return element;
    }
}
