using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel;

/// <summary>The tests of a decision table's cell, such as <c>&lt; 18, [60..80)</c>; the value in question is <c>?</c>.</summary>
public sealed class UnaryTests
{
    readonly Code code;
    readonly Layout layout;
    readonly int slot;

    UnaryTests(Code code, Layout layout, int slot, IReadOnlySet<string> inputs)
    {
        this.code = code;
        this.layout = layout;
        this.slot = slot;
        Inputs = inputs;
    }

    /// <summary>The variables that the tests read, apart from the value in question.</summary>
    public IReadOnlySet<string> Inputs { get; }

    /// <summary>Compiles tests.</summary>
    /// <param name="text">Tests with commas between them, <c>not(…)</c>, or <c>-</c> for any value.</param>
    /// <param name="names">As for <see cref="FeelExpression.Compile"/>.</param>
    /// <exception cref="FeelSyntaxException">The text is no test.</exception>
    public static UnaryTests Compile(string text, IEnumerable<string>? names = null)
    {
        var known = FeelExpression.Known(names);
        known.Add(Compiler.Input);
        var node = Parser.UnaryTests(text, known, FeelExpression.Members());
        var layout = new Layout(null);
        var scope = new Scope(null, layout);
        var slot = scope.AddSlot(Compiler.Input);
        var free = new HashSet<string>(StringComparer.Ordinal);
        return new(new Compiler(scope, FeelType.BuiltIn, free).Compile(node), layout, slot, free);
    }

    /// <summary>True when the value meets one of the tests, false when none; null when that is unknown.</summary>
    public FeelResult Evaluate(FeelValue input, FeelContext variables, EvaluationOptions options)
    {
        var session = new Session(options, variables);
        var slots = new FeelValue[layout.Count];
        slots[slot] = input;
        FeelValue value;
        try
        {
            value = code(new Frame(session, slots, null));
        }
        catch (LimitReached)
        {
            value = default;
        }

        return new(value, session.Diagnostics);
    }
}
