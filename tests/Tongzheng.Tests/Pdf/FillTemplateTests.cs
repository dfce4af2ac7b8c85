using System.Text.Json;
using Tongzheng.Feel;
using Tongzheng.Licences.Rendering;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Pdf;

public class FillTemplateTests
{
    static readonly EvaluationOptions Options = new() { Now = Some.Time };

    [Fact]
    public void The_food_business_template_fills_from_an_application_and_prints()
    {
        var filled = FillTemplate.Fill(FoodBusiness(), Variables("""
            {"organisationName": "", "organisationCode": null, "applicantName": "买买提·艾合买提", "applicantNumber": "590102198503078888",
             "premisesName": "䶮记小吃店", "premisesAddress": "云岚省云岚市翠湖区滨河路128号", "businessForm": "restaurant", "foodItems": ["hot", "drinks"]}
            """), Options);
        Assert.Empty(filled.Unknown);
        Assert.Equal("买买提·艾合买提", filled.Fields[0].Value);
        Assert.True(filled.Fields[0].Personal);
        Assert.Equal("热食类食品制售；自制饮品制售", filled.Fields.Single(f => f.Key == "foodItems").Value);
        var printed = RenderLicence.Render(Sheets.FoodBusiness with { Entries = [.. filled.Fields.Select(f => f.Entry)] }, Some.Fonts, Some.Time);
        Assert.Empty(printed.Missing);
    }

    [Fact]
    public void A_value_that_is_null_is_named_with_its_reason_and_never_printed_as_blank()
    {
        var filled = FillTemplate.Fill(FoodBusiness(), Variables("""{"applicantName": "张三", "businessForm": "canteen", "foodItems": []}"""), Options);
        Assert.False(filled.IsComplete);
        Assert.Contains("premisesName", filled.Unknown.Select(u => u.Key));
        Assert.All(filled.Unknown, field => Assert.NotEmpty(field.Reason));
    }

    [Theory]
    [InlineData("\"\"", "／")]
    [InlineData("12.50", "12.5")]
    [InlineData("true", "是")]
    [InlineData("date(\"2026-03-09\")", "2026年3月9日")]
    [InlineData("[\"甲\", \"乙\"]", "甲、乙")]
    public void Values_are_written_as_Chinese_documents_write_them(string expression, string expected) =>
        Assert.Equal(expected, Assert.Single(FillTemplate.Fill(Template(expression), new FeelContext(), Options).Fields).Value);

    [Theory]
    [InlineData("null")]
    [InlineData("{a: 1}")]
    [InlineData("1 +")]
    [InlineData("[1, null]")]
    public void What_has_no_form_on_paper_is_unknown(string expression) =>
        Assert.Single(FillTemplate.Fill(Template(expression), new FeelContext(), Options).Unknown);

    static FeelContext Variables(string json) => FeelContext.FromJson(JsonDocument.Parse(json).RootElement);

    static LicenceTemplate Template(string expression) =>
        new() { Name = new("证"), TypeSerial = "001", Fields = [new("one", new("一"), expression, false)] };

    static LicenceTemplate FoodBusiness()
    {
        var findings = new List<Finding>();
        string path = Repository.PathOf("packs", "services", "food-business", "licence.yaml");
        var template = ReadLicence.From("licence.yaml", File.ReadAllText(path), findings);
        Assert.Empty(findings);
        return template ?? throw new InvalidOperationException(path);
    }
}
