using System.Text;
using System.Text.Json;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Matters.Importing;
using Tongzheng.Journals;
using Tongzheng.Tests.Journals;

namespace Tongzheng.Tests.Matters;

public sealed class ImportTests
{
    const string Link = "http://example.gov/guide?areaCode=590102000000&itemCode={0}&taskType={1}&deptCode=1";

    [Fact]
    public void All_885_items_of_a_real_district_are_found_by_name_and_open()
    {
        var list = Real();
        Assert.Equal(885, list.Rows.Count);
        var catalogue = Packs.Catalogue.With(list.Matters);
        var search = new Search(catalogue);
        Assert.All(list.Rows, row =>
        {
            Assert.Contains(row.Matter, search.Find(new() { Words = row.Matter.Name.Zh }).Matters);
            Assert.Same(row.Matter, catalogue.Find(row.Matter.Slug));
        });
    }

    [Fact]
    public void An_imported_matter_says_what_the_source_holds_and_nothing_else()
    {
        var matter = Real().Matters.Single(each => each.Name.Zh == "教师资格认定");
        Assert.Equal(("01", "区教科体局", "教育"), (matter.ItemType, matter.Department.Zh, matter.Office));
        Assert.False(matter.CanApply);
        Assert.Empty(matter.Materials);
        Assert.Null(matter.StatutoryLimit);
        Assert.Null(matter.Result);
        Assert.Null(matter.Basis);
        Assert.Null(matter.Fee);
        Assert.NotNull(matter.SourceAddress);
    }

    [Fact]
    public void The_report_names_each_row_that_could_not_be_mapped_whole()
    {
        var rows = Real().Rows;
        Assert.Equal(3, rows.Count(row => row.Address.LocalCode is null || row.Problems.Any(problem => problem.Zh.Contains("与网址的"))));
        Assert.Equal(7, rows.Count(row => row.Problems.Any(problem => problem.Zh.StartsWith("部门", StringComparison.Ordinal))));
        Assert.Equal(2, rows.Count(row => row.Problems.Any(problem => problem.Zh.Contains("重复"))));
        Assert.All(rows.Where(row => row.Address.LocalCode is { Length: 14 }), row => Assert.Contains(row.Problems, problem => problem.Zh.Contains("地方编码")));
        Assert.All(rows.Where(row => row.Problems.Count == 0), row =>
        {
            Assert.NotNull(row.Address.BasicCode);
            Assert.NotNull(row.Address.ItemType);
        });
    }

    [Fact]
    public void Codes_are_taken_apart()
    {
        var address = ItemAddress.Parse(string.Format(null, Link, "000100058000-590102000000-000-11590101MB0A11016P-1-00", "1"));
        Assert.Equal(MatterCode.Parse("000100058000"), address.BasicCode);
        Assert.Equal("11590101MB0A11016P", address.BodyCreditCode?.ToString());
        Assert.Equal("01", address.ItemType);
        Assert.Empty(address.Problems);
    }

    [Theory]
    [InlineData("0001-590102000000-000-11590101MB0A11016P-1-00", "1", "地方编码")]
    [InlineData("000100058000-590103000000-000-11590101MB0A11016P-1-00", "1", "与网址的")]
    [InlineData("000100058000-590102000000-000-11590101MB0A11016Q-1-00", "1", "实施主体代码")]
    [InlineData("nonsense", "1", "无法解析")]
    [InlineData("000100058000-590102000000-000-11590101MB0A11016P-1-00", "77", "不在代码表中")]
    [InlineData("000100058000-590102000000-000-11590101MB0A11016P-1-00", "", "没有 taskType")]
    public void What_does_not_fit_is_named(string itemCode, string taskType, string says) =>
        Assert.Contains(ItemAddress.Parse(string.Format(null, Link, itemCode, taskType)).Problems, problem => problem.Zh.Contains(says));

    [Fact]
    public void A_file_that_is_no_such_list_is_refused() =>
        Assert.Throws<JsonException>(() => ImportList.Read(new MemoryStream(Encoding.UTF8.GetBytes("[{\"name\":1}]")), Packs.Catalogue.Shared));

    [Fact]
    public void A_broken_row_is_reported_and_the_others_come_in()
    {
        var list = Read("\uFEFF" + $$"""
            [null, {"department": "区市监局", "items": null}, {"department": "区市监局", "items": [null, {"main_item": null, "sub_items": [
              null, {"name": null, "link": "x"}, {"link": "x"}, {"name": " ", "link": "x"}, {"name": "{{new string('长', 400)}}", "link": "x"},
              {"name": "养蜂备案", "link": null}, {"name": "食品经营许可", "link": "http://example.gov/g?itemCode=0001-590102000000-000-1-1-00"}]}]}]
            """);
        Assert.Equal(["养蜂备案", "食品经营许可"], list.Matters.Select(matter => matter.Name.Zh));
        Assert.Equal([1, 2, 3, 4, 5], list.Unusable.Select(row => row.Number));
        Assert.Equal([6, 7], list.Rows.Select(row => row.Number));
        Assert.All(list.Unusable, row => Assert.Single(row.Problems));
    }

    [Theory]
    [InlineData("javascript:alert(1)//?itemCode=1")]
    [InlineData("data:text/html,x")]
    [InlineData("/guide?itemCode=1")]
    public void An_address_that_is_no_page_never_becomes_a_link(string link)
    {
        var row = Assert.Single(Read($$"""[{"department": "区市监局", "items": [{"main_item": "未分类", "sub_items": [{"name": "养蜂备案", "link": "{{link}}"}]}]}]""").Rows);
        Assert.Null(row.Matter.SourceAddress);
        Assert.Contains(row.Problems, problem => problem.Zh.Contains("网址", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("food-business")]
    [InlineData("a/../b1")]
    [InlineData("%3Cb%3E1")]
    public void A_code_that_could_be_taken_for_another_address_is_not_used_as_one(string code)
    {
        var row = Assert.Single(Read($$"""[{"department": "区市监局", "items": [{"main_item": "未分类", "sub_items": [{"name": "养蜂备案", "link": "http://example.gov/g?itemCode={{code}}"}]}]}]""").Rows);
        Assert.StartsWith("x-", row.Matter.Slug, StringComparison.Ordinal);
    }

    static ImportedList Read(string json) => ImportList.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), Packs.Catalogue.Shared);

    [Fact]
    public async Task What_was_imported_is_found_again_after_a_restart_and_a_second_import_replaces_the_first()
    {
        await using var place = new SqlitePlace();
        var options = place.Options with { Models = [new ImportedTable()] };
        var list = Encoding.UTF8.GetBytes("""
            [{"department":"区市监局","items":[{"main_item":"未分类","sub_items":[{"name":"食品经营许可","link":"x","qrcode":""},{"name":"养蜂备案","link":"y","qrcode":""}]}]}]
            """);
        await using (var journal = await Journal.Open(options))
        {
            Assert.Equal(2, (await Import.Handle(journal, "lanyang", list, Packs.Catalogue.Shared, Act("1"))).OrThrow().Rows.Count);
            Assert.NotNull((await Import.Handle(journal, "lanyang", list, Packs.Catalogue.Shared, Act("1"))).Value); // a retry
            var shorter = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(list).Replace(",{\"name\":\"养蜂备案\",\"link\":\"y\",\"qrcode\":\"\"}", "", StringComparison.Ordinal));
            Assert.Single((await Import.Handle(journal, "lanyang", shorter, Packs.Catalogue.Shared, Act("2"))).OrThrow().Rows);
            Assert.Equal("request.key-reused", (await Import.Handle(journal, "lanyang", list, Packs.Catalogue.Shared, Act("2"))).Refusal?.Code);
        }
        await using var reopened = await Journal.Open(options);
        var matter = Assert.Single(await ImportedTable.All(reopened, JurisdictionId.State));
        Assert.Equal(("食品经营许可", "市场监督管理", false), (matter.Name.Zh, matter.Office, matter.CanApply));
        Assert.Same(matter, Packs.Catalogue.With([matter]).Find(matter.Slug));
        Assert.Empty((await reopened.Verify()).Findings);
    }

    [Theory]
    [InlineData("Lan Yang", "[]", "list.source")]
    [InlineData("lanyang", "[{\n\"department\": 1}]", "list.unreadable")]
    [InlineData("lanyang", "<html>", "list.unreadable")]
    public void What_is_no_list_is_refused_in_words(string source, string file, string code)
    {
        var refusal = Import.Decide(source, Encoding.UTF8.GetBytes(file), Packs.Catalogue.Shared).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.DoesNotContain("{", refusal?.In(Language.Chinese));
    }

    static Act Act(string key) => new() { Jurisdiction = JurisdictionId.State, Who = Actor.Node, Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)), IdempotencyKey = key };

    static ImportedList Real()
    {
        using var json = File.OpenRead(Path.Combine(Conformance.Folder("real-data"), "service-items", "district-service-items-zh.json"));
        return ImportList.Read(json, Packs.Catalogue.Shared);
    }
}
