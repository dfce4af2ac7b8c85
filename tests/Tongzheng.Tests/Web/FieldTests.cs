using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Tests.Web;

public sealed class FieldTests
{
    const string Markup = "<script>alert(1)</script>\"'&";

    [Fact]
    public void A_field_has_a_label_and_its_hint_and_error_are_read_with_it()
    {
        var page = Rendered.Of<TextField>(("Name", "place.0.address"), ("Label", "地址"), ("Hint", "写到门牌号"), ("Error", "请写到门牌号"), ("Value", "清溪路"));
        var input = page.QuerySelector<IHtmlInputElement>("input")!;
        Assert.Equal("place.0.address", input.Name);
        Assert.Equal("清溪路", input.Value);
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("地址", page.QuerySelector($"label[for={input.Id}]")!.TextContent);
        var described = input.GetAttribute("aria-describedby")!.Split(' ').Select(id => page.GetElementById(id)!.TextContent).ToList();
        Assert.Equal(["写到门牌号", "错误：请写到门牌号"], described);
    }

    [Fact]
    public void A_field_without_hint_and_error_is_described_by_nothing()
    {
        var page = Rendered.Of<TextField>(("Name", "name"), ("Label", "姓名"));
        Assert.False(page.QuerySelector("input")!.HasAttribute("aria-describedby"));
        Assert.False(page.QuerySelector("input")!.HasAttribute("aria-invalid"));
    }

    [Fact]
    public void Only_what_need_not_be_filled_in_says_so()
    {
        Assert.DoesNotContain("选填", Rendered.Of<TextField>(("Name", "a"), ("Label", "甲")).Body!.TextContent);
        Assert.Contains("选填", Rendered.Of<TextField>(("Name", "a"), ("Label", "甲"), ("Required", false)).Body!.TextContent);
        Assert.Contains("optional", Rendered.In<Radios>(Language.English, ("Name", "a"), ("Label", "A"), ("Required", false), ("Options", Two)).Body!.TextContent);
    }

    [Fact]
    public void What_was_typed_comes_back_as_typed_and_never_as_markup()
    {
        var text = Rendered.Of<TextField>(("Name", "a"), ("Label", Markup), ("Hint", Markup), ("Error", Markup), ("Value", Markup));
        Assert.Null(text.QuerySelector("script"));
        Assert.Equal(Markup, text.QuerySelector<IHtmlInputElement>("input")!.Value);
        var area = Rendered.Of<TextArea>(("Name", "a"), ("Label", "甲"), ("Value", "\n第一行\n" + Markup));
        Assert.Null(area.QuerySelector("script"));
        Assert.Equal("\n第一行\n" + Markup, area.QuerySelector<IHtmlTextAreaElement>("textarea")!.Value);
    }

    [Fact]
    public void Radios_are_one_question_with_the_chosen_answer_ticked()
    {
        var page = Rendered.Of<Radios>(("Name", "kind"), ("Label", "业态"), ("Options", Two), ("Value", "2"), ("Error", "请选择"));
        Assert.Equal("业态", page.QuerySelector("fieldset > legend")!.TextContent.Trim());
        Assert.Equal(["2"], page.QuerySelectorAll<IHtmlInputElement>("input").Where(input => input.IsChecked).Select(input => input.Value));
        Assert.All(page.QuerySelectorAll("input"), input => Assert.NotEmpty(page.QuerySelector($"label[for={input.Id}]")!.TextContent));
        Assert.Equal(InputField.IdOf("kind"), page.QuerySelector("input")!.Id);
    }

    [Fact]
    public void Every_choice_of_a_select_is_there_and_the_chosen_one_is_selected()
    {
        var page = Rendered.Of<Select>(("Name", "kind"), ("Label", "业态"), ("Options", Two), ("Value", "2"), ("Empty", "请选择"));
        var select = page.QuerySelector<IHtmlSelectElement>("select")!;
        Assert.Equal(["", "1", "2"], select.Options.Select(option => option.Value));
        Assert.Equal("2", select.Value);
    }

    [Fact]
    public void A_kept_file_is_posted_back_and_can_be_left_out_without_a_script()
    {
        var page = Rendered.Of<FileUpload>(("Name", "plan"), ("Label", "平面图"), ("Accept", ".pdf"), ("Files", new[] { new KeptFile("u1", "平面图.pdf", 482_133) }));
        var kept = page.QuerySelector<IHtmlInputElement>("input[name=plan]")!;
        Assert.Equal("u1", kept.Value);
        Assert.Contains("平面图.pdf", page.Body!.TextContent);
        Assert.Contains("470 KB", page.Body!.TextContent);
        Assert.Equal("file:plan", page.QuerySelector<IHtmlInputElement>("input[type=file]")!.Name);
    }

    [Fact]
    public void The_error_summary_links_each_message_to_the_id_of_its_field()
    {
        var page = Rendered.Of<ErrorSummary>(("Errors", new[] { new FieldError("place.0.address", "请写到门牌号"), new FieldError(null, "草稿已在另一页保存") }));
        Assert.Equal("#" + InputField.IdOf("place.0.address"), page.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal(2, page.QuerySelectorAll("li").Length);
        Assert.Null(Rendered.Of<ErrorSummary>(("Errors", Array.Empty<FieldError>())).QuerySelector("div"));
    }

    [Fact]
    public void A_form_that_posts_carries_the_token_and_its_hidden_fields()
    {
        var page = Rendered.Of<PostForm>(("Action", "/apply"), ("Multipart", true), ("Hidden", new[] { ("key", "k-1") }));
        var form = page.QuerySelector<IHtmlFormElement>("form")!;
        Assert.Equal("multipart/form-data", form.GetAttribute("enctype"));
        Assert.Equal("token", page.QuerySelector<IHtmlInputElement>("input[name=_token]")!.Value);
        Assert.Equal("k-1", page.QuerySelector<IHtmlInputElement>("input[name=key]")!.Value);
    }

    static Choice[] Two => [new("1", "餐馆"), new("2", "饮品店")];
}
