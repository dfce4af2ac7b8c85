using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Compile;

readonly record struct Parameter(string Name, FeelType Type);

/// <summary>A function written in FEEL, with the frame it was made in.</summary>
sealed class UserFunction(string? name, Parameter[] parameters, Code body, Layout layout, Frame? outer, FeelType? result = null) : FeelFunction
{
    public override string Name => name ?? "function";

    public override int? Arity => parameters.Length;

    public override IReadOnlyList<Parameter> Parameters => parameters;

    public override FeelType Result => result ?? FeelType.Any;

    public override FeelValue Invoke(Session session, ReadOnlySpan<FeelValue> arguments, At at)
    {
        if (arguments.Length != parameters.Length)
            return session.Fail(at, Codes.Argument, $"{Name} takes {parameters.Length} arguments, not {arguments.Length}.");
        var slots = new FeelValue[layout.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            slots[i] = Types.Coerce(arguments[i], parameters[i].Type, session, at);
            if (slots[i].IsNull && !arguments[i].IsNull)
                return default;
        }

        session.Enter(at);
        var value = body(new Frame(session, slots, outer));
        session.Leave();
        return result is null ? value : Types.Coerce(value, result, session, at);
    }

    public override FeelValue Invoke(Session session, ReadOnlySpan<string> names, ReadOnlySpan<FeelValue> arguments, At at)
    {
        var ordered = new FeelValue[parameters.Length];
        if (names.Length != parameters.Length)
            return session.Fail(at, Codes.Argument, $"{Name} takes {parameters.Length} arguments, not {names.Length}.");
        for (var i = 0; i < parameters.Length; i++)
        {
            var given = names.IndexOf(parameters[i].Name);
            if (given < 0)
                return session.Fail(at, Codes.Argument, $"{Name} needs an argument '{parameters[i].Name}'.");
            ordered[i] = arguments[given];
        }

        return Invoke(session, ordered, at);
    }
}

/// <summary>A knowledge model or service without logic: invoking it is a diagnostic and null.</summary>
sealed class NoFunction : FeelFunction
{
    public override string Name => "function without logic";

    public override int? Arity => null;

    public override FeelValue Invoke(Session session, ReadOnlySpan<FeelValue> arguments, At at) =>
        session.Fail(at, Codes.UnknownFunction, "This function has no logic.");

    public override FeelValue Invoke(Session session, ReadOnlySpan<string> names, ReadOnlySpan<FeelValue> arguments, At at) =>
        Invoke(session, arguments, at);
}
