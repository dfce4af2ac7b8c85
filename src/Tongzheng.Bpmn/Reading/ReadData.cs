using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Data associations as mappings: data objects are variables of their container, data inputs and outputs are variables of the activity.</summary>
static class ReadData
{
    internal static IEnumerable<Mapping> Associations(Markup markup, Element element, bool inputs)
    {
        foreach (var association in markup.All(inputs ? "dataInputAssociation" : "dataOutputAssociation"))
        {
            var assignments = association.All("assignment").ToList();
            foreach (var assignment in assignments)
            {
                var from = ReadExpression.OfElement(assignment.First("from"), element.Id);
                if (from is not null && assignment.First("to")?.Text is { Length: > 0 } to)
                    yield return new Mapping(from, to.TrimStart('=').Trim().Split('.'));
            }
            if (assignments.Count > 0 || NameOf(association.First("targetRef"), markup) is not { } target)
                continue;
            if (ReadExpression.OfElement(association.First("transformation"), element.Id) is { } transformation)
                yield return new Mapping(transformation, [target]);
            else if (NameOf(association.First("sourceRef"), markup) is { } source)
                yield return new Mapping(new Expression { Text = source, Variable = source }, [target]);
        }
    }

    /// <summary>The variable behind a reference: a data input or output of the activity, a data object, a property.</summary>
    static string? NameOf(Markup? reference, Markup activity)
    {
        if (reference is null || reference.Text.Length == 0)
            return null;
        var id = Markup.Local(reference.Text);
        for (var scope = activity; scope is not null; scope = scope.Parent)
        {
            foreach (var found in Candidates(scope).Where(candidate => candidate.Attribute("id") == id))
            {
                if (found.Name is "dataObjectReference" && found.Attribute("dataObjectRef") is { } data)
                    return NameById(scope, Markup.Local(data)) ?? found.Attribute("name") ?? id;
                return found.Attribute("name") is { Length: > 0 } name ? name : id;
            }
        }
        return id;
    }

    static string? NameById(Markup scope, string id)
    {
        for (var around = scope; around is not null; around = around.Parent)
        {
            if (around.All("dataObject").FirstOrDefault(data => data.Attribute("id") == id) is { } found)
                return found.Attribute("name") is { Length: > 0 } name ? name : id;
        }
        return null;
    }

    static IEnumerable<Markup> Candidates(Markup scope) =>
        scope.Children.Concat(scope.First("ioSpecification")?.Children ?? [])
            .Where(child => child.Name is "dataInput" or "dataOutput" or "dataObject" or "dataObjectReference" or "dataStoreReference" or "property");
}
