using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Compile;

/// <summary>This part: members and filters.</summary>
sealed partial class Compiler
{
    Code Navigate(MemberOf path)
    {
        var (source, member, at) = (Compile(path.Source), path.Member, path.At);
        return frame => Member(source(frame), member, frame, at);
    }

    static FeelValue Member(in FeelValue source, string member, Frame frame, At at)
    {
        switch (source.Kind)
        {
            case FeelKind.Context:
                return ((FeelContext)source.Reference!).TryGet(member, out var value)
                    ? value
                    : frame.Fail(at, Codes.UnknownMember, $"The context has no entry '{member}'.");
            case FeelKind.List:
                var list = (FeelList)source.Reference!;
                frame.Session.Step(at, list.Count);
                var members = new FeelValue[list.Count];
                for (var i = 0; i < members.Length; i++)
                    members[i] = Member(list[i], member, frame, at);
                return frame.Session.Checked(members, at);
            case FeelKind.Null:
                return frame.Fail(at, Codes.UnknownMember, $"Null has no '{member}'.");
            default:
                var property = Properties.Get(source, member);
                return property is { } found
                    ? found
                    : frame.Fail(at, Codes.UnknownMember, $"A {Kinds.Name(source.Kind)} has no '{member}'.");
        }
    }

    Code Filtered(Filter node)
    {
        var (list, at) = (Compile(node.List), node.At);
        var outer = scope;
        var slot = outer.Layout.Add();
        scope = new Scope(outer, outer.Layout) { FilterSlot = slot };
        scope.Bind("item", slot);
        var condition = Compile(node.Condition);
        scope = outer;
        if (node.Condition is Literal { Value.Kind: FeelKind.Number } index)
            return frame => AtIndex(list(frame), index.Value.Number, frame, at);
        return frame =>
        {
            var source = list(frame);
            if (source.AsList is not { } items)
            {
                if (source.IsNull)
                    return frame.Fail(at, Codes.Type, "Null can't be filtered.");
                items = new FeelList(source);
            }

            if (items.Count == 0)
            {
                frame.Slots[slot] = default;
                return items;
            }

            var results = new Growing(frame.Session, at);
            for (var i = 0; i < items.Count; i++)
            {
                frame.Session.Step(at);
                frame.Slots[slot] = items[i];
                var met = condition(frame);
                if (met.IsTrue)
                    results.Add(items[i]);
                else if (met.Kind == FeelKind.Number && i == 0)
                    return AtIndex(source, met.Number, frame, at);
                else if (met.Kind is not (FeelKind.Boolean or FeelKind.Null))
                    return frame.Fail(at, Codes.Type, $"A filter is a condition or a position, not a {Kinds.Name(met.Kind)}.");
            }

            return results.ToList();
        };
    }

    /// <summary>The item at a position: 1 is the first, −1 the last.</summary>
    static FeelValue AtIndex(in FeelValue source, FeelNumber index, Frame frame, At at)
    {
        if (source.IsNull)
            return frame.Fail(at, Codes.Type, "Null has no items.");
        var list = source.AsList;
        var count = list?.Count ?? 1;
        if (index.ToInt64() is not { } position)
            return frame.Fail(at, Codes.Range, "A position is a whole number.");
        var from = position < 0 ? count + position : position - 1;
        if (position == 0 || from < 0 || from >= count)
            return frame.Fail(at, Codes.Range, $"There is no item {position} in a list of {count}.");
        return list is null ? source : list[(int)from];
    }
}
