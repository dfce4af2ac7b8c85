using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.House;

/// <summary>Closed lists: what is forgotten in one of them fails the build.</summary>
[Collection(OneNode.Name)]
public sealed partial class ClosedListTests(NodeFixture fixture)
{
    // What can be done on a page, and the route by which a program does the same.
    static readonly Dictionary<string, string> ActionsOfPages = new()
    {
        ["/sign-in"] = "POST /api/session",
        ["/sign-out"] = "none: a program throws its token away",
        ["/matters/{matter}/apply"] = "POST /api/cases",
        ["/drafts/resume"] = "none: a program keeps its answers itself until it hands them in",
        ["/cases/{id}/tasks/{task}"] = "POST /api/cases/{id}/tasks/{task}",
        ["/desk/open/{matter}"] = "POST /api/cases/ex-officio",
        ["/cases/{id}/withdraw"] = "POST /api/cases/{id}/withdrawal",
        ["/cases/{id}/correct"] = "POST /api/cases/{id}/correction",
        ["/cases/{id}/rate"] = "POST /api/cases/{id}/rating",
        ["/licences/check"] = "POST /api/licences/check",
        ["/matters/{matter}/eligibility"] = "POST /api/matters/{matter}/eligibility",
        ["/algorithms/{decision}"] = "POST /api/algorithms/{decision}",
        ["/desk/cases/{id}/tasks/{task}"] = "POST /api/cases/{id}/tasks/{task}",
        ["/desk/cases/{id}/tasks/{task}/correction"] = "POST /api/cases/{id}/tasks/{task}",
        ["/desk/cases/{id}/incidents/{incident}"] = "POST /api/cases/{id}/incidents/{incident}",
        ["/desk/bulk"] = "POST /api/cases/{id}/acts/{verb}",
        ["/desk/views"] = "POST /api/work/views",
        ["/desk/views/drop"] = "POST /api/work/views/removal",
        ["/desk/dissolution"] = "POST /api/organisations/{code}/dissolution",
        ["/calendars"] = "POST /api/calendars",
        ["/desk/cases/{id}/acts/{verb}"] = "POST /api/cases/{id}/acts/{verb}",
        ["/cases/{id}/acts/{verb}"] = "POST /api/cases/{id}/acts/{verb}",
        ["/counter"] = "POST /api/counter/people",
        ["/counter/{person}"] = "POST /api/cases",
        ["/counter/queue"] = "POST /api/halls/{hall}/calls",
        ["/halls/{hall}/tickets"] = "POST /api/halls/{hall}/tickets",
        ["/halls/{hall}/appointment"] = "POST /api/appointments",
        ["/appointments/cancel"] = "POST /api/appointments/cancellation",
        ["/kiosk/end"] = "none: a kiosk is a browser; a program throws its token away",
        ["/kiosk/enrol"] = "none: a kiosk is a browser",
        ["/kiosk/release"] = "none: a kiosk is a browser",
        ["/modelling/new"] = "POST /api/modelling/{slug}",
        ["/modelling/{slug}/open"] = "POST /api/modelling/{slug}",
        ["/modelling/{slug}/files/{file}"] = "POST /api/modelling/{slug}/files/{file}",
        ["/modelling/{slug}/add"] = "POST /api/modelling/{slug}/files/{file}",
        ["/modelling/{slug}/remove"] = "POST /api/modelling/{slug}/removal",
        ["/modelling/{slug}/propose"] = "POST /api/modelling/{slug}/proposal",
        ["/modelling/{slug}/publish"] = "POST /api/modelling/{slug}/publication",
        ["/modelling/{slug}/send-back"] = "POST /api/modelling/{slug}/return",
        ["/modelling/{slug}/discard"] = "POST /api/modelling/{slug}/discard",
        ["/modelling/{slug}/import"] = "POST /api/modelling/{slug}/pack",
        ["/modelling/{slug}/simulation"] = "POST /api/modelling/{slug}/simulations",
        ["/demo/clock"] = "POST /api/demo/clock",
    };

    // What can be read on a page, likewise; a page with nothing of its own to read is not listed.
    static readonly Dictionary<string, string> ReadingsOfPages = new()
    {
        ["/search"] = "GET /api/matters",
        ["/matters/{matter}"] = "GET /api/matters/{matter}",
        ["/matters/{matter}/apply"] = "GET /api/matters/{matter}/form",
        ["/cases"] = "GET /api/cases",
        ["/cases/{id}"] = "GET /api/cases/{id}",
        ["/cases/{id}/proof"] = "GET /api/cases/{id}/proof",
        ["/cases/{id}/files/{file}"] = "GET /api/cases/{id}/files/{file}",
        ["/cases/{id}/letters/{notice}.pdf"] = "GET /api/cases/{id}/letters/{notice}/pdf",
        ["/licences"] = "GET /api/licences",
        ["/licences/{licence}"] = "GET /api/licences/{licence}",
        ["/licences/{licence}.pdf"] = "GET /api/licences/{licence}/pdf",
        ["/licences/check"] = "GET /api/licences/check",
        ["/algorithms"] = "GET /api/algorithms",
        ["/algorithms/{decision}"] = "GET /api/algorithms/{decision}",
        ["/matters/{matter}/blank-form"] = "GET /api/matters/{matter}/form",
        ["/matters/{matter}/blank-form.pdf"] = "GET /api/matters/{matter}/blank-form",
        ["/matters/{matter}/sample-form.pdf"] = "GET /api/matters/{matter}/sample-form",
        ["/calendars"] = "GET /api/calendars",
        ["/offices"] = "GET /api/offices",
        ["/offices/{organisation}"] = "GET /api/offices/{organisation}/lists",
        ["/parameters"] = "GET /api/parameters",
        ["/halls"] = "GET /api/halls",
        ["/halls/{hall}"] = "GET /api/halls/{hall}/queue",
        ["/halls/{hall}/screen"] = "GET /api/halls/{hall}/queue",
        ["/halls/{hall}/tickets/{number}"] = "GET /api/halls/{hall}/tickets/{number}",
        ["/halls/{hall}/appointment"] = "GET /api/halls/{hall}/slots",
        ["/appointments"] = "GET /api/appointments",
        ["/counter"] = "GET /api/counter/cases",
        ["/desk"] = "GET /api/work",
        ["/desk/print"] = "GET /api/work",
        ["/desk/workload"] = "GET /api/workload",
        ["/desk/bottlenecks/{matter}"] = "GET /api/bottlenecks/{matter}",
        ["/modelling/{slug}/simulation"] = "GET /api/modelling/{slug}/plan",
        ["/modelling/{slug}/simulations/{id}"] = "GET /api/modelling/{slug}/simulations/{id}",
        ["/desk/cases/{id}"] = "GET /api/cases/{id}",
        ["/modelling"] = "GET /api/modelling",
        ["/modelling/{slug}"] = "GET /api/modelling/{slug}",
        ["/modelling/{slug}/files/{file}"] = "GET /api/modelling/{slug}/files/{file}",
        ["/modelling/{slug}/pack.zip"] = "GET /api/modelling/{slug}/pack.zip",
        ["/desk/cases/{id}/procedure"] = "GET /api/cases/{id}/procedure",
    };

    // Files that were not there when the program was built: the framework serves them in development, the guard refuses them.
    const string Unbuilt = "/{**path}";

    readonly IReadOnlyList<(string Route, string Method, RouteEndpoint Endpoint)> routes =
    [
        .. from endpoint in fixture.Node.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select (Plain(endpoint.RoutePattern.RawText ?? ""), method, endpoint),
    ];

    [Fact]
    public void Every_route_says_whom_it_lets_in_because_one_that_forgot_would_let_in_anybody() =>
        Assert.Empty(routes.Where(route => route.Endpoint.Metadata.GetMetadata<Needs>() is null && route.Route != Unbuilt).Select(route => $"{route.Method} {route.Route}"));

    // A file is served by several routes, one for each way it is packed.
    [Fact]
    public void No_two_routes_answer_at_one_address_because_then_neither_does() =>
        Assert.Empty(routes.Where(route => !Path.HasExtension(route.Route)).GroupBy(route => (route.Method, Place().Replace(route.Route, "{}"))).Where(same => same.Count() > 1).Select(same => $"{same.Key.Method} {same.Key.Item2}"));

    [Fact]
    public void Every_unsafe_route_is_a_POST_so_that_the_guard_asks_for_its_token() =>
        Assert.All(routes, route => Assert.Contains(route.Method, new[] { "GET", "HEAD", "POST" }));

    [Fact]
    public async Task Every_unsafe_route_of_pages_refuses_a_post_without_its_token()
    {
        foreach (var (route, _, _) in routes.Where(route => route.Method == "POST" && !route.Route.StartsWith("/api/", StringComparison.Ordinal)))
        {
            using var browser = new Browser(fixture.Node.Address);
            var forged = await browser.Post(Place().Replace(route, "1"), [KeyValuePair.Create("go", "next")]);
            Assert.True((int)forged.Status is 400 or 403 or 422, $"{route} took a post without a token: {forged.Status}");
        }
    }

    [Fact]
    public void Every_action_of_a_page_has_a_route_of_the_API()
    {
        Assert.Equal(ActionsOfPages.Keys.Order(), Pages("POST"));
        Assert.Empty(ActionsOfPages.Values.Where(route => !route.StartsWith("none: ", StringComparison.Ordinal)).Except(Api()));
    }

    [Fact]
    public void Every_reading_of_a_page_that_is_listed_has_a_route_of_the_API()
    {
        Assert.Empty(ReadingsOfPages.Keys.Except(Pages("GET")));
        Assert.Empty(ReadingsOfPages.Values.Except(Api()));
    }

    [Fact]
    public void Every_read_model_is_written_rebuilt_and_verified()
    {
        var index = CitizenIndex.OpenOrCreate(Path.Combine(fixture.Node.Folder, "keys", "citizen-index.key"));
        var known = Tongzheng.Node.Models(index).Select(model => model.GetType()).ToList();
        Assert.Empty(typeof(Tongzheng.Node).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ReadModel)) && !type.IsAbstract).Except(known));
        Assert.Distinct(known);
    }

    [Fact]
    public async Task The_interface_is_the_one_that_was_published()
    {
        var path = Repository.PathOf("docs", "openapi.json");
        var served = (await fixture.Node.Nobody().Get("/openapi/v1.json")).Ok().Text.Replace(fixture.Node.Address.ToString(), "http://localhost/").ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") await File.WriteAllTextAsync(path, served);
        Assert.True(File.Exists(path) && await File.ReadAllTextAsync(path) == served, "The interface has changed: look at it, then run the tests with UPDATE_SNAPSHOTS=1 and commit docs/openapi.json.");
        Assert.Contains("\"openapi\": \"3.1", served, StringComparison.Ordinal);
    }

    // The front page and what comes with the program (styles, the interface's description) are no reading of a page.
    IEnumerable<string> Pages(string method) => routes
        .Where(route => route.Method == method && !route.Route.StartsWith("/api/", StringComparison.Ordinal) && route.Endpoint.Metadata.GetMetadata<Needs>() is not null)
        .Select(route => route.Route).Distinct().Order();

    HashSet<string> Api() => [.. routes.Where(route => route.Route.StartsWith("/api/", StringComparison.Ordinal)).Select(route => $"{route.Method} {route.Route}")];

    static string Plain(string route) => Constraint().Replace("/" + route.Trim('/'), "}");

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}
