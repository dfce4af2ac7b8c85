using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Casework;

/// <summary>The facts of a case say what happened; what its version says already, and what of a person it does not use, they leave out.</summary>
[Collection(OneNode.Name)]
public sealed class WhatFactsKeepTests(NodeFixture fixture)
{
    RunningNode Node => fixture.Node;
    Versions Versions => Node.Services.GetRequiredService<Cases>().Versions;

    [Fact]
    public async Task A_step_keeps_neither_the_procedure_nor_the_matter_and_of_the_applicant_what_the_version_names()
    {
        var id = await SomeFood.Submitted(await Node.As("li-yan"));
        var facts = new List<RecordedFact>();
        await foreach (var fact in Node.Journal.ReadStream("590102", "case/" + id)) facts.Add(fact);
        var state = JsonDocument.Parse(facts.Single(fact => fact.Kind == "case.advanced").Personal[0].Json).RootElement.GetProperty("state");
        Assert.False(state.TryGetProperty("hash", out _));
        var scope = Assert.Single(state.GetProperty("scopes").EnumerateArray());
        Assert.False(scope.TryGetProperty("of", out _));
        Assert.Equal(["applicant", "parameters"], scope.GetProperty("variables").EnumerateObject().Select(variable => variable.Name));
        Assert.Equal(["kind"], scope.GetProperty("variables").GetProperty("applicant").EnumerateObject().Select(known => known.Name));
        Assert.All(facts, fact => Assert.DoesNotContain("null", Encoding.UTF8.GetString(fact.Payload.Span), StringComparison.Ordinal));

        var read = await new Cases(Node.Journal, Versions, Node.Services.GetRequiredService<Cases>().Around).Find(JurisdictionId.Parse("590102"), id, TestContext.Current.CancellationToken);
        Assert.Equal(read?.Version.Procedure.Hash, read?.State?.DefinitionHash);
        Assert.Equal(read?.Version.Matter.Name.Zh, read?.State?.Variables.Get(RunningMatter.Variable).AsContext?.Get("name").AsString);
    }

    [Fact]
    public void Where_the_party_goes_on_to_another_government_all_that_is_known_of_it_is_kept()
    {
        var party = new Party("person/1", "李妍", true, new Dictionary<string, Known> { ["person.address"] = new("澜阳区听泉里99号", "居民身份信息"), ["person.birthDate"] = new(new DateOnly(1991, 12, 24), "居民身份信息") });
        var sending = Versions.Catalogue.Matters.Where(matter => matter.CanApply).Select(matter => Versions.FindLive(matter.Slug)).OfType<RunningMatter>()
            .First(version => version.Procedure.Elements.Any(element => element.Properties.ContainsKey(Asking.Property)));
        Assert.Equal(["kind", "address", "birthDate", "age"], sending.ApplicantOf(party, new DateOnly(2026, 3, 2)).Keys);
        Assert.Equal(["kind"], Versions.FindLive("legal-aid")?.ApplicantOf(party, new DateOnly(2026, 3, 2)).Keys ?? []);
    }

    [Fact]
    public void A_decision_kept_in_brief_is_told_in_the_words_of_its_version()
    {
        var version = Versions.FindLive("legal-aid") ?? throw new InvalidOperationException();
        var given = new FeelContext().Set("cause", "labour").Set("exempt", "none").Set("onAssistance", "yes").Set("monthlyIncome", 4000).Set("householdSize", 4).Set("parameters", new FeelContext().Set("legalAidIncome", 1500));
        var why = version.FindModel("legal-aid-scope")?.Evaluate("legal-aid-scope", given, new EvaluationOptions { Now = Node.Clock.Now }, explain: true).Explanation ?? throw new InvalidOperationException();
        var kept = new DecisionTaken("assess", "legal-aid-scope", JsonText.Of(writer => why.WriteTo(writer, inBrief: true)));
        Assert.DoesNotContain("法律援助法", kept.Explanation?.ToElement().GetRawText() ?? "", StringComparison.Ordinal);
        Assert.Equal(JsonText.Of(writer => why.WriteTo(writer)).Utf8.ToArray(), kept.InWords(version).Explanation?.Utf8.ToArray());
    }
}
