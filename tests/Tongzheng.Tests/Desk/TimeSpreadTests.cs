using Tongzheng.Casework;
using Tongzheng.Services.Desk;

namespace Tongzheng.Tests.Desk;

public sealed class TimeSpreadTests
{
    static TimeSpread Of(IEnumerable<TimeSpan> times) => new(times.GroupBy(TimeSpread.BucketOf).ToDictionary(group => group.Key, group => (long)group.Count()));

    [Fact]
    public void Nothing_has_no_median() => Assert.Null(Of([]).Median);

    [Fact]
    public void A_share_of_any_durations_is_told_to_within_a_tenth()
    {
        var chance = new Random(7);
        foreach (var most in new[] { 10.0, 600, 40_000, 400_000 })
        {
            var times = Enumerable.Range(0, 4001).Select(_ => TimeSpan.FromMinutes(1 + (most * Math.Pow(chance.NextDouble(), 2)))).Order().ToList();
            foreach (var share in new[] { 0.1, 0.5, 0.9, 0.99 })
            {
                var told = Of(times).Share(share) ?? default;
                var real = times[(int)(share * (times.Count - 1))];
                Assert.InRange(told / real, 0.9, 1.1);
            }
        }
    }

    [Fact]
    public void Times_of_one_size_are_told_as_that_size() =>
        Assert.InRange(Of(Enumerable.Repeat(TimeSpan.FromDays(3), 20)).Median ?? default, TimeSpan.FromDays(2.7), TimeSpan.FromDays(3.3));

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(1, 10, 1)]
    [InlineData(5, 10, 2)]
    [InlineData(10, 10, 4)]
    [InlineData(0, 0, 0)]
    public void The_slowest_step_is_the_hottest_and_the_rest_is_graded_by_it(int hours, int slowest, int heat) =>
        Assert.Equal(heat, Bottlenecks.HeatOf(TimeSpan.FromHours(hours), TimeSpan.FromHours(slowest)));
}
