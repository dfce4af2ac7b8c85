using System.Text.Json;
using Tongzheng.Bpmn;
using Tongzheng.Forms;
using Tongzheng.Matters;
using Tongzheng.Matters.Events;

namespace Tongzheng.Tests.Matters.Events;

/// <summary>The life events that are shipped, against the national list as the facts know it.</summary>
public sealed class ShippedEventTests
{
    static readonly JsonElement List = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "Tongzheng.Tests", "Matters", "one-matters.json"))).RootElement.GetProperty("matters");

    static IEnumerable<Matter> Events => Packs.Catalogue.Matters.Where(matter => matter.Event is not null);

    public static TheoryData<string> Slugs => [.. Events.Select(matter => matter.Slug)];

    [Fact]
    public void Six_life_events_of_the_list_are_there() =>
        Assert.Superset(new HashSet<string> { "OM03", "OM09", "OM13", "OM19", "OM31", "OM32" }, Events.Select(matter => matter.Id).ToHashSet());

    [Theory]
    [MemberData(nameof(Slugs))]
    public void A_life_event_has_the_name_the_components_and_the_certainty_of_the_list(string slug)
    {
        var matter = Get(slug);
        var entry = List.EnumerateArray().Single(entry => entry.GetProperty("id").GetString() == matter.Id);
        var life = matter.Event;
        Assert.NotNull(life);
        Assert.Contains(entry.GetProperty("name").GetString()?[..4] ?? "", matter.Name.Zh, StringComparison.Ordinal);
        Assert.Equal(entry.GetProperty("status").GetString(), life.Status);
        Assert.False(matter.BasisConfirmed);
        Assert.Equal(entry.GetProperty("components").EnumerateArray().Select(word => word.GetString()).Order(),
            life.Components.Select(component => component.Word).Concat(life.Covered.Select(covered => covered.Zh.Split('：')[0])).Order());
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void A_bundle_saves_documents_and_asks_none_that_a_component_certainly_yields(string slug)
    {
        var matter = Get(slug);
        Assert.NotNull(matter.Event);
        Assert.True(matter.Event.Together < matter.Event.OneByOne, $"{matter.Event.Together} of {matter.Event.OneByOne}");
        var asked = Form.Parse(matter.Form?.Json ?? "").All.Where(field => field.Type == "filepicker").Select(field => field.Label.Zh).ToHashSet();
        Assert.All(matter.Event.Components.SelectMany(component => component.Materials).Where(material => material.Source == MaterialSource.Yielded && matter.Event.Find(material.From ?? "")?.Wanted == "true"),
            material => Assert.DoesNotContain(material.Name.Zh, asked));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void A_procedure_is_sound_and_every_element_of_it_is_drawn(string slug)
    {
        var procedure = Get(slug).Procedure;
        Assert.NotNull(procedure);
        var definition = ProcessDefinition.Parse(procedure.Xml);
        Assert.Empty(definition.Check(new KnownNames()).Where(found => found.Severity == Severity.Error).Select(found => found.ToString()));
        Assert.All(definition.Elements.Where(element => element.Kind != ElementKind.Process), element => Assert.Contains($"bpmnElement=\"{element.Id}\"", procedure.Xml, StringComparison.Ordinal));
    }

    [Fact]
    public void Packs_made_as_components_say_that_their_source_is_not_confirmed_and_state_no_limit() =>
        Assert.All(Packs.Catalogue.Matters.Where(matter => matter.Id.StartsWith("ZC", StringComparison.Ordinal)), matter =>
        {
            Assert.False(matter.BasisConfirmed);
            Assert.Null(matter.StatutoryLimit);
            Assert.Contains("来源未确认", matter.Note, StringComparison.Ordinal);
            Assert.True(Events.Any(life => life.Event?.Find(matter.Slug) is not null) || Packs.Catalogue.Matters.Any(asking => asking.Procedure?.Xml.Contains($"\"{matter.Slug}\"", StringComparison.Ordinal) == true
                || asking.Procedure?.Xml.Contains($"&quot;{matter.Slug}&quot;", StringComparison.Ordinal) == true), $"nobody asks for {matter.Slug}");
        });

    static Matter Get(string slug) => Packs.Catalogue.Find(slug) ?? throw new InvalidOperationException(slug);
}
