using System.Collections;
using System.Numerics;
using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Dmn;

/// <summary>A decision table as delegates.</summary>
sealed class CompiledTable
{
    /// <summary>Rules from which on looking up beats going through them.</summary>
    const int Indexed = 16;

    /// <summary>Words of candidate bits kept on the stack: tables of up to 8,192 rules.</summary>
    const int WordsOnStack = 128;

    readonly TableOf table;
    readonly ColumnIndex?[] indexes;
    readonly bool isIndexed;
    readonly Layout layout;
    readonly Code[] inputs;
    readonly Code?[] allowed;
    readonly int[] slots;
    readonly CellTest?[][] tests; // by rule, then column; null for a cell that any value meets
    readonly Code[][] outputs;  // by rule, then column
    readonly Code?[] defaults;
    readonly Outputs results;

    CompiledTable(TableOf table, Compiler compiler)
    {
        this.table = table;
        layout = compiler.Scope.Layout;
        var count = table.Inputs.Count;
        (inputs, allowed, slots) = (new Code[count], new Code?[count], new int[count]);
        tests = table.Rules.Select(_ => new CellTest?[count]).ToArray();
        for (var column = 0; column < count; column++)
        {
            inputs[column] = compiler.Compile(table.Inputs[column].Expression);
            var scope = new Scope(compiler.Scope, compiler.Scope.Layout);
            slots[column] = scope.AddSlot(Compiler.Input);
            var at = column;
            compiler.Inside(scope, () =>
            {
                allowed[at] = table.Inputs[at].Allowed is { } values ? compiler.Compile(values) : null;
                for (var rule = 0; rule < tests.Length; rule++)
                    tests[rule][at] = CellTests.Make(table.Rules[rule].Tests[at], compiler.Compile(table.Rules[rule].Tests[at]), slots[at]);
                return true;
            });
        }

        outputs = table.Rules.Select(rule => rule.Outputs.Select(compiler.Compile).ToArray()).ToArray();
        defaults = table.Outputs.Select(output => output.Default is { } value ? compiler.Compile(value) : null).ToArray();
        results = new Outputs(table, compiler);
        indexes = new ColumnIndex?[count];
        if (tests.Length < Indexed)
            return;
        for (var column = 0; column < count; column++)
            indexes[column] = ColumnIndex.Make(this, column);
        isIndexed = Array.Exists(indexes, index => index is not null);
    }

    public TableOf Table => table;

    public static CompiledTable Make(TableOf table, Compiler compiler) => new(table, compiler);

    public FeelValue Run(Frame frame)
    {
        var session = frame.Session;
        session.Step(table.At, isIndexed ? 1 : tests.Length);
        for (var column = 0; column < inputs.Length; column++)
        {
            if (!TakeInput(frame, column))
                return default;
        }

        session.Recording?.Tried(this, frame);
        var words = isIndexed ? ColumnIndex.Words(tests.Length) : 0;
        var candidates = words <= WordsOnStack ? stackalloc ulong[words] : new ulong[words];
        return Decide(frame, new Candidates(candidates, isIndexed ? Narrow(frame, candidates) : ~0UL));
    }

    /// <summary>Evaluates a column's input; false, with a diagnostic, for a value that is none of the input values.</summary>
    public bool TakeInput(Frame frame, int column)
    {
        var input = table.Inputs[column];
        var value = Types.Coerce(inputs[column](frame), input.Type, frame.Session, input.At);
        frame.Slots[slots[column]] = value;
        if (allowed[column] is not { } test || test(frame).IsTrue)
            return true;
        frame.Fail(input.At, Codes.Table, $"{value} is none of the values of '{input.Label}'.");
        return false;
    }

    /// <summary>True when any value meets the cell.</summary>
    public bool IsAny(int rule, int column) => tests[rule][column] is null;

    public bool Meets(Frame frame, int rule, int column) => tests[rule][column] is not { } test || test(frame);

    /// <summary>What these rules give together, when they are the ones that are met.</summary>
    public FeelValue Combine(Frame frame, IReadOnlyList<int> rules)
    {
        if (rules.Count == 0)
            return NoRule(frame);
        var bits = new ulong[ColumnIndex.Words(tests.Length)];
        foreach (var rule in rules)
            bits[rule / 64] |= 1UL << rule % 64;
        return Decide(frame, new Candidates(bits, 0));
    }

    /// <summary>The rules that the indexed columns leave, and the columns that must still be asked.</summary>
    readonly ref struct Candidates(ReadOnlySpan<ulong> rules, ulong columns)
    {
        public ReadOnlySpan<ulong> Rules { get; } = rules;

        /// <summary>One bit a column; from the 64th on all are asked, unless nothing is.</summary>
        public ulong Columns { get; } = columns;
    }

    ulong Narrow(Frame frame, Span<ulong> candidates)
    {
        candidates.Fill(~0UL);
        var open = ~0UL;
        for (var column = 0; column < indexes.Length && column < 64; column++)
        {
            if (indexes[column]?.Find(frame.Slots[slots[column]]) is not { } met)
                continue;
            for (var word = 0; word < candidates.Length; word++)
                candidates[word] &= met[word];
            open &= ~(1UL << column);
        }

        return open; // never zero: the bits beyond the columns stay
    }

    FeelValue Decide(Frame frame, in Candidates candidates)
    {
        var first = FindNext(frame, 0, candidates);
        if (first < 0)
            return NoRule(frame);
        return table.Policy switch
        {
            HitPolicy.First => Output(first, frame),
            HitPolicy.Unique => Unique(first, frame, candidates),
            HitPolicy.Any => Any(first, frame, candidates),
            _ => Several(first, frame, candidates),
        };
    }

    /// <summary>The next rule, from one on, that is met; −1 when there is none.</summary>
    int FindNext(Frame frame, int from, in Candidates candidates)
    {
        if (candidates.Rules.IsEmpty)
        {
            for (var rule = from; rule < tests.Length; rule++)
            {
                if (FailingColumn(frame, rule) < 0)
                    return rule;
            }

            return -1;
        }

        for (var word = from / 64; word < candidates.Rules.Length; word++)
        {
            var bits = candidates.Rules[word];
            if (word == from / 64)
                bits &= ~0UL << from % 64;
            for (; bits != 0; bits &= bits - 1)
            {
                var rule = word * 64 + BitOperations.TrailingZeroCount(bits);
                if (rule >= tests.Length)
                    return -1;
                if (IsMet(frame, rule, candidates.Columns))
                    return rule;
            }
        }

        return -1;
    }

    bool IsMet(Frame frame, int rule, ulong columns)
    {
        var row = tests[rule];
        for (var column = 0; column < row.Length; column++)
        {
            if ((column >= 64 ? columns != 0 : (columns & 1UL << column) != 0) && row[column] is { } test && !test(frame))
                return false;
        }

        return true;
    }

    /// <summary>The first column whose test a rule does not meet; −1 when the rule is met.</summary>
    public int FailingColumn(Frame frame, int rule)
    {
        var row = tests[rule];
        for (var column = 0; column < row.Length; column++)
        {
            if (row[column] is { } test && !test(frame))
                return column;
        }

        return -1;
    }

    /// <summary>Every rule whose test in a column a constant meets; for checks, where no other value is known.</summary>
    public BitArray RulesMet(int column, in FeelValue value)
    {
        var frame = Alone(column, value);
        var met = new BitArray(tests.Length);
        for (var rule = 0; rule < tests.Length; rule++)
            met[rule] = tests[rule][column] is not { } test || test(frame);
        return met;
    }

    /// <summary>True when the column's type and its input values allow the value.</summary>
    public bool Allows(int column, in FeelValue value)
    {
        var frame = Alone(column, value);
        return Types.Conforms(value, table.Inputs[column].Type, frame.Session) && (allowed[column] is not { } test || test(frame).IsTrue);
    }

    Frame Alone(int column, in FeelValue value)
    {
        var slots = new FeelValue[layout.Count];
        slots[this.slots[column]] = value;
        return new(new Session(new EvaluationOptions { Now = default, Steps = int.MaxValue }, new FeelContext()), slots, null);
    }

    public FeelValue InputValue(FeelValue[] local, int column) => local[slots[column]];

    FeelValue NoRule(Frame frame)
    {
        if (defaults.All(value => value is null))
        {
            return table.Policy == HitPolicy.Collect && table.Aggregation == Aggregation.Count
                ? 0
                : frame.Fail(table.At, Codes.Table, "No rule is met.");
        }

        var value = results.Row(defaults.Select(code => code is null ? default : code(frame)).ToArray());
        return value;
    }

    FeelValue Output(int rule, Frame frame)
    {
        var row = outputs[rule];
        if (row.Length == 1)
            return results.Typed(row[0](frame), 0, frame);
        return results.Row(row, frame);
    }

    FeelValue Unique(int first, Frame frame, in Candidates candidates)
    {
        var second = FindNext(frame, first + 1, candidates);
        return second < 0
            ? Output(first, frame)
            : frame.Fail(table.Rules[second].At, Codes.Table, $"Rules {first + 1} and {second + 1} are both met, but at most one may be.");
    }

    FeelValue Any(int first, Frame frame, in Candidates candidates)
    {
        var value = Output(first, frame);
        for (var rule = FindNext(frame, first + 1, candidates); rule >= 0; rule = FindNext(frame, rule + 1, candidates))
        {
            if (Comparison.Equal(value, Output(rule, frame)) is not true)
                return frame.Fail(table.Rules[rule].At, Codes.Table, $"Rules {first + 1} and {rule + 1} are both met and do not give the same.");
        }

        return value;
    }

    FeelValue Several(int first, Frame frame, in Candidates candidates)
    {
        List<FeelValue> hits = [];
        for (var rule = first; rule >= 0; rule = FindNext(frame, rule + 1, candidates))
            hits.Add(Output(rule, frame));
        return results.Combine(hits, frame);
    }
}
