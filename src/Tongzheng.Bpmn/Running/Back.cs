namespace Tongzheng.Bpmn.Running;

// A person's task is not done but sent back to an earlier one.
sealed partial class Run
{
    /// <summary>The way from an open task to an earlier one; null where there is none.</summary>
    internal WayBack? FindWayBack(Wait wait, string elementId) =>
        GetScope(wait.ScopeId).Kind is ScopeKind.Loop ? null
            : WayBack.From(DefinitionOf(GetScope(wait.ScopeId)).Get(wait.ElementId)).FirstOrDefault(way => way.To.Id == elementId);

    internal void SendBack(Wait wait, WayBack way)
    {
        var token = GetToken(wait.TokenId);
        foreach (var flow in way.Arrived)
            Add(token.ScopeId, flow.Target, TokenPhase.Joining).FlowId = flow.Id;
        Interrupt(token, "returned");
        token.ElementId = way.To.Id;
        token.FlowId = null;
        token.Phase = TokenPhase.Ready;
        Enqueue(token, way.To);
    }
}
