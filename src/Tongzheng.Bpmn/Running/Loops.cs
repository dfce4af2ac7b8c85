using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Running;

// Standard loops and multi-instance activities. The token of the activity owns a scope in which each instance has a token of its own.
sealed partial class Run
{
    void BeginLoop(Token token)
    {
        token.Phase = TokenPhase.Looping;
        var element = ElementOf(token);
        var loop = element.Loop!;
        var (items, count) = (FeelValue.Null, -1);
        if (loop.IsMultiInstance && !TryCount(token, loop, out items, out count))
            return;
        if (!loop.IsMultiInstance && loop is { TestsBefore: true, While: { } condition })
        {
            if (!TryCondition(condition, Visible(token.ScopeId), token, out var goesOn))
                return;
            if (!goesOn)
                count = 0;
        }
        var scope = OpenScope(element, ScopeKind.Loop, GetScope(token.ScopeId), token.Id, new FeelContext(), null);
        var results = loop.ResultList is null ? [] : new FeelValue[Math.Max(0, count)];
        scope.Loop = new LoopState(items, count, 0, 0, results);
        if (count == 0 || loop is { IsMultiInstance: false, Maximum: 0 })
        {
            EndLoop(token, element, scope);
            return;
        }
        var first = loop.IsMultiInstance && !loop.IsSequential ? count : 1;
        for (var at = 0; at < first; at++)
            BeginInstance(element, scope);
    }

    bool TryCount(Token token, Loop loop, out FeelValue items, out int count)
    {
        (items, count) = (FeelValue.Null, 0);
        var visible = Visible(token.ScopeId);
        if (loop.Items is not null)
        {
            if (!TryValue(loop.Items, visible, token, out items))
                return false;
            if (items.AsList is not { } list)
            {
                Report(token, "loop.no-list", $"{loop.Items.Text} is no list but {items}.");
                return false;
            }
            count = list.Count;
        }
        else
        {
            if (!TryValue(loop.Cardinality!, visible, token, out var value))
                return false;
            if (value.AsDecimal is not { } number || number < 0 || number != Math.Floor(number) || number > int.MaxValue)
            {
                Report(token, "loop.no-count", $"{loop.Cardinality!.Text} is no whole number of 0 or more but {value}.");
                return false;
            }
            count = (int)number;
        }
        if (count + tokens.Count <= Limits.Instances)
            return true;
        Report(token, "loop.too-many", $"{count} instances beside {tokens.Count} tokens are more than {Limits.Instances}.");
        return false;
    }

    void BeginInstance(Element element, Scope scope)
    {
        var state = scope.Loop!;
        scope.Loop = state with { Started = state.Started + 1 };
        var token = Add(scope.Id, element, TokenPhase.Ready, number: state.Started + 1);
        var variables = new FeelContext().Set("loopCounter", state.Started + 1);
        if (element.Loop!.ItemVariable is { } name && state.Items.AsList is { } items)
            variables.Set(name, items[state.Started]);
        OpenScope(element, element.IsContainer ? ScopeKind.Part : ScopeKind.Local, scope, token.Id, variables, null);
        movable.Enqueue(token);
    }

    void EndInstance(Token token, Element element, Scope? own, Scope scope)
    {
        var loop = element.Loop!;
        if (loop is { Result: { } expression, ResultList: not null })
        {
            var seen = own is null ? Visible(token.ScopeId) : own.Kind == ScopeKind.Called ? own.Variables : Visible(own.Id);
            if (!TryValue(expression, seen, token, out var value))
                return;
            var results = scope.Loop!.Results.ToArray();
            if (token.Number <= results.Length)
                results[token.Number - 1] = value;
            scope.Loop = scope.Loop with { Results = results };
        }
        CloseWaits(token, "ended");
        if (own is not null)
        {
            Hoist(own, token.ScopeId, element);
            RemoveScope(own, "ended");
        }
        tokens.Remove(token);
        steps++;
        scope.Loop = scope.Loop! with { Completed = scope.Loop.Completed + 1 };

        var owner = GetToken(scope.OwnerId);
        if (ThrowForInstance(owner, element, scope) && IsAlive(owner))
            ContinueLoop(owner, scope);
    }

    /// <summary>Throws what the loop's behaviour says. False when the loop is over by it.</summary>
    bool ThrowForInstance(Token owner, Element element, Scope scope)
    {
        var loop = element.Loop!;
        switch (loop.Behaviour)
        {
            case LoopSignal.None when loop.Thrown is not null:
            case LoopSignal.One when loop.Thrown is not null && scope.Loop!.Completed == 1:
                TryThrow(owner, element, loop.Thrown!, owner);
                return true;
            case LoopSignal.Complex:
                foreach (var (condition, thrown) in loop.Complex)
                {
                    owner.Phase = TokenPhase.Looping;
                    if (!TryCondition(condition, Counted(scope), owner, out var holds))
                        return false;
                    if (!holds)
                        continue;
                    TryThrow(owner, element, thrown, owner);
                    if (IsAlive(owner))
                        EndLoop(owner, element, scope);
                    return false;
                }
                return true;
            default:
                return true;
        }
    }

    void ContinueLoop(Token owner, Scope scope)
    {
        owner.Phase = TokenPhase.Looping;
        var element = ElementOf(owner);
        var loop = element.Loop!;
        var state = scope.Loop!;
        if (loop.IsMultiInstance)
        {
            if (loop.Until is not null)
            {
                if (!TryCondition(loop.Until, Counted(scope), owner, out var enough))
                    return;
                if (enough)
                {
                    EndLoop(owner, element, scope);
                    return;
                }
            }
            if (state.Completed == state.Count)
                EndLoop(owner, element, scope);
            else if (loop.IsSequential && state.Started == state.Completed)
                BeginInstance(element, scope);
            return;
        }
        if (state.Completed >= (loop.Maximum ?? int.MaxValue))
        {
            EndLoop(owner, element, scope);
            return;
        }
        var goesOn = true;
        if (loop.While is not null && !TryCondition(loop.While, Counted(scope), owner, out goesOn))
            return;
        if (goesOn)
            BeginInstance(element, scope);
        else
            EndLoop(owner, element, scope);
    }

    /// <summary>What a loop's conditions see: the variables around, the answers so far, and the counters under Zeebe's and Camunda 7's names.</summary>
    FeelContext Counted(Scope scope)
    {
        var state = scope.Loop!;
        var seen = Copy(Visible(scope.Id));
        if (ElementOf(GetToken(scope.OwnerId)).Loop!.ResultList is { } results)
            seen.Set(results, state.Results.ToArray());
        return seen
            .Set("numberOfInstances", state.Count).Set("numberOfCompletedInstances", state.Completed)
            .Set("numberOfActiveInstances", state.Started - state.Completed).Set("numberOfTerminatedInstances", 0)
            .Set("nrOfInstances", state.Count).Set("nrOfCompletedInstances", state.Completed).Set("nrOfActiveInstances", state.Started - state.Completed);
    }

    void EndLoop(Token owner, Element element, Scope scope)
    {
        ClearTokens(scope, "ended");
        if (element.Loop!.ResultList is { } name)
            Set(owner.ScopeId, name, scope.Loop!.Results.ToArray());
        Done(owner, element, scope);
    }
}
