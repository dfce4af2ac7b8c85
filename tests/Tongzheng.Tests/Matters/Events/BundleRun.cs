using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters.Events;

/// <summary>A life event run by the engine alone: which components are open, what each was given, and how it ends.</summary>
sealed class BundleRun
{
    static readonly EngineOptions Options = new() { Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)), Decide = (_, _) => new(FeelValue.Null, [], null) };
    static readonly EvaluationOptions Day = new() { Now = Options.Now };

    readonly ProcessDefinition procedure;
    ProcessState? state;

    public BundleRun(Matter matter, FeelContext answers)
    {
        procedure = ProcessDefinition.Parse(matter.Procedure?.Xml ?? "");
        Advance(new Start(answers.Set("applicant", new FeelContext())));
    }

    /// <summary>Components whose cases are open, each with the answers it was given.</summary>
    public Dictionary<string, FeelContext> Open { get; } = [];
    public HashSet<string> Begun { get; } = [];
    public Dictionary<long, string> Questions { get; } = [];
    public List<string> Incidents { get; } = [];
    public string? End { get; private set; }

    public void Close(string slug, bool granted)
    {
        Open.Remove(slug);
        Advance(new ReceiveMessage("case.closed:" + slug, new FeelContext().Set("component", new FeelContext()
            .Set("outcome", granted ? "granted" : "refused").Set("granted", granted).Set("status", "closed").Set("number", "No." + slug).Set("licence", granted ? "L-" + slug : FeelValue.Null))));
    }

    public void Answer(long question, bool goOn)
    {
        Questions.Remove(question);
        Advance(new CompleteTask(question, new FeelContext().Set("goOn", goOn ? "goOn" : "stop")));
    }

    void Advance(Trigger trigger)
    {
        var step = Engine.Advance(procedure, state, trigger, Options);
        Assert.Null(step.Refusal);
        state = step.State;
        foreach (var effect in step.Effects)
            switch (effect)
            {
                case SendMessage { Properties: var properties, Inputs: var inputs } when properties.GetValueOrDefault("tz:message") == "case.open":
                    var slug = inputs.Get("matter").AsString ?? "";
                    Assert.True(Begun.Add(slug), $"{slug} was begun twice");
                    Open[slug] = inputs.Get("answers").AsContext ?? new FeelContext();
                    break;
                case OpenTask task: Questions[task.TaskId] = task.ElementId; break;
                case Incident incident: Incidents.Add($"{incident.ElementId}: {incident.Message}"); break;
                case Ended ended: End = ended.ElementId; break;
            }
        foreach (var call in step.Effects.OfType<CallService>()) Advance(new CompleteService(call.ServiceId, new FeelContext()));
    }

    /// <summary>Fills every field that can be seen: a short text, a number between its bounds, the first choice, a file.</summary>
    public static Filled Fill(Form form, IReadOnlySet<string> ticked)
    {
        var (values, uploads) = (new Dictionary<string, StringValues>(), new Dictionary<string, Upload>());
        foreach (var field in form.All.Where(component => component.Key is not null))
        {
            var key = field.Key ?? "";
            if (field.Type == "filepicker") uploads["file-" + key] = new Upload("file-" + key, key + ".pdf", "application/pdf", 1, "0");
            values[key] = field.Type switch
            {
                "filepicker" => "file-" + key,
                "number" => "50",
                "checkbox" => ticked.Contains(key) ? "true" : "",
                _ => "word",
            };
        }
        return Forms.Fill.Read(form, new Typed(values, uploads), new Dictionary<string, Known>(), new FeelContext(), Day);
    }

    /// <summary>What a component's own form says of the answers it was given.</summary>
    public static Filled Check(Form form, FeelContext answers)
    {
        using var json = JsonDocument.Parse(answers.ToJson());
        var uploads = new Dictionary<string, Upload>();
        foreach (var file in json.RootElement.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array).SelectMany(member => member.Value.EnumerateArray()).Where(item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("upload", out _)))
            uploads[file.GetProperty("upload").GetString() ?? ""] = new Upload(file.GetProperty("upload").GetString() ?? "", file.GetProperty("name").GetString() ?? "", "", 0, "");
        return Forms.Fill.Read(form, new Typed(Typed.FromJson(json.RootElement), uploads), new Dictionary<string, Known>(), new FeelContext(), Day);
    }
}
