using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Values;

/// <summary>Something that can be invoked: a built-in, a function written in FEEL, a knowledge model, a decision service.</summary>
abstract class FeelFunction
{
    public abstract string Name { get; }

    /// <summary>How many parameters, or null when that varies.</summary>
    public abstract int? Arity { get; }

    public virtual IReadOnlyList<Parameter> Parameters => [];

    public virtual FeelType Result => FeelType.Any;

    /// <summary>Invokes with arguments in order; a wrong number or kind is a diagnostic and null.</summary>
    public abstract FeelValue Invoke(Session session, ReadOnlySpan<FeelValue> arguments, At at);

    /// <summary>Invokes with arguments by name.</summary>
    public abstract FeelValue Invoke(Session session, ReadOnlySpan<string> names, ReadOnlySpan<FeelValue> arguments, At at);
}
