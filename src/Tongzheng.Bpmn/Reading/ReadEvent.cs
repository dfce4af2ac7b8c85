using System.Xml;
using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Reads what an event waits for or throws, and the message of a send or receive task.</summary>
static class ReadEvent
{
    static readonly Dictionary<string, EventKind> Kinds = new()
    {
        ["messageEventDefinition"] = EventKind.Message,
        ["timerEventDefinition"] = EventKind.Timer,
        ["signalEventDefinition"] = EventKind.Signal,
        ["errorEventDefinition"] = EventKind.Error,
        ["escalationEventDefinition"] = EventKind.Escalation,
        ["conditionalEventDefinition"] = EventKind.Conditional,
        ["compensateEventDefinition"] = EventKind.Compensation,
        ["cancelEventDefinition"] = EventKind.Cancel,
        ["terminateEventDefinition"] = EventKind.Terminate,
        ["linkEventDefinition"] = EventKind.Link,
    };

    internal static EventDefinition[] All(Markup markup, Element element, DefinitionFile file)
    {
        if (element.Kind is ElementKind.SendTask or ElementKind.ReceiveTask)
            return MessageOfTask(markup, element, file) is { } message ? [message] : [];
        var events = new List<EventDefinition>();
        foreach (var child in markup.Children)
        {
            if (child.Namespace != Namespaces.Model)
                continue;
            if (Kinds.TryGetValue(child.Name, out var kind))
            {
                events.Add(Of(kind, child, element, file));
            }
            else if (child.Name == "eventDefinitionRef")
            {
                var shared = file.Resolve(child.Text) is { } found && Kinds.TryGetValue(found.Name, out kind)
                    ? found
                    : throw new BpmnException(child.Line, child.Column, $"eventDefinitionRef names {child.Text}, which is no event definition of this file.", element.Id);
                events.Add(Of(kind, shared, element, file));
            }
        }
        return [.. events];
    }

    /// <summary>One definition, also of the events that a multi-instance activity throws.</summary>
    internal static EventDefinition Of(EventKind kind, Markup markup, Element element, DefinitionFile file) => kind switch
    {
        EventKind.Message => Named(kind, markup, "messageRef", "message", "name", element, file),
        EventKind.Signal => Named(kind, markup, "signalRef", "signal", "name", element, file),
        EventKind.Error => Named(kind, markup, "errorRef", "error", "errorCode", element, file),
        EventKind.Escalation => Named(kind, markup, "escalationRef", "escalation", "escalationCode", element, file),
        EventKind.Link => new() { Kind = kind, Reference = new Template { Fixed = markup.Attribute("name") } },
        EventKind.Conditional => new()
        {
            Kind = kind,
            Condition = ReadExpression.OfElement(markup.First("condition"), element.Id)
                ?? throw new BpmnException(markup.Line, markup.Column, "The conditional event has no condition.", element.Id),
        },
        EventKind.Compensation => new() { Kind = kind, ActivityId = markup.Attribute("activityRef") is { Length: > 0 } activity ? Markup.Local(activity) : null },
        EventKind.Timer => Timer(markup, element),
        _ => new() { Kind = kind },
    };

    internal static EventDefinition? ByReference(string reference, Element element, DefinitionFile file) =>
        file.Resolve(reference) is { } found && Kinds.TryGetValue(found.Name, out var kind) ? Of(kind, found, element, file) : null;

    static EventDefinition Named(EventKind kind, Markup markup, string attribute, string name, string key, Element element, DefinitionFile file)
    {
        var reference = markup.Attribute(attribute);
        var root = file.Resolve(reference, name);
        if (root is null && reference is { Length: > 0 })
            throw new BpmnException(markup.Line, markup.Column, $"{attribute} names {reference}, which is no {name} of this file.", element.Id);
        // A message or signal must be known by name; an error or escalation without a reference catches every one.
        var text = root is null ? null : Known(root.Attribute(key)) ?? Known(root.Attribute("name")) ?? root.Attribute("id");
        if (text is null && kind is EventKind.Message or EventKind.Signal && text is null)
            text = element.Id;
        return new() { Kind = kind, Reference = ReadExpression.Template(text, markup, element.Id) };
    }

    static EventDefinition? MessageOfTask(Markup markup, Element element, DefinitionFile file)
    {
        if (markup.Attribute("messageRef") is { Length: > 0 })
            return Named(EventKind.Message, markup, "messageRef", "message", "name", element, file);
        if (element.Kind == ElementKind.SendTask && element.Work.TaskType is not null)
            return null;
        return new() { Kind = EventKind.Message, Reference = new Template { Fixed = element.Name.Length > 0 ? element.Name : element.Id } };
    }

    static EventDefinition Timer(Markup markup, Element element)
    {
        foreach (var (name, kind) in new[] { ("timeDuration", TimerKind.Duration), ("timeDate", TimerKind.Date), ("timeCycle", TimerKind.Cycle) })
        {
            if (markup.First(name) is not { } text)
                continue;
            var when = ReadExpression.Template(text.Text, text, element.Id)!;
            if (when.Fixed is { } plain && !TimerText.TryRead(kind, plain, out _, out _) && !(kind == TimerKind.Cycle && TimerText.IsQuartz(plain)))
                throw new BpmnException(text.Line, text.Column, $"{plain} is no {name} (ISO 8601, such as {TimerText.Example(kind)}).", element.Id);
            return new() { Kind = EventKind.Timer, Timer = kind, When = when };
        }
        throw new BpmnException(markup.Line, markup.Column, "The timer has no timeDuration, timeDate or timeCycle.", element.Id);
    }

    static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
