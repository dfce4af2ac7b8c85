using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Compile;

/// <summary>This part: for, some, every.</summary>
sealed partial class Compiler
{
    /// <summary>Binds the iterators one within the other; the last binds what is done for each combination.</summary>
    (int Slot, Code From, Code? To, At At)[] Iterators(IReadOnlyList<Iterator> iterators)
    {
        var all = new (int, Code, Code?, At)[iterators.Count];
        for (var i = 0; i < all.Length; i++)
        {
            var (from, to) = (Compile(iterators[i].From), iterators[i].To is { } end ? Compile(end) : null);
            all[i] = (scope.AddSlot(iterators[i].Variable), from, to, iterators[i].At);
        }

        return all;
    }

    Code Loop(For node)
    {
        var outer = scope;
        scope = new Scope(outer, outer.Layout);
        var iterators = Iterators(node.Iterators);
        int? partial = Mentions.Name(node.Body, "partial") ? scope.AddSlot("partial") : null;
        var body = Compile(node.Body);
        scope = outer;
        var at = node.At;
        return frame =>
        {
            var results = new Growing(frame.Session, at);
            var complete = Rounds.Run(iterators, 0, frame, () =>
            {
                if (partial is { } slot)
                    frame.Slots[slot] = results.ToList();
                results.Add(body(frame));
                return true;
            });
            return complete is null ? default : frame.Session.Checked(results.ToList(), at);
        };
    }

    Code Quantify(Quantified node)
    {
        var outer = scope;
        scope = new Scope(outer, outer.Layout);
        var iterators = Iterators(node.Iterators);
        var condition = Compile(node.Condition);
        scope = outer;
        var (every, at) = (node.Every, node.At);
        return frame =>
        {
            var (unknown, invalid) = (false, false);
            var complete = Rounds.Run(iterators, 0, frame, () =>
            {
                var met = condition(frame);
                if (met.Kind == FeelKind.Boolean)
                    return met.IsTrue == every;
                unknown = true;
                invalid |= !met.IsNull;
                return true;
            });
            if (invalid)
                return frame.Fail(at, Codes.Type, "A condition is true or false.");
            if (complete is null)
                return default;
            if (complete is false)
                return !every;
            return unknown ? default(FeelValue) : every;
        };
    }
}

/// <summary>Walks through iterators, one within the other.</summary>
static class Rounds
{
    /// <summary>True when all rounds were done, false when one asked to stop, null when something can't be iterated.</summary>
    public static bool? Run((int Slot, Code From, Code? To, At At)[] iterators, int index, Frame frame, Func<bool> round)
    {
        if (index == iterators.Length)
            return round();
        var (slot, from, to, at) = iterators[index];
        var source = from(frame);
        if (to is not null)
            return Between(source, to(frame), true, true, iterators, index, frame, round);
        switch (source.Kind)
        {
            case FeelKind.Null:
                frame.Fail(at, Codes.Type, "There is no list to go through.");
                return null;
            case FeelKind.List:
                foreach (var item in ((FeelList)source.Reference!).Items)
                {
                    frame.Session.Step(at);
                    frame.Slots[slot] = item;
                    if (Run(iterators, index + 1, frame, round) is not true and var stopped)
                        return stopped;
                }

                return true;
            case FeelKind.Range:
                var range = (FeelRange)source.Reference!;
                if (Comparison.Compare(range.Start, range.End) > 0)
                {
                    frame.Fail(at, Codes.Range, "The range starts after its end.");
                    return null;
                }

                return Between(range.Start, range.End, range.StartIncluded, range.EndIncluded, iterators, index, frame, round);
            default:
                frame.Session.Step(at);
                frame.Slots[slot] = source;
                return Run(iterators, index + 1, frame, round);
        }
    }

    /// <summary>From start to end by one, or by one day, upwards or downwards.</summary>
    static bool? Between(
        FeelValue start, FeelValue end, bool startIncluded, bool endIncluded,
        (int Slot, Code From, Code? To, At At)[] iterators, int index, Frame frame, Func<bool> round)
    {
        var (slot, _, _, at) = iterators[index];
        var whole = start.Kind == FeelKind.Number && end.Kind == FeelKind.Number && start.Number.IsInteger && end.Number.IsInteger;
        if (!whole && !(start.Kind == FeelKind.Date && end.Kind == FeelKind.Date))
        {
            frame.Fail(at, Codes.Type, "A loop goes from one whole number or date to another.");
            return null;
        }

        var down = Comparison.Compare(start, end) > 0;
        FeelValue step = whole ? 1 : TimeSpan.FromDays(1);
        var current = start;
        if (!startIncluded)
            current = Next(current);
        while (Comparison.Compare(current, end) is { } order && (order == 0 ? endIncluded : order > 0 == down))
        {
            frame.Session.Step(at);
            frame.Slots[slot] = current;
            if (Run(iterators, index + 1, frame, round) is not true and var stopped)
                return stopped;
            current = Next(current);
        }

        return true;

        FeelValue Next(FeelValue value) =>
            down ? Arithmetic.Subtract(value, step, frame, at) : Arithmetic.Add(value, step, frame, at);
    }
}

/// <summary>A list being filled. What was taken of it stays as it was, although it shares the array.</summary>
sealed class Growing(Session session, At at)
{
    FeelValue[] items = new FeelValue[4];
    int count;

    public void Add(in FeelValue item)
    {
        if (count == items.Length)
        {
            session.CheckList(count * 2, at);
            Array.Resize(ref items, count * 2);
        }

        items[count++] = item;
    }

    public FeelList ToList() => new(items, count);
}
