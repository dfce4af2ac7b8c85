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

    // The words that people use; the matters they plainly mean stand first, or among the first three.
    [Theory]
    [InlineData("社保卡", "social-security-card")]
    [InlineData("医保卡", "social-security-card")]
    [InlineData("工商登记", "company-registration", "individual-business-registration")]
    [InlineData("办营业执照", "individual-business-registration", "company-registration")]
    [InlineData("公司改名", "company-change")]
    [InlineData("注销公司", "company-simple-deregistration")]
    [InlineData("宝宝出生", "newborn", "medical-birth-certificate")]
    [InlineData("出生证明", "medical-birth-certificate")]
    [InlineData("上户口", "birth-registration", "newborn")]
    [InlineData("准生证", "childbirth-registration")]
    [InlineData("打疫苗", "vaccination-certificate")]
    [InlineData("孩子上学", "school-enrolment")]
    [InlineData("助学金", "student-aid")]
    [InlineData("领结婚证", "marriage-registration")]
    [InlineData("办离婚", "divorce-registration")]
    [InlineData("领养孩子", "adoption-registration")]
    [InlineData("迁户口", "household-transfer-in")]
    [InlineData("落户", "household-transfer-in")]
    [InlineData("身份证丢了", "identity-card")]
    [InlineData("临时身份证", "temporary-identity-card")]
    [InlineData("办护照", "passport")]
    [InlineData("去香港", "hong-kong-macao-permit")]
    [InlineData("暂住证", "residence-permit")]
    [InlineData("居住证到期", "residence-permit-endorsement")]
    [InlineData("驾照到期", "driving-licence-renewal")]
    [InlineData("驾照丢了", "driving-licence-replacement")]
    [InlineData("新车上牌", "vehicle-registration")]
    [InlineData("二手车过户", "vehicle-transfer")]
    [InlineData("年检", "vehicle-inspection-mark")]
    [InlineData("二手房过户", "property-transfer")]
    [InlineData("继承房产", "property-inheritance")]
    [InlineData("房贷", "property-mortgage")]
    [InlineData("公租房", "public-rental-housing")]
    [InlineData("公积金提取", "housing-fund-withdrawal")]
    [InlineData("公积金贷款", "housing-fund-loan")]
    [InlineData("交医保", "resident-medical-insurance")]
    [InlineData("新农合", "resident-medical-insurance")]
    [InlineData("异地看病", "treatment-elsewhere-filing")]
    [InlineData("大病救助", "medical-assistance")]
    [InlineData("生育津贴", "maternity-allowance")]
    [InlineData("工伤", "work-injury-recognition")]
    [InlineData("伤残鉴定", "work-capacity-assessment")]
    [InlineData("失业金", "unemployment-benefit")]
    [InlineData("失业证", "unemployment-registration")]
    [InlineData("个人交社保", "flexible-worker-insurance")]
    [InlineData("社保转移", "pension-transfer")]
    [InlineData("退休金", "employee-pension", "retirement")]
    [InlineData("老年补贴", "old-age-allowance")]
    [InlineData("五保户", "extreme-hardship-support")]
    [InlineData("低保", "subsistence-allowance")]
    [InlineData("残疾证", "disability-certificate")]
    [InlineData("过世", "after-a-death", "death-registration")]
    [InlineData("丧葬费", "funeral-allowance")]
    [InlineData("开小吃店", "opening-a-restaurant")]
    [InlineData("奶茶店", "food-business")]
    [InlineData("开药店", "drug-retail")]
    [InlineData("便利店", "prepackaged-food-filing")]
    [InlineData("卖烟", "tobacco-retail")]
    [InlineData("开网吧", "internet-cafe")]
    [InlineData("开酒店", "public-place-hygiene")]
    [InlineData("健康证", "health-certificate")]
    [InlineData("刻章", "seal-engraving")]
    [InlineData("对公账户", "bank-account-appointment")]
    [InlineData("领发票", "tax-registration")]
    [InlineData("消防检查", "fire-safety-check")]
    [InlineData("环评", "environmental-report", "environmental-statement")]
    [InlineData("施工许可证", "construction-permit")]
    [InlineData("砍树", "tree-felling")]
    [InlineData("打井", "water-abstraction")]
    [InlineData("货运证", "road-freight")]
    [InlineData("教师证", "teacher-qualification")]
    [InlineData("护士证", "nurse-registration")]
    [InlineData("演唱会", "commercial-performance", "mass-event")]
    [InlineData("市民热线", "public-request")]
    [InlineData("免费律师", "legal-aid")]
    [InlineData("退伍报到", "veteran-registration")]
    public void Everyday_words_find_what_they_are_used_for(string words, params string[] slugs)
    {
        var found = Search.Find(new() { Words = words });
        Assert.Empty(slugs.Except(found.LifeEvents.Take(3).Concat(found.Matters.Take(3)).Select(matter => matter.Slug)));
    }

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
