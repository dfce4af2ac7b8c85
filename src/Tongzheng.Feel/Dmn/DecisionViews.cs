using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Dmn;

/// <summary>What is shown of a decision.</summary>
static class DecisionViews
{
    public static Decision Of(DecisionElement element) => new(
        element.Id, element.Name,
        element.Xml.Child("question")?.Value.Trim(), element.Xml.Child("description")?.Value.Trim(),
        TypeName(element.Type),
        Inputs(element).Select(input => new InputData(input.Name, TypeName(input.Type)))
            .Concat(ImplicitInputs(element).Select(name => new InputData(name, null))).ToList(),
        element.Requires.OfType<DecisionElement>().Select(required => required.Name).ToList(),
        TableIn(element.Tree) is { } table ? Of(table) : null, element.Xml.Properties())
    { Line = element.At.Line };

    public static TableOf? TableIn(Node? tree) => tree switch
    {
        Typed typed => TableIn(typed.Value),
        TableOf table => table,
        _ => null,
    };

    public static TableView Of(TableOf table) => new(
        table.Policy, table.Aggregation,
        table.Inputs.Select(input => new TableInput(input.Label, input.Text, TypeName(input.Type), input.AllowedText)).ToList(),
        table.Outputs.Select(output => output.Name ?? output.Label).ToList(),
        table.Rules.Select((rule, i) => new TableRule(i + 1, rule.Id, rule.TestTexts, rule.OutputTexts, rule.Annotations, rule.English) { Line = rule.At.Line }).ToList());

    public static List<InputElement> Inputs(Element element)
    {
        List<InputElement> found = [];
        HashSet<Element> seen = [];
        Visit(element);
        return found;

        void Visit(Element at)
        {
            foreach (var required in at.Requires)
            {
                if (!seen.Add(required))
                    continue;
                if (required is InputElement input)
                    found.Add(input);
                else
                    Visit(required);
            }
        }
    }

    /// <summary>Inputs that the model does not declare, of the element and of all that it requires.</summary>
    public static IEnumerable<string> ImplicitInputs(Element element)
    {
        HashSet<Element> seen = [element];
        Stack<Element> open = new(seen);
        var names = new List<string>();
        while (open.TryPop(out var next))
        {
            names.AddRange(next.Implicit);
            foreach (var required in next.Requires.Where(seen.Add))
                open.Push(required);
        }

        return names.Distinct();
    }

    static string? TypeName(FeelType type) => type is FeelType.Simple { Kind: null } ? null : Types.Describe(type);
}
