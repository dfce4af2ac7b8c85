using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Functions;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel;

/// <summary>
/// An expression of FEEL, compiled once and evaluated as often as wanted, by any number of threads at once.
/// </summary>
public sealed class FeelExpression
{
    readonly Node node;
    readonly Code code;
    readonly Layout layout;

    FeelExpression(string text, Node node, Code code, Layout layout, IReadOnlySet<string> inputs)
    {
        Text = text;
        this.node = node;
        this.code = code;
        this.layout = layout;
        Inputs = inputs;
    }

    /// <summary>What was compiled.</summary>
    public string Text { get; }

    /// <summary>The variables that the expression reads.</summary>
    public IReadOnlySet<string> Inputs { get; }

    /// <summary>
    /// The names whose values come out, whole or as a part: <c>b</c> and <c>d</c> of <c>if a = 1 then b else c.d</c>. What is
    /// only tested or counted is not among them.
    /// </summary>
    public IReadOnlySet<string> Gives => Mentions.Given(node).ToHashSet();

    /// <summary>Compiles an expression.</summary>
    /// <param name="text">Such as <c>if 年龄 >= 80 then "高龄" else "普通"</c>.</param>
    /// <param name="names">Variables that will be there. Needed only for names with signs such as <c>-</c> in them; other names are read from the context.</param>
    /// <exception cref="FeelSyntaxException">The text is no expression.</exception>
    public static FeelExpression Compile(string text, IEnumerable<string>? names = null)
    {
        var node = Parser.Expression(text, Known(names), Members());
        var layout = new Layout(null);
        var free = new HashSet<string>(StringComparer.Ordinal);
        var code = new Compiler(new Scope(null, layout), FeelType.BuiltIn, free).Compile(node);
        return new(text, node, code, layout, free);
    }

    /// <summary>Evaluates with these variables.</summary>
    public FeelResult Evaluate(FeelContext variables, EvaluationOptions options)
    {
        var session = new Session(options, variables);
        var frame = new Frame(session, layout.Count == 0 ? [] : new FeelValue[layout.Count], null);
        FeelValue value;
        try
        {
            value = code(frame);
        }
        catch (LimitReached)
        {
            value = default;
        }

        return new(value, session.Diagnostics);
    }

    internal static Names Known(IEnumerable<string>? names)
    {
        var known = new Names(BuiltIns.Names);
        foreach (var name in names ?? [])
            known.Add(name);
        return known;
    }

    internal static Names Members()
    {
        var members = new Names(null);
        foreach (var name in Properties.Names)
            members.Add(name);
        return members;
    }
}
