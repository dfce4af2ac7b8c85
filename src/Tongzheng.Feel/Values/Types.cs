using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Values;

/// <summary>Whether a value conforms to a type, and the conversions that FEEL makes by itself (DMN 1.5, 10.3.2.9).</summary>
static class Types
{
    /// <summary>The type with all names looked up; null when one of them is unknown.</summary>
    public static FeelType? Resolve(FeelType type, Func<string, FeelType?> find)
    {
        switch (type)
        {
            case FeelType.Named named:
                return find(named.Name);
            case FeelType.ListOf list:
                return Resolve(list.Item, find) is { } item ? new FeelType.ListOf(item) : null;
            case FeelType.RangeOf range:
                return Resolve(range.End, find) is { } end ? new FeelType.RangeOf(end) : null;
            case FeelType.ContextOf context:
                List<(string, FeelType)> entries = [];
                foreach (var (name, entry) in context.Entries)
                {
                    if (Resolve(entry, find) is not { } resolved)
                        return null;
                    entries.Add((name, resolved));
                }

                return new FeelType.ContextOf(entries);
            case FeelType.FunctionOf function:
                List<FeelType> parameters = [];
                foreach (var parameter in function.Parameters)
                {
                    if (Resolve(parameter, find) is not { } resolved)
                        return null;
                    parameters.Add(resolved);
                }

                return Resolve(function.Result, find) is { } result ? new FeelType.FunctionOf(parameters, result) : null;
            default:
                return type;
        }
    }

    /// <summary>The operator <c>instance of</c>: null is an instance of Null alone.</summary>
    public static bool IsInstance(in FeelValue value, FeelType type, Session session) =>
        value.IsNull ? type is FeelType.Nothing : Conforms(value, type, session);

    /// <summary>True when the value belongs to the type; null belongs to all.</summary>
    public static bool Conforms(in FeelValue value, FeelType type, Session session)
    {
        if (value.IsNull)
            return true;
        switch (type)
        {
            case FeelType.Simple simple:
                return simple.Kind is null || simple.Kind == value.Kind;
            case FeelType.Defined defined:
                return Conforms(value, defined.Target, session) && defined.Allows(value, session);
            case FeelType.ListOf list:
                if (value.AsList is not { } items)
                    return false;
                session.Step(default, items.Count);
                foreach (var item in items.Items)
                {
                    if (!Conforms(item, list.Item, session))
                        return false;
                }

                return true;
            case FeelType.ContextOf context:
                if (value.AsContext is not { } actual)
                    return false;
                foreach (var (name, entry) in context.Entries)
                {
                    if (!actual.TryGet(name, out var member) || !Conforms(member, entry, session))
                        return false;
                }

                return true;
            case FeelType.RangeOf range:
                return value.AsRange is { } ends && Conforms(ends.Start, range.End, session) && Conforms(ends.End, range.End, session);
            case FeelType.FunctionOf function:
                return value.AsFunction is { } actualFunction && Conforms(actualFunction, function);
            default:
                return false;
        }
    }

    /// <summary>The value as the type: itself, a list of it, the one item of it; null and a diagnostic when it is none.</summary>
    public static FeelValue Coerce(in FeelValue value, FeelType type, Session session, At at)
    {
        if (value.IsNull || type is FeelType.Simple { Kind: null } || Conforms(value, type, session))
            return value;
        if (value.AsList is { Count: 1 } single && Conforms(single[0], type, session) && !IsList(type))
            return single[0];
        if (IsList(type) && value.Kind != FeelKind.List)
        {
            FeelValue list = new FeelList(value);
            if (Conforms(list, type, session))
                return list;
        }

        if (value.Kind == FeelKind.Date && Plain(type) is FeelType.Simple { Kind: FeelKind.DateTime })
            return FeelValue.OfDateTime(value.Day, 0L, Zone.Utc);
        return session.Fail(at, Codes.Type, $"{Shortened(value)} is no {Describe(type)}.");
    }

    public static bool IsList(FeelType type) => Plain(type) is FeelType.ListOf or FeelType.Simple { Kind: FeelKind.List };

    /// <summary>The type behind its names.</summary>
    public static FeelType Plain(FeelType type)
    {
        const int LongestChain = 100; // a definition that leads back to itself
        for (var i = 0; i < LongestChain && type is FeelType.Defined defined; i++)
            type = defined.Target;
        return type;
    }

    public static string Describe(FeelType type) => type switch
    {
        FeelType.Simple simple => simple.Kind is { } kind ? Kinds.Name(kind) : "Any",
        FeelType.Defined defined => defined.Name,
        FeelType.Named named => named.Name,
        FeelType.ListOf list => $"list<{Describe(list.Item)}>",
        FeelType.RangeOf range => $"range<{Describe(range.End)}>",
        FeelType.ContextOf context => $"context<{string.Join(", ", context.Entries.Select(e => $"{e.Name}: {Describe(e.Type)}"))}>",
        FeelType.FunctionOf function => $"function<{string.Join(", ", function.Parameters.Select(Describe))}> -> {Describe(function.Result)}",
        _ => "Null",
    };

    static string Shortened(in FeelValue value)
    {
        if (value.Kind is FeelKind.List or FeelKind.Context)
            return $"This {Kinds.Name(value.Kind)}";
        var text = value.ToString();
        return text.Length <= 60 ? text : text[..60] + "…";
    }

    static bool Conforms(FeelFunction actual, FeelType.FunctionOf wanted)
    {
        if (actual.Arity is { } arity && arity != wanted.Parameters.Count)
            return false;
        for (var i = 0; i < actual.Parameters.Count && i < wanted.Parameters.Count; i++)
        {
            if (!IsSubtype(wanted.Parameters[i], actual.Parameters[i].Type))
                return false;
        }

        return IsSubtype(actual.Result, wanted.Result) || Plain(actual.Result) is FeelType.Simple { Kind: null };
    }

    /// <summary>True when every value of the first type belongs to the second.</summary>
    public static bool IsSubtype(FeelType type, FeelType of) => (Plain(type), Plain(of)) switch
    {
        (_, FeelType.Simple { Kind: null }) => true,
        (FeelType.Nothing, _) => true,
        (FeelType.Simple a, FeelType.Simple b) => a.Kind == b.Kind,
        (FeelType.ListOf a, FeelType.ListOf b) => IsSubtype(a.Item, b.Item),
        (FeelType.ListOf, FeelType.Simple { Kind: FeelKind.List }) => true,
        (FeelType.RangeOf a, FeelType.RangeOf b) => IsSubtype(a.End, b.End),
        (FeelType.RangeOf, FeelType.Simple { Kind: FeelKind.Range }) => true,
        (FeelType.ContextOf, FeelType.Simple { Kind: FeelKind.Context }) => true,
        (FeelType.ContextOf a, FeelType.ContextOf b) =>
            b.Entries.All(want => a.Entries.Any(have => have.Name == want.Name && IsSubtype(have.Type, want.Type))),
        (FeelType.FunctionOf, FeelType.Simple { Kind: FeelKind.Function }) => true,
        (FeelType.FunctionOf a, FeelType.FunctionOf b) =>
            a.Parameters.Count == b.Parameters.Count && IsSubtype(a.Result, b.Result)
            && a.Parameters.Zip(b.Parameters).All(pair => IsSubtype(pair.Second, pair.First)),
        _ => false,
    };
}
