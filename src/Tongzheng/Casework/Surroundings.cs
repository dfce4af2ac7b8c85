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

    /// <summary>When a limit named in a procedure runs out: a rule of the law, the matter's own limit, or a parameter of the region.</summary>
    public Due? DueOf(string limit, Act act, Case current)
    {
        var deadline = limit.StartsWith(ParameterPrefix, StringComparison.Ordinal) ? OfParameter(limit[ParameterPrefix.Length..], act, current)
            : limit == "statutory" ? current.Clock.Statutory
            : TimeLimits.PeriodOf(limit, act.Today).Value is { } rule ? OfRule(rule, act, current) : null;
        return deadline?.On(Calendar, act.Now);
    }

    // What no source confirms is the region's to set: its parameter counts, and the explanation says whose figure it is.
    Deadline OfRule(PeriodLimit rule, Act act, Case current) => rule.Start(act.Now) is var deadline && ParametersOf(current.Jurisdiction).LimitOf(rule) is var (parameter, period)
        ? deadline with { Period = period, Basis = $"{parameter.Label.Zh}（{parameter.Status}）" } : deadline;

    Deadline? OfParameter(string key, Act act, Case current)
    {
        if (ParametersOf(current.Jurisdiction).Find(key) is not { } parameter) return null;
        return Iso.Period(parameter) is not { } period ? null
            : new Deadline { Event = parameter.Label, Start = act.Now, Period = period, Basis = parameter.Status };
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
