using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters;

/// <summary>What no source confirms is the region's to set: each such limit of the table stands in parameters.yaml.</summary>
public sealed class RegionLimitTests
{
    static readonly Parameters Region = Parameters.Load(Path.Combine(Packs.Region, "parameters.yaml"), []);

    [Fact]
    public void Every_limit_that_is_not_confirmed_is_a_parameter_of_the_region_marked_as_an_example() =>
        Assert.All(TimeLimits.All.Where(limit => limit.IsParameter), limit => Assert.True(Region.Find(Parameters.KeyOf(limit)) is { IsExample: true }, $"{limit.Id} has no parameter."));

    [Fact]
    public void A_parameter_sets_its_limit_and_no_parameter_can_change_a_confirmed_one()
    {
        var loose = Assert.IsType<PeriodLimit>(TimeLimits.Find("SJ-01", new DateOnly(2026, 3, 2)));
        Assert.Equal(Period.Parse("10 working-day"), Region.LimitOf(loose)?.Period);
        var other = Load("parameters:\n  - { key: limit.SJ-01, value: 7, unit: working-day, label: { zh: 答复, en: Answer } }\n  - { key: limit.XK-02, value: 1, unit: working-day, label: { zh: 决定, en: Decision } }\n");
        Assert.Equal(Period.Parse("7 working-day"), other.LimitOf(loose)?.Period);
        Assert.Null(other.LimitOf(TimeLimits.Find("XK-02", new DateOnly(2026, 3, 2)) ?? throw new InvalidOperationException()));
    }

    [Fact]
    public void No_parameter_names_a_limit_that_is_confirmed_or_unknown() =>
        Assert.All(Region.All.Where(parameter => parameter.Key.StartsWith("limit.", StringComparison.Ordinal)), parameter =>
            Assert.Contains(TimeLimits.All, limit => limit.IsParameter && Parameters.KeyOf(limit) == parameter.Key));

    static Parameters Load(string yaml)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, yaml);
        try { return Parameters.Load(file, []); }
        finally { File.Delete(file); }
    }
}
