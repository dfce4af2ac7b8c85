using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>A place in a YAML document, with the line and column (from 1) it was read at.</summary>
internal abstract record YamlNode(int Line, int Column);

internal sealed record YamlScalar(string Value, bool Quoted, int Line, int Column) : YamlNode(Line, Column);

internal sealed record YamlList(IReadOnlyList<YamlNode> Items, int Line, int Column) : YamlNode(Line, Column);

internal sealed record YamlMap(IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Entries, int Line, int Column)
    : YamlNode(Line, Column);

/// <summary>
/// Reads the plain part of YAML 1.2: maps, lists and scalars. Anchors, aliases and tags are refused, because a few
/// hundred bytes of aliases can stand for gigabytes and a tag can ask for a type.
/// </summary>
internal sealed class Yaml
{
    /// <summary>The longest file of a pack is under 20 kB; ten times that is a mistake or an attack.</summary>
    public const int MaxCharacters = 256 * 1024;

    /// <summary>A story, the deepest file we have, nests six levels.</summary>
    public const int MaxDepth = 16;

    readonly IParser _events;
    Mark _last = Mark.Empty;

    Yaml(IParser events) => _events = events;

    /// <summary>The document's root, or null with a finding added.</summary>
    public static YamlNode? Read(string file, string text, ICollection<Finding> findings)
    {
        if (text.Length > MaxCharacters)
        {
            findings.Add(new("yaml.too-long", file, 1, 1,
                new($"文件长 {text.Length} 个字符，超过 {MaxCharacters}。", $"The file has {text.Length} characters, more than {MaxCharacters}."),
                new("把内容拆成几个文件。", "Split it into several files.")));
            return null;
        }
        var yaml = new Yaml(new Parser(new StringReader(text)));
        try
        {
            yaml.Skip<StreamStart>();
            if (yaml.Take() is not DocumentStart) throw new Refused(1, 1, "yaml.empty", new("文件是空的。", "The file is empty."), new("写入内容。", "Write its content."));
            var root = yaml.Node(1);
            yaml.Skip<DocumentEnd>();
            if (yaml.Take() is DocumentStart second)
                throw new Refused(second.Start, "yaml.many-documents", new("一个文件只能有一个文档。", "A file holds one document."), new("删除 “---” 以下的部分。", "Remove what follows “---”."));
            return root;
        }
        catch (Refused refused)
        {
            findings.Add(new(refused.Code, file, refused.Line, refused.Column, refused.Text, refused.Remedy));
            return null;
        }
        catch (YamlException broken)
        {
            findings.Add(Syntax(file, broken.Start, broken.Message));
            return null;
        }
        // The scanner meets some unclosed brackets in a state it does not expect, and says so in this way.
        catch (InvalidOperationException)
        {
            findings.Add(Syntax(file, yaml._last, "unclosed bracket or quote"));
            return null;
        }
    }

    static Finding Syntax(string file, Mark at, string what) => new("yaml.syntax", file, Math.Max(1, (int)at.Line), Math.Max(1, (int)at.Column),
        new($"不是合法的 YAML：{what}", $"Not valid YAML: {what}"),
        new("检查缩进、引号、括号和冒号后的空格。", "Check indentation, quotes, brackets and the space after each colon."));

    YamlNode Node(int depth)
    {
        var at = Take();
        if (depth > MaxDepth)
            throw new Refused(at.Start, "yaml.too-deep", new($"嵌套超过 {MaxDepth} 层。", $"Nested deeper than {MaxDepth} levels."), new("减少嵌套。", "Nest less."));
        if (at is AnchorAlias || at is NodeEvent { Anchor.IsEmpty: false })
            throw new Refused(at.Start, "yaml.alias", new("不允许使用锚点（&）和别名（*）。", "Anchors (&) and aliases (*) are not allowed."), new("把内容直接写出来。", "Write the content out."));
        if (at is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
            throw new Refused(at.Start, "yaml.tag", new("不允许使用类型标签（!）。", "Tags (!) are not allowed."), new("删除标签；文字请加引号。", "Remove the tag; quote text."));
        var (line, column) = ((int)at.Start.Line, (int)at.Start.Column);
        return at switch
        {
            Scalar scalar => new YamlScalar(scalar.Value, scalar.Style is not ScalarStyle.Plain, line, column),
            SequenceStart => new YamlList(Items(depth), line, column),
            MappingStart => new YamlMap(Entries(depth), line, column),
            _ => throw new Refused(at.Start, "yaml.syntax", new("此处应有内容。", "Content is missing here."), new("写入内容。", "Write the content.")),
        };
    }

    List<YamlNode> Items(int depth)
    {
        var items = new List<YamlNode>();
        while (_events.Current is not SequenceEnd) items.Add(Node(depth + 1));
        Take();
        return items;
    }

    List<KeyValuePair<YamlScalar, YamlNode>> Entries(int depth)
    {
        var entries = new List<KeyValuePair<YamlScalar, YamlNode>>();
        var keys = new HashSet<string>();
        while (_events.Current is not MappingEnd)
        {
            var at = _events.Current!.Start;
            if (Node(depth + 1) is not YamlScalar key)
                throw new Refused(at, "yaml.key", new("键必须是文字。", "A key must be text."), new("改用文字作键。", "Use text as the key."));
            if (!keys.Add(key.Value))
                throw new Refused(at, "yaml.duplicate-key", new($"“{key.Value}” 写了两次。", $"“{key.Value}” is written twice."), new("删除其中一个。", "Remove one of them."));
            entries.Add(new(key, Node(depth + 1)));
        }
        Take();
        return entries;
    }

    ParsingEvent Take()
    {
        if (_events.Current is null) _events.MoveNext();
        var current = _events.Current ?? throw new Refused(1, 1, "yaml.empty", new("文件是空的。", "The file is empty."), new("写入内容。", "Write its content."));
        _last = current.Start;
        _events.MoveNext();
        return current is Comment ? Take() : current;
    }

    void Skip<T>() where T : ParsingEvent
    {
        if (_events.Current is null) _events.MoveNext();
        if (_events.Current is T) _events.MoveNext();
    }

    sealed class Refused(int line, int column, string code, Text text, Text remedy) : Exception(text.Zh)
    {
        public Refused(Mark at, string code, Text text, Text remedy) : this((int)at.Line, (int)at.Column, code, text, remedy) { }
        public int Line => line;
        public int Column => column;
        public string Code => code;
        public Text Text => text;
        public Text Remedy => remedy;
    }
}
