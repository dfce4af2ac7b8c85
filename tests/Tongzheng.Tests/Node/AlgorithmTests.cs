using System.Text.Json;
using System.Text.RegularExpressions;
using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Tests.Matters;

namespace Tongzheng.Tests.Node;

/// <summary>The register of algorithms lists every live table, and a table that it does not list does not run.</summary>
[Collection(OneNode.Name)]
public sealed class AlgorithmTests(NodeFixture fixture)
{
    readonly RunningNode node = fixture.Node;

    static IEnumerable<(Matter Matter, DmnModel Model, Decision Decision)> Tables() =>
        from matter in Packs.Catalogue.Matters
        from file in matter.Decisions
        let model = DmnModel.Parse(file.Xml)
        from decision in model.Decisions
        where decision.Table is not null
        select (matter, model, decision);

    [Fact]
    public async Task Every_live_table_of_each_pack_is_listed_with_what_the_register_owes_the_public()
    {
        var listed = (await node.Nobody().Get("/api/algorithms")).Ok().Body.EnumerateArray().ToDictionary(entry => entry.GetProperty("id").GetString()!);
        Assert.Equal(Tables().Select(table => table.Decision.Id).Order(), listed.Keys.Order());
        var page = (await node.Nobody().Get("/algorithms")).Ok().Text;
        foreach (var (matter, model, decision) in Tables())
        {
            var entry = listed[decision.Id];
            Assert.Equal(model.Hash, entry.GetProperty("version").GetString());
            Assert.Equal(matter.Slug, entry.GetProperty("matter").GetString());
            foreach (var owed in new[] { "name", "basis", "affects", "contest" })
                Assert.False(string.IsNullOrWhiteSpace(entry.GetProperty(owed).GetString()), $"{decision.Id} lacks {owed}");
            Assert.Equal(matter.Department.Zh, entry.GetProperty("owner").GetProperty("zh").GetString());
            Assert.Contains($"/algorithms/{decision.Id}", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Its_page_shows_version_owner_basis_purpose_who_is_affected_how_to_contest_and_a_form_to_try_it()
    {
        using var browser = new Browser(node.Address);
        foreach (var (_, model, decision) in Tables())
        {
            var page = await browser.Get("/algorithms/" + decision.Id);
            Assert.Contains(model.Hash, page.Words, StringComparison.Ordinal);
            foreach (var heading in new[] { "用途", "责任单位", "依据", "影响谁", "不服怎么办", "版本", "试一试" })
                Assert.Contains(heading, page.Words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task In_English_its_tables_hold_no_Chinese_and_neither_do_the_reasons_of_a_trial()
    {
        using var browser = new Browser(node.Address);
        foreach (var (_, _, decision) in Tables())
        {
            var table = Regex.Match((await browser.Get($"/algorithms/{decision.Id}?lang=en")).Text, "<table.*?</table>", RegexOptions.Singleline).Value;
            Assert.DoesNotMatch(@"[\u4e00-\u9fff]", table);
        }
        foreach (var (matter, cases) in Packs.Catalogue.Matters.SelectMany(matter => matter.Cases.Select(cases => (matter, cases))).Where(pair => Tables().Any(table => table.Decision.Id == pair.cases.Decision)))
        {
            var answer = await node.Nobody().Post($"/api/algorithms/{cases.Decision}?lang=en", cases.Cases[0].Given);
            var typed = cases.Cases[0].Given.EnumerateObject().Select(given => given.Value.ToString()).ToList(); // a name that somebody chose stays as it is
            Assert.All(answer.Ok().Body.GetProperty("reasons").EnumerateArray(), reason => Assert.DoesNotMatch(@"[\u4e00-\u9fff]", typed.Where(own => own.Length > 0).Aggregate(reason.GetString()!, (said, own) => said.Replace(own, "", StringComparison.Ordinal))));
        }
    }

    [Fact]
    public async Task Trying_a_table_gives_what_its_examples_say_and_why()
    {
        foreach (var (matter, cases) in Packs.Catalogue.Matters.SelectMany(matter => matter.Cases.Select(cases => (matter, cases))))
        {
            var isListed = Tables().Any(table => table.Decision.Id == cases.Decision);
            foreach (var one in cases.Cases.Where(_ => isListed && cases.Today == DateOnly.FromDateTime(RunningNode.FirstDay.Date)))
            {
                var answer = await node.Nobody().Post($"/api/algorithms/{cases.Decision}", one.Given);
                Assert.Equal(FeelValue.FromJson(one.Then).ToString(), answer.Ok().Body.GetProperty("value").GetString());
                Assert.NotEmpty(answer.Body.GetProperty("reasons").EnumerateArray());
            }
        }
    }

    [Fact]
    public async Task What_is_not_in_the_register_cannot_be_looked_at_or_tried()
    {
        (await node.Nobody().Get("/api/algorithms/secret-score")).Refused(System.Net.HttpStatusCode.NotFound, "algorithm.unknown");
        (await node.Nobody().Post("/api/algorithms/secret-score", new { })).Refused(System.Net.HttpStatusCode.NotFound, "algorithm.unknown");
    }

    /// <summary>A procedure that names a table which its matter does not carry gets no answer, which is unknown and never a refusal.</summary>
    [Fact]
    public void A_table_that_is_not_registered_does_not_run()
    {
        var cases = (Cases)node.Services.GetService(typeof(Cases))!;
        var version = cases.Versions.FindLive("individual-business-registration")!;
        var decide = cases.Around.EngineFor(version, new Act { Jurisdiction = JurisdictionId.State, Who = Actor.Node, Now = RunningNode.FirstDay, IdempotencyKey = "a" }).Decide;
        Assert.NotNull(decide);
        var other = decide("old-age-allowance-amount", new FeelContext()); // live, but of another matter
        var unknown = decide("secret-score", new FeelContext());
        Assert.All(new[] { other, unknown }, result =>
        {
            Assert.True(result.Value.IsNull);
            Assert.Null(result.Explanation);
            Assert.Equal("decision.unregistered", Assert.Single(result.Diagnostics).Code);
        });
    }
}
