using Microsoft.Extensions.Primitives;
using Tongzheng.Casework;
using Tongzheng.Casework.Drafts;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Apply;
using Tongzheng.Services.Desk;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.MyCases;

/// <summary>Answering a correction request: the fields that were named are open, the rest is shown as it stands.</summary>
static class CorrectionPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id}/correct", Page).Requires(Permission.OwnAffairs).ExcludeFromDescription();
        routes.MapPost("/cases/{id}/correct", Post).Requires(Permission.OwnAffairs).ExcludeFromDescription();
    }

    static async Task<IResult> Page(string id, HttpContext context, FindCase find, TaskDesk desk, CancellationToken stop)
    {
        var found = await find.For(context.Caller(), id, stop);
        if (found.Value is not { } current) return Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
        if (current.CorrectionTask is null) return Overtaken.Draw(context, current, []);
        var nothing = new Dictionary<string, StringValues>();
        return Draw(context, current, await desk.FillCorrection(context, current, nothing, [], stop, final: false), nothing, false, []);
    }

    static async Task<IResult> Post(string id, HttpContext context, FindCase find, TaskDesk desk, DraftKeeper keeper, CancellationToken stop)
    {
        var found = await find.For(context.Caller(), id, stop);
        if (found.Value is not { } current) return Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
        var form = await context.Request.ReadFormAsync(stop);
        var act = context.Act(JurisdictionId.Parse(current.Jurisdiction));
        var (files, fileErrors) = await keeper.Receive(act, current.Opened.Party, form.Files, current.Version.ApplicationForm, stop);
        var uploads = files.SelectMany(pair => pair.Value).ToList();
        var typed = keeper.Typed(form, files);
        if (current.CorrectionTask is null)
            return await desk.Cases.Answered(act, current, stop) is not null ? Results.Redirect($"/cases/{id}") : Overtaken.Draw(context, current, InVain(current, await desk.FillCorrection(context, current, typed, uploads, stop, final: false, whole: true), typed, act.Now, context.Language()));
        if (form.ContainsKey("add") || form.ContainsKey("remove"))
        {
            var rows = ApplyOnline.Rows(new DraftContent(typed.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()), new Dictionary<string, Upload>()),
                form["add"], form["remove"], current.Version.ApplicationForm).ToTyped().Values;
            return Draw(context, current, await desk.FillCorrection(context, current, rows, uploads, stop, final: false, whole: true), typed, false, []);
        }
        var filled = await desk.FillCorrection(context, current, typed, uploads, stop, whole: true);
        var words = TaskDesk.FillWords(current, typed, act.Now);
        var errors = DraftKeeper.AllWrong(current.Version.ApplicationForm, fileErrors, [.. filled.Errors, .. words.Errors]);
        if (errors.Count > 0) return Draw(context, current, filled with { Errors = errors }, typed, true, []);
        var done = await Correct.Handle(desk.Cases, current, filled, words, act, stop);
        return done.Refusal is { } refusal ? Draw(context, current, filled, typed, true, [refusal]) : Results.Redirect($"/cases/{id}");
    }

    /// <summary>What was to be corrected and reads otherwise in the case as it stands.</summary>
    static IEnumerable<SummaryRow> InVain(Case current, Filled filled, IReadOnlyDictionary<string, StringValues> typed, DateTimeOffset now, Language language)
    {
        static string Said(AnswerLine line) => line.Files.Count == 0 ? line.Value : string.Join("、", line.Files.Select(file => file.Name));
        var stands = CaseParts.Lines(current, now, language).GroupBy(line => line.Key).ToDictionary(lines => lines.Key, lines => Said(lines.First()));
        var answers = ReadBack.Lines(current.Version.ApplicationForm.Components, filled, TaskDesk.KnownOf(current), language).Where(line => typed.ContainsKey(line.Key));
        var asked = current.History.Select(happening => happening.Fact).OfType<CaseAdvanced>().SelectMany(moved => moved.Opened).LastOrDefault(current.IsCorrection);
        return answers.Where(line => Said(line).Length > 0 && stands.GetValueOrDefault(line.Key) != Said(line)).Select(line => new SummaryRow(line.Label, Said(line)))
            .Concat(CaseFile.TypedInVain(current, asked?.Task, new Typed(typed, new Dictionary<string, Upload>()), language));
    }

    static DrawnPage<ApplyPage> Draw(HttpContext context, Case current, Filled filled, IReadOnlyDictionary<string, StringValues> typed, bool withErrors, IReadOnlyList<Refusal> others)
    {
        var now = context.RequestServices.GetRequiredService<Clock>().Now;
        var language = context.Language();
        var notes = (current.Correction?.Notes ?? new Dictionary<string, string>()).Select(note => MyCasePages.LabelOf(current, note.Key, language) + language.Of("：", ": ") + note.Value);
        var said = current.State?.Variables.Get("correctionItems").AsString;
        var only = TaskDesk.MayChange(current, now);
        var words = Show.View(TaskDesk.OwnWords(current), TaskDesk.FillWords(current, typed, now), new Dictionary<string, Known>(), language, withErrors);
        return new() { Frame = context.Frame("补正", "Correct", new Crumb(language.Of("我的办件", "My cases"), "/cases")), Model = new ApplyView
        {
            MatterName = current.Version.Matter.Name.In(language),
            MatterHref = $"/cases/{current.Id}",
            PageTitle = language.Of("补正", "Correct your application"),
            Form = new([.. Show.View(current.Version.ApplicationForm, filled, TaskDesk.KnownOf(current), language, withErrors, only).Fields, .. words.Fields]),
            Action = $"/cases/{current.Id}/correct",
            Hidden = [Frames.NewKey()],
            Errors = [.. others.Select(refusal => FieldError.Of(refusal, language))],
            // What the officer wrote names the fields already where the desk put it together.
            CorrectionRequest = string.Join('\n', notes.Where(note => said?.Contains(note, StringComparison.Ordinal) != true).Append(said).Where(line => !string.IsNullOrEmpty(line))),
            IsCorrection = true,
        }, StatusCode = withErrors ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
    }
}
