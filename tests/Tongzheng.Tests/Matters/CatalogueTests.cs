using System.Text.Json;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters;

public sealed class CatalogueTests
{
    [Fact]
    public void Every_pack_is_read_without_a_finding() =>
        Assert.Empty(Packs.Catalogue.Findings.Select(finding => finding.ToString()));

    [Fact]
    public void The_ninety_eight_matters_of_the_list_are_there_and_each_matter_can_run()
    {
        Assert.Equal(98, Packs.Catalogue.Matters.Count(matter => matter.Id.StartsWith("SI", StringComparison.Ordinal)));
        Assert.All(Packs.Catalogue.Matters, matter => Assert.True(matter.CanApply, matter.Slug));
    }

    [Fact]
    public void A_matter_is_found_by_slug_code_and_id()
    {
        var food = Packs.Catalogue.Find("food-business");
        Assert.Equal("食品经营许可(餐饮服务)", food?.Name.Zh);
        Assert.Same(food, Packs.Catalogue.Find("SI058"));
        Assert.Same(food, Packs.Catalogue.Find("000100058000"));
        Assert.Null(Packs.Catalogue.Find("no-such-matter"));
    }

    [Fact]
    public void Every_name_material_and_result_has_an_English_word() =>
        Assert.All(Packs.Catalogue.Matters, matter =>
        {
            Assert.NotNull(matter.Name.En);
            Assert.NotNull(matter.Department.En);
            Assert.NotNull(matter.Theme?.En);
            Assert.NotNull(matter.LifeStage?.En);
            Assert.NotNull(matter.Result?.Name.En);
            Assert.All(matter.Materials, material => Assert.NotNull(material.Name.En));
        });

    [Fact]
    public void The_files_of_a_matter_alone_give_the_same_matter_again()
    {
        foreach (var matter in Packs.Catalogue.Matters)
        {
            var again = Catalogue.Read(matter.Files);
            Assert.Empty(again.Findings);
            var copy = Assert.Single(again.Matters);
            Assert.Equal(matter.Hash, copy.Hash);
            Assert.Equal(matter.Procedure, copy.Procedure);
            Assert.Equal(matter.Form, copy.Form);
        }
    }

    [Fact]
    public void A_change_of_one_byte_in_a_shared_procedure_changes_the_version_of_those_who_use_it()
    {
        var matter = Packs.Catalogue.Find("water-abstraction");
        Assert.NotNull(matter);
        var changed = matter.Files.Select(file => file.Path == matter.Procedure?.File
            ? file with { Content = (byte[])[.. file.Content.Span, (byte)'\n'] } : file);
        Assert.NotEqual(matter.Hash, Catalogue.Read(changed).Matters[0].Hash);
    }

    [Fact]
    public void Where_only_materials_are_known_the_form_is_facts_slots_and_a_free_explanation()
    {
        var matter = Packs.Catalogue.Find("water-abstraction");
        Assert.NotNull(matter?.Form);
        Assert.True(matter.Form.Generated);
        using var form = JsonDocument.Parse(matter.Form.Json);
        var slots = Keys(form.RootElement).Where(field => field.Type == "filepicker").Select(field => field.Key);
        Assert.Equal(matter.Materials.Select(material => material.Key), slots);
        Assert.Contains(("textarea", "explanation"), Keys(form.RootElement));
        Assert.Contains(("textfield", "applicantName"), Keys(form.RootElement));
    }

    [Fact]
    public void Every_own_form_has_a_slot_for_each_listed_material() =>
        Assert.All(Packs.Catalogue.Matters.Where(matter => matter.Form is { Generated: false }), matter =>
        {
            using var form = JsonDocument.Parse(matter.Form!.Json);
            var slots = Keys(form.RootElement).Where(field => field.Type == "filepicker").Select(field => field.Key).ToHashSet();
            Assert.All(matter.Materials, material => Assert.Contains(material.Key, slots));
        });

    internal static IEnumerable<(string Type, string Key)> Keys(JsonElement container)
    {
        foreach (var component in container.GetProperty("components").EnumerateArray())
        {
            if (component.TryGetProperty("key", out var key))
                yield return (component.GetProperty("type").GetString() ?? "", key.GetString() ?? "");
            if (!component.TryGetProperty("components", out _)) continue;
            foreach (var inner in Keys(component)) yield return inner;
        }
    }
}
