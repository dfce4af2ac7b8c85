using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Matters.Comparing;

namespace Tongzheng.Tests.Matters;

public sealed class FourSameTests
{
    static readonly Text State = new("国家基本目录", "the basic catalogue"), County = new("霁安县实施清单", "the list of Ji'an");
    static readonly ListEntry Food = new(State, "000100058000", "食品经营许可") { ItemType = "01", Basis = "食品安全法 art.35", UseLevel = "4" };

    [Fact]
    public void Lists_that_say_the_same_have_no_difference() =>
        Assert.Empty(FourSame.Compare([Food], State, [Food with { List = County }], County));

    [Fact]
    public void Each_of_the_elements_is_compared_and_the_difference_names_both_entries()
    {
        Assert.Equal("name", Only(Food with { Name = "食品许可" }).Element);
        Assert.Equal("code", Only(Food with { Code = "000100058001" }).Element);
        Assert.Equal("type", Only(Food with { ItemType = "10" }).Element);
        Assert.Equal("basis", Only(Food with { Basis = "食品安全法 art.36" }).Element);
        Assert.Equal("level", Only(Food with { UseLevel = "5" }).Element);

        static Difference Only(ListEntry changed)
        {
            var difference = Assert.Single(FourSame.Compare([Food], State, [changed with { List = County }], County));
            Assert.Contains("国家基本目录：食品经营许可（000100058000）", difference.Sentence.Zh);
            Assert.Contains($"霁安县实施清单：{changed.Name}（{changed.Code}）", difference.Sentence.Zh);
            return difference;
        }
    }

    [Fact]
    public void A_name_that_differs_only_in_width_is_told_as_such() =>
        Assert.Contains("只是写法不同", FourSame.Compare([Food with { Name = "许可(餐饮)" }], State, [Food with { Name = "许可（餐饮）" }], County)[0].Sentence.Zh);

    [Fact]
    public void What_one_list_lacks_is_missing_there()
    {
        var more = new ListEntry(County, "000100777000", "养蜂许可");
        var differences = FourSame.Compare([Food], State, [more], County);
        Assert.Equal(["missing", "missing"], differences.Select(difference => difference.Element));
        Assert.Equal((Food, more), (differences[0].Upper, differences[1].Lower));
        Assert.Contains("在霁安县实施清单中没有", differences[0].Sentence.Zh);
        Assert.Contains("在国家基本目录中没有", differences[1].Sentence.Zh);
    }

    [Fact]
    public void An_element_a_list_does_not_hold_is_not_compared() =>
        Assert.Empty(FourSame.Compare([Food], State, [new ListEntry(County, Food.Code, Food.Name)], County));

    [Fact]
    public void The_province_differs_where_the_demonstration_says_and_nowhere_else()
    {
        var differences = Lists().CompareLevels();
        Assert.Equal(
            [("name", "SI058"), ("name", "SI065"), ("type", "SI040"), ("level", "SI039"), ("basis", "SI063"), ("code", "SI057"), ("missing", "SI079")],
            differences.Select(difference => (difference.Element, Packs.Catalogue.Find(difference.Upper?.Code ?? "")?.Id ?? "")).OrderBy(pair => Array.IndexOf(Order, pair)));
        Assert.All(differences.Where(difference => difference.Element != "missing"), difference => Assert.True(difference.IsDemo));
    }

    static readonly (string, string)[] Order =
        [("name", "SI058"), ("name", "SI065"), ("type", "SI040"), ("level", "SI039"), ("basis", "SI063"), ("code", "SI057"), ("missing", "SI079")];

    [Fact]
    public void The_item_catalogue_is_held_against_the_power_list_and_the_duties_of_the_same_office()
    {
        var differences = Lists().CompareOffices();
        Assert.Contains(differences, difference => difference is { Element: "missing", Lower: null } && difference.Upper?.Name == "仅销售预包装食品备案" && difference.Sentence.Zh.Contains("权力清单"));
        Assert.Contains(differences, difference => difference is { Element: "missing", Upper: null } && difference.Lower?.Name == "计量器具检定授权");
        Assert.Contains(differences, difference => difference is { Element: "name" } && difference.Lower?.Name == "企业简易注销");
        Assert.Contains(differences, difference => difference is { Element: "missing", Lower: null } && difference.Upper?.Name == "企业变更登记" && difference.Sentence.Zh.Contains("职责目录"));
        Assert.Contains(differences, difference => difference is { Element: "type" } && difference.Lower?.Name == "最低生活保障确认");
        Assert.Contains(differences, difference => difference is { Element: "missing", Upper: null } && difference.Lower?.Name == "指导社区治理体系建设");
        Assert.Equal(6, differences.Count);
    }

    [Fact]
    public void A_government_lists_what_is_exercised_at_its_level_or_below()
    {
        var lists = Lists();
        Assert.Equal(Packs.Catalogue.Matters.Count, lists.MattersOf("590000").Count);
        Assert.All(lists.MattersOf("590102"), matter => Assert.True(matter.UseLevel is "4" or "5" or "6"));
        Assert.DoesNotContain(lists.MattersOf("590121"), matter => matter.Id == "SI079");
        Assert.Empty(lists.MattersOf("110000"));
    }

    static RegionLists Lists()
    {
        var findings = new List<Finding>();
        var lists = RegionLists.Load(Path.Combine(Packs.Region, "lists.yaml"), Packs.Catalogue, findings);
        Assert.Empty(findings);
        return lists;
    }
}
