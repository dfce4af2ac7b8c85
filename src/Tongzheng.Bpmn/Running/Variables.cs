using Tongzheng.Feel;

namespace Tongzheng.Bpmn.Running;

// Variables: who sees what, who sets what, and what an expression gives (Zeebe's scoping rules).
sealed partial class Run
{
    bool variablesChanged;

    /// <summary>All variables seen from a scope, the nearest first.</summary>
    FeelContext Visible(long scopeId)
    {
        var scope = GetScope(scopeId);
        if (scope.Kind is ScopeKind.Case or ScopeKind.Called)
            return scope.Variables;
        if (scope.Variables.Count == 0)
            return Visible(scope.ParentId);
        var merged = Copy(Visible(scope.ParentId));
        foreach (var (name, value) in scope.Variables)
            merged.Set(name, value);
        return merged;
    }

    /// <summary>All variables seen from a scope, to be given out: what is given out is never changed again.</summary>
    FeelContext HandOut(long scopeId)
    {
        for (var scope = GetScope(scopeId); ; scope = GetScope(scope.ParentId))
        {
            scope.OwnsVariables = false;
            if (scope.ParentId == 0)
                return Visible(scopeId);
        }
    }

    static FeelContext Copy(FeelContext from) => new(from);

    /// <summary>Sets a variable in this very scope.</summary>
    void SetHere(Scope scope, string name, FeelValue value)
    {
        if (!scope.OwnsVariables)
        {
            scope.Variables = Copy(scope.Variables);
            scope.OwnsVariables = true;
        }
        scope.Variables.Set(name, value);
        variablesChanged = true;
    }

    /// <summary>Sets a variable where it is, from this scope outwards; a new one goes to the case or the called procedure.</summary>
    void Set(long scopeId, string name, FeelValue value)
    {
        var scope = GetScope(scopeId);
        while (scope.Kind is not (ScopeKind.Case or ScopeKind.Called) && !scope.Variables.Contains(name))
            scope = GetScope(scope.ParentId);
        SetHere(scope, name, value);
    }

    void SetAll(long scopeId, FeelContext variables)
    {
        foreach (var (name, value) in variables)
            Set(scopeId, name, value);
    }

    /// <summary>Sets the value at a path: a.b.c makes or extends the contexts a and a.b.</summary>
    void Set(long scopeId, string[] path, FeelValue value)
    {
        if (path.Length == 1)
            Set(scopeId, path[0], value);
        else
            Set(scopeId, path[0], Within(Visible(scopeId).Get(path[0]), path, 1, value));
    }

    static FeelValue Within(FeelValue outer, string[] path, int at, FeelValue value)
    {
        if (at == path.Length)
            return value;
        var context = outer.AsContext is { } known ? Copy(known) : new FeelContext();
        return context.Set(path[at], Within(context.Get(path[at]), path, at + 1, value));
    }

    FeelResult Evaluate(Expression expression, FeelContext variables)
    {
        if (expression.Constant is { } constant)
            return new FeelResult(constant, []);
        return expression.Variable is { } name ? new FeelResult(variables.Get(name), []) : expression.Compiled!.Evaluate(variables, evaluation);
    }

    /// <summary>A value that may be null, but not by an error; a name that is not set is null.</summary>
    bool TryValue(Expression expression, FeelContext variables, Place place, out FeelValue value)
    {
        var result = Evaluate(expression, variables);
        value = result.Value;
        if (!value.IsNull || result.Diagnostics.All(diagnostic => diagnostic.Code == "feel.unknown-name"))
            return true;
        Report(place, ExpressionFailed, $"The expression {expression.Text} failed.", result.Diagnostics);
        return false;
    }

    /// <summary>A yes or no; anything else is an incident.</summary>
    bool TryCondition(Expression expression, FeelContext variables, Place place, out bool truth)
    {
        var result = Evaluate(expression, variables);
        truth = result.Value.AsBoolean ?? false;
        if (result.Value.AsBoolean is not null)
            return true;
        Report(place, ConditionUnknown, $"The condition {expression.Text} is neither true nor false but {result.Value}.", result.Diagnostics);
        return false;
    }

    bool TryText(Template? template, FeelContext variables, Place place, out string? text)
    {
        text = template?.Fixed;
        if (template?.Expression is not { } expression)
            return true;
        if (!TryValue(expression, variables, place, out var value))
            return false;
        text = Plain(value);
        return true;
    }

    /// <summary>A value as text: strings as they are, lists with commas, dates and durations in ISO 8601.</summary>
    static string? Plain(FeelValue value)
    {
        if (value.IsNull)
            return null;
        if (value.AsString is { } text)
            return text;
        if (value.AsList is { } list)
            return string.Join(',', list.Select(Plain).OfType<string>());
        var literal = value.ToString();
        return literal.StartsWith("@\"", StringComparison.Ordinal) ? literal[2..^1] : literal;
    }

    /// <summary>The inputs of an activity: its input mappings, each seeing those before; without any, nothing of its own.</summary>
    bool TryInputs(Element element, long scopeId, Token token, FeelContext own)
    {
        var visible = Copy(Visible(scopeId));
        foreach (var (name, value) in own)
            visible.Set(name, value);
        foreach (var mapping in element.Work.Inputs)
        {
            if (!TryValue(mapping.Source, visible, token, out var value))
                return false;
            var top = mapping.Target[0];
            own.Set(top, Within(own.Get(top), mapping.Target, 1, value));
            visible.Set(top, own.Get(top));
        }
        return true;
    }

    /// <summary>The outputs of an activity: its output mappings on what its own scope sees, set from the scope around.</summary>
    bool TryOutputs(Element element, FeelContext seen, long scopeId, Token token)
    {
        var mappings = element.Work.Outputs;
        var values = new FeelValue[mappings.Length];
        for (var at = 0; at < mappings.Length; at++)
        {
            if (!TryValue(mappings[at].Source, seen, token, out values[at]))
                return false;
        }
        for (var at = 0; at < mappings.Length; at++)
            Set(scopeId, mappings[at].Target, values[at]);
        return true;
    }
}
