namespace Tongzheng.Feel.Compile;

/// <summary>A compiled expression.</summary>
delegate FeelValue Code(Frame frame);

/// <summary>The local values of one function invocation (or of the outermost expression).</summary>
sealed class Frame(Session session, FeelValue[] slots, Frame? outer)
{
    public readonly Session Session = session;
    public readonly FeelValue[] Slots = slots;
    public readonly Frame? Outer = outer;

    public FeelValue Fail(At at, string code, string message) => Session.Fail(at, code, message);

    /// <summary>The frame as it is now, for a function that outlives the round of the loop it was made in.</summary>
    public Frame Captured() => Slots.Length == 0 ? this : new(Session, (FeelValue[])Slots.Clone(), Outer);
}
