namespace Tongzheng.Kernel;

/// <summary>What a decision gave: the value, or the reason why not.</summary>
public readonly struct Outcome<T> where T : class
{
    Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; null when it was refused.</summary>
    public T? Value { get; }

    /// <summary>The reason; null when it was not refused.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value, where a refusal would be a mistake in the program.</summary>
    public T OrThrow() => Value ?? throw new InvalidOperationException(Refusal?.ToString());

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
