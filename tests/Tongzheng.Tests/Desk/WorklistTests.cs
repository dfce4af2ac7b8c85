using System.Net;
using Tongzheng.Casework;
using Tongzheng.Kernel;
using Tongzheng.Services.Desk;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Desk;

/// <summary>The worklist: finding, narrowing, keeping views, printing.</summary>
public sealed class WorklistTests(NodeFixture fixture) : IClassFixture<NodeFixture> // other tests' cases would fill its pages
{
    [Theory]
    [InlineData("number")]
    [InlineData("餐饮服务")]
    [InlineData("李䶮")]
    [InlineData("李")]
    public async Task A_task_is_found_by_its_number_its_matter_or_the_beginning_of_the_partys_name(string searched)
    {
        var (id, number, clerk) = await Applied();
        var page = (await clerk.Get("/desk?q=" + Uri.EscapeDataString(searched == "number" ? number[^6..] : searched))).Ok().Text;
        Assert.Contains($"/desk/cases/{id}", page);
        Assert.DoesNotContain($"/desk/cases/{id}", (await clerk.Get("/desk?q=" + Uri.EscapeDataString("没有这样的人"))).Ok().Text);
    }

    [Fact]
    public async Task A_party_is_found_by_the_whole_number_of_the_document_and_by_no_part_of_it()
    {
        var (id, _, clerk) = await Applied();
        var citizen = Tongzheng.Directories.Demo.DemoProvince.Load(Repository.PathOf("regions", "yunlan")).Resident("li-yan").CitizenId?.ToString() ?? "";
        async Task<string> Found(string text) => (await clerk.Get("/api/work?search=" + Uri.EscapeDataString(text))).Ok().Text;
        Assert.Contains(id, await Found(citizen));
        Assert.DoesNotContain(id, await Found(citizen[..10]));
    }

    [Fact]
    public async Task All_of_the_office_stands_in_one_list_that_is_narrowed_by_post_and_another_offices_tasks_do_not()
    {
        var (id, number, clerk) = await Applied();
        var leader = await Officer("leader", "市场监督");
        Assert.DoesNotContain(id, (await leader.Get("/desk")).Ok().Text);
        Assert.Contains(id, (await leader.Get($"/desk?view=office&q={number}")).Ok().Text);
        Assert.Contains(id, (await leader.Get($"/desk?view=office&post=clerk&q={number}")).Ok().Text);
        Assert.DoesNotContain(id, (await leader.Get($"/desk?view=office&post=decider&q={number}")).Ok().Text);
        var stranger = await Officer("leader", "教育");
        Assert.DoesNotContain(id, (await stranger.Get($"/desk?view=office&q={number}")).Ok().Text);
        Assert.Contains(number, (await clerk.Get("/desk/print?q=" + number)).Ok().Text);
    }

    [Fact]
    public async Task A_closed_case_is_said_to_be_closed_and_no_longer_to_have_time_left()
    {
        var (id, number, clerk) = await Applied();
        (await (await fixture.Node.As("li-yan")).Post($"/api/cases/{id}/withdrawal")).Ok();
        var closed = (await clerk.Get($"/desk?view=closed&q={number}")).Ok().Text;
        Assert.Contains(number, closed);
        Assert.Contains("<span>已办结", closed);
        Assert.DoesNotContain("<span>时限充足 · ", closed);
        Assert.Contains("现在没有这样的办件。", (await (await Officer("clerk", "教育")).Get("/desk?view=closed")).Ok().Text);
    }

    [Fact]
    public async Task A_view_is_kept_for_its_officer_without_the_searched_text_and_can_be_thrown_away()
    {
        var clerk = await Officer("reviewer", "民政");
        var kept = await Post(clerk, "/desk/views", ("name", "超期的"), ("query", "?view=office&light=overdue&q=李䶮"));
        Assert.StartsWith("/desk?view=office&light=overdue", kept.Location);
        Assert.DoesNotContain("q=", kept.Location);
        Assert.Contains("超期的", (await clerk.Get("/desk")).Ok().Text);
        Assert.Equal("?view=office&light=overdue", (await clerk.Get("/api/work/views")).Ok().Body[0].GetProperty("query").GetString());
        Assert.DoesNotContain("超期的", (await (await Officer("clerk", "民政")).Get("/desk")).Ok().Text);
        await clerk.Post("/api/work/views", new { name = "超期的", query = "?light=red" });
        Assert.Equal("?light=red", (await clerk.Get("/api/work/views")).Ok().Body[0].GetProperty("query").GetString());

        Assert.Equal(HttpStatusCode.Redirect, (await Post(clerk, "/desk/views/drop", ("name", "超期的"))).Status);
        (await clerk.Post("/api/work/views/removal", new { name = "超期的" })).Refused(HttpStatusCode.NotFound, "view.unknown");
        (await clerk.Post("/api/work/views", new { name = "  ", query = "" })).Refused(HttpStatusCode.UnprocessableEntity, "view.name");
    }

    [Theory]
    [InlineData("?light=overdue&view=office", "?view=office&light=overdue")]
    [InlineData("?view=nonsense&colour=red&light=stopped", "")]
    [InlineData("//evil.example/?q=x", "")]
    [InlineData("?post=clerk&after=1~2~3&matter=food-business", "?post=clerk&matter=food-business")]
    public void A_kept_address_is_only_what_the_list_understands(string given, string kept) => Assert.Equal(kept, SaveView.Canonical(given));

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_and_back_again()
    {
        await Applied();
        await Applied();
        await Applied();
        var clerk = await Officer("clerk", "市场监督");
        var account = clerk.Account ?? throw new InvalidOperationException();
        var lists = (Lists)(fixture.Node.Services.GetService(typeof(Lists)) ?? throw new InvalidOperationException());
        var worker = new Worker(JurisdictionId.Parse(account.Jurisdiction), [PostId.Parse(account.Post ?? "")], account.Who);
        var today = fixture.Node.Clock.Today;
        var all = lists.Work(worker, Whose.Post, new WorkFilter(), today, size: 1000).Select(line => line.Key).ToList();
        var paged = new List<TaskKey>();
        for (TaskKey? at = null; lists.Work(worker, Whose.Post, new WorkFilter(), today, at, size: 2) is { Count: > 0 } page; at = page[^1].Key) paged.AddRange(page.Select(line => line.Key));
        Assert.Equal(all, paged);
        Assert.Equal(all.Skip(all.Count - 3).Take(2), lists.Work(worker, Whose.Post, new WorkFilter(), today, all[^1], back: true, size: 2).Select(line => line.Key));
        Assert.Equal(all.Count, lists.Lights(worker, Whose.Post, today).Values.Sum());
    }

    async Task<(string Id, string Number, Client Clerk)> Applied()
    {
        var applicant = await fixture.Node.As("li-yan");
        var id = await SomeFood.Submitted(applicant);
        var task = await OpenTask.Of(applicant, id, "accept");
        return (id, (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("number").GetString() ?? "", await fixture.Node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post));
    }

    async Task<Client> Officer(string role, string office) =>
        await fixture.Node.As((await fixture.Node.Accounts()).First(account => account.Jurisdiction == "590102" && account.Key is null && account.Note.Contains(office, StringComparison.Ordinal) && account.Post?.EndsWith("/" + role, StringComparison.Ordinal) == true));

    static Task<Answer> Post(Client client, string path, params (string Name, string Value)[] fields) =>
        client.Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) });
}
