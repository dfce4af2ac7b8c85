using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Casework.Pages;
using Tongzheng.Casework.Verbs;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Events;
using Tongzheng.Services.MyCases;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>A case as an officer reads it, with the task of theirs that is open in it.</summary>
public sealed class CaseFile(CaseParts parts, CaseContents contents, TaskDesk desk, Names names, VerbDesk acts, Directories.Offices offices, BundleProgress bundles, Tongzheng.Exchange.Exchanges exchanges, Clock clock)
{
    /// <summary>What came back with mistakes: the task or the box it was typed into, and what was typed.</summary>
    public sealed record Returned
    {
        public IReadOnlyList<Refusal> Errors { get; init; } = [];
        public long? Task { get; init; }
        public Typed? Typed { get; init; }
        public IReadOnlyDictionary<string, string>? Correction { get; init; }
        public string? Explanation { get; init; }
        public IReadOnlyDictionary<string, string>? Incident { get; init; }

        /// <summary>The version of the case on the page it was typed into.</summary>
        public long? Seen { get; init; }
        public static readonly Returned Nothing = new();
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/desk/cases/{id}", Page).Requires(Permission.SignedIn).ExcludeFromDescription();

    static async Task<IResult> Page(string id, HttpContext context, FindCase find, CaseFile file, long? task, CancellationToken stop)
    {
        if (context.Caller().Posts.Count == 0) return Problem.For(context, new Refusal(context.Caller().HoldsNoPost ? "permission.no-post" : "permission.denied"));
        var found = await find.For(context.Caller(), id, stop);
        return found.Value is { } current ? await file.Draw(context, current, Returned.Nothing with { Task = task }, stop) : Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
    }

    /// <summary>The page, with what came back where a post was refused.</summary>
    public async Task<DrawnPage<CaseFilePage>> Draw(HttpContext context, Case current, Returned returned, CancellationToken stop)
    {
        var language = context.Language();
        var nameOf = await names.In(current, language, stop);
        var (task, why) = Mine(context, current, returned.Task);
        var sections = Answers(current, language);
        var form = task is null ? null : current.Version.FindForm(task.Form) ?? Form.Of("none", []);
        var links = await acts.Links(context, current, stop);
        var view = new CaseFileView
        {
            CaseNumber = current.Opened.Number,
            Matter = current.Version.Matter.Name.In(language),
            IsExOfficio = current.IsExOfficio,
            Applicant = current.Opened.PartyName ?? language.Of("（已删除）", "(erased)"),
            HandedInBy = HandedIn(current, nameOf, language),
            State = CaseParts.OfficeWords(current, language),
            Clocks = Clocks(current, language),
            Progress = CaseParts.Progress(current, language, code => offices.Find(current.Jurisdiction, code)?.Name.In(language)),
            Bundle = BundleViews.Progress(await bundles.Of(current, stop), "/desk/cases/", language),
            Sections = sections.Where(section => section.Answers.Count > 0).ToList(),
            Opinions = Opinions(current, language),
            Materials = CaseContents.Materials(current, language),
            Decisions = parts.Decisions(current, language),
            Letters = [.. parts.Results(current, language).Select(result => new LetterView("/licences/" + result.Licence, result.Name, "")), .. await contents.Letters(current, language, stop)],
            Parties = contents.Parties(current, language),
            Related = contents.Related(current, context.Caller(), language),
            // Another government's case has a number here and no address: this officer has no part in it.
            Exchanges = [.. (await exchanges.Of(current, stop)).Where(line => line.Jurisdiction != current.Jurisdiction).Select(line => new ExchangeLine(line.Words.In(language), line.Waits, line.Number, line.Jurisdiction == current.Jurisdiction && line.Case is { Length: > 0 } other ? $"/desk/cases/{other}" : null))],
            Fee = CaseContents.Fee(current, language),
            FeeDue = contents.Due(current, language) is { } due ? new(due.What, links.FirstOrDefault(link => link.Href.EndsWith("/acts/" + CaseFee.Pay, StringComparison.Ordinal))) : null,
            Timeline = History.Of(current, nameOf, language),
            Task = task is null || form is null ? null : new TaskView
            {
                Title = task.Name.In(language),
                Action = $"/desk/cases/{current.Id}/tasks/{task.Task}",
                Form = TaskForms.View(form, returned.Typed ?? Typed.Nothing, typed => desk.Fill(current, task.Task, typed, ActOf(context, current, task.Task), false), language,
                    returned.Typed is null ? null : returned.Errors),
                Note = LimitOf(current, task, language),
                Hidden = [Frames.NewKey(), ("seen", current.StreamVersion.ToString(CultureInfo.InvariantCulture))],
            },
            NoTask = current.IsClosed ? language.Of("这个办件已经办结。", "This case is closed.") : why?.In(language) ?? Elsewhere(current, language),
            Correction = task is null || !TaskForms.AsksCorrection(form) ? null : new CorrectionRequestView
            {
                Action = $"/desk/cases/{current.Id}/tasks/{task.Task}/correction",
                Chosen = returned.Correction ?? new Dictionary<string, string>(),
                Explanation = returned.Explanation,
                Basis = language.Of("行政许可法第三十二条：当场或者五日内一次告知需要补正的全部内容；逾期不告知的，自收到材料之日起即为受理。", "Administrative Licensing Law art. 32: tell everything that must be corrected at once, on the spot or within five days; otherwise it counts as accepted from the day it was received."),
                Hidden = [Frames.NewKey(), ("seen", current.StreamVersion.ToString(CultureInfo.InvariantCulture))],
            },
            DiagramHref = $"/desk/cases/{current.Id}/procedure",
            DiagramNow = [.. current.Tasks.Select(open => open.Element).Concat(current.Incidents.Select(incident => incident.Element))],
            DiagramDone = PathTaken.Of(current),
            Incidents = [.. current.Incidents.Select(incident => IncidentOf(context, current, incident, returned.Incident, language))],
            Acts = links,
            Messages = await acts.Messages(context, current, stop),
            Changed = returned.Seen is { } seen && seen < current.StreamVersion ? History.Of(current, nameOf, language, seen) : [],
            Typed = task?.Task == returned.Task ? [] : [.. returned.Typed is { } typed ? TypedInVain(current, returned.Task, typed, language) : [], .. AskedInVain(current, returned, language)],
            Errors = [.. returned.Errors.Select(refusal => FieldError.Of(refusal, language))],
        };
        return new() { Frame = context.Frame(view.Matter, view.Matter, new Crumb(language.Of("工作台", "Desk"), "/desk"), new Crumb(view.CaseNumber)) with { Wide = true }, Model = view, StatusCode = returned.Errors.Count > 0 ? Problem.StatusOf(returned.Errors[0]) : StatusCodes.Status200OK };
    }

    /// <summary>The open task the caller may do; else why not the one of their post.</summary>
    (OpenedTask? Task, Refusal? Why) Mine(HttpContext context, Case current, long? asked)
    {
        Refusal? why = null;
        foreach (var task in current.Tasks.Where(task => task.Post != Case.Applicant).OrderByDescending(task => task.Task == asked))
        {
            if (Complete.WhyNot(current, task.Task, ActOf(context, current, task.Task)) is not { } refusal) return (task, null);
            if (refusal.Code != "task.not-your-post") why ??= refusal;
        }
        return (null, why);
    }

    /// <summary>What was typed into a task that somebody else has done meanwhile, by the labels of its form: nothing typed is lost.</summary>
    internal static IEnumerable<SummaryRow> TypedInVain(Case current, long? task, Typed typed, Language language)
    {
        var opened = current.History.Select(happening => happening.Fact).OfType<CaseAdvanced>().SelectMany(moved => moved.Opened).FirstOrDefault(each => each.Task == task);
        if (current.Version.FindForm(opened?.Form) is not { } form) return [];
        var filled = Fill.Read(form, typed, new Dictionary<string, Known>(), current.State?.Variables ?? new FeelContext(), new EvaluationOptions { Now = current.OpenedAt }, final: false);
        return ReadBack.Lines(form.Components, filled, new Dictionary<string, Known>(), language)
            .Select(line => new SummaryRow(line.Label, line.Files.Count == 0 ? line.Value : string.Join(language.Of("、", ", "), line.Files.Select(file => file.Name))))
            .Where(row => !string.IsNullOrEmpty(row.Value));
    }

    /// <summary>What was asked to be corrected where that could not be asked any more.</summary>
    static IEnumerable<SummaryRow> AskedInVain(Case current, Returned returned, Language language)
    {
        foreach (var (field, reason) in returned.Correction ?? new Dictionary<string, string>()) yield return new SummaryRow(MyCasePages.LabelOf(current, field, language), reason);
        if (returned.Explanation is { Length: > 0 } said) yield return new SummaryRow(language.Of("总体说明", "Explanation"), said);
    }

    Act ActOf(HttpContext context, Case current, long task) => desk.ActOn(context, current, task) ?? context.Act(JurisdictionId.Parse(current.Jurisdiction));

    string? Elsewhere(Case current, Language language) => current.Tasks.Count == 0 ? null : string.Join(language.Of("；", "; "), current.Tasks.Select(task =>
        task.Post == Case.Applicant ? language.Of($"等待{current.PartyTitle.Zh}办理：", $"Waiting for the {current.PartyTitle.En}: ") + task.Name.In(language)
            : language.Of($"“{task.Name.Zh}”由{offices.Find(current.Jurisdiction, task.Organisation)?.Name.Zh}的相应岗位办理", $"“{task.Name.In(language)}” is for another post of {offices.Find(current.Jurisdiction, task.Organisation)?.Name.In(language)}"))) + language.Of("。", ".");

    static string? HandedIn(Case current, Func<string?, string?, string> nameOf, Language language)
    {
        if (current.Opened.Channel != Channel.Counter) return null;
        var clerk = nameOf(current.History.Select(happening => happening.Fact).OfType<CaseAdvanced>().FirstOrDefault()?.By, null);
        return language.Of($"由{clerk}在窗口代为提交。{current.Opened.Proof}", $"Handed in at the counter by {clerk}. {current.Opened.Proof}");
    }

    static string? LimitOf(Case current, OpenedTask task, Language language) => task.Due is not { } due ? null
        : current.Version.Procedure.Find(task.Element)?.Properties.GetValueOrDefault("tz:limit") is { } id && TimeLimits.PeriodOf(id, China.DayOf(current.OpenedAt)).Value is { } limit
            ? language.Of($"本环节应在{due:yyyy-MM-dd}前完成（{limit.Basis.In(language)}）。", $"This step is due by {due:yyyy-MM-dd} ({limit.Basis.In(language)}).")
            : language.Of($"本环节应在{due:yyyy-MM-dd}前完成。", $"This step is due by {due:yyyy-MM-dd}.");

    IReadOnlyList<ClockView> Clocks(Case current, Language language)
    {
        var calendar = desk.Cases.Around.Calendar;
        var now = clock.Now;
        ClockView? View(Deadline? deadline, string name)
        {
            if (deadline?.On(calendar, now) is not { } due) return null;
            var text = current.Clock.EndedOn is { } ended ? language.Of($"{ended:yyyy-MM-dd}，限{due.LastDay:yyyy-MM-dd}", $"{ended:yyyy-MM-dd}, limit {due.LastDay:yyyy-MM-dd}")
                : DueWords.WithDay(due.LastDay, clock.Today, calendar, language);
            var light = current.Clock.EndedOn is { } day ? day <= due.LastDay ? Light.Green : Light.Overdue : due.LightAt(now);
            return new ClockView(name, light, text, due.Explanation.In(language), due.IsProvisional, current.Clock.EndedOn is not null);
        }
        var clocks = new[] { View(current.Clock.Promised, language.Of("承诺时限", "Promised")), View(current.Clock.Statutory, language.Of("法定时限", "By law")) }.OfType<ClockView>().ToList();
        if (clocks.Count == 0 && current.Clock.OnTheSpot is { } spot)
            clocks.Add(new ClockView(language.Of("法定时限", "By law"), current.Clock.LightAt(calendar, now), DueWords.WithDay(spot.On(calendar).Day, clock.Today, calendar, language),
                spot.Explain(calendar).In(language), current.Clock.IsProvisional, current.Clock.EndedOn is not null));
        return clocks;
    }

    static IReadOnlyList<AnswerSection> Answers(Case current, Language language)
    {
        var filled = CaseParts.Filled(current, current.OpenedAt);
        var known = TaskDesk.KnownOf(current);
        var before = Before(current, language);
        var sections = new List<AnswerSection>();
        foreach (var component in current.Version.ApplicationForm.Components)
        {
            var answers = ReadBack.Lines([component], filled, known, language).Where(line => !CaseContents.IsFile(current, line.Key)).Select(line => new AnswerView(Root(line.Key), line.Label, line.Value)
            {
                Source = line.Source,
                Before = before.TryGetValue(line.Key, out var was) && was != line.Value ? was.Length == 0 ? language.Of("未填写", "not given") : was : null,
            }).ToList();
            if (answers.Count == 0) continue;
            if (component.Type == "group" || sections.Count == 0)
                sections.Add(new AnswerSection(component.Type == "group" ? component.Label.In(language) : "", answers));
            else sections[^1] = sections[^1] with { Answers = [.. sections[^1].Answers, .. answers] };
        }
        return sections;
    }

    /// <summary>The answers before the last correction, by key; none where nothing was corrected.</summary>
    static Dictionary<string, string> Before(Case current, Language language)
    {
        var versions = current.History.Select(happening => happening.Fact switch { CaseOpened opened => opened.Answers, CaseCorrected corrected => corrected.Answers, _ => null }).Where(answers => answers is not null).ToList();
        if (versions.Count < 2) return [];
        var earlier = current with { AnswersText = versions[^2] };
        return CaseParts.Lines(earlier, current.OpenedAt, language).GroupBy(line => line.Key).ToDictionary(group => group.Key, group => group.First().Value);
    }

    /// <summary>What officers answered in the steps that are done, as the variables of the procedure held it then: a later step may give a variable of the same name.</summary>
    static IReadOnlyList<AnswerSection> Opinions(Case current, Language language)
    {
        var sections = new List<AnswerSection>();
        var moves = current.History.Select(happening => happening.Fact).OfType<CaseAdvanced>().ToList();
        var then = Then(current, moves);
        foreach (var done in moves.Select(moved => moved.Done).OfType<DoneTask>().DistinctBy(done => done.Element))
        {
            if (then.GetValueOrDefault(done.Element) is not { State.Variables: { } variables } at) continue;
            var (values, uploads) = TaskDesk.Stored(TaskDesk.VariablesJson(at));
            var opened = moves.SelectMany(moved => moved.Opened).FirstOrDefault(task => task.Element == done.Element);
            if (opened is null || opened.Post == Case.Applicant || current.Tasks.Any(task => task.Element == done.Element)) continue;
            if (current.Version.FindForm(opened.Form) is not { } form) continue;
            var filled = Fill.Read(form, new Typed(values, uploads), new Dictionary<string, Known>(), variables, new EvaluationOptions { Now = current.OpenedAt }, final: false);
            var answers = ReadBack.Lines(form.Components, filled, new Dictionary<string, Known>(), language)
                .Select(line => new AnswerView(line.Key, line.Label, line.Value) { Files = CaseContents.Links(current, line.Files, language) })
                .Where(answer => !string.IsNullOrEmpty(answer.Value) || answer.Files.Count > 0).ToList();
            if (answers.Count > 0) sections.Add(new AnswerSection(opened.Name.In(language), answers));
        }
        return sections;
    }

    /// <summary>The case as it stood when each step was done last.</summary>
    static Dictionary<string, Case> Then(Case current, IReadOnlyList<CaseAdvanced> moves)
    {
        var then = new Dictionary<string, Case>();
        var state = Case.Begun(current.History[0].Version, current.Opened.Answers);
        foreach (var moved in moves)
        {
            state = moved.State is { } text ? Tongzheng.Bpmn.ProcessState.FromJson(text.Utf8, state) : null;
            if (moved.Done is { } done && state is not null) then[done.Element] = current with { State = state };
        }
        return then;
    }

    static IncidentView IncidentOf(HttpContext context, Case current, RaisedIncident incident, IReadOnlyDictionary<string, string>? typed, Language language)
    {
        var act = context.Act(JurisdictionId.Parse(current.Jurisdiction), Casework.Resolve.PostOf(context.Caller().Posts, current));
        return new IncidentView(incident.Incident, current.Version.Procedure.Find(incident.Element)?.Name ?? incident.Element, incident.Message, incident.Code)
        {
            Action = Casework.Resolve.WhyNot(current, act, false) is null ? $"/desk/cases/{current.Id}/incidents/{incident.Incident}" : null,
            MayCorrect = Casework.Resolve.WhyNot(current, act, true) is null,
            Reason = typed?.GetValueOrDefault("reason"),
            Variables = typed?.GetValueOrDefault("variables"),
            Hidden = [Frames.NewKey()],
        };
    }

    static string Root(string name) => name.IndexOf('.') is var dot and > 0 ? name[..dot] : name;
}
