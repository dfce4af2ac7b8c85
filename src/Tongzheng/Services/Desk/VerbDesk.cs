using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Casework.Pages;
using Tongzheng.Casework.Verbs;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.MyCases;
using Tongzheng.Web;
using CaseStore = Tongzheng.Casework.Cases;

namespace Tongzheng.Services.Desk;

/// <summary>The verbs of casework on pages: which the reader may do now, and the form of one of them.</summary>
public sealed class VerbDesk(CaseStore cases, Aims aims, Names names, CaseParts parts)
{
    /// <summary>What was sent and came back, or what the address asks for.</summary>
    public sealed record Asked(DoVerb.Request Request, Refusal? Refusal = null);

    public CaseStore Cases => cases;
    public Aims Aims => aims;

    /// <summary>The verbs the caller may do now, as links of the case's page. Messages have a box of their own.</summary>
    public async Task<IReadOnlyList<ActLink>> Links(HttpContext context, Case current, CancellationToken stop)
    {
        var language = context.Language();
        var isLive = cases.Versions.FindLive(current.Opened.Matter)?.Matter.Hash == current.Version.Matter.Hash;
        var now = (await aims.Possible(current, ActOf(context, current), context.Caller().Posts, stop)).Where(may => may.Verb.Code != "message" && !(isLive && may.Verb.Target == Target.LiveVersion)).ToList();
        return [.. now.Select(may => new ActLink(Href(context, current, may.Verb) + (may.Allowed.Task is { } task ? string.Create(CultureInfo.InvariantCulture, $"?task={task.Task}") : ""),
            may.Verb.Name.In(language) + (may.Allowed.Task is { Verb: null } on && now.Count(other => other.Verb == may.Verb) > 1 ? language.Of($"（{on.Name.Zh}）", $" ({on.Name.In(language)})") : "")) { IsTask = may.Allowed.Task?.Verb is not null })];
    }

    /// <summary>What party and office wrote to each other, oldest first.</summary>
    public async Task<MessagesView> Messages(HttpContext context, Case current, CancellationToken stop)
    {
        var language = context.Language();
        var nameOf = await names.In(current, language, stop);
        var verb = VerbTable.Find("message") ?? throw new InvalidOperationException("The table has no messages.");
        return new MessagesView(
            [.. current.History.Where(happening => happening.Fact is CaseActed { Verb: "message" }).Select(happening => happening.Fact is CaseActed said
                ? new TimelineEntry(happening.At, CaseParts.Time(happening.At), nameOf(said.By, said.Post), null, said.Reason ?? language.Of("（已删除）", "(erased)")) : throw new InvalidOperationException())],
            May.Be(verb, current, null, ActOf(context, current), context.Caller().Posts).Value is null ? null : Href(context, current, verb), [Frames.NewKey()]);
    }

    /// <summary>The form of a verb, with what it would come to.</summary>
    public async Task<ActView> View(HttpContext context, Case current, Verb verb, Asked asked, CancellationToken stop)
    {
        var language = context.Language();
        var act = ActOf(context, current);
        var may = May.Be(verb, current, asked.Request.Task, act, context.Caller().Posts);
        var task = may.Value?.Task;
        // What needs no choosing can be worked out before it is done.
        var chosen = verb.Target is not Target.None and not Target.LiveVersion;
        var reached = may.Value is null || chosen ? default(Outcome<Done>?)
            : await DoVerb.Reach(cases, aims, current, verb.Code, asked.Request with { Reason = asked.Request.Reason is { Length: > 0 } said ? said : "—", Seen = null }, act, context.Caller().Posts, stop);
        var why = may.Refusal ?? reached?.Refusal;
        var target = await TargetOf(verb, current, task, act, asked.Request.Target, language, stop);
        // Who left out two things is told of both at once.
        var missing = asked.Refusal is { Field: not null } ? DoVerb.Missing(verb, asked.Request) : [];
        // What cannot be done at all is not to be sent again.
        var refusals = (missing.Count > 0 ? missing : new[] { why, why is null || asked.Refusal?.Code != "case.changed" ? asked.Refusal : null }.OfType<Refusal>()).DistinctBy(refusal => refusal.Code).ToList();
        return new ActView
        {
            Title = verb.Name.In(language),
            CaseNumber = current.Opened.Number,
            Matter = current.Version.Matter.Name.In(language),
            CaseHref = CaseHref(context, current),
            Action = Href(context, current, verb),
            Row = context.Caller().Person is null ? ForOffice(current, verb, task, language) : ForParty(current, verb, language),
            Preview = reached?.Value is { } done ? Preview(current, done, language) : [],
            WordsLabel = verb.Words?.In(language),
            Words = asked.Request.Reason,
            Target = target,
            Changed = asked.Refusal?.Code == "case.changed" ? History.Of(current, await names.In(current, language, stop), language, asked.Request.Seen ?? 0) : [],
            Decisions = verb.Code is "contest" or "review" ? parts.Decisions(current, language) : [],
            Answers = Asking(current, verb, task, language),
            Errors = [.. refusals.Select(refusal => FieldError.Of(refusal, language))],
            Typed = [.. new[] { target is null ? null : new SummaryRow(target.Label, target.Words), verb.Words is { } label ? new SummaryRow(label.In(language), asked.Request.Reason) : null }.OfType<SummaryRow>().Where(row => !string.IsNullOrWhiteSpace(row.Value))],
            IsPossible = why is null && target is not { IsChosen: true, Choices.Count: 0 },
            Hidden = [Frames.NewKey(), ("seen", current.StreamVersion.ToString(CultureInfo.InvariantCulture)), .. task is null ? Array.Empty<(string, string)>() : [("task", task.Task.ToString(CultureInfo.InvariantCulture))]],
        };
    }

    /// <summary>What was asked in the act that opened the task, in its own words: who answers reads the question.</summary>
    static SummaryRow? Asking(Case current, Verb verb, OpenedTask? task, Language language) =>
        task is not { Verb: not null } || current.History.Select(happening => happening.Fact).OfType<CaseActed>().FirstOrDefault(acted => acted.Tasks.Any(opened => opened.Task == task.Task)) is not { } asking ? null
            : new(VerbTable.Find(asking.Verb)?.Name.In(language) ?? verb.Name.In(language), asking.Reason ?? language.Of("（已删除）", "(erased)"));

    static List<SummaryRow> ForOffice(Case current, Verb verb, OpenedTask? task, Language language) =>
    [
        .. AtIssue(current, verb, language),
        new(language.Of("由谁来做", "Who may"), Alone(VerbWords.Of(verb.Who, current.PartyTitle).In(language))),
        .. task is { Verb: null } ? new[] { new SummaryRow(language.Of("环节", "Step"), task.Name.In(language)) } : [],
        new(language.Of("办理时限", "The clock"), Alone(VerbWords.Of(verb.Clock).In(language))),
        new(language.Of($"{current.PartyTitle.Zh}得知", $"The {current.PartyTitle.En} is told"), Blank(verb.Told, language) + (verb.Letter is { } letter ? language.Of($"（发送《{letter.Zh}》）", $" ({letter.In(language)})") : "")),
    ];

    /// <summary>The decision that is contested, with its reason, or the fee that something becomes of; nothing for other verbs.</summary>
    static SummaryRow[] AtIssue(Case current, Verb verb, Language language) =>
        (verb.Code is CaseFee.Refund ? CaseFee.PaidIn(current) : verb.Code is CaseFee.Pay or CaseFee.Waive ? CaseFee.DueIn(current) : null) is { } fee ? [new(language.Of("哪笔费用", "Which fee"), fee.In(language))]
        : verb.Code is not ("contest" or "review") || current.Outcome is not { } outcome ? []
        : [new(language.Of("对什么决定", "Which decision"), string.Join(language.Of("：", ": "), new[] { CaseStep.OutcomeWords(current, outcome).In(language), current.State?.Variables.Get("reason").AsString }.Where(said => !string.IsNullOrEmpty(said))))];

    /// <summary>Who does it themselves reads what it is about and what comes of it, not how the office keeps its books.</summary>
    static List<SummaryRow> ForParty(Case current, Verb verb, Language language) =>
    [
        .. AtIssue(current, verb, language),
        .. verb.Told.Zh != "{reason}" ? new[] { new SummaryRow(language.Of("提交以后", "Once you send it"), Blank(verb.Told, language)) } : [],
    ];

    /// <summary>The act of the caller, its post still open.</summary>
    public static Act ActOf(HttpContext context, Case current) => context.Act(JurisdictionId.Parse(current.Jurisdiction));

    public static string CaseHref(HttpContext context, Case current) => context.Caller().Person is null ? $"/desk/cases/{current.Id}" : $"/cases/{current.Id}";

    /// <summary>An act in a timeline: its name, and whom or what it was aimed at.</summary>
    public static string NameOf(Case current, CaseActed acted, Func<string?, string?, string> nameOf, Language language)
    {
        if (acted.Verb == Successions.Verb) return language.Of("承办机关已撤销，移交继续行使其职权的机关", "The office was dissolved; handed over to the one that follows it");
        if (VerbTable.Find(acted.Verb) is not { } verb) return acted.Verb;
        var at = verb.Target switch
        {
            Target.OfficerOfPost or Target.OfficerOfOffice or Target.Officers => string.Join(language.Of("、", ", "), (acted.Target ?? "").Split(',').Select(officer => nameOf(officer, null))),
            Target.Step => current.Version.Procedure.Find(acted.Target ?? "") is { } step ? TaskVerbs.NameOf(step).In(language) : null,
            Target.Ground => ClockVerbs.NameOf(acted.Target ?? "", acted.Clock.Statutory?.Procedure).In(language),
            Target.Instant when DateTimeOffset.TryParse(acted.Target, CultureInfo.InvariantCulture, out var instant) => CaseParts.Time(instant),
            _ => CaseFee.SumOf(acted)?.In(language) ?? acted.Links.FirstOrDefault()?.Number,
        };
        return string.IsNullOrEmpty(at) ? verb.Name.In(language) : verb.Name.In(language) + language.Of("：", ": ") + at;
    }

    static string Href(HttpContext context, Case current, Verb verb) => $"{CaseHref(context, current)}/acts/{verb.Code}";

    static List<string> Preview(Case current, Done done, Language language)
    {
        var lines = new List<string>();
        var after = done.Step?.Clock ?? done.Fact.Clock;
        if (after.Due != current.Clock.Due) lines.Add(language.Of($"最迟办结日：{current.Clock.Due:yyyy-MM-dd} → {after.Due:yyyy-MM-dd}", $"Due: {current.Clock.Due:yyyy-MM-dd} → {after.Due:yyyy-MM-dd}"));
        string NamesOf(IEnumerable<OpenedTask> tasks) => string.Join(language.Of("、", ", "), tasks.Select(task => task.Name.In(language)));
        if (done.Step is { } step)
        {
            var closed = current.Tasks.Where(task => step.Closed.Contains(task.Task)).ToList();
            if (closed.Count > 0) lines.Add(language.Of("关闭任务：", "Closes: ") + NamesOf(closed));
            if (step.Opened.Count > 0) lines.Add(language.Of("打开任务：", "Opens: ") + NamesOf(step.Opened));
            var stays = current.Tasks.Where(task => !step.Closed.Contains(task.Task)).ToList();
            if (stays.Count > 0) lines.Add(language.Of("不变的任务：", "Stays: ") + NamesOf(stays));
            if (step.Timers.Count > 0 || step.CancelledTimers.Count > 0)
                lines.Add(language.Of($"新开期限{step.Timers.Count}个，取消{step.CancelledTimers.Count}个", $"Time limits begun: {step.Timers.Count}, cancelled: {step.CancelledTimers.Count}"));
        }
        if (done.Made is not null) lines.Add(language.Of("新建一个办件，与本办件互相关联", "A new case begins; each names the other"));
        return lines;
    }

    async Task<ActTarget?> TargetOf(Verb verb, Case current, OpenedTask? task, Act act, string? value, Language language, CancellationToken stop)
    {
        if (verb.Target is Target.None or Target.LiveVersion) return null;
        var choices = (await aims.Choices(verb, current, task, act, stop)).Select(choice => new Choice(choice.Value, Alone(choice.Name.In(language)))).ToList();
        return verb.Target switch
        {
            Target.OfficerOfPost or Target.OfficerOfOffice => new("select", language.Of("由谁办理", "Who does it"), choices.Count == 0 ? language.Of("没有其他可以办理的人员。", "There is nobody else who could.") : null, choices, value),
            Target.Officers => new("checkboxes", language.Of("请哪些专家", "Which experts"), language.Of("可以同时请几位，各自独立出具意见。", "Several can be asked at once; each answers alone."), choices, value),
            Target.Office => new("select", language.Of("移送到哪个机关", "To which body"), choices.Count == 0 ? language.Of("没有其他机关的权责清单上有本事项。", "No other body has this matter on its lists.") : language.Of("只列出权责清单上有本事项的机关。", "Only bodies that have this matter on their lists of powers or duties."), choices, value),
            Target.Case => new("select", language.Of("并入哪个办件", "Into which case"), choices.Count == 0 ? language.Of($"没有同一{current.PartyTitle.Zh}、同一事项的其他在办办件。", "There is no other open case of the same party and matter.") : null, choices, value),
            Target.Step => new("radios", language.Of("退回到哪一环节", "Back to which step"), language.Of("只能退回已经办过、其后没有发出过文书的环节。", "Only to steps that were done and after which no letter went out."), choices, value),
            Target.Ground => new("radios", language.Of("依据什么暂停", "On which ground"), null, choices, value),
            Target.Instant => new("datetime", language.Of("日期和时间", "Day and time"), null, [], value),
            Target.Receipt => new("text", language.Of("票据号或者缴款码", "Number of the receipt, or payment code"), language.Of("金额是登记的应缴数额，日期是今天。", "The sum is the one that was demanded; the day is today."), [], value),
            Target.Sum => new("text", language.Of("金额（元）", "Sum in yuan"), null, [], value),
            _ => new("radios", language.Of("复核结果", "Result"), null, choices, value),
        };
    }

    // A place that is filled when it is done stands as what will be filled in.
    static string Blank(Text told, Language language) => Places.Aggregate(told.In(language), (words, place) =>
        words.Replace("{" + place.Key + "}", language.Of($"〔{place.Value.Zh}〕", $"[{place.Value.En}]"), StringComparison.Ordinal));

    static readonly Dictionary<string, Text> Places = new()
    {
        ["step"] = new("环节", "step"), ["office"] = new("机关", "body"), ["ground"] = new("事由", "ground"), ["due"] = new("日期", "date"), ["at"] = new("日期和时间", "day and time"),
        ["sum"] = new("金额", "sum"), ["receipt"] = new("票据号", "number"), ["other"] = new("办件编号", "case number"), ["verdict"] = new("复核结果", "result"), ["reason"] = new("您填写的内容", "what you write"),
    };

    // The words of the table stand within sentences; alone in a row or a list they begin one.
    static string Alone(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
