using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Dmn;

/// <summary>Checks a model before it is used: what was found on reading, types and names, requirements, tables.</summary>
static class ModelCheck
{
    public static IReadOnlyList<Finding> Run(DmnModel model)
    {
        List<Finding> findings = [.. model.ReadFindings];
        foreach (var element in model.Elements)
        {
            var tree = element switch
            {
                DecisionElement decision => decision.Tree,
                KnowledgeElement knowledge => knowledge.Tree,
                _ => null,
            };
            if (element is DecisionElement && tree is null)
                Add(Severity.Note, "dmn.no-logic", $"The decision '{element.Name}' has no logic; it gives null.", element);
            if (IsInCycle(element))
                Add(Severity.Error, Codes.Recursion, $"'{element.Name}' requires itself.", element);
            if (tree is null)
                continue;
            CheckTypes(element, tree);
            var readable = !Mentions.Broken(tree);
            foreach (var required in element.Requires.Where(required => readable && required.Model == model && !Mentions.Name(tree, required.VariableName)))
                Add(Severity.Warning, "dmn.unused-requirement", $"'{element.Name}' requires '{required.Name}' and does not use it.", element, required.Name);
            foreach (var table in Tables(tree))
                findings.AddRange(TableCheck.Run(table, element.Name));
        }

        foreach (var input in model.InputElements.Where(input => !model.Elements.Exists(element => element.Requires.Contains(input))))
            Add(Severity.Note, "dmn.unused-input", $"Nothing requires the input '{input.Name}'.", input);
        return findings;

        void Add(Severity severity, string code, string message, Element element, params string[] particulars) =>
            findings.Add(new(severity, code, message, element.At.Line, element.At.Column, element.Name) { Particulars = particulars });

        void CheckTypes(Element element, Node tree)
        {
            var known = new Dictionary<string, FeelType>(StringComparer.Ordinal);
            foreach (var own in element.Requires.Where(required => required.Model == model))
                known[own.VariableName] = TypeOf(own);
            foreach (var imported in element.Requires.Where(required => required.Model != model))
                known[model.PrefixOf(imported.Model)] = FeelType.Any;
            if (element is KnowledgeElement knowledge)
                known[knowledge.Name] = FeelType.Any;
            foreach (var name in element.Implicit)
            {
                known[name] = FeelType.Any;
                Add(Severity.Warning, "dmn.implicit-input", $"'{name}' is read from outside, but the model declares no input data.", element, name);
            }

            TypeCheck.Run(tree, known, model.Types.Find, problem =>
                findings.Add(new(problem.IsError ? Severity.Error : Severity.Warning, problem.Code, problem.Message, problem.At.Line, problem.At.Column, element.Name)));
        }
    }

    static FeelType TypeOf(Element element) =>
        element is InputElement or DecisionElement ? element.Type : new FeelType.Simple(FeelKind.Function);

    static IEnumerable<CompiledTable> Tables(Node tree)
    {
        if (tree is TableOf { Compiled: { } compiled, Rules.Count: > 0 } table && table.Inputs.Count > 0)
            yield return compiled;
        foreach (var child in Mentions.Children(tree))
        {
            foreach (var inner in Tables(child))
                yield return inner;
        }
    }

    static bool IsInCycle(Element start)
    {
        if (start is KnowledgeElement)
            return false; // functions may recurse; the depth of invocations bounds them
        HashSet<Element> seen = [];
        Stack<Element> open = new(start.Requires);
        while (open.TryPop(out var element))
        {
            if (element == start)
                return true;
            if (element is not KnowledgeElement && seen.Add(element))
                element.Requires.ForEach(open.Push);
        }

        return false;
    }
}
