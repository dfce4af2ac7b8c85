using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Functions;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Dmn;

/// <summary>What a table's hits become: one row, the first by priority, a list, or an aggregate.</summary>
sealed class Outputs
{
    readonly TableOf table;
    readonly Code[][] ranks; // by column: the output values, highest priority first

    public Outputs(TableOf table, Compiler compiler)
    {
        this.table = table;
        ranks = table.Outputs
            .Select(output => output.Values is { Negated: false } values ? values.Any.Select(compiler.Compile).ToArray() : [])
            .ToArray();
    }

    public FeelValue Typed(in FeelValue value, int column, Frame frame) =>
        Types.Coerce(value, table.Outputs[column].Type, frame.Session, table.Outputs[column].At);

    public FeelValue Row(Code[] row, Frame frame)
    {
        var values = new FeelValue[row.Length];
        for (var column = 0; column < row.Length; column++)
            values[column] = Typed(row[column](frame), column, frame);
        return Row(values);
    }

    public FeelValue Row(FeelValue[] values)
    {
        if (values.Length == 1)
            return values[0];
        var context = new FeelContext(values.Length);
        for (var column = 0; column < values.Length; column++)
            context.Set(table.Outputs[column].Name ?? table.Outputs[column].Label, values[column]);
        return context;
    }

    public FeelValue Combine(List<FeelValue> hits, Frame frame)
    {
        switch (table.Policy)
        {
            case HitPolicy.Priority: return ByPriority(hits, frame)[0];
            case HitPolicy.OutputOrder: return ByPriority(hits, frame);
            case HitPolicy.Collect when table.Aggregation != Aggregation.None: return Aggregate(hits, frame);
            default: return hits.ToArray();
        }
    }

    FeelValue Aggregate(List<FeelValue> hits, Frame frame)
    {
        if (table.Aggregation == Aggregation.Count)
            return hits.Count;
        var name = table.Aggregation.ToString().ToLowerInvariant();
        var function = BuiltIns.Find(name) ?? throw new InvalidOperationException($"There is no function {name}.");
        return function.Invoke(frame.Session, [hits.ToArray()], table.At);
    }

    FeelValue[] ByPriority(List<FeelValue> hits, Frame frame)
    {
        var order = ranks.Select(column => column.Select(code => code(frame)).ToArray()).ToArray();
        return hits.OrderBy(hit => hit, Comparer<FeelValue>.Create((left, right) => Compare(left, right, order))).ToArray();
    }

    int Compare(in FeelValue left, in FeelValue right, FeelValue[][] order)
    {
        for (var column = 0; column < order.Length; column++)
        {
            var rank = Rank(left, column, order[column]) - Rank(right, column, order[column]);
            if (rank != 0)
                return rank;
        }

        return 0;
    }

    int Rank(in FeelValue hit, int column, FeelValue[] order)
    {
        var value = table.Outputs.Count == 1 ? hit : hit.AsContext!.ValueAt(column);
        for (var i = 0; i < order.Length; i++)
        {
            if (Comparison.Equal(order[i], value) is true)
                return i;
        }

        return order.Length;
    }
}
