using System.Xml.Linq;
using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Functions;
using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Dmn;

/// <summary>Boxed expressions to the same trees that FEEL's text becomes (DMN 1.5, 10.2).</summary>
sealed class BoxedReader(TypeReader types, Names members, Action<Finding> report, string where)
{
    public static readonly string[] Kinds =
    [
        "literalExpression", "decisionTable", "context", "list", "relation", "functionDefinition", "invocation",
        "conditional", "for", "some", "every", "filter",
    ];

    /// <summary>The expression inside an element; null when there is none.</summary>
    public Node? Inside(XElement parent, Names names) =>
        parent.Elements().FirstOrDefault(child => Kinds.Contains(child.Name.LocalName) && child.Name.Namespace == parent.Name.Namespace) is { } found
            ? Read(found, names)
            : null;

    public Node Read(XElement xml, Names names)
    {
        var at = Xml.At(xml);
        var node = xml.Name.LocalName switch
        {
            "literalExpression" => Text(xml, names) ?? new Literal(at, default),
            "decisionTable" => new TableReader(this, types).Read(xml, names),
            "context" => Context(xml, names),
            "list" => new ListOf(at, xml.Elements().Where(IsExpression).Select(item => Read(item, names)).ToList()),
            "relation" => Relation(xml, names),
            "functionDefinition" => Function(xml, names),
            "invocation" => Invocation(xml, names),
            "conditional" => new If(at, Part(xml, "if", names), Part(xml, "then", names), Part(xml, "else", names)),
            "for" => Loop(xml, names),
            "some" or "every" => Quantified(xml, names),
            "filter" => Filter(xml, names),
            var other => new Broken(at, $"There is no expression '{other}'."),
        };
        return types.Of(xml.Value("typeRef")) is { } type && xml.Name.LocalName != "functionDefinition" ? new Typed(at, node, type) : node;
    }

    static bool IsExpression(XElement xml) => Kinds.Contains(xml.Name.LocalName);

    /// <summary>Parses text; what can't be read is reported and fails when it is evaluated.</summary>
    public Node Parse(string text, At at, Names names, bool isTest = false)
    {
        try
        {
            return isTest ? Parser.UnaryTests(text, names, members, at) : Parser.Expression(text, names, members, at);
        }
        catch (FeelSyntaxException problem)
        {
            report(new(Severity.Error, Codes.Syntax, problem.Reason, problem.Line, problem.Column, where));
            return new Broken(new At(problem.Line, problem.Column), problem.Reason);
        }
    }

    public Node? Text(XElement xml, Names names) =>
        xml.Text() is not var (text, at) ? null
        : xml.Value("expressionLanguage") is { Length: > 0 } language && !language.Contains("feel", StringComparison.OrdinalIgnoreCase) ? Foreign(language, at)
        : Parse(text, at, names);

    // Read as FEEL, "1+1" of another language would be a value by chance and "a || b" an error of the wrong thing.
    Broken Foreign(string language, At at)
    {
        var reason = $"The expression language {language} is not supported; FEEL is.";
        report(new(Severity.Error, Codes.Syntax, reason, at.Line, at.Column, where));
        return new(at, reason);
    }

    Node Part(XElement xml, string name, Names names) =>
        xml.Child(name) is { } part && Inside(part, names) is { } node ? node : new Literal(Xml.At(xml), default);

    ContextOf Context(XElement xml, Names names)
    {
        var inner = new Names(names);
        List<(string, Node)> entries = [];
        Node? result = null;
        foreach (var entry in xml.Children("contextEntry"))
        {
            var value = Inside(entry, inner) ?? new Literal(Xml.At(entry), default);
            if (entry.Child("variable") is not { } variable)
            {
                result = value;
                continue;
            }

            var name = variable.Name();
            if (types.Of(variable.Value("typeRef")) is { } type)
                value = new Typed(Xml.At(variable), value, type);
            entries.Add((name, value));
            inner.Add(name);
            members.Add(name);
        }

        return new(Xml.At(xml), entries, result);
    }

    ListOf Relation(XElement xml, Names names)
    {
        var columns = xml.Children("column").Select(column => (Name: column.Name(), Type: types.Of(column.Value("typeRef")))).ToList();
        foreach (var (name, _) in columns)
            members.Add(name);
        return new(Xml.At(xml), xml.Children("row").Select(Row).ToList());

        Node Row(XElement row)
        {
            var cells = row.Elements().Where(IsExpression).Select(cell => Read(cell, names)).ToList();
            // A column's name is no name for the cells beside it, so each cell stands in a context of its own.
            return new RowOf(Xml.At(row), columns.Zip(cells, (column, cell) =>
                (column.Name, column.Type is { } type ? new Typed(cell.At, cell, type) : cell)).ToList());
        }
    }

    FunctionOf Function(XElement xml, Names names)
    {
        var inner = new Names(names);
        List<(string, FeelType)> parameters = [];
        foreach (var parameter in xml.Children("formalParameter"))
        {
            parameters.Add((parameter.Name(), types.Of(parameter.Value("typeRef")) ?? FeelType.Any));
            inner.Add(parameter.Name());
        }

        var external = xml.Value("kind") is "Java" or "PMML" or "J" or "P";
        var body = Inside(xml, inner) ?? new Literal(Xml.At(xml), default);
        return new(Xml.At(xml), parameters, body, external);
    }

    Call Invocation(XElement xml, Names names)
    {
        var at = Xml.At(xml);
        var callee = xml.Elements().FirstOrDefault(IsExpression) is { } expression ? Read(expression, names) : new Literal(at, default);
        List<string> parameters = [];
        List<Node> arguments = [];
        foreach (var binding in xml.Children("binding"))
        {
            parameters.Add(binding.Child("parameter")?.Name() ?? "");
            arguments.Add(Inside(binding, names) ?? new Literal(at, default));
        }

        return new(at, callee, parameters, arguments);
    }

    For Loop(XElement xml, Names names)
    {
        var (iterator, inner) = Iterator(xml, names);
        inner.Add("partial");
        return new(Xml.At(xml), [iterator], Part(xml, "return", inner));
    }

    Quantified Quantified(XElement xml, Names names)
    {
        var (iterator, inner) = Iterator(xml, names);
        return new(Xml.At(xml), xml.Name.LocalName == "every", [iterator], Part(xml, "satisfies", inner));
    }

    (Iterator, Names) Iterator(XElement xml, Names names)
    {
        var variable = string.Join(' ', (xml.Value("iteratorVariable") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var inner = new Names(names);
        inner.Add(variable);
        return (new(Xml.At(xml), variable, Part(xml, "in", names), null), inner);
    }

    Filter Filter(XElement xml, Names names)
    {
        var inner = new Names(names);
        inner.Add("item");
        return new(Xml.At(xml), Part(xml, "in", names), Part(xml, "match", inner));
    }
}

/// <summary>A row of a relation: a context whose entries do not see one another.</summary>
sealed record RowOf(At At, IReadOnlyList<(string Key, Node Value)> Entries) : Extension(At)
{
    public override IEnumerable<Node> Children => Entries.Select(entry => entry.Value);

    public override Code Compile(Compiler compiler)
    {
        var entries = Entries.Select(entry => (entry.Key, Value: compiler.Compile(entry.Value))).ToArray();
        return frame =>
        {
            var context = new FeelContext(entries.Length);
            foreach (var (key, value) in entries)
                context.Set(key, value(frame));
            return context;
        };
    }
}
