using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Casework.Drafts;
using Tongzheng.Casework.Pages;
using Tongzheng.Casework.Verbs;
using Tongzheng.Directories;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Services.Apply;
using Tongzheng.Services.Desk;
using Tongzheng.Services.Events;
using Tongzheng.Services.Pages;
using Tongzheng.Services.Rating;
using Tongzheng.Web;

namespace Tongzheng.Services.MyCases;

/// <summary>A person's own cases on pages: the list, one case, its receipt, and taking it back.</summary>
static class MyCasePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases", List).Requires(Permission.OwnAffairs).ExcludeFromDescription();
        routes.MapGet("/cases/{id}", One).Requires(Permission.SignedIn).ExcludeFromDescription();
        routes.MapGet("/cases/{id}/receipt", Receipt).Requires(Permission.SignedIn).ExcludeFromDescription();
        routes.MapPost("/cases/{id}/withdraw", TakeBack).Requires(Permission.OwnAffairs).ExcludeFromDescription();
        routes.MapGet("/cases/{id}/proof", Proof).Requires(Permission.SignedIn).ExcludeFromDescription();
        routes.MapGet("/api/cases/{id}/proof", Proof).Requires(Permission.SignedIn).WithTags("Cases").WithSummary("Proof that the newest fact of a case is in the journal (c2sp.org/tlog-proof)").Produces<Stream>(contentType: "text/plain");
    }

    static DrawnPage<CasesPage> List(HttpContext context, Lists lists, Journal journal, DraftDesk drafts, Versions versions, string? before)
    {
        var language = context.Language();
        var person = context.Caller().Person ?? default;
        var lines = lists.Mine(OwnAffairs.Of(journal, context.Caller()), person, before);
        bool IsLifeEvent(CaseLine line) => line.Status == nameof(CaseStatus.Submitted) && versions.Catalogue.Find(line.Matter)?.Event is not null;
        string NameOf(string matter) => versions.Catalogue.Find(matter)?.Name.In(language) ?? matter;
        var cards = lines.Select(line => (Line: line, Card: Card(line, NameOf(line.Matter), versions.FindLive(line.Matter), language) is var card && IsLifeEvent(line) ? card with { State = language.Of("各部门办理中", "With the offices"), Next = language.Of("打开看各项办到哪一步了。", "Open it to see where each part stands.") } : card)).ToList();
        return new DrawnPage<CasesPage> { Frame = context.Frame("我的办件", "My cases"), Model = new CasesView
        {
            Waiting = [.. cards.Where(pair => pair.Line.Status == nameof(CaseStatus.Correcting)).Select(pair => pair.Card)],
            Others = [.. cards.Where(pair => pair.Line.Status != nameof(CaseStatus.Correcting)).Select(pair => pair.Card)],
            Drafts = before is not null ? [] : [.. drafts.Of(person).Select(draft => new DraftCard(
                $"/matters/{draft.Matter}/apply?draft={draft.Draft}&region={draft.Jurisdiction}&page=1", NameOf(draft.Matter),
                CaseParts.Time(Writer.Instant(draft.SavedAt))))],
            NextHref = lines.Count == Lists.PageSize ? $"/cases?before={lines[^1].Case}" : null,
        } };
    }

    static CaseCard Card(CaseLine line, string matter, RunningMatter? version, Language language)
    {
        var status = Enum.Parse<CaseStatus>(line.Status);
        var due = line.Due is null || line.Outcome is not null ? null : line.DueIsProvisional ? line.Due + language.Of("（暂定）", " (provisional)") : line.Due;
        return new CaseCard
        {
            Href = $"/cases/{line.Case}",
            Matter = matter,
            CaseNumber = line.Number,
            State = CaseParts.Words(status, line.Outcome, version, language),
            Colour = CaseParts.Colour(status, line.Outcome),
            Next = CaseParts.Next(status, due, version, language),
            HandedInText = CaseParts.Day(line.OpenedAt),
        };
    }

    static Task<IResult> One(string id, HttpContext context, FindCase find, CaseParts parts, CaseContents contents, Tongzheng.Exchange.Exchanges exchanges, Offices offices, Tongzheng.Casework.Cases cases, VerbDesk acts, BundleProgress bundles, Clock clock, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        var language = context.Language();
        var components = await bundles.Of(current, stop);
        var office = offices.Find(current.Jurisdiction, current.Organisation);
        var view = CaseView.Of(current, office?.Name ?? "", cases.Around, clock.Now);
        var lines = CaseParts.Lines(current, clock.Now, language);
        var mine = context.Caller().Person is { } person && Complete.Speaks(current, person);
        var result = parts.Results(current, language).FirstOrDefault();
        var after = After(current, acts, language);
        var due = current.IsClosed ? null : current.Clock.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new DrawnPage<OwnCasePage>
        {
            Frame = context.Frame(current.Version.Matter.Name.Zh, current.Version.Matter.Name.In(language), new Crumb(language.Of("我的办件", "My cases"), "/cases")),
            Model = new OwnCaseView
            {
                Matter = current.Version.Matter.Name.In(language),
                MatterHref = "/matters/" + current.Opened.Matter,
                CaseNumber = current.Opened.Number,
                IsExOfficio = current.IsExOfficio,
                State = components.Count > 0 && current.Status == CaseStatus.Submitted ? language.Of("各部门办理中", "With the offices") : CaseParts.Words(current.Status, current.Outcome, current.Version, language),
                Colour = CaseParts.Colour(current.Status, current.Outcome),
                Steps = CaseParts.Progress(current, language),
                Bundle = BundleViews.Progress(components, "/cases/", language),
                Next = after is { Other: null } ? after.Words : components.Count > 0 ? BundleViews.Next(components, current.IsClosed, language) : CaseParts.Next(current.Status, due, current.Version, language, owes: CaseFee.DueIn(current) is not null),
                DueText = due is null ? null : current.Clock.IsStopped ? language.Of($"暂停前的期限是 {due}，恢复计算后顺延", $"It was due by {due}; the day moves on by as long as the clock stands still") : language.Of($"最迟 {due} 办结", $"Due by {due}"),
                DueExplanation = due is null ? null : view.DueExplanation?.In(language),
                Provisional = current.Clock.IsProvisional,
                Office = view.OrganisationName.In(language),
                OfficePhone = office?.Phone,
                Correction = mine ? Asked(current, language) : null,
                OwnSteps = !mine ? [] : [.. current.Tasks.Where(task => task.Post == Case.Applicant && !current.IsCorrection(task)).Select(task => new OwnStep($"/cases/{id}/tasks/{task.Task}",
                    CaseStep.StepOf(current, task.Element)?.In(language) ?? task.Name.In(language),
                    task.Due is { } until ? language.Of($"请在 {until:yyyy-MM-dd} 前办理。", $"Please do it by {until:yyyy-MM-dd}.") : null))],
                Outcome = Outcome(current, parts, result.Licence, language) is { } outcome && after is { ReplacesDecision: true } ? outcome with { Remedies = [] } : Outcome(current, parts, result.Licence, language),
                After = after,
                Sections = [new AnswerSection(current.IsExOfficio ? "" : language.Of("您填写的内容", "What you entered"), [.. lines.Where(line => line.Files.Count == 0 && !CaseContents.IsFile(current, line.Key)).Select(line =>
                    new AnswerView(line.Key, line.Label, line.Value) { Source = line.Source })])],
                Letters = await contents.Letters(current, language, stop),
                Now = contents.Now(current, language),
                Then = CaseContents.Then(current, language),
                Fee = CaseContents.Fee(current, language),
                Parties = contents.Parties(current, language),
                Related = contents.Related(current, Caller.Nobody, language),
                Exchanges = [.. (await exchanges.Of(current, stop)).Where(line => line.Jurisdiction != current.Jurisdiction).Select(line => new ExchangeLine(line.Words.In(language), line.Waits, line.Number, mine && line.Case is { Length: > 0 } other ? $"/cases/{other}" : null))],
                Materials = [.. CaseContents.Materials(current, language).Where(material => material.Files.Count > 0)],
                Timeline = Happened(current, acts, language),
                Acts = await acts.Links(context, current, stop),
                Messages = await acts.Messages(context, current, stop),
                WithdrawAction = mine && !current.IsClosed && Withdraw.MayBe(current) ? $"/cases/{id}/withdraw" : null,
                Hidden = [Frames.NewKey()],
                RateHref = mine && parts.AwaitsRating(current) ? $"/cases/{id}/rate" : null,
                ReceiptHref = $"/cases/{id}/proof",
            },
        };
    });

    /// <summary>The steps that were done, and what was told of acts beside them, in order.</summary>
    static IReadOnlyList<TimelineEntry> Happened(Case current, VerbDesk acts, Language language) =>
        [.. CaseStep.Of(current).Where(step => step.At is not null).Select(step => (At: step.At ?? default, step.Name))
            .Concat(current.History.Where(happening => happening.Fact is CaseActed { Verb: not "message" }).Select(happening => (happening.At, Name: happening.Fact is CaseActed acted ? Telling.Words(current, acted, acts.Aims.NameOf) : "")))
            .OrderBy(entry => entry.At).Select(entry => new TimelineEntry(entry.At, CaseParts.Time(entry.At), entry.Name.In(language)))];

    /// <summary>What became of a closed case: another takes its place, or its decision is looked at again.</summary>
    static AfterClosing? After(Case current, VerbDesk acts, Language language)
    {
        if (!current.IsClosed) return null;
        if (current.Tasks.Any(task => task.Verb == "review")) return new(language.Of("您提出的异议正在人工复核，结果会书面告诉您。", "Your objection is being looked at by a person; you will be told in writing."), null, false);
        var (acted, goesOn) = current.History.Select(happening => happening.Fact).OfType<CaseActed>()
            .Select(acted => (acted, acted.Links.FirstOrDefault(link => link.Relation is LinkVerbs.MergedInto or LinkVerbs.ReopenedAs or ContestVerbs.ReplacedBy))).LastOrDefault(each => each.Item2 is not null);
        return goesOn is null ? null : new(Telling.Words(current, acted, acts.Aims.NameOf).In(language), new ActLink($"/cases/{goesOn.Case}", language.Of($"看办件 {goesOn.Number}", $"See case {goesOn.Number}")), goesOn.Relation == ContestVerbs.ReplacedBy);
    }

    static CorrectionAsked? Asked(Case current, Language language)
    {
        if (current.CorrectionTask is not { } task) return null;
        return new CorrectionAsked($"/cases/{current.Id}/correct",
            task.Due is { } until ? language.Of($"请在 {until:yyyy-MM-dd} 前补正。", $"Please answer by {until:yyyy-MM-dd}.") : language.Of("请尽快补正。", "Please answer soon."),
            current.State?.Variables.Get("correctionItems").AsString,
            [.. (current.Correction?.Notes ?? new Dictionary<string, string>()).Select(note => (LabelOf(current, note.Key, language), note.Value))]);
    }

    static CaseOutcome? Outcome(Case current, CaseParts parts, string? licence, Language language)
    {
        if (current.Outcome is not { } outcome) return null;
        var said = current.State?.Variables.Get("reason").AsString;
        var refused = outcome is "refused" or "not-accepted";
        var rules = parts.Decisions(current, language);
        // An officer who refused said why; one withdrawn, merged or erased needs no reason; else the tables said it.
        IEnumerable<Reason> reasons = refused && said is { Length: > 0 } ? [said] : outcome is "withdrawn" or "merged" or "erased" ? [] : rules.SelectMany(decision => decision.Reasons);
        return new CaseOutcome(outcome == "granted", CaseStep.OutcomeWords(current, outcome).In(language), [.. reasons])
        {
            Refused = refused,
            LicenceHref = licence is null ? null : "/licences/" + licence,
            Rules = rules,
            // 行政复议法 art.20; 行政诉讼法 art.46.
            Remedies = refused
                ? [language.Of("自收到决定之日起六十日内申请行政复议", "apply for administrative reconsideration within 60 days of receiving the decision"), language.Of("在六个月内向人民法院提起行政诉讼", "bring an action before the people's court within six months")] : [],
        };
    }

    static Task<IResult> Receipt(string id, HttpContext context, FindCase find, CaseParts parts, Offices offices, Tongzheng.Exchange.Exchanges exchanges, CaseContents contents, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        var language = context.Language();
        var result = parts.Results(current, language).FirstOrDefault();
        var arrival = exchanges.FindCounter(current);
        var decided = current.IsClosed;
        return new DrawnPage<ReceiptPage> { Frame = decided ? context.Frame("回执", "Receipt") : context.Frame("申请已提交", "Your application was received"), Model = new ReceiptView
        {
            Title = decided ? CaseStep.OutcomeWords(current, current.Outcome ?? "").In(language) : language.Of("申请已提交", "Your application was received"),
            MatterName = current.Version.Matter.Name.In(language),
            CaseNumber = current.Opened.Number,
            CaseHref = $"/cases/{id}",
            ReceivedText = CaseParts.Time(current.OpenedAt),
            Position = current.History.Count > 0 ? current.History[^1].Position : null,
            Rows =
            [
                new SummaryRow(language.Of("办理机关", "Office"), offices.Find(current.Jurisdiction, current.Organisation)?.Name.In(language)),
                new SummaryRow(language.Of("申请人", "Applicant"), current.Opened.PartyName),
                .. current.Opened.Channel == Channel.Counter ? new[] { new SummaryRow(language.Of("代办证明", "Proof for acting"), current.Opened.Proof) } : [],
                .. arrival is { } from ? new[] { new SummaryRow(language.Of("代收窗口", "Collected by"), offices.Find(from.Collecting, from.Organisation)?.Name.In(language)) } : [],
                .. Materials(current, language),
            ],
            Letters = await contents.Letters(current, language, stop),
            IsCounter = current.Opened.Channel == Channel.Counter,
            Steps = CaseParts.Progress(current, language),
            // Only what was decided has reasons; a table asked on the way decides nothing yet.
            Reasons = Outcome(current, parts, result.Licence, language)?.Reasons ?? [],
            Rules = decided ? parts.Decisions(current, language) : [],
            ResultHref = result.Licence is null ? null : "/licences/" + result.Licence,
        } };
    });

    // 收件凭证: what was handed in, by name, so that the person can prove it.
    static IEnumerable<SummaryRow> Materials(Case current, Language language)
    {
        var files = CaseParts.Lines(current, current.OpenedAt, language).Where(line => line.Files.Count > 0).ToList();
        if (files.Count > 0) yield return new SummaryRow(language.Of("收到的材料", "Materials received"), string.Join(language.Of("；", "; "), files.Select(line => language.Of($"{line.Label} {line.Files.Count} 份", $"{line.Label} ({line.Files.Count})"))));
    }

    static Task<IResult> TakeBack(string id, HttpContext context, FindCase find, Tongzheng.Casework.Cases cases, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        // Taken back already, in another window or by whoever else acts for the party: that is what was asked for.
        if (current is { IsClosed: true, Outcome: "withdrawn" }) return Results.Redirect($"/cases/{id}");
        var done = await Withdraw.Handle(cases, current, context.Act(JurisdictionId.Parse(current.Jurisdiction)), stop);
        return done.Refusal is { } refusal ? Problem.For(context, refusal) : Results.Redirect($"/cases/{id}");
    });

    static Task<IResult> Proof(string id, HttpContext context, FindCase find, Journal journal, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        var proof = await journal.Public(current.Jurisdiction).Receipt(current.History[^1].Position, stop);
        return Results.File(System.Text.Encoding.UTF8.GetBytes(proof), "text/plain; charset=utf-8", $"{current.Opened.Number}.tlog-proof");
    });

    internal static string LabelOf(Case current, string key, Language language) =>
        current.Version.ApplicationForm.All.FirstOrDefault(component => component.Key == key)?.Label.In(language) ?? key;
}
