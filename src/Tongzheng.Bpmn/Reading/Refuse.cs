namespace Tongzheng.Bpmn.Reading;

/// <summary>What is valid XML and yet cannot run: each refusal names the element and says why.</summary>
static class Refuse
{
    internal static void Check(IReadOnlyList<Element> elements)
    {
        foreach (var element in elements)
        {
            if (Reason(element) is { } reason)
                throw new BpmnException(element.Line, element.Column, reason, element.Id);
        }
    }

    static string? Reason(Element element) => element.Kind switch
    {
        ElementKind.BusinessRuleTask when element.Work.Decision is null && element.Work.TaskType is null =>
            "The business-rule task names no decision (zeebe:calledDecision decisionId).",
        ElementKind.ServiceTask when element.Work.TaskType is null =>
            "The service task names no type (zeebe:taskDefinition type).",
        ElementKind.CallActivity when element.Work.Called is null => "The call activity names no procedure (zeebe:calledElement processId).",
        ElementKind.Process when element.Children.Count == 0 => "The process has no nodes.",
        ElementKind.StartEvent => OfStart(element),
        ElementKind.BoundaryEvent when element.Events.Count == 0 => "The boundary event waits for nothing.",
        ElementKind.IntermediateCatchEvent when element.Events.Count == 0 => "The catching event waits for nothing.",
        ElementKind.EventSubProcess when element.Starts.Length != 1 => "An event sub-process has exactly one start event.",
        _ => null,
    };

    static string? OfStart(Element start)
    {
        if (start.Parent!.Kind == ElementKind.EventSubProcess)
            return start.Events.Count == 0 ? "The start event of an event sub-process needs an event to wait for." : null;
        return start.Parent.Kind != ElementKind.Process && start.Events.Count > 0 ? "The start event of a sub-process is a plain one." : null;
    }
}
