using System.Xml;
using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Cli.Conformance;

/// <summary>The cases of one BPMN file, what they send each other, and a clock that jumps to the next thing due.</summary>
sealed class BpmnWorld(IReadOnlyList<ProcessDefinition> definitions)
{
    // Longer than any wait of the suite; a case that is still busy then will not end.
    static readonly TimeSpan Horizon = TimeSpan.FromHours(1);
    static readonly TimeSpan SlowScript = TimeSpan.FromSeconds(10);

    sealed class Running(ProcessDefinition definition)
    {
        internal ProcessDefinition Definition => definition;
        internal ProcessState State { get; set; } = ProcessState.None;
    }

    readonly List<Running> cases = [];
    readonly PriorityQueue<(Running Case, Trigger Trigger), (TimeSpan At, int Order)> due = new();
    readonly List<(string Name, FeelContext Variables, Running From)> undelivered = [];
    readonly List<string> log = [];
    readonly Dictionary<string, (TimeSpan From, TimeSpan To)> intervals = [];
    TimeSpan now;
    int order;
    bool marker;

    internal void Begin(string processId, string? input, int integer)
    {
        var definition = definitions.FirstOrDefault(one => one.Id == processId) ?? definitions[0];
        var variables = new FeelContext().Set("integerVariable", integer);
        if (input is not null)
            variables.Set("test", input);
        Advance(Add(definition), new Start(variables));
    }

    internal void RunToTheEnd()
    {
        while (due.TryDequeue(out var next, out var time) && time.At <= Horizon)
        {
            now = time.At;
            Advance(next.Case, next.Trigger);
        }
    }

    internal IEnumerable<string> Log(bool asksForMarker)
    {
        if (asksForMarker && marker)
            log.Add("MARKER_exists");
        if (intervals.Count == 2 && intervals["1"].From < intervals["2"].To && intervals["2"].From < intervals["1"].To)
            log.Add("EXECUTION_parallel");
        return log;
    }

    Running Add(ProcessDefinition definition)
    {
        var one = new Running(definition);
        cases.Add(one);
        return one;
    }

    void Advance(Running one, Trigger trigger)
    {
        var step = Engine.Advance(one.Definition, one.State, trigger, new EngineOptions
        {
            Now = DateTimeOffset.UnixEpoch + now,
            Decide = static (_, _) => new DecisionResult(FeelValue.Null, [], null),
        });
        if (step.Refusal is not null)
            return;
        one.State = ProcessState.FromJson(step.State.ToJson());
        foreach (var effect in step.Effects)
            Perform(one, effect);
        Redeliver();
    }

    void Perform(Running one, Effect effect)
    {
        switch (effect)
        {
            case CallService call:
                Script(one, call);
                break;
            case StartTimer timer:
                Later(timer.Kind == TimerKind.Date ? TimeSpan.Zero : XmlConvert.ToTimeSpan(timer.Text), one, new FireTimer(timer.TimerId));
                break;
            case SendMessage message:
                undelivered.Add((message.Name, new FeelContext(), one));
                break;
            case SendSignal signal:
                Spread(one, signal.Name);
                break;
            case Incident { Code: not "join.stuck" }:
                log.Add("ERROR_runtime");
                break;
            case Ended { ErrorCode: not null }:
                log.Add("ERROR_thrownErrorEvent");
                break;
        }
    }

    void Script(Running one, CallService call)
    {
        var answer = new FeelContext();
        switch (call.Type)
        {
            case "CREATE_LOG_FILE":
                break;
            case "CREATE_MARKER_FILE":
                marker = true;
                break;
            case "INCREMENT_INTEGER_VARIABLE":
            case "INCREMENT_INTEGER_VARIABLE_AND_LOG":
                answer.Set("integerVariable", (call.Inputs.Get("integerVariable").AsDecimal ?? 0) + 1);
                if (call.Type.EndsWith("LOG", StringComparison.Ordinal))
                    log.Add("INCREMENT_correct");
                break;
            case "THROW_ERROR":
                Later(TimeSpan.Zero, one, new FailService(call.ServiceId, "ERR_CODE", "thrown by the script"));
                return;
            case "SET_STRING_DATA":
                answer.Set("Data Output", "String");
                break;
            case "LOG_DATA":
                if (call.Inputs.Get("Data Input").AsString == "String")
                    log.Add("DATA_correct");
                break;
            case "WAIT_TEN_SECONDS":
                Later(SlowScript, one, new CompleteService(call.ServiceId, answer));
                return;
            case "CREATE_TIMESTAMP_LOG_1" or "CREATE_TIMESTAMP_LOG_2":
                intervals[call.Type[^1..]] = (now, now + SlowScript);
                Later(SlowScript, one, new CompleteService(call.ServiceId, answer));
                return;
            default:
                log.Add(call.Type);
                break;
        }
        Later(TimeSpan.Zero, one, new CompleteService(call.ServiceId, answer));
    }

    void Later(TimeSpan after, Running one, Trigger trigger) => due.Enqueue((one, trigger), (now + after, order++));

    void Redeliver()
    {
        foreach (var message in undelivered.ToList())
        {
            var receiver = cases.Find(one => one != message.From && one.State.Waits.Any(wait => wait.Kind == WaitKind.Message && wait.Name == message.Name))
                ?? definitions.Where(definition => definition != message.From.Definition && BeginsWith(definition, EventKind.Message, message.Name)).Select(Add).FirstOrDefault();
            if (receiver is null)
                continue;
            undelivered.Remove(message);
            Later(TimeSpan.Zero, receiver, new ReceiveMessage(message.Name, message.Variables));
        }
    }

    void Spread(Running from, string signal)
    {
        foreach (var one in cases.Where(one => one != from).ToList())
            Later(TimeSpan.Zero, one, new Signal(signal));
        foreach (var definition in definitions.Where(definition => BeginsWith(definition, EventKind.Signal, signal)))
            Later(TimeSpan.Zero, Add(definition), new Signal(signal));
    }

    static bool BeginsWith(ProcessDefinition definition, EventKind kind, string name) =>
        definition.Process.Children.Any(child =>
            (child.Kind == ElementKind.StartEvent || (child.Kind == ElementKind.ReceiveTask && child.Incoming.Count == 0))
            && child.Events.Any(awaited => awaited.Kind == kind && awaited.Name == name));
}
