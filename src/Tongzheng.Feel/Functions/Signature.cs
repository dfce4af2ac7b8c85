using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>The parameters of a built-in and what it does. Arguments are checked and converted here, once for all built-ins.</summary>
sealed class Signature
{
    readonly BuiltInCode code;

    Signature(ParameterRule[] parameters, BuiltInCode code)
    {
        Parameters = parameters;
        this.code = code;
        Required = parameters.Count(p => !p.IsOptional);
    }

    public ParameterRule[] Parameters { get; }

    public bool IsVariadic => Parameters is [.., { IsVariadic: true }];

    int Required { get; }

    /// <param name="text">Such as <c>from: string|date, scale?: number, rest...: any</c>.</param>
    /// <param name="code">What it does.</param>
    public static Signature Parse(string text, BuiltInCode code) =>
        new(text.Length == 0 ? [] : text.Split(", ").Select(ParameterRule.Parse).ToArray(), code);

    public bool TakesCount(int count) =>
        IsVariadic ? count >= Parameters.Length : count >= Required && count <= Parameters.Length;

    /// <summary>True when every argument already is of the right kind.</summary>
    public bool Accepts(ReadOnlySpan<FeelValue> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!Parameters[Math.Min(i, Parameters.Length - 1)].Accepts(arguments[i]))
                return false;
        }

        return true;
    }

    /// <summary>False when some argument of a known kind can't be right; a list may always be converted.</summary>
    public bool MayAccept(IReadOnlyList<FeelKind?> kinds)
    {
        for (var i = 0; i < kinds.Count; i++)
        {
            var parameter = Parameters[Math.Min(i, Parameters.Length - 1)];
            if (kinds[i] is { } kind && kind != FeelKind.List && !parameter.MayAccept(kind))
                return false;
        }

        return true;
    }

    /// <summary>The arguments in the order of the parameters; null when the names are not theirs.</summary>
    public FeelValue[]? Ordered(ReadOnlySpan<string> names, ReadOnlySpan<FeelValue> arguments)
    {
        var ordered = new FeelValue[Parameters.Length];
        var found = 0;
        var last = -1;
        for (var i = 0; i < Parameters.Length; i++)
        {
            var at = names.IndexOf(Parameters[i].Name);
            if (at < 0 && !Parameters[i].IsOptional)
                return null;
            if (at < 0)
                continue;
            found++;
            last = i;
            ordered[i] = arguments[at];
        }

        return found == names.Length ? ordered[..(last + 1)] : null;
    }

    public FeelValue Run(Invoked call, ReadOnlySpan<FeelValue> arguments)
    {
        if (IsVariadic)
            return RunVariadic(call, arguments);
        var room = default(Compile.Arguments);
        Span<FeelValue> values = Parameters.Length <= Compile.Arguments.Room
            ? ((Span<FeelValue>)room)[..Parameters.Length]
            : new FeelValue[Parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!Parameters[i].Convert(arguments[i], out values[i]))
                return Wrong(call, Parameters[i], arguments[i]);
        }

        return code(call, values);
    }

    /// <summary>The last parameter takes all remaining arguments as a list; one argument that is a list is that list.</summary>
    FeelValue RunVariadic(Invoked call, ReadOnlySpan<FeelValue> arguments)
    {
        var values = new FeelValue[Parameters.Length];
        var fixedCount = Parameters.Length - 1;
        for (var i = 0; i < fixedCount; i++)
        {
            if (!Parameters[i].Convert(arguments[i], out values[i]))
                return Wrong(call, Parameters[i], arguments[i]);
        }

        var rest = arguments[fixedCount..];
        values[fixedCount] = rest.Length == 1 && fixedCount == 0 && rest[0].Kind == FeelKind.List ? rest[0] : rest.ToArray();
        return code(call, values);
    }

    static FeelValue Wrong(Invoked call, ParameterRule parameter, in FeelValue argument) =>
        call.Fail($"'{parameter.Name}' is {parameter.Expected}, not {Kinds.Name(argument.Kind)}.");
}
