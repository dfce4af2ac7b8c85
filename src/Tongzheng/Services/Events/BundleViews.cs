using Tongzheng.Casework.Pages;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Matters.Events;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Events;

/// <summary>What the pages show of a life event: its progress on the page of its case, its parts in the guide.</summary>
static class BundleViews
{
    /// <summary>Null where the case is no life event.</summary>
    /// <param name="casePath">Where the reader's pages of cases are: their own, or the desk's.</param>
    public static BundleView? Progress(IReadOnlyList<ComponentState> states, string casePath, Language language) => states.Count == 0 ? null : new(
        states.Count(state => state.IsOver), states.Count(state => state.Counts),
        [.. states.Where(state => state.Counts).Select(state => new BundleLine(state.Name.In(language), state.Department.In(language), state.Words.In(language), Colour(state.State),
            state.Case is { } id ? casePath + id : null, state.Number, state.Due is { } due ? language.Of($"最迟 {due:yyyy-MM-dd} 办结", $"due by {due:yyyy-MM-dd}") : null))]);

    static TagColour Colour(string state) => state switch
    {
        "granted" => TagColour.Green,
        "ended" => TagColour.Red,
        "running" or "sent" => TagColour.Blue,
        "stopped" => TagColour.Yellow,
        _ => TagColour.Grey,
    };

    /// <summary>What happens next with a life event, in a sentence.</summary>
    public static string Next(IReadOnlyList<ComponentState> states, bool isClosed, Language language) =>
        isClosed ? language.Of("各项都有了结果。", "Everything is over.")
        : language.Of($"{states.Count(state => state.State is "running" or "sent")} 项正在办理。前一项办好，下一项自动开始，不用您再申请。", $"{states.Count(state => state.State is "running" or "sent")} under way. When one is done the next begins by itself; you need not apply again.");

    /// <summary>The parts of the guide; null for a matter of its own.</summary>
    public static BundleGuide? Guide(Matter matter, Language language)
    {
        if (matter.Event is not { } life) return null;
        var longest = LongestWay.Of(life);
        return new BundleGuide
        {
            ListNumber = life.List,
            Certainty = life.Status switch
            {
                LifeEvent.Confirmed => null,
                "secondary" => language.Of("名称见于公开平台，组成事项来源未确认", "The name is seen on public platforms; the source of its components is not confirmed"),
                _ => language.Of("来源未确认", "Source not confirmed"),
            },
            Offices = life.Components.Select(component => component.Office).Distinct().Count(),
            OneByOne = life.OneByOne,
            Together = life.Together,
            Ranks = [.. life.Ranks.Select(rank => (IReadOnlyList<string>)[.. rank.Select(component => component.Name.In(language))])],
            Parts = [.. life.Components.Select(component => Part(component, life, language))],
            Covered = [.. life.Covered.Select(covered => covered.In(language))],
            Longest = longest.Sum.Count == 0 ? language.Of("当场", "on the spot") : string.Join(language.Of("加", " plus "), longest.Sum.Select(sum => Finding.Guide.Words(sum, language))),
            LongestWay = [.. longest.Components.Select(component => $"{component.Name.In(language)}{language.Of("（", " (")}{Finding.Guide.Words(component.Limit, language) ?? language.Of("来源未公布", "not published")}{language.Of("）", ")")}")],
            LongestUnknown = longest.Unknown,
            Fees = [.. life.Components.GroupBy(component => component.Office).Select(office => new OfficeFees(office.First().Department.In(language),
                [.. office.Select(component => $"{component.Name.In(language)}{language.Of("：", ": ")}{Fee(component.Fee, language)}")]))],
            DiagramHref = $"/matters/{matter.Slug}/procedure.bpmn",
        };
    }

    static BundlePart Part(EventComponent component, LifeEvent life, Language language) => new()
    {
        Name = component.Name.In(language),
        Href = "/matters/" + component.Matter,
        Department = component.Department.In(language),
        Limit = Finding.Guide.Words(component.Limit, language) ?? language.Of("来源未公布", "Not published by the source"),
        LimitIsPromised = component.IsPromised,
        Doubt = component.BasisConfirmed ? null : component.Limit is null ? language.Of("来源未确认", "Source not confirmed") : language.Of("依据待核实", "Basis to be confirmed"),
        Choice = component.Choice?.In(language),
        After = [.. component.Needs.Select(need => life.Find(need)?.Name.In(language)).OfType<string>()],
        Result = component.Result?.Name.In(language),
        OnFailure = life.Components.Any(other => other.Needs.Contains(component.Matter)) ? Words(component.OnFailure).In(language) : null,
        Materials = [.. component.Materials.Select(material => new BundleMaterial(material.Name.In(language), material.Source == MaterialSource.Asked, material.Source switch
        {
            MaterialSource.Form => language.Of("一张表代替", "the one form stands for it"),
            MaterialSource.Yielded => language.Of($"由“{life.Find(material.From ?? "")?.Name.Zh}”办出", $"comes from: {life.Find(material.From ?? "")?.Name.In(language)}"),
            MaterialSource.Shared => language.Of($"与“{life.Find(material.From ?? "")?.Name.Zh}”共用", $"handed in once, with: {life.Find(material.From ?? "")?.Name.In(language)}"),
            _ => null,
        }))],
    };

    static Text Words(FailureRule rule) => rule switch
    {
        FailureRule.GoOn => new("没有办成也不影响后面的", "If it fails, what follows goes on"),
        FailureRule.AskApplicant => new("没有办成时，由您决定后面的还办不办", "If it fails, you decide whether what follows goes on"),
        FailureRule.AskLead => new("没有办成时，由牵头部门决定后面的还办不办", "If it fails, the lead office decides whether what follows goes on"),
        _ => new("没有办成时，要用它的就不办了，其他照常", "If it fails, what needs it is not begun; the rest goes on"),
    };

    static string Fee(Fee? fee, Language language) => fee switch
    {
        null => language.Of("来源未公布", "not published by the source"),
        { Charged: false } => language.Of("不收费", "free of charge"),
        { Standard: { } standard } => standard.In(language),
        _ => language.Of("收费，标准来源未公布", "charged; the amount is not published"),
    };
}
