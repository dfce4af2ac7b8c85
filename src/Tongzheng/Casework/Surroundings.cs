using Tongzheng.Bpmn;
using Tongzheng.Casework.Verbs;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Casework;

/// <summary>What a move needs from the node: performers, the calendar, the region's parameters, and who does what where.</summary>
public sealed class Surroundings(Effects effects, Func<WorkCalendar> calendar, Func<string, Parameters> parameters, Func<string, string, string?> officeFor)
{
    /// <summary>The limit of a task or timer that goes with the clock of its case.</summary>
    public const string Statutory = "statutory";

    const string ParameterPrefix = "parameter:";

    public Effects Effects => effects;

    /// <summary>The numbers of new cases.</summary>
    public CaseNumbers Numbers { get; } = new();

    public WorkCalendar Calendar => calendar();

    public Parameters ParametersOf(string jurisdiction) => parameters(jurisdiction);

    /// <summary>
    /// The engine's options for an act on a case. A run that takes the place of a contested decision takes none by table:
    /// the answer is unknown, and a person decides.
    /// </summary>
    public EngineOptions EngineFor(Case current, Act act) =>
        current.Opened.From?.Relation != ContestVerbs.Replaces ? EngineFor(current.Version, act)
            : new EngineOptions { Now = act.Now, Decide = (_, _) => new DecisionResult(FeelValue.Null, [], null) };

    /// <summary>The engine's options for a version. Only decisions that the version itself carries are taken: they are the registered ones.</summary>
    public EngineOptions EngineFor(RunningMatter version, Act act) => new()
    {
        Now = act.Now,
        Decide = (decision, inputs) => version.FindModel(decision) is { } model
            ? model.Evaluate(decision, inputs, new EvaluationOptions { Now = act.Now }, explain: true)
            : new DecisionResult(FeelValue.Null, [new Diagnostic("decision.unregistered", $"no decision {decision} is registered", 0, 0)], null),
    };

    /// <summary>When a limit named in a procedure runs out, by the calendar known now: a rule of the law, or a parameter of the region.</summary>
    /// <param name="limit">As in <c>tz:limit</c>.</param>
    /// <param name="since">The event; the limit in force on its day applies.</param>
    /// <param name="current">The case, for its region.</param>
    /// <param name="now">The instant of asking.</param>
    public Due? DueOf(string limit, DateTimeOffset since, Case current, DateTimeOffset now) =>
        limit.StartsWith(ParameterPrefix, StringComparison.Ordinal) ? OfParameter(limit[ParameterPrefix.Length..], since, current)?.On(Calendar, now)
        : TimeLimits.Find(limit, China.DayOf(since)) switch
        {
            PeriodLimit period => OfRule(period, since, current).On(Calendar, now),
            YearlyDateLimit yearly => yearly.On(since, Calendar),
            _ => null,
        };

    /// <summary>A timer that goes with the clock of the case, as that clock stands now; any other as it is.</summary>
    public StartedTimer Following(StartedTimer timer, CaseClock clock, DateTimeOffset now) =>
        timer.Limit != Statutory || (clock.Statutory ?? clock.Promised)?.On(Calendar, now) is not { } due ? timer
            : due.IsStopped ? timer with { Due = StartedTimer.Never, IsProvisional = false }
            : timer with { Due = due.At, IsProvisional = due.IsProvisional };

    // What no source confirms is the region's to set: its parameter counts, and the explanation says whose figure it is.
    Deadline OfRule(PeriodLimit rule, DateTimeOffset since, Case current) => rule.Start(since) is var deadline && ParametersOf(current.Jurisdiction).LimitOf(rule) is var (parameter, period)
        ? deadline with { Period = period, Basis = $"{parameter.Label.Zh}（{parameter.Status}）" } : deadline;

    Deadline? OfParameter(string key, DateTimeOffset since, Case current)
    {
        if (ParametersOf(current.Jurisdiction).Find(key) is not { } parameter) return null;
        return Iso.Period(parameter) is not { } period ? null
            : new Deadline { Event = parameter.Label, Start = since, Period = period, Basis = parameter.Status };
    }

    /// <summary>
    /// The office that does a task: the one handling the case, the joint department, or the one that an expression over
    /// the case's variables names by its department. Where nobody carries that duty it stays with the office handling the case.
    /// </summary>
    public string OrganisationOf(IReadOnlyDictionary<string, string> properties, FeelContext variables, Case current, Act act)
    {
        var department = properties.GetValueOrDefault("tz:office") switch
        {
            "joint" => current.Version.Matter.JointDepartments.FirstOrDefault()?.Zh,
            ['=', .. var expression] => FeelExpression.Compile(expression).Evaluate(variables, new EvaluationOptions { Now = act.Now }).Value.AsString,
            _ => null,
        };
        return (department is null ? null : officeFor(current.Jurisdiction, department)) ?? current.Organisation;
    }

    /// <summary>The lawful ground on which a task stops the clock; null where it runs on.</summary>
    public string? StopGroundOf(IReadOnlyDictionary<string, string> properties) =>
        properties.GetValueOrDefault("tz:clock") != "stop" ? null
            : properties.GetValueOrDefault("tz:ground") ?? properties.GetValueOrDefault("tz:action");
}
