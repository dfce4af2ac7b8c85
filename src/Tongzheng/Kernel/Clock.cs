namespace Tongzheng.Kernel;

/// <summary>
/// The one clock of a node. In demo and test mode it can be moved forward, never back: what has happened stays before
/// what happens next. The pages show when it has been moved.
/// </summary>
public sealed class Clock
{
    readonly TimeProvider real;
    readonly Action<TimeSpan>? keep;
    readonly Lock moving = new();
    long movedTicks; // read without the lock; written under it

    /// <param name="real">The machine's time.</param>
    /// <param name="moved">How far it had been moved when the node stopped.</param>
    /// <param name="keep">Stores the new distance before it takes effect; null where the clock must not be moved.</param>
    public Clock(TimeProvider real, TimeSpan moved = default, Action<TimeSpan>? keep = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(moved, TimeSpan.Zero);
        this.real = real;
        this.keep = keep;
        movedTicks = moved.Ticks;
    }

    public bool CanMove => keep is not null;

    /// <summary>How far ahead of the machine's time it stands.</summary>
    public TimeSpan Moved => TimeSpan.FromTicks(Volatile.Read(ref movedTicks));

    public DateTimeOffset Now => real.GetUtcNow().Add(Moved).ToOffset(China.Offset);

    public DateOnly Today => China.DayOf(Now);

    /// <summary>Moves the clock to a later instant. Null when it was moved.</summary>
    public Refusal? MoveTo(DateTimeOffset instant)
    {
        if (keep is null)
            return new Refusal("clock.not-movable");
        lock (moving)
        {
            var by = instant - Now;
            if (by < TimeSpan.Zero)
                return new Refusal("clock.backwards");
            var moved = Moved + by;
            keep(moved); // a crash here leaves the distance stored and the clock where it will be after the start
            Volatile.Write(ref movedTicks, moved.Ticks);
            return null;
        }
    }
}
