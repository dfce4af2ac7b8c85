using System.Globalization;
using Microsoft.Extensions.Primitives;
using Tongzheng.Casework;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Apply;
using Tongzheng.Services.MyCases;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>An officer completes a task on the page of its case, or asks the party for corrections.</summary>
static class DoTask
{
    const string ReasonPrefix = "reason:";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/desk/cases/{id}/tasks/{task:long}", Handle).Requires(Permission.HandleCases).ExcludeFromDescription();
        routes.MapPost("/desk/cases/{id}/tasks/{task:long}/correction", AskCorrection).Requires(Permission.HandleCases).ExcludeFromDescription();
    }

    static Task<IResult> Handle(string id, long task, HttpContext context, FindCase find, TaskDesk desk, DraftKeeper keeper, CaseFile file, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        var form = await context.Request.ReadFormAsync(stop);
        var act = context.Act(JurisdictionId.Parse(current.Jurisdiction));
        var asked = current.Tasks.FirstOrDefault(open => open.Task == task) is { } opened ? current.Version.FindForm(opened.Form) : null;
        var (files, fileErrors) = await keeper.Receive(act, current.Opened.Party, form.Files, asked, stop);
        var values = keeper.Typed(form, files);
        var uploads = new Dictionary<string, Upload>();
        foreach (var upload in files.SelectMany(pair => pair.Value)) uploads[upload.Id] = upload;
        var typed = await desk.WithFiles(current, values, uploads, stop);
        var seen = SeenOn(form);
        if (seen is { } read && ChangedSince(current, read) && await desk.Cases.Answered(act, current, stop) is null)
            return await file.Draw(context, current, new CaseFile.Returned { Errors = [new Refusal("case.changed")], Task = task, Typed = typed, Seen = seen }, stop);
        if (desk.ActOn(context, current, task) is { } mine && Complete.WhyNot(current, task, mine) is null)
        {
            IReadOnlyList<Refusal> errors = DraftKeeper.AllWrong(asked ?? Form.Of("none", []), fileErrors, desk.Fill(current, task, typed, mine, true).Errors);
            if (errors.Count > 0) return await file.Draw(context, current, new CaseFile.Returned { Errors = errors, Task = task, Typed = typed }, stop);
        }
        var done = await desk.Do(context, current, task, typed, [], new Dictionary<string, string>(), stop);
        return done.Value is not null ? Done(id) : await Refused(context, current, new CaseFile.Returned { Errors = [done.Refusal ?? new Refusal("case.stopped")], Task = task, Typed = typed, Seen = seen }, find, file, stop);
    });

    static Task<IResult> AskCorrection(string id, long task, HttpContext context, FindCase find, TaskDesk desk, CaseFile file, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        var form = await context.Request.ReadFormAsync(stop);
        var seen = SeenOn(form);
        var language = context.Language();
        var explanation = form["explanation"].ToString().Trim();
        var known = current.Version.ApplicationForm.All.Select(component => component.Key).OfType<string>().ToHashSet();
        // A reason says which field is meant, ticked or not.
        var meant = form.Where(pair => pair.Key.StartsWith(ReasonPrefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(pair.Value)).Select(pair => pair.Key[ReasonPrefix.Length..]);
        var reasons = form["field"].OfType<string>().Concat(meant).Where(known.Contains).Distinct().ToDictionary(field => field, field => form[ReasonPrefix + field].ToString().Trim());
        var errors = new List<Refusal>();
        if (reasons.Count == 0 && explanation.Length == 0) errors.Add(new Refusal("correction.nothing") { Field = "field" });
        errors.AddRange(reasons.Where(pair => pair.Value.Length == 0 && explanation.Length == 0)
            .Select(pair => new Refusal("correction.reason-needed", ("label", MyCasePages.LabelOf(current, pair.Key, language))) { Field = "field" }));
        var returned = new CaseFile.Returned { Errors = errors, Task = task, Correction = reasons, Explanation = explanation, Seen = seen };
        if (seen is { } read && ChangedSince(current, read) && await desk.Cases.Answered(context.Act(JurisdictionId.Parse(current.Jurisdiction)), current, stop) is null)
            return await file.Draw(context, current, returned with { Errors = [new Refusal("case.changed")] }, stop);
        if (errors.Count > 0) return await file.Draw(context, current, returned, stop);

        // The task's own field holds the whole of it, so that the letter says everything at once.
        var lines = reasons.Where(pair => pair.Value.Length > 0).Select(pair => $"{MyCasePages.LabelOf(current, pair.Key, Language.Chinese)}：{pair.Value}");
        var typed = new Typed(new Dictionary<string, StringValues>
        {
            ["outcome"] = "correct",
            ["correctionItems"] = string.Join('\n', lines.Append(explanation).Where(line => line.Length > 0)),
        }, new Dictionary<string, Upload>());
        var notes = reasons.Where(pair => pair.Value.Length > 0).ToDictionary(pair => pair.Key, pair => pair.Value);
        var done = await desk.Do(context, current, task, typed, [.. reasons.Keys], notes, stop);
        return done.Value is not null ? Done(id) : await Refused(context, current, returned with { Errors = [done.Refusal ?? new Refusal("case.stopped")] }, find, file, stop);
    });

    static long? SeenOn(IFormCollection form) => long.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    // A step that others did beside this one changes nothing in what was read; a correction or an act does.
    static bool ChangedSince(Case current, long seen) => current.History.Skip((int)seen).Any(happening => happening.Fact is not CaseAdvanced);

    static IResult Done(string id) => Results.Redirect($"/desk?done={id}");

    // What stands now, with the reason on top: somebody else may have acted meanwhile.
    static async Task<IResult> Refused(HttpContext context, Case current, CaseFile.Returned returned, FindCase find, CaseFile file, CancellationToken stop) =>
        await file.Draw(context, (await find.For(context.Caller(), current.Id, stop)).Value ?? current, returned, stop);
}
