using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Functions;

/// <summary>Relations between points and ranges, after Allen (DMN 1.5, table 78), and ranges from text.</summary>
static class Intervals
{
    public static readonly Entry[] All =
    [
        new("before", "point1: value, point2: value", Relation((a, b) => Below(a, b))),
        new("after", "point1: value, point2: value", Relation((a, b) => Below(b, a))),
        new("meets", "range1: range, range2: range", Relation((a, b) => a.EndIn && b.StartIn && Compare(a.End, b.Start) == 0)),
        new("met by", "range1: range, range2: range", Relation((a, b) => a.StartIn && b.EndIn && Compare(a.Start, b.End) == 0)),
        new("overlaps", "range1: range, range2: range", Relation((a, b) => !Below(a, b) && !Below(b, a))),
        new("overlaps before", "range1: range, range2: range", Relation(OverlapsBefore)),
        new("overlaps after", "range1: range, range2: range", Relation((a, b) => OverlapsBefore(b, a))),
        new("finishes", "point: value, range: range", Relation(Finishes)),
        new("finished by", "range: range, point: value", Relation((a, b) => Finishes(b, a))),
        new("includes", "range: range, point: value", Relation(Includes)),
        new("during", "point: value, range: range", Relation((a, b) => Includes(b, a))),
        new("starts", "point: value, range: range", Relation(Starts)),
        new("started by", "range: range, point: value", Relation((a, b) => Starts(b, a))),
        new("coincides", "point1: value, point2: value", Relation((a, b) =>
            Compare(a.Start, b.Start) == 0 && Compare(a.End, b.End) == 0 && a.StartIn == b.StartIn && a.EndIn == b.EndIn)),
        new("range", "from: string", RangeText.Read),
    ];

    /// <summary>A range, or a point as the range from itself to itself.</summary>
    readonly record struct Span(FeelValue Start, bool StartIn, FeelValue End, bool EndIn);

    static BuiltInCode Relation(Func<Span, Span, bool?> holds) => (call, a) =>
        FeelValue.Of(holds(Of(a[0]), Of(a[1]))) is { IsNull: false } answer ? answer : call.Fail("the values have no order between them.");

    static BuiltInCode Relation(Func<Span, Span, bool> holds) => (call, a) =>
    {
        var (first, second) = (Of(a[0]), Of(a[1]));
        return Comparable(first, second) ? holds(first, second) : call.Fail("the values have no order between them.");
    };

    static Span Of(in FeelValue value) =>
        value.AsRange is { } range ? new(range.Start, range.StartIncluded, range.End, range.EndIncluded) : new(value, true, value, true);

    static bool Comparable(Span a, Span b)
    {
        var (first, second) = (a.Start.IsNull ? a.End : a.Start, b.Start.IsNull ? b.End : b.Start);
        return Comparison.Compare(first, second) is not null;
    }

    static int? Compare(in FeelValue left, in FeelValue right) => left.IsNull || right.IsNull ? null : Comparison.Compare(left, right);

    /// <summary>All of the first lies before all of the second.</summary>
    static bool Below(Span a, Span b) => Compare(a.End, b.Start) is { } order && (order < 0 || order == 0 && !(a.EndIn && b.StartIn));

    /// <summary>Negative when the first begins earlier; an absent start is the earliest.</summary>
    static int OfStarts(Span a, Span b)
    {
        if (a.Start.IsNull || b.Start.IsNull)
            return (a.Start.IsNull ? 0 : 1) - (b.Start.IsNull ? 0 : 1);
        var order = Comparison.Compare(a.Start, b.Start) ?? 0;
        return order != 0 ? order : (a.StartIn ? 0 : 1) - (b.StartIn ? 0 : 1);
    }

    /// <summary>Negative when the first ends earlier; an absent end is the latest.</summary>
    static int OfEnds(Span a, Span b)
    {
        if (a.End.IsNull || b.End.IsNull)
            return (a.End.IsNull ? 1 : 0) - (b.End.IsNull ? 1 : 0);
        var order = Comparison.Compare(a.End, b.End) ?? 0;
        return order != 0 ? order : (a.EndIn ? 1 : 0) - (b.EndIn ? 1 : 0);
    }

    static bool OverlapsBefore(Span a, Span b) =>
        OfStarts(a, b) < 0 && !Below(a, b) && OfEnds(a, b) <= 0;

    static bool Finishes(Span a, Span b) => OfEnds(a, b) == 0 && OfStarts(a, b) >= 0;

    static bool Starts(Span a, Span b) => OfStarts(a, b) == 0 && OfEnds(a, b) <= 0;

    static bool Includes(Span a, Span b) => OfStarts(a, b) <= 0 && OfEnds(a, b) >= 0;
}
