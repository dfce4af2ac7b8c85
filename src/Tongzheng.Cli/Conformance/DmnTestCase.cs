using System.Xml.Linq;
using Tongzheng.Feel;

namespace Tongzheng.Cli.Conformance;

/// <summary>A case: inputs, and the values that decisions must give.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Invocable">The service or knowledge model to invoke; null for decisions.</param>
/// <param name="Inputs">Input data by name.</param>
/// <param name="Expected">The results by the decision's name.</param>
/// <param name="Damage">What could not be read of the case; null when all was.</param>
sealed record DmnTestCase(string Id, string? Invocable, FeelContext Inputs, IReadOnlyList<(string Name, FeelValue Value)> Expected, string? Damage)
{
    public static DmnTestCase Read(XElement xml)
    {
        var id = (string?)xml.Attribute("id") ?? "?";
        var invocable = (string?)xml.Attribute("invocableName") is { Length: > 0 } name ? name : null;
        try
        {
            var inputs = new FeelContext();
            foreach (var node in xml.Children("inputNode"))
                inputs.Set((string?)node.Attribute("namespace") is { } space ? $"{space}#{NameOf(node)}" : NameOf(node), DmnExpectation.Value(node));
            // A result without an expected value is expected to be null.
            var expected = xml.Children("resultNode")
                .Select(node => (NameOf(node), node.Children("expected").FirstOrDefault() is { } value ? DmnExpectation.Value(value) : default))
                .ToList();
            return new(id, invocable, inputs, expected, null);
        }
        catch (FormatException problem)
        {
            return new(id, invocable, new FeelContext(), [], problem.Message);
        }
    }

    static string NameOf(XElement node) => (string?)node.Attribute("name") ?? "";
}
