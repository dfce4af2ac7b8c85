using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn.Reading;

/// <summary>The rules of BPMN 2.0 that a file must keep to mean one thing.</summary>
static class Conformity
{
    internal static void Check(Markup root)
    {
    }
}
