using Dapper;
using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Feel;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Matters.Events;
using Tongzheng.Store;

namespace Tongzheng.Services.Events;

/// <summary>Where one component of a life event stands.</summary>
/// <param name="State"><c>left-out</c>, <c>to-come</c>, <c>passed</c> (what it needs did not succeed), <c>sent</c>, <c>running</c>, <c>granted</c>, <c>ended</c> (without success), <c>stopped</c> (its office did not take it).</param>
/// <param name="Words">The same in plain words.</param>
/// <param name="Waits">To come: the components it waits for.</param>
public sealed record ComponentState(string Matter, Text Name, Text Department, string State, Text Words, string? Case, string? Number, string? Jurisdiction, DateOnly? Due, IReadOnlyList<Text> Waits)
{
    public bool IsOver => State is "granted" or "ended" or "passed";
    public bool Counts => State != "left-out";
}

/// <summary>
/// The one progress of a life event. What its own case has asked for and heard stands in its own government; how far a
/// component is, its government is asked, each by itself; one that is not hosted here only says what it has answered.
/// </summary>
public sealed class BundleProgress(Journal journal, Tongzheng.Casework.Cases cases, Hosted hosted, Clock clock)
{
    sealed record Asked(string Element, string State, string Receiver, string? Case, string? Number, string? Outcome);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/cases/{id}/components", Handle).Requires(Permission.SignedIn).WithTags("Cases").WithSummary("Of a life event: where each component stands, with its case").Produces<IReadOnlyList<ComponentState>>();

    static Task<IResult> Handle(string id, HttpContext context, FindCase find, BundleProgress progress, CancellationToken stop) =>
        find.With(context, id, stop, async current => Results.Ok(await progress.Of(current, stop)));

    /// <summary>The components in the order they can begin; none where the case is no life event.</summary>
    public async Task<IReadOnlyList<ComponentState>> Of(Case current, CancellationToken stop)
    {
        if (current.Version.Matter.Event is not { } life) return [];
        var asked = AskedBy(current);
        var variables = current.State?.Variables ?? new FeelContext();
        var states = new List<ComponentState>();
        foreach (var component in life.Ranks.SelectMany(rank => rank))
            states.Add(asked.LastOrDefault(row => row.Element == component.Matter) is { } row ? await Begun(component, row, stop) : NotBegun(component, life, current, variables, states));
        return states;
    }

    List<Asked> AskedBy(Case current)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<Asked>("""
            SELECT element AS Element, state AS State, receiver AS Receiver, remote_case AS "Case", remote_number AS Number, outcome AS Outcome FROM message_out
            WHERE jurisdiction = @jurisdiction AND case_id = @id AND name = @open ORDER BY position
            """, new { jurisdiction = current.Jurisdiction, id = current.Id, open = Asking.Open })];
    }

    async Task<ComponentState> Begun(EventComponent component, Asked row, CancellationToken stop)
    {
        ComponentState State(string state, Text words, DateOnly? due = null) => new(component.Matter, component.Name, component.Department, state, words, row.Case, row.Number, row.Receiver, due, []);
        if (row.Outcome is { } outcome) return State(outcome == "granted" ? "granted" : "ended", outcome == "granted" ? new("已办成", "Done") : CaseStep.OutcomeWords(outcome));
        if (row.State == "refused") return State("stopped", new("没有转交成，工作人员正在处理", "It could not be handed over; an officer looks at it"));
        if (row.Case is not { } id) return State("sent", new($"正在转交{component.Department.Zh}", $"On its way to {component.Department.En}"));
        if (!hosted.Jurisdictions.Contains(row.Receiver) || await cases.Find(JurisdictionId.Parse(row.Receiver), id, stop) is not { } own)
            return State("running", new($"{component.Department.Zh}正在办理", $"{component.Department.En} deals with it"));
        var view = CaseView.Of(own, "", cases.Around, clock.Now);
        return State("running", own.Tasks.Select(task => CaseStep.StepOf(own, task.Element) ?? task.Name).FirstOrDefault() ?? new("正在办理", "Being dealt with"), view.Due);
    }

    static ComponentState NotBegun(EventComponent component, LifeEvent life, Case current, FeelContext variables, List<ComponentState> before)
    {
        ComponentState State(string state, Text words, params IReadOnlyList<Text> waits) => new(component.Matter, component.Name, component.Department, state, words, null, null, null, null, waits);
        if (FeelExpression.Compile(component.Wanted).Evaluate(variables, new EvaluationOptions { Now = current.OpenedAt }).Value.AsBoolean == false)
            return State("left-out", new("没有选办", "Not chosen"));
        var needs = before.Where(state => component.Needs.Contains(state.Matter) && state.Counts).ToList();
        if (needs.Any(need => need.State is "ended" or "passed" && !GoesOn(life, need.Matter, variables)))
            return needs.Where(need => need.State is "ended" or "passed").Any(need => IsAsked(life, need.Matter) && variables.Get(EventNames.GoOn(need.Matter)).IsNull && need.State == "ended" && !current.IsClosed)
                ? State("to-come", new("前一项没有办成，等待决定还办不办", "What it needs did not succeed; it is to be decided whether it goes on"))
                : State("passed", new("没有办：它要用的前一项没有办成", "Not begun: what it needs did not succeed"));
        var waits = needs.Where(need => !need.IsOver).Select(need => need.Name).ToList();
        return State("to-come", waits.Count == 0 ? new("还没有开始", "To come") : new($"等“{string.Join("”“", waits.Select(name => name.Zh))}”办好就开始", $"Begins after: {string.Join(", ", waits.Select(name => name.En ?? name.Zh))}"), waits);
    }

    static bool IsAsked(LifeEvent life, string matter) => life.Find(matter)?.OnFailure is FailureRule.AskApplicant or FailureRule.AskLead;

    static bool GoesOn(LifeEvent life, string matter, FeelContext variables) =>
        life.Find(matter)?.OnFailure == FailureRule.GoOn || (IsAsked(life, matter) && variables.Get(EventNames.GoOn(matter)).AsString == "goOn");
}
