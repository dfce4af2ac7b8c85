using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn.Reading;

/// <summary>Camunda 7's inputOutput, in and out elements as mappings. Scripts, lists and maps inside them are refused by name.</summary>
static class ReadCamunda
{
    internal static IEnumerable<Mapping> Mappings(Markup? extensions, Element element, bool inputs)
    {
        foreach (var child in extensions?.Children ?? [])
        {
            if (child.Namespace != Namespaces.Camunda)
                continue;
            if (child.Name == "inputOutput")
            {
                foreach (var parameter in child.Children.Where(line => line.Name == (inputs ? "inputParameter" : "outputParameter")))
                {
                    if (parameter.Children.FirstOrDefault() is { } nested)
                        throw new BpmnException(nested.Line, nested.Column, $"camunda:{nested.Name} in a parameter is not supported; write FEEL.", element.Id);
                    yield return ReadWork.Mapping(parameter.Text, parameter.Attribute("name"), parameter, element);
                }
            }
            else if (child.Name == (inputs ? "in" : "out") && child.Attribute("target") is { } target)
            {
                var source = child.Attribute("sourceExpression") ?? (child.Attribute("source") is { } name ? "=" + name : null);
                yield return ReadWork.Mapping(source, target, child, element);
            }
        }
    }

    /// <summary>Do all variables pass? Without any such element they do, as with Zeebe.</summary>
    internal static bool PassesAll(Markup? extensions, string name)
    {
        var lines = (extensions?.Children ?? []).Where(child => child.Namespace == Namespaces.Camunda && child.Name == name).ToList();
        return lines.Count == 0 || lines.Exists(line => line.Attribute("variables") == "all");
    }
}
