namespace Tongzheng.Bpmn.Reading;

/// <summary>
/// For every node and every joining inclusive or complex gateway beside it: which incoming flows of the gateway a token there can still
/// reach without passing the gateway. The join asks this while running (BPMN 2.0.2, 13.4.3).
/// </summary>
static class Reach
{
    internal static void Compute(IReadOnlyList<Element> elements)
    {
        foreach (var gateway in elements)
        {
            if (gateway.Kind is not (ElementKind.InclusiveGateway or ElementKind.ComplexGateway) || gateway.Incoming.Count < 2)
                continue;
            for (var flow = 0; flow < gateway.Incoming.Count; flow++)
                Backwards(gateway, flow);
        }
    }

    static void Backwards(Element gateway, int flow)
    {
        var open = new Stack<Element>();
        var seen = new HashSet<Element> { gateway };
        open.Push(gateway.Incoming[flow].Source);
        while (open.TryPop(out var element))
        {
            if (!seen.Add(element))
                continue;
            element.Reaches ??= [];
            if (!element.Reaches.TryGetValue(gateway, out var reaches))
                element.Reaches[gateway] = reaches = new bool[gateway.Incoming.Count];
            reaches[flow] = true;
            if (element.AttachedTo is { } host)
                open.Push(host);
            foreach (var incoming in element.Incoming)
                open.Push(incoming.Source);
            if (element.Kind == ElementKind.IntermediateCatchEvent && element.Has(EventKind.Link))
            {
                foreach (var other in element.Parent!.Children)
                {
                    if (other.LinkTarget == element)
                        open.Push(other);
                }
            }
        }
    }
}
