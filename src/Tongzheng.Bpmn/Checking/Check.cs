namespace Tongzheng.Bpmn.Checking;

/// <summary>The checks of a procedure, one after the other.</summary>
static class Check
{
    internal static IReadOnlyList<Finding> All(ProcessDefinition definition, KnownNames known)
    {
        var findings = new List<Finding>();
        References.Check(definition, known, findings);
        Paths.Check(definition, findings);
        Soundness.Check(definition, findings);
        return findings;
    }

    internal static Finding Of(Severity severity, string code, Element element, string message, string remedy, params string[] particulars) =>
        new(severity, code, element.Id, element.Line, $"{element}: {message}", remedy) { Particulars = particulars };
}
