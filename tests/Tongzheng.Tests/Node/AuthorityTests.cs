using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Tests.Node;

/// <summary>Who may do what: every role but the allowed ones is turned away, on every route and on every task.</summary>
[Collection(OneNode.Name)]
public sealed class AuthorityTests(NodeFixture fixture)
{
    const string County = "590102";

    static readonly string[] Officers = ["clerk", "reviewer", "inspector", "decider", "counter", "leader", "steward"];

    // The law of the house, written a second time on purpose: what a permission means is changed in two places or not at all.
    static readonly Dictionary<Permission, string[]> Allowed = new()
    {
        [Permission.Public] = ["nobody", "person", .. Officers],
        [Permission.Demo] = ["nobody", "person", .. Officers],
        [Permission.SignedIn] = ["person", .. Officers],
        [Permission.OwnAffairs] = ["person"],
        [Permission.HandleCases] = ["clerk", "reviewer", "inspector", "decider", "counter", "leader"],
        [Permission.ActAtCounter] = ["counter"],
        [Permission.Lead] = ["leader"],
        [Permission.Audit] = [],
        [Permission.KeepCatalogue] = ["steward"],
        [Permission.PlanWork] = ["leader", "steward"],
    };

    readonly RunningNode node = fixture.Node;

    [Fact]
    public async Task Every_role_but_the_allowed_ones_is_turned_away_from_every_route_of_the_API()
    {
        var office = (await OpenTask.Of(await node.As("li-yan"), await SomeFood.Submitted(await node.As("li-yan")), "accept")).Organisation;
        var callers = new Dictionary<string, Client> { ["nobody"] = node.Nobody(), ["person"] = await node.As("zhao-yifan") };
        foreach (var role in Officers) callers[role] = await node.AsOfficer(County, office, role);
        var wrong = new List<string>();
        foreach (var (route, method, permission) in Routes().Where(route => route.Route.StartsWith("/api/", StringComparison.Ordinal)))
            foreach (var (role, caller) in callers)
            {
                var answer = await caller.Send(new HttpRequestMessage(new HttpMethod(method), route) { Content = method != "POST" ? null : route == "/api/files" ? new MultipartFormDataContent { { new StringContent(""), "none" } } : new StringContent("{}", null, "application/json") });
                // Behind the gate something may be missing or unknown; at the gate it is one of two codes.
                var turnedAway = answer.Code is "sign-in.needed" or "permission.denied";
                if (turnedAway == Allowed[permission].Contains(role)) wrong.Add($"{role} on {method} {route} ({permission}): {(int)answer.Status} {answer.Code}");
            }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Every_post_but_the_tasks_own_gets_403_and_another_office_does_not_even_see_the_case()
    {
        var applicant = await node.As("li-yan");
        var task = await OpenTask.Of(applicant, await SomeFood.Submitted(applicant), "accept");
        var body = new { answers = new { outcome = "accept" } };
        foreach (var role in Officers.Where(role => role is not "clerk" and not "steward"))
            (await (await node.AsOfficer(County, task.Organisation, role)).Post(task.Path, body)).Refused(HttpStatusCode.Forbidden, "task.not-your-post");
        (await (await node.AsOfficer(County, task.Organisation, "steward")).Post(task.Path, body)).Refused(HttpStatusCode.Forbidden, "task.not-your-post");
        (await applicant.Post(task.Path, body)).Refused(HttpStatusCode.Forbidden, "task.not-your-post");
        (await node.Nobody().Post(task.Path, body)).Refused(HttpStatusCode.Unauthorized, "sign-in.needed");
        var elsewhere = (await node.Accounts()).First(account => account.Jurisdiction == County && account.Post is { } post && post.EndsWith("/clerk", StringComparison.Ordinal) && !post.StartsWith(task.Organisation, StringComparison.Ordinal));
        (await (await node.As(elsewhere)).Post(task.Path, body)).Refused(HttpStatusCode.NotFound, "case.unknown");
    }

    [Fact]
    public async Task Another_person_sees_neither_case_nor_file_nor_letter_nor_licence()
    {
        var applicant = await node.As("li-yan");
        var id = await SomeFood.Submitted(applicant);
        var other = await node.As("zhou-min");
        foreach (var path in new[] { $"/api/cases/{id}", $"/api/cases/{id}/letters", $"/api/cases/{id}/proof" })
            (await other.Get(path)).Refused(HttpStatusCode.NotFound, "case.unknown");
        (await other.Post($"/api/cases/{id}/withdrawal")).Refused(HttpStatusCode.NotFound, "case.unknown");
        (await other.Post($"/api/cases/{id}/correction", new { answers = new { } })).Refused(HttpStatusCode.NotFound, "case.unknown");
    }

    [Fact]
    public async Task Who_reviewed_does_not_decide_even_with_both_posts()
    {
        var applicant = await node.As("li-yan");
        var id = await SomeFood.Submitted(applicant);
        var accept = await OpenTask.Of(applicant, id, "accept");
        var both = await Appoint(accept, Role.Clerk, Role.Reviewer, Role.Inspector, Role.Decider);
        (await both.Post(accept.Path, new { answers = new { outcome = "accept" } })).Ok();
        (await both.Post((await OpenTask.Of(applicant, id, "inspect")).Path, new { answers = new { inspectedOn = "2026-03-02", inspectors = "赵明、钱亮", inspectionResult = "pass", inspectionNote = "一致。" } })).Ok();
        (await both.Post((await OpenTask.Of(applicant, id, "review")).Path, new { answers = new { reviewOpinion = "pass", reviewNote = "符合。" } })).Ok();
        var decide = await OpenTask.Of(applicant, id, "decide");
        (await both.Post(decide.Path, new { answers = new { decision = "grant" } })).Refused(HttpStatusCode.Forbidden, "task.separated");
        (await (await node.AsOfficer(decide.Jurisdiction, decide.Organisation, "decider")).Post(decide.Path, new { answers = new { decision = "grant" } })).Ok();
    }

    [Fact]
    public async Task An_officer_relieved_while_signed_in_does_no_more_of_the_post_and_the_page_says_so()
    {
        var applicant = await node.As("li-yan");
        var id = await SomeFood.Submitted(applicant);
        var accept = await OpenTask.Of(applicant, id, "accept");
        const string NotYours = "的相应岗位办理";
        var officer = await Appoint(accept, Role.Clerk, Role.Reviewer);
        using var browser = new Browser(node.Address);
        await browser.SignIn(officer.Account ?? throw new InvalidOperationException());
        Assert.DoesNotContain(NotYours, (await browser.Get("/desk/cases/" + id)).Words, StringComparison.Ordinal);

        await Relieve(officer, accept, Role.Clerk);
        (await officer.Post(accept.Path, new { answers = new { outcome = "accept" } })).Refused(HttpStatusCode.Forbidden, "task.not-your-post");
        Assert.Contains(NotYours, (await browser.Get("/desk/cases/" + id)).Words, StringComparison.Ordinal);

        await Relieve(officer, accept, Role.Reviewer);
        (await officer.Post(accept.Path, new { answers = new { outcome = "accept" } })).Refused(HttpStatusCode.NotFound, "case.unknown");
        (await officer.Get("/api/work")).Refused(HttpStatusCode.Forbidden, "permission.no-post");
        Assert.Contains("您已不在任何岗位", (await browser.Get("/desk")).Words, StringComparison.Ordinal);
        (await (await node.AsOfficer(accept.Jurisdiction, accept.Organisation, accept.Post)).Post(accept.Path, new { answers = new { outcome = "accept" } })).Ok();
    }

    async Task Relieve(Client officer, OpenTask task, Role role)
    {
        var relieved = Actor.Parse(officer.Account?.Who ?? "").Officer ?? throw new InvalidOperationException();
        Assert.IsType<Appended>(await node.Journal.Append(new Append
        {
            Jurisdiction = task.Jurisdiction,
            Key = $"relieve/{relieved}/{role}",
            Time = node.Clock.Now,
            Streams = [Facts.To(Officer.StreamOf(relieved), StreamAppend.Any, new OfficerReleased(relieved, new PostId(CreditCode.Parse(task.Organisation), role), "轮岗"))],
        }));
    }

    // An officer with several posts in the office of a task; the demo has nobody who could both review and decide.
    async Task<Client> Appoint(OpenTask task, params Role[] roles)
    {
        var officer = OfficerId.New(node.Clock.Now);
        var appointed = await node.Journal.Append(new Append
        {
            Jurisdiction = task.Jurisdiction,
            Key = "appoint/" + officer,
            Time = node.Clock.Now,
            Streams = [Facts.To($"officer/{officer}", StreamAppend.New, new OfficerAppointed(officer, "孙兼任", [.. roles.Select(role => new PostId(CreditCode.Parse(task.Organisation), role))]))],
        });
        Assert.IsType<Appended>(appointed);
        return await node.As(new RunningNode.DemoAccount(((Actor)officer).ToString(), task.Jurisdiction, "孙兼任", "", null, null));
    }

    IEnumerable<(string Route, string Method, Permission Permission)> Routes() =>
        from endpoint in node.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let needs = endpoint.Metadata.GetMetadata<Needs>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []
        where needs is not null
        select (Filled(endpoint.RoutePattern.RawText ?? ""), method, needs.Permission);

    // A place in a route is filled with something that fits its constraint and names nothing.
    static string Filled(string route) =>
        string.Join('/', ("/" + route.TrimStart('/')).Split('/').Select(part => part.Contains(":long", StringComparison.Ordinal) ? "1" : part.StartsWith('{') ? "none" : part));
}
