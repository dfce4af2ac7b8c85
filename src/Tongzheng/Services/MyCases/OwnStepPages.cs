using Microsoft.Extensions.Primitives;
using Tongzheng.Casework;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Apply;
using Tongzheng.Services.Desk;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.MyCases;

/// <summary>A step of the procedure that the party does: to confirm what was done, to state and defend, to ask for a review.</summary>
static class OwnStepPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{id}/tasks/{task:long}", Page).Requires(Permission.OwnAffairs).ExcludeFromDescription();
        routes.MapPost("/cases/{id}/tasks/{task:long}", Post).Requires(Permission.OwnAffairs).ExcludeFromDescription();
    }

    static async Task<IResult> Page(string id, long task, HttpContext context, FindCase find, TaskDesk desk, CancellationToken stop)
    {
        var found = await find.For(context.Caller(), id, stop);
        if (found.Value is not { } current) return Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
        if (desk.ActOn(context, current, task) is not { } act)
            return current.History.Select(happening => happening.Fact).OfType<CaseAdvanced>().Any(moved => moved.Opened.Any(opened => opened.Task == task)) ? Overtaken.Draw(context, current, []) : Problem.For(context, new Refusal("task.not-open"));
        return Complete.WhyNot(current, task, act) is { } refusal ? Problem.For(context, refusal) : Draw(context, current, task, desk, act, Typed.Nothing, null);
    }

    static async Task<IResult> Post(string id, long task, HttpContext context, FindCase find, TaskDesk desk, DraftKeeper keeper, CancellationToken stop)
    {
        var found = await find.For(context.Caller(), id, stop);
        if (found.Value is not { } current) return Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
        var form = await context.Request.ReadFormAsync(stop);
        var act = context.Act(JurisdictionId.Parse(current.Jurisdiction));
        if (current.Tasks.Any(open => open.Task == task) && Complete.WhyNot(current, task, act) is { } not) return Problem.For(context, not);
        var asked = current.Tasks.FirstOrDefault(open => open.Task == task) is { } mine ? current.Version.FindForm(mine.Form) : null;
        var (files, fileErrors) = await keeper.Receive(act, current.Opened.Party, form.Files, asked, stop);
        var uploads = new Dictionary<string, Upload>();
        foreach (var upload in files.SelectMany(pair => pair.Value)) uploads[upload.Id] = upload;
        var typed = await desk.WithFiles(current, keeper.Typed(form, files), uploads, stop);
        if (asked is not null && DraftKeeper.AllWrong(asked, fileErrors, desk.Fill(current, task, typed, act, true).Errors) is { Count: > 0 } errors)
            return Draw(context, current, task, desk, act, typed, errors);
        var done = await desk.Do(context, current, task, typed, [], new Dictionary<string, string>(), stop);
        if (done.Value is not null) return Results.Redirect($"/cases/{id}");
        var now = (await find.For(context.Caller(), id, stop)).Value ?? current;
        return now.Tasks.All(open => open.Task != task) ? Overtaken.Draw(context, now, CaseFile.TypedInVain(now, task, typed, context.Language())) : Problem.For(context, done.Refusal ?? new Refusal("case.stopped"));
    }

    static DrawnPage<ApplyPage> Draw(HttpContext context, Case current, long task, TaskDesk desk, Act act, Typed typed, IReadOnlyList<Refusal>? errors)
    {
        var language = context.Language();
        var open = current.Tasks.First(each => each.Task == task);
        var form = current.Version.FindForm(open.Form) ?? Form.Of("none", []);
        var title = CaseStep.StepOf(current, open.Element) ?? open.Name;
        return new() { Frame = context.Frame(title.Zh, title.In(language), new Crumb(language.Of("我的办件", "My cases"), "/cases")), Model = new ApplyView
        {
            MatterName = current.Version.Matter.Name.In(language),
            MatterHref = $"/cases/{current.Id}",
            PageTitle = title.In(language),
            Form = TaskForms.View(form, typed, each => desk.Fill(current, task, each, act, false), language, errors),
            Action = $"/cases/{current.Id}/tasks/{task}",
            Hidden = [Frames.NewKey()],
            IsStep = true,
        }, StatusCode = errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }
}
