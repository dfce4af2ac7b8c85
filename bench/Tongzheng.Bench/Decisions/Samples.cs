using System.Text;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Bench.Decisions;

/// <summary>The tables and expressions that product and peers run alike.</summary>
static class Samples
{
    public static readonly string[] Expressions =
    [
        "a + b * 2", "if a > 10 then \"x\" else \"y\"", "some x in [1, 2, 3] satisfies x > b", "sum([a, b, 3])", "a in [1..20] and b < 5",
    ];

    /// <summary>A first-hit table: intervals of ten, or single ages; and a kind. The last row is the one to hit.</summary>
    public static DmnModel Table(int rows, bool intervals)
    {
        var xml = new StringBuilder("""
            <definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' name='bench' namespace='bench'>
            <inputData id='a' name='age'><variable name='age' typeRef='number'/></inputData>
            <inputData id='k' name='kind'><variable name='kind' typeRef='string'/></inputData>
            <decision id='d' name='d'><variable name='d'/>
            <informationRequirement><requiredInput href='#a'/></informationRequirement><informationRequirement><requiredInput href='#k'/></informationRequirement>
            <decisionTable hitPolicy='FIRST'>
            <input><inputExpression typeRef='number'><text>age</text></inputExpression></input>
            <input><inputExpression typeRef='string'><text>kind</text></inputExpression></input><output name='o'/>
            """);
        for (var i = 0; i < rows; i++)
        {
            var age = intervals ? $"[{i * 10}..{i * 10 + 10})" : $"{i * 10 + 5}";
            xml.Append($"<rule><inputEntry><text>{age}</text></inputEntry><inputEntry><text>\"k{i % 10}\"</text></inputEntry><outputEntry><text>\"r{i}\"</text></outputEntry></rule>");
        }

        return DmnModel.Parse(xml.Append("</decisionTable></decision></definitions>").ToString());
    }
}
