using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Tongzheng.Casework;
using Tongzheng.Casework.Drafts;
using Tongzheng.Casework.Pages;
using Tongzheng.Directories;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Services.Apply;
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
        routes.MapGet("/api/cases/{id}/proof", Proof).Requires(Permission.SignedIn).WithTags("Cases").WithSummary("Proof that the newest fact of a case is in the journal (c2sp.org/tlog-proof)");
    }

    static async Task<IResult> List(HttpContext context, Lists lists, Applicants applicants, DraftDesk drafts, Versions versions, Hosted hosted, string? before, CancellationToken stop)
    {
        var language = context.Language();
        var caller = context.Caller();
        var person = caller.Person ?? default;
        var lines = lists.Mine(await CaseApi.PartiesOf(caller, applicants, stop), person, before);
        string NameOf(string matter) => versions.Catalogue.Find(matter)?.Name.In(language) ?? matter;
        return new RazorComponentResult<MyCasesPage>(new { Frame = context.Frame("我的办件", "My cases"), Model = new MyCasesView(
            [.. lines.Select(line => new MyCase($"/cases/{line.Case}", NameOf(line.Matter), line.Number, CaseParts.Words(Enum.Parse<CaseStatus>(line.Status), line.Outcome, language),
                CaseParts.Day(line.OpenedAt), line.Due is null || line.Outcome is not null ? "" : line.DueIsProvisional ? line.Due + language.Of("（暂定）", " (provisional)") : line.Due))],
            before is not null ? [] : [.. drafts.Of(hosted.Jurisdictions, person).Select(draft =>
                new MyDraft($"/matters/{draft.Matter}/apply?draft={draft.Draft}&region={draft.Jurisdiction}&page=1", NameOf(draft.Matter), CaseParts.Time(DateTimeOffset.Parse(draft.SavedAt, CultureInfo.InvariantCulture))))],
            lines.Count == Lists.PageSize ? $"/cases?before={lines[^1].Case}" : null) });
    }

    static async Task<IResult> One(string id, HttpContext context, FindCase find, CaseParts parts, Offices offices, Tongzheng.Casework.Cases cases, Clock clock, CancellationToken stop)
    {
        var found = await find.For(context.Caller(), id, stop);
        if (found.Value is not { } current) return Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
        var language = context.Language();
        var office = offices.Find(current.Jurisdiction, current.Opened.Organisation);
        var view = CaseView.Of(current, office?.Name.In(language) ?? "", cases.Around.Calendar, clock.Now);
        var lines = CaseParts.Lines(current, clock.Now, language);
        var mine = context.Caller().Person is { } person && Complete.Speaks(current, person);
        var result = parts.Results(current, language).FirstOrDefault();
        var corrects = mine && current.Tasks.Any(task => task.Post == Case.Applicant);
        return new RazorComponentResult<CasePage>(new
        {
            Frame = context.Frame(current.Opened.MatterName.Zh, current.Opened.MatterName.In(language), new Crumb(language.Of("我的办件", "My cases"), "/cases")),
            Model = new MyCaseView
            {
                Matter = current.Opened.MatterName.In(language),
                Number = current.Opened.Number,
                Summary = CaseParts.Words(current.Status, current.Outcome, language) + language.Of("。", "."),
                Office = view.OrganisationName,
                Steps = CaseParts.Progress(current, language),
                Answers = [.. lines.Where(line => line.Files.Count == 0).Select(line => new SummaryRow(line.Label, line.Value))],
                Files = [.. lines.SelectMany(line => CaseParts.Links(current, line).Select(link => link with { Name = $"{line.Label}：{link.Name}" }))],
                Decisions = CaseParts.Decisions(current, language),
                Letters = parts.Letters(current, language),
                Light = view.Light,
                DueText = current.IsClosed ? null : current.Clock.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                DueIsProvisional = current.Clock.IsProvisional,
                DueExplanation = view.DueExplanation?.In(language),
                LicenceHref = result.Licence is null ? null : "/licences/" + result.Licence,
                LicenceName = result.Name,
                CorrectHref = corrects ? $"/cases/{id}/correct" : null,
                CorrectionNotes = [.. (current.Correction?.Notes ?? new Dictionary<string, string>()).Select(note => LabelOf(current, note.Key, language) + language.Of("：", ": ") + note.Value)],
                RateHref = mine && parts.AwaitsRating(current) ? $"/cases/{id}/rate" : null,
                WithdrawAction = mine && !current.IsClosed ? $"/cases/{id}/withdraw" : null,
                ProofHref = $"/cases/{id}/proof",
                Hidden = [Frames.NewKey()],
            },
        });
    }

    static async Task<IResult> Receipt(string id, HttpContext context, FindCase find, CaseParts parts, Offices offices, CancellationToken stop)
    {
        var found = await find.For(context.Caller(), id, stop);
        if (found.Value is not { } current) return Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
        var language = context.Language();
        var result = parts.Results(current, language).FirstOrDefault();
        var decided = current.IsClosed;
        return new RazorComponentResult<ReceiptPage>(new { Frame = context.Frame("申请已提交", "Your application was received"), Model = new ReceiptView
        {
            Title = decided ? CaseStep.OutcomeWords(current.Outcome ?? "").In(language) : language.Of("申请已提交", "Your application was received"),
            MatterName = current.Opened.MatterName.In(language),
            CaseNumber = current.Opened.Number,
            CaseHref = $"/cases/{id}",
            ReceivedText = CaseParts.Time(current.OpenedAt),
            Position = current.History.Count > 0 ? current.History[^1].Position : null,
            Rows =
            [
                new SummaryRow(language.Of("办理机关", "Office"), offices.Find(current.Jurisdiction, current.Opened.Organisation)?.Name.In(language)),
                new SummaryRow(language.Of("申请人", "Applicant"), current.Opened.PartyName),
                .. current.Opened.Channel == Channel.Counter ? new[] { new SummaryRow(language.Of("代办证明", "Proof for acting"), current.Opened.Proof) } : [],
            ],
            Steps = CaseParts.Progress(current, language),
            Reasons = [.. CaseParts.Decisions(current, language).SelectMany(decision => decision.Reasons)],
            ResultHref = result.Licence is null ? null : "/licences/" + result.Licence,
        } });
    }

    static async Task<IResult> TakeBack(string id, HttpContext context, FindCase find, Tongzheng.Casework.Cases cases, CancellationToken stop)
    {
        var found = await find.For(context.Caller(), id, stop);
        if (found.Value is not { } current) return Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
        var done = await Withdraw.Handle(cases, current, context.Act(JurisdictionId.Parse(current.Jurisdiction)), stop);
        return done.Refusal is { } refusal ? Problem.For(context, refusal) : Results.Redirect($"/cases/{id}");
    }

    static async Task<IResult> Proof(string id, HttpContext context, FindCase find, Journal journal, CancellationToken stop)
    {
        var found = await find.For(context.Caller(), id, stop);
        if (found.Value is not { } current) return Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
        var proof = await journal.Public(current.Jurisdiction).Receipt(current.History[^1].Position, stop);
        return Results.File(System.Text.Encoding.UTF8.GetBytes(proof), "text/plain; charset=utf-8", $"{current.Opened.Number}.tlog-proof");
    }

    internal static string LabelOf(Case current, string key, Language language) =>
        current.Version.ApplicationForm.All.FirstOrDefault(component => component.Key == key)?.Label.In(language) ?? key;
}
