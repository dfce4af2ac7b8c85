using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Tongzheng.Casework.Pages;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Licences.Pages;
using Tongzheng.Web;

namespace Tongzheng.Tests.Web;

public sealed class CasePageTests
{
    const string Markup = "<img src=x onerror=alert(1)>";

    static readonly PageFrame Frame = new() { Title = "办件", Path = "/desk" };

    static readonly CaseFileView File = new()
    {
        CaseNumber = "YZ-1",
        Matter = "食品经营许可",
        Applicant = Markup,
        State = "受理审查",
        Clocks = [new("法定时限", Light.Overdue, "超 2 个工作日", "受理 2026-06-10，20个工作日")],
        Progress = [new("受理", ProgressState.Now)],
        Sections = [new("经营场所", [new("name", "姓名", "沈知远") { Source = "居民基本信息" }, new("address", "地址", Markup) { Before = "清溪路" }])],
        Materials = [new("licence", "营业执照", []) { Instead = "免于提交" }, new("plan", "平面图", [new("/files/1", "平面图.pdf", 2048)])],
        Timeline = [],
        Task = new TaskView { Title = "受理审查", Action = "/desk/YZ-1", Form = new FormView([new FieldView { Name = "outcome", Type = "radio", Label = "结论", Required = true, Options = [new("accept", "受理", false), new("refuse", "不予受理", false)] }]), Hidden = [("key", "k1")] },
        Correction = new CorrectionRequestView { Action = "/desk/YZ-1/correction", Basis = "行政许可法第三十二条", Chosen = new Dictionary<string, string> { ["plan"] = "看不清" } },
    };

    static IHtmlDocument Show(CaseFileView file) => Rendered.Of<CaseFilePage>(("Frame", Frame), ("Model", file));

    [Fact]
    public void A_correction_can_be_asked_for_what_the_applicant_gave_and_for_nothing_else()
    {
        var page = Show(File);
        var fields = page.QuerySelectorAll<IHtmlInputElement>("input[name=field]").ToDictionary(box => box.Value, box => box.IsChecked);
        Assert.Equal(["address", "plan"], fields.Keys);
        Assert.True(fields["plan"]);
        Assert.False(fields["address"]);
        Assert.Equal("看不清", page.QuerySelector<IHtmlInputElement>("input[name='reason:plan']")!.Value);
    }

    [Fact]
    public void Every_form_of_the_case_carries_its_token_and_its_key()
    {
        var page = Show(File);
        var forms = page.QuerySelectorAll<IHtmlFormElement>("main form").ToList();
        Assert.Equal(2, forms.Count);
        Assert.All(forms, form => Assert.NotNull(form.QuerySelector("input[name=_token]")));
        Assert.Equal("k1", forms[0].QuerySelector<IHtmlInputElement>("input[name=key]")!.Value);
    }

    [Fact]
    public void A_task_nobody_has_taken_is_taken_before_it_is_decided()
    {
        var page = Show(File with { Task = File.Task! with { TakeAction = "/desk/YZ-1/take" } });
        Assert.Null(page.QuerySelector("input[name=outcome]"));
        Assert.NotNull(page.QuerySelector("form[action='/desk/YZ-1/take']"));
    }

    [Fact]
    public void A_case_without_a_task_says_why_and_offers_no_form()
    {
        var page = Show(File with { Task = null, Correction = null, NoTask = "已经办结。" });
        Assert.Contains("已经办结。", page.QuerySelector("main")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("main form"));
    }

    [Fact]
    public void A_light_says_in_words_what_its_colour_says()
    {
        Assert.Contains("已超期", Show(File).QuerySelector("main")!.TextContent);
        Assert.Contains("Overdue", Rendered.In<CaseFilePage>(Language.English, ("Frame", Frame with { Language = Language.English }), ("Model", File)).QuerySelector("main")!.TextContent);
    }

    [Fact]
    public void What_people_typed_is_shown_and_never_becomes_markup()
    {
        var page = Show(File);
        Assert.Null(page.QuerySelector("main img"));
        Assert.Contains(Markup, page.QuerySelector("main")!.TextContent);
        Assert.Equal("清溪路", page.QuerySelector("del")!.TextContent);
    }

    [Theory]
    [InlineData(LicenceState.Valid, "有效")]
    [InlineData(LicenceState.Expired, "已过期")]
    [InlineData(LicenceState.Suspended, "已暂停")]
    [InlineData(LicenceState.Revoked, "已撤销")]
    public void A_licence_says_what_it_is_worth(LicenceState state, string words) =>
        Assert.Equal(words, Rendered.Of<LicenceStateTag>(("State", state)).Body!.TextContent);

    [Fact]
    public void A_check_that_could_not_look_at_something_does_not_say_that_it_holds()
    {
        var page = Rendered.Of<CheckPage>(("Frame", Frame), ("Model", new CheckView
        {
            Result = new(CheckVerdict.Altered, "文件被改动过", []) { AsOfText = "2026-06-20", Steps = [new("签名", false), new("时间戳", null, "没有时间戳")] },
        }));
        Assert.Equal(["不符 签名", "未核验 时间戳 — 没有时间戳"], page.QuerySelectorAll(".verdict__steps li").Select(step => step.TextContent.Trim()));
    }

    [Fact]
    public void A_refusal_says_why_and_how_to_object()
    {
        var page = Rendered.Of<OwnCasePage>(("Frame", Frame), ("Model", new OwnCaseView
        {
            Matter = "食品经营许可", MatterHref = "/", CaseNumber = "YZ-1", State = "未批准", Colour = TagColour.Red, Steps = [], Next = "已办结。", Office = "市场监管局", Timeline = [],
            Outcome = new(false, "不予许可", ["操作间没有分隔"]) { Remedies = ["60 日内申请行政复议"] },
        }));
        var outcome = page.QuerySelector(".case-outcome")!.TextContent;
        Assert.Contains("操作间没有分隔", outcome);
        Assert.Contains("60 日内申请行政复议", outcome);
        Assert.Null(page.QuerySelector("form[action*=withdraw]"));
    }
}
