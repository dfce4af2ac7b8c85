using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Casework;
using Tongzheng.Kernel;

namespace Tongzheng.Tests.Node;

/// <summary>The numbers people use: they rise, and nobody is refused for one.</summary>
public sealed class CaseNumberTests
{
    static readonly JurisdictionId County = JurisdictionId.Parse("590102");

    [Fact]
    public void Numbers_rise_and_none_is_given_twice_however_many_ask_at_once()
    {
        var numbers = new CaseNumbers();
        var given = new string[4][];
        Parallel.For(0, given.Length, caller => given[caller] = [.. Enumerable.Range(0, 5_000).Select(_ => numbers.Next(County, RunningNode.FirstDay))]);

        Assert.All(given, own => Assert.Equal(own.Order(StringComparer.Ordinal), own));
        Assert.Equal(20_000, given.SelectMany(own => own).Distinct().Count());
        Assert.All(given[0], number => Assert.Matches("^590102[0-9]{16}$", number));
    }

    [Fact]
    public void A_day_that_runs_out_of_numbers_goes_on_in_the_next()
    {
        var numbers = new CaseNumbers();
        var (last, first) = (numbers.Next(County, new(2026, 3, 2, 23, 59, 59, 999, 999, China.Offset)), numbers.Next(County, new(2026, 3, 2, 23, 59, 59, 999, 999, China.Offset)));
        Assert.StartsWith("59010220260302", last, StringComparison.Ordinal);
        Assert.Equal("5901022026030300000000", first);
    }

    [Fact]
    public async Task A_node_that_gave_more_numbers_than_time_passed_goes_on_behind_them_after_a_restart()
    {
        var node = await RunningNode.Start();
        try
        {
            // A rush: more at once than the steps of the clock, so the numbers run ahead of it.
            var numbers = node.Services.GetRequiredService<Surroundings>().Numbers;
            for (var i = 0; i < 500_000; i++) numbers.Next(County, node.Clock.Now);
            var before = await Open(node);

            node = await node.Restarted();
            var after = await Open(node);
            Assert.True(string.CompareOrdinal(after, before) > 0, string.Create(CultureInfo.InvariantCulture, $"{after} came after {before}"));
        }
        finally
        {
            await node.DisposeAsync();
        }
    }

    static async Task<string> Open(RunningNode node)
    {
        var applicant = await node.As("li-yan");
        var id = await SomeFood.Submitted(applicant);
        return (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("number").GetString() ?? "";
    }
}
