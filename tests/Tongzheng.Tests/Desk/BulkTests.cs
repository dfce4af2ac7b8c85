using System.Net;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Desk;

/// <summary>Several tasks at once.</summary>
[Collection(OneNode.Name)]
public sealed class BulkTests(NodeFixture fixture)
{
    [Fact]
    public async Task Several_tasks_are_taken_given_back_and_given_out_and_what_is_refused_for_one_stops_no_other()
    {
        var applicant = await fixture.Node.As("li-yan");
        var (one, other) = (await OpenTask.Of(applicant, await SomeFood.Submitted(applicant), "accept"), await OpenTask.Of(applicant, await SomeFood.Submitted(applicant), "accept"));
        var clerk = await fixture.Node.AsOfficer(one.Jurisdiction, one.Organisation, one.Post);
        var me = clerk.Account?.Who ?? "";

        var taken = await Post(clerk, "/desk/bulk", ("act", "claim"), Tick(one), Tick(other));
        Assert.True(taken.Status == HttpStatusCode.OK, taken.Text);
        Assert.Contains("已领取2件。", taken.Text);
        var mine = (await clerk.Get("/desk?view=mine")).Ok().Text;
        Assert.All(new[] { one, other }, task => Assert.Contains(task.Case, mine));

        // Nobody takes what somebody has; the other of the two is done all the same.
        Assert.Contains("已放回1件。", (await Post(clerk, "/desk/bulk?view=mine", ("act", "release"), Tick(other))).Text);
        var again = await Post(clerk, "/desk/bulk?view=mine", ("act", "release"), Tick(one), Tick(other));
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("已放回1件。", again.Text);

        var leader = await fixture.Node.AsOfficer(one.Jurisdiction, one.Organisation, "leader");
        Assert.Contains("已指派2件。", (await Post(leader, "/desk/bulk?view=office", ("act", "assign"), ("officer", me), Tick(one), Tick(other))).Text);
        Assert.Contains(one.Case, (await clerk.Get("/api/work?whose=mine")).Ok().Text);
        Assert.Contains(clerk.Account?.Name ?? "?", (await leader.Get("/desk/workload")).Ok().Text);

        Assert.Contains("请先勾选任务。", (await Post(clerk, "/desk/bulk", ("act", "claim"))).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await Post(clerk, "/desk/bulk", ("act", "no-such"), Tick(one))).Status);
    }

    static (string, string) Tick(OpenTask task) => ("task", $"{task.Case}~{task.Task}");

    static Task<Answer> Post(Client client, string path, params (string Name, string Value)[] fields) =>
        client.Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) });
}
