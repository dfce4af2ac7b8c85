using System.Text;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Tests.Feel;

/// <summary>Builds small models for tests.</summary>
static class Tables
{
    /// <summary>A model with one decision named "d": a table over inputs given as "name: type".</summary>
    public static DmnModel Model(string hitPolicy, string[] inputs, params string[][] rules) =>
        DmnModel.Parse(Xml(hitPolicy, inputs, rules));

    public static string Xml(string hitPolicy, string[] inputs, string[][] rules)
    {
        var xml = new StringBuilder("<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' name='m' namespace='m'>");
        var names = inputs.Select(input => input.Split(": ")).ToArray();
        foreach (var name in names)
            xml.Append($"<inputData id='in-{name[0]}' name='{name[0]}'><variable name='{name[0]}' typeRef='{name[1]}'/></inputData>");
        xml.Append("<decision id='d1' name='d'><variable name='d'/>");
        foreach (var name in names)
            xml.Append($"<informationRequirement><requiredInput href='#in-{name[0]}'/></informationRequirement>");
        xml.Append($"<decisionTable hitPolicy='{hitPolicy}'>");
        foreach (var name in names)
            xml.Append($"<input label='{name[0]}'><inputExpression typeRef='{name[1]}'><text>{name[0]}</text></inputExpression></input>");
        xml.Append("<output name='result'/><annotation name='basis'/>");
        foreach (var rule in rules)
        {
            xml.Append("<rule>");
            foreach (var cell in rule[..names.Length])
                xml.Append($"<inputEntry><text>{Escape(cell)}</text></inputEntry>");
            xml.Append($"<outputEntry><text>{Escape(rule[names.Length])}</text></outputEntry>");
            if (rule.Length > names.Length + 1)
                xml.Append($"<annotationEntry><text>{Escape(rule[^1])}</text></annotationEntry>");
            xml.Append("</rule>");
        }

        return xml.Append("</decisionTable></decision></definitions>").ToString();
    }

    public static FeelContext Inputs(string context) =>
        FeelExpression.Compile(context).Evaluate(new FeelContext(), CaseFiles.Options).Value.AsContext ?? throw new ArgumentException(context);

    static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;");
}
