using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Linting;

/// <summary>A licence: its values are FEEL over what the form asks, words in both languages, and its validity is a parameter that exists.</summary>
static class LintLicence
{
    public static void Check(Matter matter, IReadOnlyList<DmnModel> models, LintScope scope, ICollection<Finding> findings)
    {
        if (matter.Licence is not { File: not "" } licence) return;
        var known = Variables.Of(matter);
        var codes = Variables.Codes(matter, models);
        foreach (var field in licence.Fields)
        {
            if (field.Options is { } source && !known.Contains(source) && !models.SelectMany(model => model.Decisions).Any(decision => decision.Id == source))
                Report(field, "licence.options", $"没有字段或决策叫 “{source}”。", $"No field or decision is called “{source}”.");
            if (field.Value.Any(letter => letter is >= '\u4e00' and <= '\u9fff'))
                Report(field, "licence.chinese", $"“{field.Key}” 的值里写了中文，英文页面读不懂。", $"The value of “{field.Key}” holds Chinese words, which no English page can show; name the field by options.");
            try
            {
                var value = FeelExpression.Compile(field.Value);
                var gives = value.Gives;
                foreach (var (name, called) in codes.Where(code => gives.Contains(code.Key) && code.Value != field.Options))
                    Report(field, "licence.code", $"“{field.Key}” 会印出 “{name}” 的代码，读的人看不懂。", $"“{field.Key}” prints the code of “{name}”, not what it is called.",
                        new($"写上 options: {called}；一栏只写一个代码。", $"Write options: {called}; one line writes one code."));
                var unknown = value.Inputs.Where(name => !known.Contains(name)).ToList();
                if (unknown.Count > 0)
                    Report(field, "licence.variable", $"“{field.Key}” 用到表单里没有的 {string.Join("、", unknown)}。", $"“{field.Key}” reads {string.Join(", ", unknown)}, which no form asks.");
            }
            catch (FeelSyntaxException broken)
            {
                Report(field, "licence.expression", $"“{field.Key}” 的值不是 FEEL：{broken.Message}", $"The value of “{field.Key}” is not FEEL: {broken.Message}");
            }
        }
        if (licence.ValidityParameter is { } key && scope.Parameters is { } parameters && parameters.Find(key) is null)
            findings.Add(new("licence.validity", licence.File, licence.ValidityLine, 1, new($"没有名为 “{key}” 的地区参数。", $"The region has no parameter “{key}”."), new("在 parameters.yaml 中加上它。", "Add it to parameters.yaml.")));

        void Report(LicenceField field, string code, string zh, string en, Text? remedy = null) =>
            findings.Add(new(code, licence.File, field.Line, 1, new(zh, en), remedy ?? new("改正这个值。", "Correct the value.")));
    }
}
