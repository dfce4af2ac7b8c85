namespace Tongzheng.Feel.Dmn;

/// <summary>The words of an explanation in one language.</summary>
sealed record ExplanationWords(
    string Yes, string No, string Unknown, string Is, string Required, string Under, string Rule, string NoRule, string Builds, string Given, string NoValue, string True, string False, string Semicolon,
    string AtLeast, string MoreThan, string AtMost, string LessThan, string And, string Or, string Not, string Comma)
{
    public static ExplanationWords Chinese { get; } = new(
        "符合，因为：", "不符合，因为：", "无法判定，因为：", "「{0}」为{1}，因为：", "{0}：{1}（要求：{2}）", "依据：{0}", "规则 {0}", "没有一条规则适用（{0}）",
        "据此先行判定：", "{0}：{1}", "空（未提供）", "是", "否", "；", "不低于{0}", "高于{0}", "不高于{0}", "低于{0}", "且", "或", "不是{0}", "、");

    public static ExplanationWords English { get; } = new(
        "Met, because:", "Not met, because:", "Not decided, because:", "“{0}” is {1}, because:", "{0}: {1} (required: {2})", "Basis: {0}",
        "rule {0}", "no rule applies ({0})", "Decided for this first:", "{0}: {1}", "empty (not given)", "yes", "no", "; ", "at least {0}", "more than {0}", "at most {0}", "less than {0}", " and ", " or ", "not {0}", ", ");
}
