namespace Tongzheng.Bpmn.Checking;

/// <summary>Names that nothing answers to: decisions, forms, procedures, services, posts, messages.</summary>
static class References
{
    internal static void Check(ProcessDefinition definition, KnownNames known, List<Finding> findings)
    {
        foreach (var element in definition.Elements)
        {
            Missing(element, element.DecisionId, known.Decisions, "decision", findings);
            Missing(element, element.FormId, known.Forms, "form", findings);
            if (element.CalledProcess is { } called && definition.Local(called) is null)
                Missing(element, called, known.Procedures, "procedure", findings);
            Missing(element, element.TaskType, known.Services, "service", findings);
            foreach (var group in element.CandidateGroups)
                Missing(element, group, known.Groups, "post", findings);
            foreach (var awaited in element.Events)
            {
                if (awaited.Kind == EventKind.Message && element.Kind is not (ElementKind.EndEvent or ElementKind.IntermediateThrowEvent or ElementKind.SendTask))
                    Missing(element, awaited.Name, known.Messages, "message", findings);
            }
            Basis(element, known, findings);
            foreach (var kept in element.KeptExtensions)
                findings.Add(Checking.Check.Of(Severity.Notice, "extension.kept", element, $"{kept} is kept in the file and has no effect here.", "Say it in another way, or leave it for other tools.", kept));
            if (element.Kind == ElementKind.UserTask && element.Work is { CandidateGroups: null, Assignee: null })
            {
                findings.Add(Checking.Check.Of(Severity.Warning, "task.nobody", element, "no post or person is named who may do this task.",
                    "Name the posts in zeebe:assignmentDefinition candidateGroups."));
            }
        }
    }

    static void Basis(Element element, KnownNames known, List<Finding> findings)
    {
        Missing(element, element.Properties.GetValueOrDefault("tz:limit"), known.Limits, "limit", findings);
        if (known.Limits is null || !element.Has(EventKind.Timer) || element.Properties.ContainsKey("tz:limit") || element.Properties.ContainsKey("tz:basis"))
            return;
        findings.Add(Checking.Check.Of(Severity.Warning, "timer.no-basis", element, "no law is named that sets this time.", "Name the limit in tz:limit, or the article in tz:basis."));
    }

    static void Missing(Element element, string? name, IReadOnlySet<string>? known, string what, List<Finding> findings)
    {
        if (name is null || known is null || known.Contains(name))
            return;
        findings.Add(Checking.Check.Of(Severity.Error, $"{what}.undefined", element, $"the {what} {name} is not defined.", $"Define the {what} {name}, or correct the name.", name));
    }
}
