using Tongzheng.Feel.Functions;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Compile;

/// <summary>This part: operators, members, loops, invocations.</summary>
sealed partial class TypeCheck
{
    FeelType Chained(Chain chain)
    {
        var left = Of(chain.First);
        foreach (var link in chain.Rest)
        {
            var right = Of(link.Operand);
            if (link.Operator is "and" or "or")
            {
                Needs(left, FeelKind.Boolean, link.At, $"What '{link.Operator}' joins");
                Needs(right, FeelKind.Boolean, link.At, $"What '{link.Operator}' joins");
                left = new FeelType.Simple(FeelKind.Boolean);
            }
            else
                left = Applied(link, left, right);
        }

        return left;
    }

    FeelType Applied(Link link, FeelType left, FeelType right)
    {
        if (KindOf(left) is not { } l || KindOf(right) is not { } r)
            return FeelType.Any;
        if (l == FeelKind.Number && r == FeelKind.Number)
            return left;
        var temporal = IsTemporal(l) || IsTemporal(r);
        var joined = l == FeelKind.String && r == FeelKind.String && link.Operator == "+";
        if (joined)
            return left;
        var possible = temporal && link.Operator != "**" && l is not (FeelKind.String or FeelKind.Boolean) && r is not (FeelKind.String or FeelKind.Boolean);
        if (!possible)
            Report(true, Codes.Type, $"'{link.Operator}' does not apply to {Kinds.Name(l)} and {Kinds.Name(r)}.", link.At);
        return FeelType.Any;
    }

    static bool IsTemporal(FeelKind kind) =>
        kind is FeelKind.Date or FeelKind.DateTime or FeelKind.Time or FeelKind.DaysAndTimeDuration or FeelKind.YearsAndMonthsDuration;

    FeelType Compared(Binary binary)
    {
        Comparable(Of(binary.Left), Of(binary.Right), binary.At);
        return new FeelType.Simple(FeelKind.Boolean);
    }

    public void Comparable(FeelType left, FeelType right, At at)
    {
        if (KindOf(left) is { } l && KindOf(right) is { } r && l != r)
            Report(true, Codes.Type, $"A {Kinds.Name(l)} can't be compared with a {Kinds.Name(r)}.", at);
    }

    FeelType Context(ContextOf context)
    {
        var outer = known;
        known = new(outer, StringComparer.Ordinal);
        List<(string, FeelType)> entries = [];
        foreach (var (key, value) in context.Entries)
        {
            var type = Of(value);
            known[key] = type;
            entries.Add((key, type));
        }

        var result = context.Result is { } last ? Of(last) : new FeelType.ContextOf(entries);
        known = outer;
        return result;
    }

    FeelType Member(MemberOf member)
    {
        var source = Types.Plain(Of(member.Source));
        if (source is FeelType.ListOf list)
            return new FeelType.ListOf(MemberOfType(Types.Plain(list.Item), member));
        return MemberOfType(source, member);
    }

    FeelType MemberOfType(FeelType source, MemberOf member)
    {
        if (source is not FeelType.ContextOf context)
            return FeelType.Any;
        foreach (var (name, type) in context.Entries)
        {
            if (name == member.Member)
                return type;
        }

        Report(true, Codes.UnknownMember, $"There is no '{member.Member}' in it.", member.At);
        return FeelType.Any;
    }

    FeelType Filtered(Filter filter)
    {
        var source = Of(filter.List);
        var item = Types.Plain(source) is FeelType.ListOf list ? list.Item : FeelType.Any;
        var (outer, outside) = (known, inFilter);
        known = new(outer, StringComparer.Ordinal) { ["item"] = item };
        if (Types.Plain(item) is FeelType.ContextOf context)
        {
            foreach (var (name, type) in context.Entries)
                known[name] = type;
        }
        else
            inFilter = true; // its members are unknown
        var condition = KindOf(Of(filter.Condition));
        if (condition is not (null or FeelKind.Boolean or FeelKind.Number))
            Report(true, Codes.Type, $"A filter is a condition or a position, not a {Kinds.Name(condition.Value)}.", filter.At);
        (known, inFilter) = (outer, outside);
        return condition == FeelKind.Number ? item : condition == FeelKind.Boolean ? source : FeelType.Any;
    }

    FeelType Looped(IReadOnlyList<Iterator> iterators, Func<FeelType> body)
    {
        var outer = known;
        known = new(outer, StringComparer.Ordinal) { ["partial"] = new FeelType.Simple(FeelKind.List) };
        foreach (var iterator in iterators)
        {
            var source = Types.Plain(Of(iterator.From));
            if (iterator.To is { } to)
                Of(to);
            known[iterator.Variable] = source is FeelType.ListOf list && iterator.To is null ? list.Item
                : source is FeelType.RangeOf range ? range.End
                : iterator.To is not null ? source : FeelType.Any;
        }

        var result = body();
        known = outer;
        return result;
    }

    FeelType Function(FunctionOf function)
    {
        var outer = known;
        known = new(outer, StringComparer.Ordinal);
        foreach (var (name, type) in function.Parameters)
            known[name] = Types.Resolve(type, types) ?? FeelType.Any;
        if (!function.External)
            Of(function.Body);
        else if (Functions.Externals.Find(function.Body) is { Method: null, Why: var why })
            Report(true, Codes.External, why, function.At);
        known = outer;
        return new FeelType.Simple(FeelKind.Function);
    }

    FeelType Called(Call call)
    {
        var arguments = call.Arguments.Select(Of).ToList();
        if (call.Function is not Name name || known.ContainsKey(name.Text))
        {
            Of(call.Function);
            return FeelType.Any;
        }

        if (BuiltIns.Find(name.Text) is not { } builtIn)
        {
            if (!inFilter)
                Report(true, Codes.UnknownFunction, $"There is no function '{name.Text}'.", name.At);
            return FeelType.Any;
        }

        if (call.Names.Count > 0)
        {
            if (!builtIn.Signatures.Any(signature => call.Names.All(given => signature.Parameters.Any(parameter => parameter.Name == given))))
                Report(true, Codes.Argument, $"{name.Text} has no parameters ({string.Join(", ", call.Names)}).", call.At);
            return FeelType.Any;
        }

        if (!builtIn.Signatures.Any(signature => signature.TakesCount(arguments.Count)))
            Report(true, Codes.Argument, $"{name.Text} does not take {arguments.Count} arguments.", call.At);
        else if (!builtIn.Signatures.Any(signature => signature.TakesCount(arguments.Count) && signature.MayAccept(arguments.ConvertAll(KindOf))))
            Report(true, Codes.Argument, $"{name.Text} does not take {string.Join(", ", arguments.Select(Types.Describe))}.", call.At);
        return FeelType.Any;
    }
}
