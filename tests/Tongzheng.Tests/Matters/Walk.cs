using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters;

/// <summary>A story on its way through the engines alone: no forms, files, clocks or posts.</summary>
sealed class Walk(Matter matter, string kind)
{
    static readonly DateTimeOffset FirstDay = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    static readonly Parameters Parameters = Parameters.Load(Path.Combine(Packs.Region, "parameters.yaml"), []);

    readonly ProcessDefinition _procedure = ProcessDefinition.Parse(matter.Procedure?.Xml ?? "");
    readonly List<DmnModel> _models = [.. matter.Decisions.Select(file => DmnModel.Parse(file.Xml))];
    ProcessState? _state;
    DateTimeOffset _now = FirstDay;

    public Matter Matter => matter;
    public Dictionary<long, string> Tasks { get; } = [];
    public Dictionary<long, string> Timers { get; } = [];
    public List<string> Letters { get; } = [];
    public List<string> Incidents { get; } = [];
    public string? End { get; private set; }

    /// <summary>Of a life event: each component begun, on its own way.</summary>
    public Dictionary<string, Walk> Components { get; } = [];
    readonly HashSet<string> _heard = [];

    /// <summary>Where a story does not go as it is told; null where it does.</summary>
    public static string? FaultOf(Matter matter, Story story)
    {
        var walk = new Walk(matter, story.Applicant switch { "organisation" => "enterprise", "office" => "office", _ => "person" });
        for (var i = 0; i < story.Steps.Count; i++)
            if (walk.Fault(story.Steps[i]) is { } fault) return $"{story.Title.Zh}, step {i + 1}: {fault}";
        return null;
    }

    string? Fault(StoryStep step)
    {
        try
        {
            Play(step);
        }
        catch (Exception stopped) when (stopped is InvalidOperationException or KeyNotFoundException or Xunit.Sdk.XunitException)
        {
            return stopped.Message;
        }
        var about = step is { Component: { } name, Does: not "succeed" } ? Components[name] : this;
        var open = Components.Where(component => component.Value.End is null).Select(component => component.Key).Order();
        return step.Then.Components is { } components && !components.Order().SequenceEqual(open) ? $"begun are {string.Join(", ", open)}" : about.Fault(step.Then, step.Does);
    }

    string? Fault(StoryExpectation then, string does) =>
        Incidents.Count > 0 ? string.Join("; ", Incidents)
        : then.Tasks is { } tasks && !tasks.Order().SequenceEqual(Tasks.Values.Order()) ? $"open are {string.Join(", ", Tasks.Values)}"
        : then.Letters.Count > 0 && does != "wait" && !then.Letters.Order().SequenceEqual(Letters.Order()) ? $"sent were {string.Join(", ", Letters)}"
        : (then.End ?? (does is "rate" or "succeed" or "look" ? End : null)) != End ? $"it ended with {End}" : null;

    public void Play(StoryStep step)
    {
        _now = FirstDay.AddDays(step.Day);
        Letters.Clear();
        if (step.Component is { } name)
        {
            if (step.Does != "succeed") Components[name].Play(step with { Component = null });
            else
                foreach (var own in StandardStory.Granting(Components[name].Matter)?.Steps.Skip(1) ?? []) Components[name].Play(own with { Day = step.Day });
            Hear();
            return;
        }
        var answers = FeelContext.FromJson(step.Answers);
        if (step.Does is "apply" or "open") Advance(new Start(Begin(Unticked(answers))));
        if (step.Does is "complete" or "correct") Advance(new CompleteTask(Tasks.First(task => task.Value == step.Task).Key, answers));
        if (step.Does == "wait") Advance(new FireTimer(step.Task is null ? Assert.Single(Timers).Key : Timers.Single(timer => timer.Value == step.Task).Key));
    }

    // As the form gives it: a box that nobody ticks says no.
    FeelContext Unticked(FeelContext answers)
    {
        if (matter.Event is null || matter.Form is null) return answers;
        foreach (var box in Forms.Form.Parse(matter.Form.Json).All.Where(field => field.Type == "checkbox" && field.Key is not null && answers.Get(field.Key).IsNull)) answers.Set(box.Key ?? "", false);
        return answers;
    }

    FeelContext Begin(FeelContext answers)
    {
        var about = new FeelContext().Set("id", matter.Id).Set("itemType", matter.ItemType);
        return answers.Set("applicant", new FeelContext().Set("kind", kind)).Set("matter", about).Set("parameters", FeelValue.FromJson(Parameters.ToJson()));
    }

    void Advance(Trigger trigger)
    {
        var step = Engine.Advance(_procedure, _state, trigger, new EngineOptions { Now = _now, Decide = Decide });
        Assert.Null(step.Refusal);
        _state = step.State;
        if (trigger is CompleteTask done) Tasks.Remove(done.TaskId);
        if (trigger is FireTimer fired) Timers.Remove(fired.TimerId);
        foreach (var effect in step.Effects) Take(effect);
        foreach (var call in step.Effects.OfType<CallService>()) Advance(new CompleteService(call.ServiceId, new FeelContext()));
        foreach (var sent in step.Effects.OfType<SendMessage>().Where(sent => sent.Properties.GetValueOrDefault("tz:message") == "case.open"))
        {
            var component = new Walk(Packs.Catalogue.Find(sent.Inputs.Get("matter").AsString ?? "") ?? throw new InvalidOperationException(sent.ElementId), kind) { _now = _now };
            Components[sent.ElementId] = component;
            component.Advance(new Start(component.Begin(Copy(sent.Inputs.Get("answers").AsContext))));
        }
        Hear();
    }

    // A component that is over tells the life event, which may begin the next.
    void Hear()
    {
        foreach (var (slug, component) in Components.ToList())
            if (component.End is { } end && _heard.Add(slug))
                Advance(new ReceiveMessage("case.closed:" + slug, new FeelContext().Set("component", new FeelContext()
                    .Set("outcome", end).Set("granted", end == "granted").Set("status", "closed").Set("number", slug).Set("licence", FeelValue.Null))));
    }

    static FeelContext Copy(FeelContext? answers)
    {
        var copy = new FeelContext();
        foreach (var (key, value) in answers ?? copy) copy.Set(key, value);
        return copy;
    }

    void Take(Effect effect)
    {
        switch (effect)
        {
            case OpenTask task: Tasks[task.TaskId] = task.ElementId; break;
            case CloseTask task: Tasks.Remove(task.TaskId); break;
            case StartTimer timer: Timers[timer.TimerId] = timer.ElementId; break;
            case CancelTimer timer: Timers.Remove(timer.TimerId); break;
            case CallService { Type: "notice.send" } call: Letters.Add(call.Properties["tz:letter"]); break;
            case Incident incident: Incidents.Add($"{incident.ElementId}: {incident.Message}"); break;
            case Ended ended: End = ended.ElementId; break;
        }
    }

    DecisionResult Decide(string id, FeelContext inputs) =>
        _models.Single(model => model.Decisions.Any(decision => decision.Id == id)).Evaluate(id, inputs, new EvaluationOptions { Now = _now });
}
