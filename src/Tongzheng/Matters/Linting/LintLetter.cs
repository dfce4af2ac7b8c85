using Tongzheng.Feel;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Linting;

/// <summary>Letters of a matter: what stands in their braces is FEEL over what a case knows, and each is sent somewhere.</summary>
static class LintLetter
{
    /// <summary>What every letter may read besides the variables.</summary>
    const string About = "letter";

    public static void Check(Matter matter, ICollection<Finding> findings)
    {
        var known = Variables.Of(matter);
        known.UnionWith(Variables.Given(matter));
        foreach (var letter in matter.Letters)
        {
            void Report(string code, string zh, string en, string remedy, string remedyEn) =>
                findings.Add(new(code, letter.File, letter.Line, 1, new($"{letter.Key}：{zh}", $"{letter.Key}: {en}"), new(remedy, remedyEn)));

            if (letter.Title.En is null) Report("letter.english", "标题没有英文。", "the title has no English.", "写 title: { zh, en }。", "Write title: { zh, en }.");
            if (matter.Procedure is { } procedure && !procedure.Xml.Contains($"\"{letter.Key}\"", StringComparison.Ordinal))
                Report("letter.unused", "流程没有发出这份文书。", "the procedure never sends it.", "在 notice.send 上写 tz:letter，或者删去它。", "Name it in tz:letter of a notice.send, or remove it.");
            foreach (var paragraph in letter.Paragraphs) Paragraph(paragraph, known, Report);
        }
    }

    static void Paragraph(string paragraph, HashSet<string> known, Action<string, string, string, string, string> report)
    {
        try
        {
            foreach (var expression in Holes.In(paragraph))
            {
                var unknown = FeelExpression.Compile(expression).Inputs.Where(name => name != About && !known.Contains(name)).ToList();
                if (unknown.Count > 0)
                    report("letter.variable", $"用到没有的 {string.Join("、", unknown)}。", $"reads {string.Join(", ", unknown)}, which nothing gives.", "写表单的 key。", "Use a key of a form.");
            }
        }
        catch (FeelSyntaxException broken)
        {
            report("letter.expression", $"花括号里不是 FEEL：{broken.Message}", $"what stands in the braces is not FEEL: {broken.Message}", "改正表达式。", "Correct the expression.");
        }
        catch (FormatException broken)
        {
            report("letter.braces", "双花括号没有成对。", broken.Message, "补上 }}。", "Close it with }}.");
        }
    }
}
