namespace Tongzheng.Bpmn;

/// <summary>
/// A way on which a case may be sent back from a person's task to an earlier one.
/// <para>
/// It leads against the flows through exclusive gateways, parallel joins and work that stays inside; it stops at whatever told somebody
/// something, waited for something from outside, or split the case: that cannot be taken back. At a join the other branches stay done.
/// So a case that was sent back stands where it could have stood by itself, and a sound procedure stays sound
/// (Desel, Esparza: Free Choice Petri Nets, 1995: the marking agrees with the one before on every S-component).
/// </para>
/// </summary>
/// <param name="To">The task it leads to.</param>
/// <param name="Arrived">Flows into the joins on the way on which the other branches have come already.</param>
public sealed record WayBack(Element To, IReadOnlyList<SequenceFlow> Arrived)
{
    /// <summary>The ways back from a task, the nearest first; none from one instance of several.</summary>
    public static IReadOnlyList<WayBack> From(Element task)
    {
        var ways = new List<WayBack>();
        if (task.Kind != ElementKind.UserTask || task.Loop is not null) return ways;
        var seen = new HashSet<Element> { task };
        var waiting = new Queue<(Element At, IReadOnlyList<SequenceFlow> Arrived)>([(task, [])]);
        while (waiting.TryDequeue(out var here))
        {
            var joins = here.At.Kind == ElementKind.ParallelGateway;
            foreach (var flow in here.At.Incoming.Where(flow => LeadsBack(flow.Source) && seen.Add(flow.Source)))
            {
                IReadOnlyList<SequenceFlow> arrived = joins ? [.. here.Arrived, .. here.At.Incoming.Where(other => other != flow)] : here.Arrived;
                if (flow.Source.Kind == ElementKind.UserTask) ways.Add(new WayBack(flow.Source, arrived));
                waiting.Enqueue((flow.Source, arrived));
            }
        }
        return ways;
    }

    static bool LeadsBack(Element element) => element.Kind switch
    {
        ElementKind.ExclusiveGateway => true,
        ElementKind.ParallelGateway => element.Outgoing.Count == 1,
        ElementKind.UserTask => IsPlain(element),
        ElementKind.Task or ElementKind.ManualTask or ElementKind.ScriptTask or ElementKind.BusinessRuleTask => IsPlain(element) && element.Work.TaskType is null,
        _ => false,
    };

    static bool IsPlain(Element activity) => activity is { StartQuantity: 1, CompletionQuantity: 1, IsForCompensation: false, CompensatedBy: null };
}
