using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Tests.Web;

public sealed class PortalPageTests
{
    static PageFrame Frame => new() { Title = "页面", Path = "/search", Query = "?q=%E9%A3%9F%E5%93%81&lang=zh", IsDemo = false };

    [Fact]
    public void The_switch_links_come_back_to_the_same_page_and_query()
    {
        var page = Rendered.Of<AboutPage>(("Frame", Frame));
        Assert.Equal("/search?q=%E9%A3%9F%E5%93%81&lang=en", page.QuerySelector("a[hreflang=en]")!.GetAttribute("href"));
        Assert.Contains(page.QuerySelectorAll("a"), link => link.GetAttribute("href") == "/search?q=%E9%A3%9F%E5%93%81&lang=zh&elder=1");
    }

    [Fact]
    public void A_page_tells_its_language_and_mode()
    {
        Assert.Equal("zh-Hans", Rendered.Of<AboutPage>(("Frame", Frame)).DocumentElement.GetAttribute("lang"));
        var english = Rendered.Of<AboutPage>(("Frame", Frame with { Language = Language.English, Elder = true }));
        Assert.Equal("en", english.DocumentElement.GetAttribute("lang"));
        Assert.Contains("tz-elder", english.DocumentElement.ClassList);
    }

    [Fact]
    public void The_demo_and_a_moved_clock_are_marked_on_the_page_and_never_otherwise()
    {
        Assert.Empty(Rendered.Of<AboutPage>(("Frame", Frame)).QuerySelectorAll(".tz-banner"));
        var demo = Rendered.Of<AboutPage>(("Frame", Frame with { IsDemo = true, MovedClock = "2026-06-10 09:30" }));
        Assert.Equal(2, demo.QuerySelectorAll(".tz-banner").Length);
        Assert.Contains("2026-06-10 09:30", demo.Body!.TextContent);
    }

    [Fact]
    public void Desk_and_counter_are_offered_to_officers_alone()
    {
        Assert.Null(Rendered.Of<AboutPage>(("Frame", Frame with { UserName = "沈知远" })).QuerySelector("a[href='/desk']"));
        Assert.NotNull(Rendered.Of<AboutPage>(("Frame", Frame with { UserName = "何静", IsOfficer = true })).QuerySelector("a[href='/desk']"));
    }

    [Fact]
    public void What_was_searched_for_is_text()
    {
        const string query = "<img src=x onerror=alert(1)>";
        var page = Rendered.Of<SearchPage>(("Frame", Frame with { Title = query }), ("Model", new SearchView { Query = query, Total = 0 }));
        Assert.Null(page.QuerySelector("main img"));
        Assert.Equal(query, page.QuerySelector<IHtmlInputElement>("input[name=q]")!.Value);
        Assert.Contains(query, page.QuerySelector("h1")!.TextContent);
        Assert.Contains("没有找到", page.QuerySelector(".tz-empty")!.TextContent);
    }

    [Fact]
    public void A_guide_says_what_its_source_does_not_publish_and_makes_nothing_up()
    {
        var page = Rendered.Of<GuidePage>(("Frame", Frame), ("Model", new GuideView { Name = "户外广告设施设置备案", Department = "城市管理局", Basis = "某条例", BasisConfirmed = false }));
        foreach (var section in new[] { "who", "materials", "steps", "limits", "fee" })
            Assert.Contains("来源未公布", page.QuerySelector($"section[aria-labelledby={section}]")!.TextContent);
        Assert.Contains("依据待核实", page.QuerySelector("section[aria-labelledby=basis]")!.TextContent);
        Assert.Contains("不能在这里申请", page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public void An_application_names_every_mistake_and_keeps_what_was_typed()
    {
        var page = Rendered.Of<ApplyPage>(("Frame", Frame), ("Model", new ApplyView
        {
            MatterName = "食品经营许可", MatterHref = "/matters/food-business", PageTitle = "经营场所", Action = "/apply", Page = 2, Pages = 3,
            Hidden = [("key", "k-1")],
            Form = new FormView([new FieldView { Name = "area", Type = "number", Label = "面积", Required = true, Value = "八十", Error = "面积要填数字" }]),
        }));
        Assert.Equal("#" + page.QuerySelector("input[name=area]")!.Id, page.QuerySelector(".govuk-error-summary a")!.GetAttribute("href"));
        Assert.Equal("八十", page.QuerySelector<IHtmlInputElement>("input[name=area]")!.Value);
        Assert.Equal(["next", "next", "back", "save"], page.QuerySelectorAll<IHtmlButtonElement>("button[name=go]").Select(button => button.Value));
        Assert.Equal("k-1", page.QuerySelector<IHtmlInputElement>("main input[name=key]")!.Value);
    }

    [Fact]
    public void Enter_in_a_field_goes_on_and_does_not_add_or_remove_a_row()
    {
        var page = Rendered.Of<ApplyPage>(("Frame", Frame), ("Model", new ApplyView
        {
            MatterName = "食品经营许可", MatterHref = "/", PageTitle = "人员", Action = "/apply",
            Form = new FormView([new FieldView { Name = "staff", Type = "dynamiclist", Label = "人员", Rows = [[]] }]),
        }));
        Assert.Equal("next", page.QuerySelector<IHtmlButtonElement>("main form button")!.Value);
    }

    [Fact]
    public void Outside_the_demo_and_without_a_provider_nobody_can_sign_in_and_the_page_says_so()
    {
        var page = Rendered.Of<SignInPage>(("Frame", Frame), ("Model", new SignInView()));
        Assert.Null(page.QuerySelector("main form"));
        Assert.Contains("目前无法登录", page.QuerySelector("main")!.TextContent);
        var demo = Rendered.Of<SignInPage>(("Frame", Frame), ("Model", new SignInView { Next = "/cases", DemoAction = "/sign-in", DemoPeople = [new("居民", [new("p1", "沈知远", "34 岁")])] }));
        Assert.Equal("p1", demo.QuerySelector<IHtmlButtonElement>("main button[name=who]")!.Value);
        Assert.Equal("/cases", demo.QuerySelector<IHtmlInputElement>("main input[name=next]")!.Value);
        Assert.Contains("仅供演示", demo.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public void A_refusal_becomes_a_page_with_its_sentence_and_its_code()
    {
        var page = Rendered.Of<MessagePage>(("Frame", Frame), ("Model", MessageView.Of(new Refusal("sign-in.needed"), Language.Chinese)));
        Assert.Equal("请先登录", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("sign-in.needed", page.QuerySelector("main")!.TextContent);
    }
}
