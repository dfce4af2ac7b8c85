using System.Text;
using System.Xml;

namespace Tongzheng.Bpmn.Xml;

/// <summary>Writes <see cref="Markup"/> as XML text: everything that was read, under the prefixes it was read with.</summary>
static class Write
{
    internal static string Text(Markup root)
    {
        var text = new StringBuilder();
        var settings = new XmlWriterSettings { Encoding = Encoding.UTF8, OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.Entitize };
        using (var writer = XmlWriter.Create(text, settings))
            Element(writer, root);
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text + "\n";
    }

    static void Element(XmlWriter writer, Markup element)
    {
        writer.WriteStartElement(element.Prefix, element.Name, element.Namespace);
        foreach (var attribute in element.Attributes)
            writer.WriteAttributeString(attribute.Prefix, attribute.Name, attribute.Namespace.Length == 0 ? null : attribute.Namespace, attribute.Value);
        foreach (var part in element.Content)
        {
            switch (part)
            {
                case Markup child:
                    Element(writer, child);
                    break;
                case string characters:
                    writer.WriteString(characters);
                    break;
                case MarkupComment comment:
                    writer.WriteComment(comment.Text);
                    break;
            }
        }
        writer.WriteEndElement();
    }
}
