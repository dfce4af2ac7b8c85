using Tongzheng.Kernel;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Verbs;

/// <summary>A verb of each sort on PostgreSQL.</summary>
public sealed class PostgresStories
{
    [Fact]
    public async Task Tasks_clocks_experts_and_links_go_the_same_way_on_PostgreSQL()
    {
        var (facts, keys) = (PostgresCluster.NewDatabase(), PostgresCluster.NewDatabase());
        try
        {
            await using var node = await RunningNode.Start(facts, keys);
            var (some, other) = (await SomeCase.Submitted(node), await SomeCase.Submitted(node));
            var (clerk, colleague) = (await some.Officer("clerk"), await some.Appoint("钱二", Role.Clerk));
            (await some.Act(clerk, "claim")).Ok();
            (await some.Act(clerk, "delegate", new { target = SomeCase.Of(colleague), reason = "请代办。" })).Ok();
            (await some.Act(some.Applicant, "urge")).Ok();
            (await some.TryDo(colleague, "accept", new { outcome = "accept" })).Ok();
            (await some.Act(await some.Officer("reviewer"), "suspend", new { target = "testing", reason = "送检。" })).Ok();
            (await some.Act(await some.Officer("reviewer"), "resume", new { reason = "收到报告。" })).Ok();
            (await some.Act(await some.Officer("reviewer"), "expert", new { target = SomeCase.Of(clerk), reason = "是否安全？" })).Ok();
            (await some.Act(clerk, "opine", new { reason = "安全。" })).Ok();
            (await other.Act(clerk, "merge", new { target = (await some.Seen()).GetProperty("number").GetString(), reason = "重复。" })).Ok();
            Assert.Equal("merged", (await other.Seen()).GetProperty("outcome").GetString());
            await some.Decided();
            Assert.Equal("granted", (await some.Seen()).GetProperty("outcome").GetString());
        }
        finally
        {
            PostgresCluster.Drop(facts);
            PostgresCluster.Drop(keys);
        }
    }
}
