namespace Tongzheng.Feel.Dmn;

/// <summary>The words of an explanation in one language.</summary>
sealed record ExplanationWords(
    string Yes, string No, string Unknown, string Is, string Required, string Under, string Rule, string NoRule, string Builds, string Given, string NoValue, string True, string False, string Semicolon)
{
    public static ExplanationWords Chinese { get; } = new(
        "符合，因为：", "不符合，因为：", "无法判定，因为：", "「{0}」为{1}，因为：", "{0}为{1}（要求 {2}）", "依据：{0}", "规则 {0}", "没有一条规则适用：{0}",
        "据此先行判定：", "{0}为{1}", "空（未提供）", "是", "否", "；");

    public static ExplanationWords English { get; } = new(
        "Met, because:", "Not met, because:", "Not decided, because:", "“{0}” is {1}, because:", "{0} is {1} (required: {2})", "Basis: {0}",
        "rule {0}", "no rule applies: {0}", "Decided for this first:", "{0} is {1}", "empty (not given)", "yes", "no", "; ");
}
