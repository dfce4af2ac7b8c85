using Tongzheng.Feel.Functions;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Compile;

/// <summary>A tree to delegates. Names become slots here, built-ins are bound, constants are computed.</summary>
sealed partial class Compiler
{
    public const string Input = "?";

    readonly Func<string, FeelType?> types;
    readonly HashSet<string>? free;
    Scope scope;

    /// <param name="scope">Where names are looked up first.</param>
    /// <param name="types">Finds the types that a model defines.</param>
    /// <param name="free">Receives names that nothing defines: they are read from the variables. Null: such a name is an error.</param>
    public Compiler(Scope scope, Func<string, FeelType?> types, HashSet<string>? free)
    {
        this.scope = scope;
        this.types = types;
        this.free = free;
    }

    public Scope Scope => scope;

    /// <summary>Compiles what stands in a scope of its own.</summary>
    public T Inside<T>(Scope inner, Func<T> compile)
    {
        var outer = scope;
        scope = inner;
        var result = compile();
        scope = outer;
        return result;
    }

    public Code Compile(Node node) => node switch
    {
        Literal literal => Constant(literal.Value),
        AtLiteral literal => AtText(literal),
        Name name => Named(name),
        ListOf list => List(list),
        ContextOf context => Context(context),
        Negate negate => Negated(negate),
        Chain chain => Chained(chain),
        Binary binary => Compared(binary),
        Between between => BetweenEnds(between),
        In test => Member(test),
        If condition => Conditional(condition),
        For loop => Loop(loop),
        Quantified quantified => Quantify(quantified),
        Filter filter => Filtered(filter),
        MemberOf path => Navigate(path),
        Call call => Invocation(call),
        FunctionOf function => Lambda(function),
        InstanceOf instance => Instance(instance),
        RangeOf range => Range(range),
        Comparing comparing => HalfRange(comparing),
        Tests tests => TestsOf(tests),
        Dash => Constant(true),
        Typed typed => Coerced(typed),
        Broken broken => frame => frame.Fail(broken.At, Codes.Syntax, broken.Reason),
        Extension extension => extension.Compile(this),
        _ => throw new InvalidOperationException($"No code for {node.GetType().Name}."),
    };

    public static Code Constant(FeelValue value) => _ => value;

    static Code AtText(AtLiteral literal)
    {
        var value = TemporalText.Any(literal.Text);
        var (at, text) = (literal.At, literal.Text);
        return value.IsNull
            ? frame => frame.Fail(at, Codes.Literal, $"'{text}' is no date, time, date and time or duration.")
            : Constant(value);
    }

    Code Named(Name name)
    {
        var (at, text) = (name.At, name.Text);
        List<Code>? filters = null;
        for (var s = scope; s is not null; s = s.Outer)
        {
            if (s.FilterSlot is { } slot)
                (filters ??= []).Add(Scope.Read(scope.Layout, s.Layout, slot));
            if (s.Find(text, scope.Layout) is { } found)
                return ThroughFilters(filters, text, found);
        }

        if (BuiltIns.Find(text) is { } builtIn)
        {
            // The built-ins are the outermost scope (DMN 1.5, 10.3.2.12): a variable called count or date comes before them.
            var function = FeelValue.Of(builtIn);
            return ThroughFilters(filters, text, free is null
                ? Constant(function)
                : frame => frame.Session.Variables.TryGet(text, out var value) ? value : function);
        }

        if (free is null || text == Input)
            return ThroughFilters(filters, text, frame => frame.Fail(at, Codes.UnknownName, $"Nothing here is named '{text}'."));
        if (filters is null)
            free.Add(text);
        return ThroughFilters(filters, text, frame =>
            frame.Session.Variables.TryGet(text, out var value)
                ? value
                : frame.Fail(at, Codes.UnknownName, $"There is no value for '{text}'."));
    }

    /// <summary>Inside filters a name is first a member of the item, of the innermost filter first.</summary>
    static Code ThroughFilters(List<Code>? items, string name, Code otherwise)
    {
        if (items is null)
            return otherwise;
        var innermostFirst = items.ToArray();
        return frame =>
        {
            foreach (var item in innermostFirst)
            {
                if (item(frame).AsContext is { } context && context.TryGet(name, out var value))
                    return value;
            }

            return otherwise(frame);
        };
    }

    Code List(ListOf list)
    {
        var items = list.Items.Select(Compile).ToArray();
        var at = list.At;
        return frame =>
        {
            frame.Session.Step(at, items.Length);
            var values = new FeelValue[items.Length];
            for (var i = 0; i < items.Length; i++)
                values[i] = items[i](frame);
            return frame.Session.Checked(values, at);
        };
    }

    Code Context(ContextOf context)
    {
        var outer = scope;
        scope = new Scope(outer, outer.Layout);
        var at = context.At;
        List<(string Key, int Slot, Code Value)> entries = [];
        foreach (var (key, value) in context.Entries)
        {
            var code = Compile(value);
            entries.Add((key, scope.AddSlot(key), code));
        }

        var last = context.Result is { } final ? Compile(final) : null;
        scope = outer;
        if (context.Entries.Select(e => e.Key).Distinct().Count() != context.Entries.Count)
            return frame => frame.Fail(at, Codes.Argument, "A context has two entries of the same name.");
        var all = entries.ToArray();
        return frame =>
        {
            frame.Session.Step(at, all.Length);
            var result = new FeelContext(last is null ? all.Length : 0);
            foreach (var (key, slot, value) in all)
            {
                var entry = value(frame);
                frame.Slots[slot] = entry;
                if (last is null)
                    result.Set(key, entry);
            }

            return last is null ? frame.Session.Checked(result, at) : last(frame);
        };
    }

    Code Coerced(Typed typed)
    {
        var (value, at, type) = (Compile(typed.Value), typed.At, typed.Type);
        return frame => Types.Coerce(value(frame), type, frame.Session, at);
    }

    Code Negated(Negate negate)
    {
        var (operand, at) = (Compile(negate.Operand), negate.At);
        if (negate.Operand is Literal { Value.Kind: FeelKind.Number } literal)
            return Constant(-literal.Value.Number);
        return frame => Arithmetic.Negate(operand(frame), frame, at);
    }

    Code Conditional(If node)
    {
        var (condition, yes, no) = (Compile(node.Condition), Compile(node.Then), Compile(node.Else));
        var at = node.At;
        return frame =>
        {
            var value = condition(frame);
            if (value.IsTrue)
                return yes(frame);
            if (value.Kind is not (FeelKind.Boolean or FeelKind.Null))
                frame.Fail(at, Codes.Type, $"A condition is true or false, not a {Kinds.Name(value.Kind)}.");
            return no(frame);
        };
    }

    Code Instance(InstanceOf node)
    {
        var value = Compile(node.Value);
        var (at, type) = (node.At, Types.Resolve(node.Type, types));
        if (type is null)
            return frame => frame.Fail(at, Codes.UnknownName, $"There is no type '{node.Type}'.");
        return frame => Types.IsInstance(value(frame), type, frame.Session);
    }

    Code Range(RangeOf node)
    {
        var start = node.Start is null ? Constant(default) : Compile(node.Start);
        var end = node.End is null ? Constant(default) : Compile(node.End);
        var at = node.At;
        var (startIncluded, endIncluded) = (node.StartIncluded, node.EndIncluded);
        if (node.Start is Literal or AtLiteral && node.End is Literal or AtLiteral)
        {
            var constant = Ranges.Make(startIncluded, start(Nowhere), end(Nowhere), endIncluded);
            if (!constant.IsNull)
                return Constant(constant);
        }

        return frame =>
        {
            var range = Ranges.Make(startIncluded, start(frame), end(frame), endIncluded);
            return range.IsNull ? frame.Fail(at, Codes.Range, "The ends of a range must be of one kind that has an order.") : range;
        };
    }

    /// <summary>A frame for constants, which need none.</summary>
    static Frame Nowhere => new(new Session(new EvaluationOptions { Now = default }, new FeelContext()), [], null);

    Code HalfRange(Comparing node)
    {
        var (bound, symbol, at) = (Compile(node.Bound), node.Operator, node.At);
        return frame =>
        {
            var value = bound(frame);
            FeelRange? range = symbol switch
            {
                "<" => new(false, default, value, false) { Symbol = symbol },
                "<=" => new(false, default, value, true) { Symbol = symbol },
                ">" => new(false, value, default, false) { Symbol = symbol },
                ">=" => new(true, value, default, false) { Symbol = symbol },
                "=" => new(true, value, value, true) { Symbol = symbol },
                _ => null,
            };
            if (range is null || value.IsNull || symbol != "=" && Comparison.Compare(value, value) is null)
                return frame.Fail(at, Codes.Range, $"'{symbol}' makes no range of this {Kinds.Name(value.Kind)}.");
            return range;
        };
    }
}
