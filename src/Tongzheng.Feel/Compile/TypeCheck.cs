using Tongzheng.Feel.Functions;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Compile;

/// <summary>Something wrong with a tree, seen without evaluating it.</summary>
readonly record struct Problem(bool IsError, string Code, string Message, At At);

/// <summary>
/// Finds names that stand for nothing and operators and functions on values they do not take. Where a type is not known,
/// nothing is said: a finding is always a mistake.
/// </summary>
sealed partial class TypeCheck
{
    readonly Func<string, FeelType?> types;
    readonly Action<Problem> report;
    Dictionary<string, FeelType> known;
    bool inFilter;

    TypeCheck(Dictionary<string, FeelType> known, Func<string, FeelType?> types, Action<Problem> report)
    {
        this.known = known;
        this.types = types;
        this.report = report;
    }

    public static void Run(Node tree, Dictionary<string, FeelType> known, Func<string, FeelType?> types, Action<Problem> report) =>
        new TypeCheck(known, types, report).Of(tree);

    FeelType Of(Node node)
    {
        switch (node)
        {
            case Literal literal: return literal.Value.IsNull ? new FeelType.Nothing() : new FeelType.Simple(literal.Value.Kind);
            case AtLiteral text: return AtText(text);
            case Name name: return Named(name);
            case Typed typed:
                Fits(Of(typed.Value), typed.Type, typed.Value.At);
                return typed.Type;
            case Negate negate: return Of(negate.Operand);
            case Chain chain: return Chained(chain);
            case Binary binary: return Compared(binary);
            case If condition:
                Needs(Of(condition.Condition), FeelKind.Boolean, condition.At, "A condition");
                var (yes, no) = (Of(condition.Then), Of(condition.Else));
                return Types.IsSubtype(yes, no) ? no : Types.IsSubtype(no, yes) ? yes : FeelType.Any;
            case ListOf list:
                var items = list.Items.Select(Of).ToList();
                return items.Count > 0 && items.TrueForAll(item => Types.IsSubtype(item, items[0])) ? new FeelType.ListOf(items[0]) : new FeelType.Simple(FeelKind.List);
            case ContextOf context: return Context(context);
            case MemberOf member: return Member(member);
            case Filter filter: return Filtered(filter);
            case For loop: return Looped(loop.Iterators, () => (FeelType)new FeelType.ListOf(Of(loop.Body)));
            case Quantified quantified:
                return Looped(quantified.Iterators, () =>
                {
                    Needs(Of(quantified.Condition), FeelKind.Boolean, quantified.At, "What is to be satisfied");
                    return new FeelType.Simple(FeelKind.Boolean);
                });
            case Call call: return Called(call);
            case FunctionOf function: return Function(function);
            case InstanceOf instance:
                Of(instance.Value);
                if (Types.Resolve(instance.Type, types) is null)
                    Report(true, Codes.UnknownName, $"There is no type '{Types.Describe(instance.Type)}'.", instance.At);
                return new FeelType.Simple(FeelKind.Boolean);
            case Between between:
                Comparable(Of(between.Value), Of(between.Low), between.At);
                Comparable(Of(between.Value), Of(between.High), between.At);
                return new FeelType.Simple(FeelKind.Boolean);
            case In test:
                var tested = Of(test.Value);
                With(Compiler.Input, tested, () => test.Tests.Select(Of).ToList());
                return new FeelType.Simple(FeelKind.Boolean);
            case RangeOf range:
                var (low, high) = (range.Start is null ? FeelType.Any : Of(range.Start), range.End is null ? FeelType.Any : Of(range.End));
                Comparable(low, high, range.At);
                return new FeelType.RangeOf(low);
            case Comparing comparing: return new FeelType.RangeOf(Of(comparing.Bound));
            case ITyped table: return table.Check(this);
            default:
                foreach (var child in Mentions.Children(node))
                    Of(child);
                return FeelType.Any;
        }
    }

    /// <summary>A tree node outside of FEEL's grammar that knows how its parts are typed.</summary>
    public interface ITyped
    {
        FeelType Check(TypeCheck check);
    }

    public FeelType Visit(Node node) => Of(node);

    public T With<T>(string name, FeelType type, Func<T> inside)
    {
        var outer = known;
        known = new(outer, StringComparer.Ordinal) { [name] = type };
        var result = inside();
        known = outer;
        return result;
    }

    public void Report(bool isError, string code, string message, At at) => report(new(isError, code, message, at));

    /// <summary>Says so where a value of one type can never be one of the other.</summary>
    public void Fits(FeelType type, FeelType wanted, At at)
    {
        if (KindOf(type) is not { } have || KindOf(wanted) is not { } want || have == want || have == FeelKind.List || want == FeelKind.List)
            return;
        if (have == FeelKind.Date && want == FeelKind.DateTime)
            return;
        Report(true, Codes.Type, $"This is a {Kinds.Name(have)}, where a {Kinds.Name(want)} is stated.", at);
    }

    public static FeelKind? KindOf(FeelType type) => Types.Plain(type) switch
    {
        FeelType.Simple simple => simple.Kind,
        FeelType.ListOf => FeelKind.List,
        FeelType.ContextOf => FeelKind.Context,
        FeelType.RangeOf => FeelKind.Range,
        FeelType.FunctionOf => FeelKind.Function,
        _ => null,
    };

    FeelType AtText(AtLiteral text)
    {
        var value = TemporalText.Any(text.Text);
        if (!value.IsNull)
            return new FeelType.Simple(value.Kind);
        Report(true, Codes.Literal, $"'{text.Text}' is no date, time, date and time or duration.", text.At);
        return FeelType.Any;
    }

    FeelType Named(Name name)
    {
        if (known.TryGetValue(name.Text, out var type))
            return type;
        if (BuiltIns.Find(name.Text) is not null)
            return new FeelType.Simple(FeelKind.Function);
        if (!inFilter)
            Report(true, Codes.UnknownName, $"Nothing here is named '{name.Text}'.", name.At);
        return FeelType.Any;
    }

    void Needs(FeelType type, FeelKind wanted, At at, string what)
    {
        if (KindOf(type) is { } kind && kind != wanted)
            Report(true, Codes.Type, $"{what} is a {Kinds.Name(wanted)}, not a {Kinds.Name(kind)}.", at);
    }
}
