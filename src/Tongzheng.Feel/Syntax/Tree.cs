namespace Tongzheng.Feel.Syntax;

/// <summary>What the parser found, before it is known what the names stand for.</summary>
abstract record Node(At At);

sealed record Literal(At At, FeelValue Value) : Node(At);

/// <summary><c>@"2026-01-31"</c>: a date, time, date and time, or duration.</summary>
sealed record AtLiteral(At At, string Text) : Node(At);

sealed record Name(At At, string Text) : Node(At);

sealed record ListOf(At At, IReadOnlyList<Node> Items) : Node(At);

/// <summary>Named entries; with a <paramref name="Result"/> the value is that, and the entries only serve it.</summary>
sealed record ContextOf(At At, IReadOnlyList<(string Key, Node Value)> Entries, Node? Result = null) : Node(At);

/// <summary>The value as a type, where a model states one.</summary>
sealed record Typed(At At, Node Value, FeelType Type) : Node(At);

/// <summary>Text that could not be read: evaluating it fails with the reason.</summary>
sealed record Broken(At At, string Reason) : Node(At);

/// <summary>A form that FEEL's grammar does not have, such as a decision table; it compiles itself.</summary>
abstract record Extension(At At) : Node(At)
{
    public abstract IEnumerable<Node> Children { get; }

    public abstract Compile.Code Compile(Compile.Compiler compiler);
}

sealed record Negate(At At, Node Operand) : Node(At);

/// <summary>Operators of one rank in a row: <c>a + b - c</c>. A row is as long as the author likes, so it is no nest.</summary>
sealed record Chain(At At, Node First, IReadOnlyList<Link> Rest) : Node(At);

/// <summary>One of + - * / ** and or, with what follows it.</summary>
readonly record struct Link(At At, string Operator, Node Operand);

/// <summary>One of = != &lt; &lt;= &gt; &gt;=.</summary>
sealed record Binary(At At, string Operator, Node Left, Node Right) : Node(At);

sealed record Between(At At, Node Value, Node Low, Node High) : Node(At);

sealed record In(At At, Node Value, IReadOnlyList<Node> Tests) : Node(At);

sealed record If(At At, Node Condition, Node Then, Node Else) : Node(At);

/// <summary><c>x in list</c>, or <c>x in 1..3</c> when <paramref name="To"/> is given.</summary>
sealed record Iterator(At At, string Variable, Node From, Node? To);

sealed record For(At At, IReadOnlyList<Iterator> Iterators, Node Body) : Node(At);

sealed record Quantified(At At, bool Every, IReadOnlyList<Iterator> Iterators, Node Condition) : Node(At);

sealed record Filter(At At, Node List, Node Condition) : Node(At);

sealed record MemberOf(At At, Node Source, string Member) : Node(At);

/// <summary>An invocation; <paramref name="Names"/> is empty for arguments by position.</summary>
sealed record Call(At At, Node Function, IReadOnlyList<string> Names, IReadOnlyList<Node> Arguments) : Node(At);

sealed record FunctionOf(At At, IReadOnlyList<(string Name, FeelType Type)> Parameters, Node Body, bool External) : Node(At);

sealed record InstanceOf(At At, Node Value, FeelType Type) : Node(At);

/// <summary>An absent end is unbounded.</summary>
sealed record RangeOf(At At, bool StartIncluded, Node? Start, Node? End, bool EndIncluded) : Node(At);

/// <summary><c>&lt; 5</c>, where what is compared stands before the test.</summary>
sealed record Comparing(At At, string Operator, Node Bound) : Node(At);

/// <summary>The tests of a cell: any of them, or none of them.</summary>
sealed record Tests(At At, bool Negated, IReadOnlyList<Node> Any) : Node(At);

/// <summary>The test <c>-</c>, which is always met.</summary>
sealed record Dash(At At) : Node(At);
