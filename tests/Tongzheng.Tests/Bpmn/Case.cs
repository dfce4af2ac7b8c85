using System.Text;
using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Tests.Bpmn;

/// <summary>
/// A case under test. After every trigger the state goes to JSON and back and must come out the same, so that each test also proves that a
/// case goes on after a restart.
/// </summary>
sealed class Case(ProcessDefinition definition)
{
    readonly List<Trigger> triggers = [];

    public ProcessState State { get; private set; } = ProcessState.None;

    public List<Effect> Effects { get; } = [];

    public IReadOnlyList<Effect> Last { get; private set; } = [];

    public IReadOnlyList<string> Path { get; private set; } = [];

    public Dictionary<string, Func<FeelContext, FeelValue>> Decisions { get; } = [];

    public Dictionary<string, ProcessDefinition> Procedures { get; } = [];

    public static Case Of(string nodes, string roots = "") => new(ProcessDefinition.Parse(Xml(nodes, roots)));

    public static string Xml(string nodes, string roots = "") =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="https://example.org/" id="definitions">
        {roots}
        <process id="procedure" isExecutable="true">
        {nodes}
        </process>
        </definitions>
        """;

    public EngineOptions Options => new()
    {
        Now = new DateTimeOffset(2026, 2, 10, 9, 0, 0, TimeSpan.FromHours(8)),
        Decide = (id, inputs) => Decisions.TryGetValue(id, out var decide)
            ? new DecisionResult(decide(inputs), [], null)
            : new DecisionResult(FeelValue.Null, [new Diagnostic("decision.unknown", id, 1, 1)], null),
        FindDefinition = (id, hash) => Procedures.TryGetValue(id, out var found) && (hash is null || found.Hash == hash) ? found : null,
    };

    public Case Start(string json = "{}") => Do(new Start(Context(json)));

    public Case Do(Trigger trigger)
    {
        var step = Engine.Advance(definition, State, trigger, Options);
        Assert.Null(step.Refusal);
        var json = step.State.ToJson();
        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(ProcessState.FromJson(Changes(step.State), State).ToJson()));
        State = ProcessState.FromJson(json);
        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(State.ToJson()));
        Last = step.Effects;
        Path = step.Path;
        Effects.AddRange(step.Effects);
        triggers.Add(trigger);
        return this;
    }

    byte[] Changes(ProcessState now)
    {
        var written = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new System.Text.Json.Utf8JsonWriter(written))
            now.WriteTo(writer, State);
        return written.WrittenSpan.ToArray();
    }

    public string Refused(Trigger trigger)
    {
        var step = Engine.Advance(definition, State, trigger, Options);
        Assert.NotNull(step.Refusal);
        Assert.Empty(step.Effects);
        return step.Refusal.Code;
    }

    public Case Complete(string elementId, string json = "{}") => Do(new CompleteTask(Open(WaitKind.Task, elementId), Context(json)));

    public Case SendBack(string from, string to) => Do(new SendBack(Open(WaitKind.Task, from), to));

    public Case Answer(string elementId, string json = "{}") => Do(new CompleteService(Open(WaitKind.Service, elementId), Context(json)));

    public Case FailService(string elementId, string code) => Do(new FailService(Open(WaitKind.Service, elementId), code, "no"));

    public Case Fire(string elementId) => Do(new FireTimer(Open(WaitKind.Timer, elementId)));

    public Case Settle(string json = "{}") => Do(new Resolve(State.Waits.Single(wait => wait.Kind == WaitKind.Incident).Id, Context(json)));

    public long Open(WaitKind kind, string elementId) => State.Waits.First(wait => wait.Kind == kind && wait.ElementId == elementId).Id;

    /// <summary>The elements of all open tasks, in order.</summary>
    public string Tasks => string.Join(' ', State.Waits.Where(wait => wait.Kind == WaitKind.Task).Select(wait => wait.ElementId));

    public string Waiting => string.Join(' ', State.Waits.Select(wait => $"{wait.Kind}:{wait.ElementId}"));

    public string? Incident => State.Waits.FirstOrDefault(wait => wait.Kind == WaitKind.Incident)?.Name;

    public bool HasEnded => State.Status == CaseStatus.Ended;

    public FeelValue this[string name] => State.Variables.Get(name);

    public T Single<T>() where T : Effect => Assert.Single(Last.OfType<T>());

    /// <summary>The same triggers again give the same state.</summary>
    public void Replays()
    {
        var again = ProcessState.None;
        foreach (var trigger in triggers)
            again = Engine.Advance(definition, again, trigger, Options).State;
        Assert.Equal(Encoding.UTF8.GetString(State.ToJson()), Encoding.UTF8.GetString(again.ToJson()));
    }

    public static FeelContext Context(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return FeelContext.FromJson(document.RootElement);
    }
}
