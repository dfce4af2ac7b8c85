using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>What a built-in does with arguments that were already checked; an omitted one is null.</summary>
delegate FeelValue BuiltInCode(Invoked call, ReadOnlySpan<FeelValue> arguments);

/// <summary>Where a built-in runs, for its errors and limits.</summary>
readonly struct Invoked(Session session, At at, string name)
{
    public Session Session => session;

    public At At => at;

    public FeelValue Fail(string message) => session.Fail(at, Codes.Argument, $"{name}: {message}");
}

/// <summary>A built-in function: one or several signatures, such as <c>substring(string: string, start position: number, length?: number)</c>.</summary>
sealed class BuiltIn(string name, Signature[] signatures) : FeelFunction
{
    public override string Name => name;

    public Signature[] Signatures => signatures;

    public override int? Arity => signatures is [{ IsVariadic: false } only] && !only.Parameters.Any(p => p.IsOptional) ? only.Parameters.Length : null;

    public override FeelValue Invoke(Session session, ReadOnlySpan<FeelValue> arguments, At at)
    {
        foreach (ref readonly var argument in arguments)
            session.Walk(argument, at);
        var call = new Invoked(session, at, name);
        Signature? fitting = null;
        foreach (var signature in signatures)
        {
            if (!signature.TakesCount(arguments.Length))
                continue;
            fitting ??= signature;
            if (signatures.Length > 1 && !signature.Accepts(arguments))
                continue;
            fitting = signature;
            break;
        }

        return fitting is null
            ? call.Fail($"{arguments.Length} arguments are not what it takes.")
            : session.Checked(fitting.Run(call, arguments), at);
    }

    public override FeelValue Invoke(Session session, ReadOnlySpan<string> names, ReadOnlySpan<FeelValue> arguments, At at)
    {
        var call = new Invoked(session, at, name);
        foreach (var signature in signatures)
        {
            if (signature.Ordered(names, arguments) is { } ordered && (signatures.Length == 1 || signature.Accepts(ordered) || signature == signatures[^1]))
                return session.Checked(signature.Run(call, ordered), at);
        }

        return call.Fail($"it has no parameters ({string.Join(", ", names.ToArray())}).");
    }
}
