namespace Tongzheng.Feel;

/// <summary>
/// The instant an evaluation takes for now, and how much it may do. An evaluation that meets a limit ends with null and a
/// diagnostic <c>feel.limit</c>; it never hangs and never overflows the stack.
/// </summary>
public sealed record EvaluationOptions
{
    /// <summary>What <c>now()</c> and <c>today()</c> answer; the engine has no clock.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Loop rounds, invocations, filter items and rules together. Five million are about a second's work.</summary>
    public int Steps { get; init; } = 5_000_000;

    /// <summary>Invocations within invocations. Each costs up to a few KB of stack; 300 fit in the smallest usual stack (1 MB).</summary>
    public int Depth { get; init; } = 300;

    /// <summary>Items of one list, those of lists within it included. A statistic of a large city's districts has some thousands.</summary>
    public int ListSize { get; init; } = 1_000_000;

    /// <summary>UTF-16 units of one string: a long document, not a bomb.</summary>
    public int StringSize { get; init; } = 10_000_000;

    /// <summary>
    /// Time for all matches of one pattern in one text. A single match takes time linear in the text; many, each of which looks
    /// on to the end, do not.
    /// </summary>
    public TimeSpan PatternTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Diagnostics kept; later ones would repeat the first.</summary>
    public int Diagnostics { get; init; } = 100;
}
