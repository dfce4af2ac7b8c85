using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Casework;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Casework;

/// <summary>A case that a step has left is not read again, and is never older than its journal.</summary>
[Collection(OneNode.Name)]
public sealed class RecentCasesTests(NodeFixture fixture)
{
    static readonly JurisdictionId County = JurisdictionId.Parse("590102");

    RunningNode Node => fixture.Node;
    Cases Cases => Node.Services.GetRequiredService<Cases>();

    [Fact]
    public async Task What_a_step_has_left_is_the_case_that_its_facts_make_and_is_not_read()
    {
        var applicant = await Node.As("li-yan");
        var id = await SomeFood.Submitted(applicant);
        var left = await Found(Cases, id);
        Assert.Same(left, await Found(Cases, id));
        Assert.Equal((await ReadAnew(id)).Told(), left.Told());

        var task = await OpenTask.Of(applicant, id, "accept");
        var clerk = await Node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        (await clerk.Post($"/api/cases/{id}/tasks/{task.Task}", new { answers = new { outcome = "accept" } })).Ok();
        var after = await Found(Cases, id);
        Assert.True(after.StreamVersion > left.StreamVersion);
        Assert.Same(after, await Found(Cases, id));
        Assert.Equal((await ReadAnew(id)).Told(), after.Told());
    }

    [Fact]
    public async Task What_another_wrote_to_the_stream_is_read_behind_it()
    {
        var id = await SomeFood.Submitted(await Node.As("li-yan"));
        var left = await Found(Cases, id);
        var told = new CaseEscalated { Case = id, Task = left.Tasks[0].Task, TaskName = left.Tasks[0].Name, Light = Light.Red, Due = Node.Clock.Today, To = "leader" };
        Assert.IsType<Appended>(await Node.Journal.Append(new Append { Jurisdiction = County.ToString(), Key = "told/" + id, Time = Node.Clock.Now, Streams = [Facts.To(left.Stream, StreamAppend.Any, told)] }));
        Assert.Equal(left.StreamVersion + 1, (await Found(Cases, id)).StreamVersion);
        Assert.Equal((await ReadAnew(id)).Told(), (await Found(Cases, id)).Told());
    }

    // Cases that have seen nothing yet.
    Task<Tongzheng.Casework.Case> ReadAnew(string id) => Found(new Cases(Node.Journal, Cases.Versions, Cases.Around), id);

    static async Task<Tongzheng.Casework.Case> Found(Cases cases, string id) =>
        await cases.Find(County, id, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("The case is gone.");
}
