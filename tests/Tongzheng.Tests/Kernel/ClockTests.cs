using Tongzheng.Kernel;

namespace Tongzheng.Tests.Kernel;

public sealed class ClockTests
{
    sealed class Standing(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    static readonly DateTimeOffset Now = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Today_is_the_day_in_China() => Assert.Equal(new DateOnly(2026, 3, 2), new Clock(new Standing(Now)).Today);

    [Fact]
    public void In_demo_mode_it_moves_forward_and_the_distance_is_kept()
    {
        TimeSpan? kept = null;
        var clock = new Clock(new Standing(Now), keep: moved => kept = moved);
        Assert.Null(clock.MoveTo(Now.AddDays(20)));
        Assert.Equal(TimeSpan.FromDays(20), kept);
        Assert.Equal(Now.AddDays(20), clock.Now);
        Assert.Equal(clock.Now, new Clock(new Standing(Now), kept!.Value, _ => { }).Now);
    }

    [Fact]
    public void It_never_moves_back()
    {
        var clock = new Clock(new Standing(Now), TimeSpan.FromDays(3), _ => Assert.Fail("Nothing is stored."));
        Assert.Equal("clock.backwards", clock.MoveTo(Now.AddDays(2))?.Code);
        Assert.Equal(Now.AddDays(3), clock.Now);
    }

    [Fact]
    public void In_earnest_it_does_not_move_at_all() =>
        Assert.Equal("clock.not-movable", new Clock(new Standing(Now)).MoveTo(Now.AddDays(1))?.Code);

    [Fact]
    public void If_the_distance_cannot_be_stored_the_clock_stays()
    {
        var clock = new Clock(new Standing(Now), keep: _ => throw new IOException("disk full"));
        Assert.Throws<IOException>(() => clock.MoveTo(Now.AddDays(1)));
        Assert.Equal(Now, clock.Now);
    }
}
