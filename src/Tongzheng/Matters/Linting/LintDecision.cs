using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Linting;

/// <summary>Decisions: they parse and have no gap, each rule names its law, and each decision has examples that hold.</summary>
static class LintDecision
{
    static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static IReadOnlyList<DmnModel> Check(Matter matter, ICollection<Finding> findings)
    {
        var models = new List<DmnModel>();
        foreach (var file in matter.Decisions)
        {
            if (Parse(file, findings) is not { } model) continue;
            models.Add(model);
            foreach (var found in model.Check().Where(found => found.Severity != Feel.Dmn.Severity.Note))
            {
                var (message, remedy) = InChinese.Of(found.Code, found.Where, found.Particulars, $"{found.Where}: {found.Message}", "Correct the decision at that place.");
                findings.Add(new("decision." + found.Code, file.File, found.Line, found.Column, message,
                    found.Example is { } example ? new($"例如输入 {example}。{remedy.Zh}", $"For example with {example}.") : remedy));
            }
            foreach (var decision in model.Decisions)
            {
                Rules(decision, file, findings);
                Words(decision, file, findings);
            }
            Examples(matter, model, file, findings);
        }
        return models;
    }

    static DmnModel? Parse(DecisionFile file, ICollection<Finding> findings)
    {
        try
        {
            return DmnModel.Parse(file.Xml);
        }
        catch (DmnException broken)
        {
            findings.Add(new("dmn.refused", file.File, broken.Line, broken.Column, new($"决策模型不能读取：{broken.Reason}", $"The model cannot be read: {broken.Reason}"),
                new("按所指的位置改正。", "Correct it at that place.")));
            return null;
        }
    }

    static void Rules(Decision decision, DecisionFile file, ICollection<Finding> findings)
    {
        foreach (var rule in decision.Table?.Rules ?? [])
            if (rule.Annotations.All(string.IsNullOrWhiteSpace))
                findings.Add(new("decision.no-basis", file.File, rule.Line, 1, new($"{decision.Name} 的第 {rule.Number} 条规则没有写依据。", $"Rule {rule.Number} of {decision.Name} names no legal basis."),
                    new("在规则的注释里写法律和条款。", "Write the law and article in the rule's annotation.")));
    }

    /// <summary>Whatever the register of algorithms and a case show of a decision can be read in both languages.</summary>
    static void Words(Decision decision, DecisionFile file, ICollection<Finding> findings)
    {
        void Missing(Text what, string property, int? line = null) => findings.Add(new("decision.no-english", file.File, line ?? decision.Line, 1,
            new($"{decision.Name}：{what.Zh}没有英文。", $"{decision.Name}: {what.En} has no English."), new($"写上 {property}。", $"Write {property}.")));

        if (IsUntold(decision.Title())) Missing(new("决策的名称", "its name"), "tz:name.en");
        if (decision.Purpose() is { } purpose && IsUntold(purpose)) Missing(new("决策的说明", "its description"), "tz:description.en");
        foreach (var input in (decision.Table?.Inputs ?? []).Where(input => IsUntold(decision.Column(input.Label))))
            Missing(new($"列“{input.Label}”", $"the column “{input.Label}”"), $"tz:column.{input.Label}.en");
        foreach (var rule in decision.Table?.Rules ?? [])
            if (rule.Annotations.Where((annotation, place) => IsChinese(annotation) && rule.English.ElementAtOrDefault(place) is null or "").Any())
                Missing(new($"第 {rule.Number} 条规则的理由", $"the reason of rule {rule.Number}"), "<annotation name=\"….en\">", rule.Line);
        foreach (var code in (decision.Table?.Rules ?? []).SelectMany(rule => rule.Results).Where(result => result.Length > 1 && result[0] == '"').Select(result => result.Trim('"')).Distinct())
            if (decision.Called(code) is not { En: not null } called || !IsChinese(called.Zh))
                findings.Add(new("decision.value-words", file.File, decision.Line, 1, new($"{decision.Name} 给出的“{code}”没有中英文说法。", $"What “{code}” of {decision.Name} means is not said in both languages."),
                    new($"写上 tz:value.{code} 和 tz:value.{code}.en。", $"Write tz:value.{code} and tz:value.{code}.en.")));
    }

    static bool IsUntold(Text text) => text.En is null && IsChinese(text.Zh);

    static bool IsChinese(string text) => text.Any(letter => letter is >= '\u4e00' and <= '\u9fff');

    static void Examples(Matter matter, DmnModel model, DecisionFile file, ICollection<Finding> findings)
    {
        var examples = matter.Cases.Where(cases => cases.Model == Path.GetFileName(file.File)).ToList();
        if (examples.Count == 0 && matter.Cases.All(cases => cases.Model.Length > 0)) // examples of no model named are a finding already
            findings.Add(new("decision.no-cases", file.File, 1, 1, new("决策没有示例。", "The decision has no examples."), new("在同一文件夹写 *.cases.yaml。", "Write a *.cases.yaml in the same folder.")));
        foreach (var cases in examples)
        {
            if (!model.Decisions.Any(decision => decision.Id == cases.Decision || decision.Name == cases.Decision))
            {
                findings.Add(new("cases.decision", cases.File, 1, 1, new($"{cases.Model} 中没有决策 “{cases.Decision}”。", $"{cases.Model} has no decision “{cases.Decision}”."),
                    new($"可用：{string.Join("、", model.Decisions.Select(decision => decision.Id))}。", $"Use one of: {string.Join(", ", model.Decisions.Select(decision => decision.Id))}.")));
                continue;
            }
            if (cases.Today == default) continue; // without a day, which is a finding of its own, nothing can be evaluated
            var options = new EvaluationOptions { Now = new(cases.Today, TimeOnly.MinValue, China) };
            foreach (var one in cases.Cases)
            {
                var value = model.Evaluate(cases.Decision, FeelContext.FromJson(one.Given), options).Value.ToString();
                var expected = FeelValue.FromJson(one.Then).ToString();
                if (value != expected)
                    findings.Add(new("cases.differs", cases.File, one.Line, 1, new($"示例“{one.Name}”应为 {expected}，实为 {value}。", $"The example “{one.Name}” should give {expected} and gives {value}."),
                        new("改正决策或示例。", "Correct the decision or the example.")));
            }
        }
    }
}
