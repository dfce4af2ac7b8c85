using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Casework.Verbs;
using Tongzheng.Kernel;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Verbs;

/// <summary>The table of verbs is closed: every row has a page, an API and a story, and stands in the docs.</summary>
[Collection(VerbsNode.Name)]
public sealed partial class TableTests(NodeFixture fixture)
{
    public static TheoryData<string> Rows => [.. VerbTable.All.Select(verb => verb.Code)];

    readonly HashSet<string> routes =
    [
        .. from endpoint in fixture.Node.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select $"{method} {Constraint().Replace("/" + endpoint.RoutePattern.RawText?.Trim('/'), "}")}",
    ];

    [Theory, MemberData(nameof(Rows))]
    public void Every_verb_is_reachable_on_a_page_and_by_API_and_has_a_story(string code)
    {
        var verb = VerbTable.Find(code) ?? throw new InvalidOperationException(code);
        Assert.NotEmpty(verb.Pages);
        Assert.All(verb.Pages, page => Assert.Contains("POST " + page, routes));
        Assert.Contains("POST " + verb.Api, routes);
        Assert.Contains(code, Stories());
    }

    [Fact]
    public void No_story_is_told_of_a_verb_that_is_not_in_the_table() =>
        Assert.Empty(Stories().Except(VerbTable.All.Select(verb => verb.Code)));

    [Fact]
    public void Every_row_is_said_in_both_languages_with_the_same_places() => Assert.All(VerbTable.All, verb =>
    {
        Assert.All(new[] { verb.Name, verb.Told, verb.Letter, verb.Words, verb.ToldElsewhere }.OfType<Text>(), text =>
        {
            Assert.NotNull(text.En);
            Assert.Equal(Places(text.Zh), Places(text.En));
        });
        Assert.Equal(verb.Does is null, verb.PageOfProcedure is not null && verb.ApiOfProcedure is not null);
    });

    [Fact]
    public void The_table_is_the_one_that_was_published()
    {
        var path = Repository.PathOf("docs", "verbs.md");
        var written = Written();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(path, written);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == written, "The verbs have changed: look at them, then run the tests with UPDATE_SNAPSHOTS=1 and commit docs/verbs.md.");
    }

    [Fact]
    public async Task The_table_is_served_to_anybody()
    {
        var served = (await fixture.Node.Nobody().Get("/api/verbs")).Ok().Body.EnumerateArray().Select(row => row.GetProperty("code").GetString());
        Assert.Equal(VerbTable.All.Select(verb => verb.Code), served);
    }

    [Fact]
    public async Task A_verb_that_is_not_in_the_table_is_refused_and_one_of_the_procedure_names_its_own_address()
    {
        var some = await SomeCase.Submitted(fixture.Node);
        (await some.Act(some.Applicant, "conjure")).Refused(HttpStatusCode.NotFound, "verb.unknown");
        Assert.Contains("/api/cases/{id}/withdrawal", (await some.Act(some.Applicant, "withdraw")).Refused(HttpStatusCode.Conflict, "verb.of-procedure").Text);
    }

    [Theory, MemberData(nameof(Rows))]
    public async Task The_page_of_a_verb_answers_with_its_form_or_says_why_not(string code)
    {
        var verb = VerbTable.Find(code) ?? throw new InvalidOperationException(code);
        if (verb.IsOfProcedure) return; // its form stands on the page of the case, and the journeys fill it in
        var some = await SomeCase.Accepted(fixture.Node);
        foreach (var page in verb.Pages)
        {
            using var browser = new Browser(fixture.Node.Address);
            await browser.SignIn((page.StartsWith("/desk", StringComparison.Ordinal) ? await some.Officer("leader") : some.Applicant).Account ?? throw new InvalidOperationException());
            var shown = await browser.Get(page.Replace("{id}", some.Id, StringComparison.Ordinal).Replace("{verb}", code, StringComparison.Ordinal));
            Assert.True(shown.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{page} of {code}: {shown.Status}");
            Assert.Contains(verb.Name.Zh, shown.Words, StringComparison.Ordinal);
            Assert.Equal(shown.Status == HttpStatusCode.OK, shown.Document.Forms.Any(form => form.GetAttribute("action")?.EndsWith("/acts/" + code, StringComparison.Ordinal) == true));
        }
    }

    static string Written()
    {
        var table = new StringBuilder("""
            # The verbs of casework

            Everything that can be done with a case: a closed list, made from `src/Tongzheng/Casework/Verbs/VerbTable.cs` by a test.
            `GET /api/verbs` serves it. *Who* in which post: the party; the post of the task; who has the task; the office in charge;
            its head, whom the law names to approve. `{places}` are filled from the act. In 《》 the letter that goes out with it.

            | verb | who may | when | the clock | what the citizen is told | page · API |
            |---|---|---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var verb in VerbTable.All)
        {
            table.Append($"| **{verb.Name.Zh}** {verb.Name.En}<br>`{verb.Code}` | {Cell(VerbWords.Of(verb.Who))} | {Cell(VerbWords.Of(verb.Stage))} | {Cell(VerbWords.Of(verb.Clock))} | ");
            table.Append($"{Cell(verb.Told)}{(verb.Letter is { } letter ? $"<br>《{letter.Zh}》" : "")} | {string.Join("<br>", verb.Pages.Select(page => $"`{page}`"))}<br>`POST {verb.Api}` |\n");
        }
        return table.ToString();
    }

    static string Cell(Text text) => $"{text.Zh}<br>{text.En}";

    static IReadOnlyList<string> Stories() => [.. typeof(TableTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.GetCustomAttribute<StoryAttribute>()).OfType<StoryAttribute>().SelectMany(story => story.Verbs)];

    static IEnumerable<string> Places(string? text) => Place().Matches(text ?? "").Select(match => match.Value).Order();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@":\w+\}")]
    private static partial Regex Constraint();
}
