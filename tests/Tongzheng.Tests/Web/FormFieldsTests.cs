using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tongzheng.Forms;
using Tongzheng.Forms.Render;
using Tongzheng.Web;

namespace Tongzheng.Tests.Web;

public sealed class FormFieldsTests
{
    static IHtmlDocument Show(params FieldView[] fields) => Rendered.Of<FormFields>(("Fields", fields));

    static FieldView A(string type, string name = "a") => new() { Name = name, Type = type, Label = "甲", Required = true };

    [Theory]
    [InlineData("textfield", "input[type=text]")]
    [InlineData("textarea", "textarea")]
    [InlineData("number", "input[inputmode=decimal]")]
    [InlineData("datetime", "input[type=date]")]
    [InlineData("checkbox", "input[type=checkbox]")]
    [InlineData("select", "select")]
    [InlineData("filepicker", "input[type=file]")]
    public void Each_kind_of_field_is_its_own_input_with_the_label_and_id_of_its_name(string type, string selector)
    {
        var page = Show(A(type, "list.0.a"));
        var input = page.QuerySelector(selector);
        Assert.NotNull(input);
        Assert.Equal(InputField.IdOf("list.0.a"), input.Id);
        Assert.StartsWith("甲", page.QuerySelector($"label[for={input.Id}]")!.TextContent);
    }

    [Theory]
    [InlineData("radio")]
    [InlineData("checklist")]
    public void Choices_tick_what_was_chosen(string type)
    {
        var page = Show(A(type) with { Options = [new("1", "一", false), new("2", "二", true)] });
        Assert.Equal(["2"], page.QuerySelectorAll<IHtmlInputElement>("input").Where(input => input.IsChecked).Select(input => input.Value));
    }

    [Fact]
    public void A_known_fact_is_shown_with_its_source_and_not_asked()
    {
        var page = Show(A("textfield") with { Value = "沈知远", KnownSource = "居民基本信息" });
        Assert.Null(page.QuerySelector("input"));
        Assert.Contains("沈知远", page.Body!.TextContent);
        Assert.Contains("居民基本信息", page.Body!.TextContent);
    }

    [Fact]
    public void A_known_choice_is_shown_by_its_label()
    {
        var page = Show(A("radio") with { Value = "2", KnownSource = "居民基本信息", Options = [new("1", "男", false), new("2", "女", true)] });
        Assert.Equal("女", page.QuerySelector("dd")!.TextContent);
    }

    [Fact]
    public void A_repeating_group_has_buttons_that_add_a_row_and_remove_each()
    {
        var page = Show(A("dynamiclist", "staff") with { Rows = [[A("textfield", "staff.0.name")], [A("textfield", "staff.1.name")]] });
        Assert.Equal(["staff.0", "staff.1"], page.QuerySelectorAll<IHtmlButtonElement>("button[name=remove]").Select(button => button.Value));
        Assert.Equal("staff", page.QuerySelector<IHtmlButtonElement>("button[name=add]")!.Value);
        Assert.Equal(["第 1 项", "第 2 项"], page.QuerySelectorAll("[role=group]").Select(row => row.GetAttribute("aria-label")));
        Assert.Equal(page.QuerySelectorAll("input").Length, page.QuerySelectorAll("input").Select(input => input.Id).Distinct().Count());
    }

    [Fact]
    public void A_group_holds_its_children_under_its_legend()
    {
        var page = Show(A("group", "place") with { Children = [A("textfield", "place.address")] });
        Assert.Equal("甲", page.QuerySelector("fieldset > legend")!.TextContent);
        Assert.NotNull(page.QuerySelector("fieldset input[name='place.address']"));
    }

    [Fact]
    public void Text_of_a_pack_is_text()
    {
        var page = Show(A("text") with { Label = "<b onclick=x>注意</b>" });
        Assert.Null(page.QuerySelector("b"));
        Assert.Equal("<b onclick=x>注意</b>", page.QuerySelector("p")!.TextContent);
    }
}
