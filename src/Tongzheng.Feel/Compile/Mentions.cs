using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Compile;

/// <summary>What a tree speaks of.</summary>
static class Mentions
{
    public static bool Name(Node node, string name) =>
        node is Name found && found.Text == name || Children(node).Any(child => Name(child, name));

    /// <summary>True when some text in the tree could not be read, so that nobody knows what it mentions.</summary>
    public static bool Broken(Node node) => node is Broken || Children(node).Any(Broken);

    public static IEnumerable<Node> Children(Node node) => node switch
    {
        ListOf list => list.Items,
        ContextOf context => context.Result is { } last ? context.Entries.Select(entry => entry.Value).Append(last) : context.Entries.Select(entry => entry.Value),
        Negate negate => [negate.Operand],
        Chain chain => chain.Rest.Select(link => link.Operand).Prepend(chain.First),
        Binary binary => [binary.Left, binary.Right],
        Between between => [between.Value, between.Low, between.High],
        In test => test.Tests.Prepend(test.Value),
        If condition => [condition.Condition, condition.Then, condition.Else],
        For loop => Sources(loop.Iterators).Append(loop.Body),
        Quantified quantified => Sources(quantified.Iterators).Append(quantified.Condition),
        Filter filter => [filter.List, filter.Condition],
        MemberOf path => [path.Source],
        Call call => call.Arguments.Prepend(call.Function),
        FunctionOf function => [function.Body],
        InstanceOf instance => [instance.Value],
        RangeOf range => new[] { range.Start, range.End }.OfType<Node>(),
        Comparing comparing => [comparing.Bound],
        Tests tests => tests.Any,
        Typed typed => [typed.Value],
        Extension extension => extension.Children,
        _ => [],
    };

    // What these give are their arguments, or made of them; other functions tell something about theirs.
    static readonly HashSet<string> HandingOn = ["string", "string join", "concatenate", "append", "union", "flatten", "distinct values", "reverse", "sublist", "sort"];

    /// <summary>The names whose values come out of it, whole or as a part; what it only tests or counts is not among them.</summary>
    public static IEnumerable<string> Given(Node node) => node switch
    {
        Name name => [name.Text],
        MemberOf path => [path.Member],
        If choice => Given(choice.Then).Concat(Given(choice.Else)),
        Filter filter => Given(filter.List),
        For loop => Given(loop.Body) is var given && loop.Iterators.Where(iterator => given.Contains(iterator.Variable)) is var passed ? given.Concat(passed.SelectMany(iterator => Given(iterator.From))) : given,
        Call { Function: Name called } call => HandingOn.Contains(called.Text) ? call.Arguments.SelectMany(Given) : [],
        ListOf or ContextOf or Chain or Typed => Children(node).SelectMany(Given),
        _ => [],
    };

    static IEnumerable<Node> Sources(IEnumerable<Iterator> iterators) =>
        iterators.SelectMany(iterator => iterator.To is { } to ? new[] { iterator.From, to } : [iterator.From]);
}
