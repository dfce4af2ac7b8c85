using System.Text.Json;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters;

/// <summary>The packs say what the source of the list says, field by field; what it does not say, they do not say.</summary>
public sealed class FactsTests
{
    public static TheoryData<string> Ids => [.. Items().Keys];

    [Fact]
    public void Every_item_of_the_source_is_a_pack_and_no_other_service_is() =>
        Assert.Equal(Items().Keys.Order(), Packs.Catalogue.Matters.Where(matter => matter.Folder.StartsWith("services/", StringComparison.Ordinal)).Select(matter => matter.Id).Order());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_pack_equals_its_item_field_by_field(string id)
    {
        var item = Items()[id];
        var matter = Packs.Catalogue.Find(id);
        Assert.NotNull(matter);
        var known = new HashSet<string>();
        string Word(string field) => known.Add(field) ? item.GetProperty(field).GetString() ?? "" : "";
        bool Flag(string field) => known.Add(field) && item.GetProperty(field).GetBoolean();
        string[] Words(string field) => known.Add(field) ? [.. item.GetProperty(field).EnumerateArray().Select(each => each.GetString() ?? "")] : [];

        Assert.Equal(Word("id"), matter.Id);
        Assert.Equal(Word("name"), matter.Name.Zh);
        Assert.Equal(Word("itemType"), matter.ItemType);
        Assert.Equal(Words("serviceObject"), matter.ServiceObjects);
        Assert.Equal(Word("department"), matter.Department.Zh);
        Assert.Equal(Word("useLevel"), matter.UseLevel);
        Assert.Equal(Word("caseType"), matter.CaseType);
        known.Add("statutoryLimit");
        var limit = item.GetProperty("statutoryLimit");
        Assert.Equal(new TimeLimit(limit.GetProperty("value").GetInt32(), limit.GetProperty("unit").GetString() ?? ""), matter.StatutoryLimit);
        Assert.Equal(Word("basis"), matter.Basis);
        Assert.Equal(Word("basisStatus") == "confirmed", matter.BasisConfirmed);
        Assert.Equal(Words("materials"), matter.Materials.Select(material => material.Name.Zh));
        Assert.Equal(Word("result"), matter.Result?.Name.Zh);
        Assert.Equal(Word("theme"), matter.Theme?.Zh);
        Assert.Equal(Word("onlineDepth"), matter.OnlineDepth);
        Assert.Equal(Word("crossProvince"), matter.CrossProvince);
        Assert.Equal(Flag("instantCandidate"), matter.InstantCandidate);
        Assert.Equal(Flag("noApplyCandidate"), matter.NoApplyCandidate);
        Assert.Equal(Word("note"), matter.Note);

        Assert.Equal(item.EnumerateObject().Select(field => field.Name).Order(), known.Order());
        Assert.Null(matter.PromisedLimit);
        Assert.Null(matter.Fee);
    }

    static Dictionary<string, JsonElement> Items()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("tests", "Tongzheng.Tests", "Matters", "service-items.json")));
        return document.RootElement.GetProperty("items").Clone().EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString() ?? "");
    }
}
