using Tongzheng.Matters;
using Tongzheng.Matters.Events;

namespace Tongzheng.Tests.Matters.Events;

public sealed class LongestWayTests
{
    [Theory]
    [MemberData(nameof(CompileLaws.Seeds), MemberType = typeof(CompileLaws))]
    public void The_longest_way_is_the_greatest_sum_of_limits_along_what_needs_what(int seed)
    {
        var life = new Bundle(seed).Event.Event;
        Assert.NotNull(life);
        var way = LongestWay.Of(life);
        int Longest(EventComponent component) => (component.Limit?.Value ?? 0) + component.Needs.Select(need => life.Find(need)).OfType<EventComponent>().Select(Longest).Append(0).Max();
        Assert.Equal(life.Components.Max(Longest), Assert.Single(way.Sum).Value);
        Assert.Empty(way.Components[0].Needs);
        for (var at = 1; at < way.Components.Count; at++) Assert.Contains(way.Components[at - 1].Matter, way.Components[at].Needs);
    }

    [Fact]
    public void A_limit_that_nobody_published_is_counted_as_unknown_and_not_as_nothing()
    {
        var life = Packs.Catalogue.Matters.First(matter => matter.Id == "OM32").Event;
        Assert.NotNull(life);
        var way = LongestWay.Of(life);
        Assert.Equal(way.Components.Count(component => component.Limit is null), way.Unknown);
    }

    [Fact]
    public void Working_days_and_days_are_added_each_by_itself()
    {
        EventComponent Component(string slug, TimeLimit? limit, params string[] needs) => new()
        {
            Matter = slug, Word = slug, Name = slug, Version = "", Department = "", Office = "", Wanted = "true", OnFailure = FailureRule.Stop, Limit = limit, Needs = needs,
        };
        var way = LongestWay.Of(new LifeEvent("OM99", "unconfirmed", [Component("a", new(3, "working-day")), Component("b", new(30, "calendar-day"), "a"), Component("c", new(20, "working-day"), "a"), Component("d", null, "b")], []));
        Assert.Equal(["a", "b", "d"], way.Components.Select(component => component.Matter));
        Assert.Equal([("working-day", 3), ("calendar-day", 30)], way.Sum.Select(sum => (sum.Unit, sum.Value)));
        Assert.Equal(1, way.Unknown);
    }
}
