using System.Xml.Linq;
using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Functions;
using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Dmn;

/// <summary>Item definitions to types (DMN 1.5, 7.3.2). A definition may use others, later ones and itself.</summary>
sealed class TypeReader
{
    readonly Dictionary<string, FeelType.Defined> defined = new(StringComparer.Ordinal);
    readonly List<Import> imports;
    readonly Names members;
    readonly Action<Finding> report;

    public TypeReader(XElement root, List<Import> imports, Names members, Action<Finding> report)
    {
        this.imports = imports;
        this.members = members;
        this.report = report;
        var definitions = root.Children("itemDefinition").ToList();
        foreach (var definition in definitions)
            defined[definition.Name()] = new(definition.Name());
        foreach (var definition in definitions)
            Fill(defined[definition.Name()], definition);
    }

    public Names Names
    {
        get
        {
            var names = new Names(null);
            foreach (var name in defined.Keys.Concat(imports.Select(import => import.Name).Where(name => name.Length > 0)))
                names.Add(name);
            return names;
        }
    }

    /// <summary>A type by the text of a <c>typeRef</c>; null for none, or for a name that is nowhere defined.</summary>
    public FeelType? Of(string? typeRef)
    {
        if (string.IsNullOrWhiteSpace(typeRef))
            return null;
        if (Find(typeRef) is { } found)
            return found;
        var colon = typeRef.IndexOf(':');
        if (colon > 0) // DMN 1.1 wrote qualified names, such as feel:number
            return Find(typeRef[(colon + 1)..]);
        return Parsed(typeRef);
    }

    /// <summary>A type by name: one of this model, one of an import, one of FEEL.</summary>
    public FeelType? Find(string name)
    {
        if (defined.TryGetValue(name, out var own))
            return own;
        foreach (var (prefix, model) in imports)
        {
            if (prefix.Length == 0 && model.Types.Find(name) is FeelType.Defined direct)
                return direct;
            if (prefix.Length > 0 && name.StartsWith(prefix + ".", StringComparison.Ordinal) && model.Types.Find(name[(prefix.Length + 1)..]) is { } imported)
                return imported;
        }

        // Camunda's modeler offers these names beside the standard's.
        return FeelType.BuiltIn(name is "integer" or "long" or "double" ? "number" : name);
    }

    FeelType? Parsed(string text)
    {
        try
        {
            return Values.Types.Resolve(Parser.Type(text, Names), Find);
        }
        catch (FeelSyntaxException)
        {
            return null;
        }
    }

    void Fill(FeelType.Defined type, XElement xml)
    {
        type.Target = Body(xml);
        var (allowed, allowedTree) = Tests(xml.Child("allowedValues"));
        var (constraint, constraintTree) = Tests(xml.Child("typeConstraint"));
        if (xml.Value("isCollection") is "true" or "1")
        {
            if (allowed is not null)
                type.Target = new FeelType.Defined(type.Name) { Target = type.Target, Test = allowed, Allowed = allowedTree };
            type.Target = new FeelType.ListOf(type.Target);
            type.Test = constraint;
        }
        else
            (type.Test, type.Allowed) = (Both(allowed, constraint), allowedTree ?? constraintTree);
    }

    static Func<FeelValue, Session, bool>? Both(Func<FeelValue, Session, bool>? first, Func<FeelValue, Session, bool>? second) =>
        first is null ? second : second is null ? first : (value, session) => first(value, session) && second(value, session);

    FeelType Body(XElement xml)
    {
        if (xml.Child("functionItem") is { } function)
        {
            return new FeelType.FunctionOf(
                function.Children("parameters").Select(parameter => Of(parameter.Value("typeRef")) ?? FeelType.Any).ToList(),
                Of(function.Value("outputTypeRef")) ?? FeelType.Any);
        }

        var components = xml.Children("itemComponent").ToList();
        if (components.Count == 0)
        {
            var reference = xml.Child("typeRef")?.Value.Trim();
            if (Of(reference) is { } named)
                return named;
            if (reference is not null)
                Unknown(reference, xml);
            return FeelType.Any;
        }

        List<(string, FeelType)> entries = [];
        foreach (var component in components)
        {
            var inner = new FeelType.Defined(component.Name());
            Fill(inner, component);
            members.Add(component.Name());
            entries.Add((component.Name(), inner));
        }

        return new FeelType.ContextOf(entries);
    }

    void Unknown(string name, XElement xml)
    {
        var at = Xml.At(xml);
        report(new(Severity.Error, "dmn.unknown-type", $"There is no type '{name}'.", at.Line, at.Column, xml.Name()));
    }

    (Func<FeelValue, Session, bool>? Test, Tests? Tree) Tests(XElement? xml)
    {
        if (xml?.Text() is not var (text, at))
            return default;
        try
        {
            var names = new Names(BuiltIns.Names);
            names.Add(Compiler.Input);
            var layout = new Layout(null);
            var scope = new Scope(null, layout);
            var slot = scope.AddSlot(Compiler.Input);
            var tree = Parser.UnaryTests(text, names, members, at);
            var code = new Compiler(scope, Find, null).Compile(tree);
            return (Test, tree as Tests);

            bool Test(FeelValue value, Session session)
            {
                var slots = new FeelValue[layout.Count];
                slots[slot] = value;
                return code(new Frame(session, slots, null)).IsTrue;
            }
        }
        catch (FeelSyntaxException problem)
        {
            report(new(Severity.Error, Codes.Syntax, problem.Reason, problem.Line, problem.Column, xml.Parent?.Name() ?? ""));
            return default;
        }
    }
}
