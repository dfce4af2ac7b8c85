using System.Text.Json;
using Dapper;
using Tongzheng.Casework;
using Tongzheng.Casework.Files;
using Tongzheng.Directories;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Services.Apply;
using Tongzheng.Web;

namespace Tongzheng.Services.MyCases;

/// <summary>Cases for programs: read, complete a task, correct, withdraw. The pages call the same decisions.</summary>
public static class CaseApi
{
    /// <param name="Answers">The task's form, by key.</param>
    /// <param name="CorrectionFields">With the outcome <c>correct</c>: keys of the fields and documents that open again.</param>
    /// <param name="CorrectionNotes">What is missing, by key.</param>
    public sealed record TaskRequest(JsonElement Answers, IReadOnlyList<string>? CorrectionFields, IReadOnlyDictionary<string, string>? CorrectionNotes);

    public sealed record CorrectionRequest(JsonElement Answers);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Cases");
        api.MapGet("/cases", Mine).Requires(Permission.OwnAffairs).WithSummary("The caller's cases, newest first").Produces<IReadOnlyList<CaseLine>>();
        api.MapGet("/cases/{id}", Read).Requires(Permission.SignedIn).WithSummary("One case").Produces<CaseView>();
        api.MapPost("/cases/{id}/tasks/{task:long}", DoTask).Requires(Permission.SignedIn).WithSummary("Completes a task: an officer's, or the party's own step").Produces<Receipt>();
        api.MapPost("/cases/{id}/correction", CorrectIt).Requires(Permission.SignedIn).WithSummary("Answers a correction request").Produces<Receipt>();
        api.MapPost("/cases/{id}/withdrawal", WithdrawIt).Requires(Permission.SignedIn).WithSummary("Withdraws an application").Produces<Receipt>();
        api.MapGet("/work", Work).Requires(Permission.HandleCases).WithSummary("Open tasks of the caller's posts (whose=mine: that the caller has taken; whose=office: all of the offices), the most urgent first").Produces<IReadOnlyList<TaskLine>>();
    }

    static IResult Mine(HttpContext context, Lists lists, Journal journal, string? before) =>
        Results.Ok(lists.Mine(OwnAffairs.Of(journal, context.Caller()), context.Caller().Person ?? default, before));

    static Task<IResult> Read(string id, HttpContext context, FindCase find, Offices offices, Clock clock, Cases cases, CancellationToken stop) =>
        find.With(context, id, stop, current => Results.Ok(CaseView.Of(current, offices.NameOf(current.Jurisdiction, current.Organisation), cases.Around, clock.Now)));

    static Task<IResult> DoTask(string id, long task, TaskRequest request, HttpContext context, FindCase find, TaskDesk desk, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        if (desk.ActOn(context, current, task) is { } act && Complete.WhyNot(current, task, act) is null
            && current.Version.FindForm(current.Tasks.First(open => open.Task == task).Form) is { } form && Unread.In(form.Components, request.Answers) is { Count: > 0 } unread)
            return Problem.Of(unread, context.Language());
        var typed = await desk.WithFiles(current, Typed.FromJson(request.Answers), [], stop);
        return Answer(context, await desk.Do(context, current, task, typed, request.CorrectionFields ?? [], request.CorrectionNotes ?? new Dictionary<string, string>(), stop), []);
    });

    static Task<IResult> CorrectIt(string id, CorrectionRequest request, HttpContext context, FindCase find, TaskDesk desk, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        var act = context.Act(JurisdictionId.Parse(current.Jurisdiction));
        if (current.CorrectionTask is null)
            return Answer(context, await desk.Cases.Answered(act, current, stop) is { } earlier ? earlier : new Refusal("task.not-open"), []);
        if (Unread.In([.. current.Version.ApplicationForm.Components, .. TaskDesk.OwnWords(current).Components], request.Answers) is { Count: > 0 } unread) return Problem.Of(unread, context.Language());
        var typed = Typed.FromJson(request.Answers);
        var filled = await desk.FillCorrection(context, current, typed, [], stop);
        var words = TaskDesk.FillWords(current, typed, act.Now);
        if (!filled.IsComplete || !words.IsComplete) return Problem.Of([.. filled.Errors, .. words.Errors], context.Language());
        return Answer(context, await Correct.Handle(desk.Cases, current, filled, words, act, stop), filled.Errors);
    });

    static Task<IResult> WithdrawIt(string id, HttpContext context, FindCase find, TaskDesk desk, CancellationToken stop) => find.With(context, id, stop, async current =>
    {
        return Answer(context, await Withdraw.Handle(desk.Cases, current, context.Act(JurisdictionId.Parse(current.Jurisdiction)), stop), []);
    });

    static IResult Work(HttpContext context, Lists lists, Clock clock, string? whose, string? matter, string? search, string? light, string? post, string? assignee, string? afterDue, string? afterCase, long? afterTask) =>
        Results.Ok(lists.Work(Worker.Of(context.Caller()), Enum.TryParse<Whose>(whose, true, out var tasks) ? tasks : Whose.Post,
            new WorkFilter(matter, search, Enum.TryParse<Light>(light, true, out var colour) ? colour : null, post, assignee), clock.Today,
            afterDue is null ? null : new TaskKey(afterDue, afterCase ?? "", afterTask ?? 0)));

    static IResult Answer(HttpContext context, Outcome<Receipt> outcome, IReadOnlyList<Refusal> errors) =>
        outcome.Value is { } receipt ? Results.Ok(receipt) : Problem.Of(errors.Count > 0 ? errors : [outcome.Refusal ?? new Refusal("case.stopped")], context.Language());
}
