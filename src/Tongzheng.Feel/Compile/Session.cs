using System.Diagnostics;
using System.Runtime.CompilerServices;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Compile;

/// <summary>One evaluation: its variables, what it may still do, and what went wrong so far. Never shared between threads.</summary>
sealed class Session(EvaluationOptions options, FeelContext variables)
{
    /// <summary>Lists and contexts within one another; JSON's readers stop at 64.</summary>
    const int DeepestValue = 200;

    int steps = options.Steps;
    int depth = options.Depth;
    List<Diagnostic>? diagnostics;

    public EvaluationOptions Options => options;

    public FeelContext Variables => variables;

    /// <summary>The run of a model, where there is one.</summary>
    public Dmn.ModelRun? Run { get; set; }

    /// <summary>Where an explanation is asked for, what it is made of.</summary>
    public Dmn.Recording? Recording { get; init; }

    /// <summary>A fresh session on the same run, for looking at it afterwards.</summary>
    public Session Again(Dmn.ModelRun? run) => new(options, variables) { Run = run };

    /// <summary>The decision or rule at work, for diagnostics.</summary>
    public string? Where { get; set; }

    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics ?? (IReadOnlyList<Diagnostic>)[];

    /// <summary>An error is a value: null, and a diagnostic that says why.</summary>
    public FeelValue Fail(At at, string code, string message)
    {
        diagnostics ??= [];
        if (diagnostics.Count < options.Diagnostics)
            diagnostics.Add(new(code, message, at.Line, at.Column, Where));
        return default;
    }

    /// <summary>Counts work; the evaluation stops when there was too much of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step(At at, int count = 1)
    {
        if ((steps -= count) < 0)
            Stop(at, $"The evaluation took more than {options.Steps} steps.");
    }

    public void Enter(At at)
    {
        if (--depth < 0 || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            Stop(at, $"Invocations are nested deeper than {options.Depth}.");
        Step(at);
    }

    public void Leave() => depth++;

    public void CheckList(int count, At at)
    {
        if (count > options.ListSize)
            Stop(at, $"A list has more than {options.ListSize} items.");
    }

    /// <summary>A value that was just made: it must not hold too much, nor nest too deeply to be walked on the stack.</summary>
    public FeelValue Checked(in FeelValue made, At at)
    {
        if (made.Kind is not (FeelKind.List or FeelKind.Context))
            return made;
        var extent = Extent.Of(made);
        if (extent.Weight > options.ListSize)
            Stop(at, $"A value holds more than {options.ListSize} values.");
        if (extent.Depth > DeepestValue)
            Stop(at, $"A value is nested deeper than {DeepestValue} levels.");
        return made;
    }

    /// <summary>Counts the work of walking through a value.</summary>
    public void Walk(in FeelValue value, At at)
    {
        if (value.Kind is FeelKind.List or FeelKind.Context or FeelKind.String)
            Step(at, (int)Math.Min(Extent.Of(value).Weight, int.MaxValue / 2));
    }

    public void CheckText(long length, At at)
    {
        if (length > options.StringSize)
            Stop(at, $"A text is longer than {options.StringSize}.");
    }

    /// <summary>Stops matching that began too long ago.</summary>
    /// <param name="started">A time stamp from when it began.</param>
    /// <param name="at">Where it stands.</param>
    public void CheckPatternTime(long started, At at)
    {
        if (Stopwatch.GetElapsedTime(started) > options.PatternTime)
            Stop(at, $"The matches of a pattern took longer than {options.PatternTime.TotalMilliseconds:0} ms.");
    }

    void Stop(At at, string message)
    {
        Fail(at, Codes.Limit, message);
        throw new LimitReached();
    }
}

/// <summary>Unwinds an evaluation that met a limit; caught where the evaluation began.</summary>
sealed class LimitReached : Exception;

/// <summary>The stable codes of diagnostics.</summary>
static class Codes
{
    public const string Syntax = "feel.syntax";
    public const string Limit = "feel.limit";
    public const string Type = "feel.type";
    public const string Argument = "feel.argument";
    public const string UnknownName = "feel.unknown-name";
    public const string UnknownFunction = "feel.unknown-function";
    public const string UnknownMember = "feel.unknown-member";
    public const string Range = "feel.range";
    public const string Literal = "feel.literal";
    public const string Recursion = "dmn.recursion";
    public const string Table = "dmn.table";
    public const string External = "feel.external";
    public const string Pattern = "feel.pattern";
}
