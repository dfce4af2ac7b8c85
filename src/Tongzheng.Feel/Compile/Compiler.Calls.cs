using Tongzheng.Feel.Functions;
using Tongzheng.Feel.Syntax;
using Tongzheng.Feel.Values;

namespace Tongzheng.Feel.Compile;

/// <summary>This part: invocations and functions.</summary>
sealed partial class Compiler
{
    Code Invocation(Call call)
    {
        var at = call.At;
        var arguments = call.Arguments.Select(Compile).ToArray();
        var names = call.Names.ToArray();
        if (call.Function is Name name && !Defined(name.Text))
        {
            if (BuiltIns.Find(name.Text) is { } builtIn)
                return names.Length > 0 ? Invoke(_ => FeelValue.Of(builtIn), names, arguments, at) : Direct(builtIn, arguments, at);
            if (free is null && !InFilter())
                return frame => frame.Fail(at, Codes.UnknownFunction, $"There is no function '{name.Text}'.");
        }

        var callee = Compile(call.Function);
        return Invoke(callee, names, arguments, at);
    }

    bool Defined(string name)
    {
        for (var s = scope; s is not null; s = s.Outer)
        {
            if (s.Defines(name))
                return true;
        }

        return false;
    }

    bool InFilter()
    {
        for (var s = scope; s is not null; s = s.Outer)
        {
            if (s.FilterSlot is not null)
                return true;
        }

        return false;
    }

    static Code Invoke(Code callee, string[] names, Code[] arguments, At at) => frame =>
    {
        var target = callee(frame);
        if (target.AsFunction is not { } function)
            return frame.Fail(at, Codes.UnknownFunction, $"A {Kinds.Name(target.Kind)} is no function.");
        var values = new FeelValue[arguments.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = arguments[i](frame);
        return names.Length == 0
            ? function.Invoke(frame.Session, values, at)
            : function.Invoke(frame.Session, names, values, at);
    };

    /// <summary>A built-in with its arguments on the stack.</summary>
    static Code Direct(BuiltIn builtIn, Code[] arguments, At at)
    {
        if (arguments.Length > Arguments.Room)
            return Invoke(_ => FeelValue.Of(builtIn), [], arguments, at);
        return frame =>
        {
            var room = default(Arguments);
            Span<FeelValue> values = ((Span<FeelValue>)room)[..arguments.Length];
            for (var i = 0; i < arguments.Length; i++)
                values[i] = arguments[i](frame);
            return builtIn.Invoke(frame.Session, values, at);
        };
    }

    /// <summary>The body of a function whose parameters are the first slots of its frame.</summary>
    public Code BodyOf(FunctionOf node)
    {
        if (!node.External)
            return Compile(node.Body);
        var (at, count) = (node.At, node.Parameters.Count);
        var (method, why) = Externals.Find(node.Body);
        return method is null
            ? frame => frame.Fail(at, Codes.External, why)
            : frame => method.Invoke(frame.Slots.AsSpan(0, count), frame.Session, at);
    }

    Code Lambda(FunctionOf node)
    {
        var layout = new Layout(scope.Layout);
        var outer = scope;
        scope = new Scope(outer, layout);
        List<Parameter> parameters = [];
        foreach (var (name, type) in node.Parameters)
        {
            scope.AddSlot(name);
            parameters.Add(new(name, Types.Resolve(type, types) ?? FeelType.Any));
        }

        var body = BodyOf(node);
        scope = outer;
        var all = parameters.ToArray();
        return frame => FeelValue.Of(new UserFunction(null, all, body, layout, frame.Captured()));
    }
}

[System.Runtime.CompilerServices.InlineArray(Room)]
struct Arguments
{
    public const int Room = 4;

    FeelValue first;
}
