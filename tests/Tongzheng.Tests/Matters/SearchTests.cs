using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters;

public sealed class SearchTests
{
    static readonly Search Search = new(Packs.Catalogue);

    [Theory]
    [InlineData("食品经营", "food-business")]
    [InlineData("品经", "food-business")]
    [InlineData("开饭馆", "food-business")]
    [InlineData("Food business", "food-business")]
    [InlineData("FOOD licence", "food-business")]
    [InlineData("高龄", "old-age-allowance")]
    [InlineData("000100058000", "food-business")]
    [InlineData("讨薪", "legal-aid")]
    public void The_first_found_is_the_one_meant(string words, string slug) =>
        Assert.Equal(slug, Search.Find(new() { Words = words }).Matters[0].Slug);

    [Theory]
    [InlineData("“食品经营许可”")]
    [InlineData("食品经营许可。")]
    [InlineData("食品经营许可（餐饮服务）？")]
    [InlineData("食品、经营")]
    public void Punctuation_counts_for_nothing(string words) => Assert.Equal("food-business", Search.Find(new() { Words = words }).Matters[0].Slug);

    [Theory]
    [InlineData("怎么开饭馆？", "food-business")]
    [InlineData("我要开一家小吃店", "food-business")]
    [InlineData("身份证丢了怎么办", "identity-card")]
    [InlineData("老板不给工钱要讨薪", "legal-aid")]
    public void Where_nothing_fits_the_nearest_is_offered(string question, string slug)
    {
        var found = Search.Find(new() { Words = question });
        Assert.Empty(found.Matters);
        Assert.Equal(slug, found.Nearest[0].Slug);
        Assert.InRange(found.Nearest.Count, 1, 6);
    }

    [Fact]
    public void What_is_found_needs_no_offer() => Assert.Empty(Search.Find(new() { Words = "食品" }).Nearest);

    [Fact]
    public void A_single_character_finds_every_matter_that_holds_it()
    {
        var found = Search.Find(new() { Words = "税" }).Matters;
        Assert.Contains(found, matter => matter.Slug == "tax-registration");
        Assert.All(found, matter => Assert.Contains("税", matter.Name.Zh + matter.Department.Zh + matter.Basis + matter.Theme?.Zh
            + string.Concat(matter.Keywords) + string.Concat(matter.Materials.Select(material => material.Name.Zh))));
    }

    [Fact]
    public void Every_substring_of_every_name_finds_its_matter() =>
        Assert.All(Packs.Catalogue.Matters, matter =>
        {
            var name = matter.Name.Zh;
            for (var length = 1; length <= Math.Min(4, name.Length); length++)
                for (var start = 0; start + length <= name.Length; start++)
                    Assert.Contains(matter, All(Search.Find(new() { Words = name.Substring(start, length) })));
        });

    [Fact]
    public void No_words_find_everything_and_nonsense_finds_nothing()
    {
        Assert.Equal(Packs.Catalogue.Matters.Count, All(Search.Find(new())).Count());
        Assert.Empty(Search.Find(new() { Words = "没有这样的事项" }).Matters);
    }

    [Fact]
    public void A_life_event_stands_before_the_single_matters_and_is_none_of_them()
    {
        var found = Search.Find(new() { Words = "餐馆" });
        Assert.Equal("OM03", Assert.Single(found.LifeEvents).Id);
        Assert.DoesNotContain(found.Matters, matter => matter.Event is not null);
    }

    static IEnumerable<Matter> All(SearchResult found) => found.LifeEvents.Concat(found.Matters);

    [Fact]
    public void Every_word_must_occur() =>
        Assert.All(Search.Find(new() { Words = "机动车 登记" }).Matters, matter => Assert.Contains("登记", matter.Name.Zh + matter.Basis + matter.Result?.Name.Zh
            + string.Concat(matter.Materials.Select(material => material.Name.Zh))));

    [Fact]
    public void A_facet_narrows_and_its_count_is_what_it_leaves()
    {
        var all = Search.Find(new() { Words = "登记" });
        Assert.All(all.Themes, theme => Assert.Equal(theme.Count, Search.Find(new() { Words = "登记", Theme = theme.Value }).Matters.Count));
        Assert.All(all.Offices, office => Assert.Equal(office.Count, Search.Find(new() { Words = "登记", Office = office.Value }).Matters.Count));
        Assert.All(all.Parties, party => Assert.Equal(party.Count, Search.Find(new() { Words = "登记", Party = party.Value }).Matters.Count));
    }

    [Fact]
    public void Counts_of_a_facet_disregard_its_own_choice_so_that_one_can_change_ones_mind()
    {
        var chosen = Search.Find(new() { Theme = "婚姻登记" });
        Assert.Contains(chosen.Themes, theme => theme.Value == "准营准办");
        Assert.All(chosen.Matters, matter => Assert.Equal("婚姻登记", matter.Theme?.Zh));
    }

    [Fact]
    public void What_can_be_done_at_once_is_so_by_its_case_type() =>
        Assert.All(Search.Find(new() { AtOnce = true }).Matters, matter => Assert.Equal("1", matter.CaseType));

    [Fact]
    public void A_query_of_ten_thousand_characters_is_cut_and_answered() =>
        Assert.Empty(Search.Find(new() { Words = new string('食', 10_000) }).Matters);
}
