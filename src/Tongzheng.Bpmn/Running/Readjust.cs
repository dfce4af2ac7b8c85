namespace Tongzheng.Bpmn.Running;

// After a case was moved to another version: what it waits for is made to agree with that version.
sealed partial class Run
{
    internal Step Readjust(ProcessDefinition from, IReadOnlyDictionary<string, string> renamed)
    {
        var before = new Dictionary<string, Element>(StringComparer.Ordinal);
        foreach (var element in from.Elements)
            before[Migration.New(element.Id, renamed)] = element;

        var closed = new HashSet<(long Token, long Scope, string Element, int Definition)>();
        foreach (var wait in waits.Where(wait => IsOwn(wait.ScopeId)).ToList())
        {
            var now = root.Find(wait.ElementId);
            if (now is not null && before.TryGetValue(wait.ElementId, out var old) && IsSame(wait, old, now))
                continue;
            closed.Add((wait.TokenId, wait.ScopeId, wait.ElementId, wait.Definition));
            CloseWait(wait, "migrated");
            if (wait.Kind == WaitKind.Task)
                Activate(GetToken(wait.TokenId));
        }

        foreach (var token in tokens.Where(token => token.Phase is TokenPhase.Active or TokenPhase.Opening or TokenPhase.Looping && IsOwn(token.ScopeId)).ToList())
        {
            var element = ElementOf(token);
            if (GetScope(token.ScopeId) is { Kind: ScopeKind.Loop } loop && loop.ElementId == element.Id)
                continue;
            var listening = element.Kind == ElementKind.EventBasedGateway ? element.Outgoing.Select(flow => flow.Target)
                : element.Kind is ElementKind.IntermediateCatchEvent or ElementKind.ReceiveTask ? [element, .. element.Boundary]
                : element.Boundary;
            foreach (var one in listening)
                OpenNew(token.Id, token.ScopeId, one, before, closed);
        }
        foreach (var scope in scopes.Where(scope => scope.DefinitionHash is null && scope.Kind is ScopeKind.Case or ScopeKind.Part).ToList())
        {
            foreach (var part in root.Get(scope.ElementId).EventSubProcesses)
                OpenNew(0, scope.Id, part.Starts[0], before, closed);
        }
        return Finish();
    }

    bool IsOwn(long scopeId) => GetScope(scopeId).DefinitionHash is null;

    /// <summary>Opens what the new version adds or says in another way; what has happened already under the old one stays as it is.</summary>
    void OpenNew(long tokenId, long scopeId, Element element, Dictionary<string, Element> before, HashSet<(long, long, string, int)> closed)
    {
        for (var at = 0; at < element.Events.Count; at++)
        {
            var isNew = !before.TryGetValue(element.Id, out var old) || at >= old.Events.Count;
            if (isNew || closed.Contains((tokenId, scopeId, element.Id, at)))
                OpenWait(tokenId, scopeId, element, at);
        }
    }

    static bool IsSame(Wait wait, Element old, Element now)
    {
        if (wait.Kind == WaitKind.Task)
        {
            return now.Name == old.Name && Text(now.Work.Form) == Text(old.Work.Form) && Text(now.Work.CandidateGroups) == Text(old.Work.CandidateGroups)
                && Text(now.Work.Assignee) == Text(old.Work.Assignee) && now.Properties.Count == old.Properties.Count
                && now.Properties.All(property => old.Properties.GetValueOrDefault(property.Key) == property.Value);
        }
        if (wait.Kind == WaitKind.Service || (wait.Kind == WaitKind.Incident && wait.Definition == OfToken))
            return true;
        if (wait.Definition >= now.Events.Count || wait.Definition >= old.Events.Count || now.IsInterrupting != old.IsInterrupting)
            return false;
        var (one, other) = (old.Events[wait.Definition], now.Events[wait.Definition]);
        return one.Kind == other.Kind && one.Timer == other.Timer && Text(one.When) == Text(other.When) && Text(one.Reference) == Text(other.Reference)
            && one.Condition?.Text == other.Condition?.Text;
    }

    static string? Text(Template? template) => template?.Fixed ?? template?.Expression?.Text;
}
