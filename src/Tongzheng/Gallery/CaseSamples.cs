using Tongzheng.Casework.Pages;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Gallery;

/// <summary>A person's own cases, in each state that asks something of them.</summary>
static class CaseSamples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Sample.Of<CasesPage>("cases", new("我的办件", "My cases"), Cases),
        Sample.Of<CasesPage>("cases-none", new("我的办件（空）", "My cases (none)"), _ => new CasesView()),
        Sample.Of<OwnCasePage>("case", new("办件：食品经营许可", "Case: food business licence"), Own),
        Sample.Of<OwnCasePage>("case-fee", new("办件：要缴费", "Case: a fee is due"), l => Own(l) with
        {
            Next = l.Of("工作人员正在核对材料，五个工作日内答复是否受理。", "An officer checks your documents; within five working days you are told whether it is accepted."),
            Fee = l.Of("每件120元；应缴120.00元（检测费）", "120 yuan each; CNY 120.00 due (testing)"),
            Now = [.. Own(l).Now, new(l.Of("应缴120.00元（检测费）", "CNY 120.00 due (testing)"), l.Of("请到云州市市场监督管理局的窗口缴纳，本平台不收款", "Please pay at the counter of the Market Supervision Bureau of Yunzhou; nothing can be paid on this site"), l.Of("地址：云州市清溪路1号；工作日9:00–17:00", "Address: 1 Qingxi Road, Yunzhou; working days 9:00–17:00"))],
        }),
        Sample.Of<OwnCasePage>("case-life-event", new("办件：孩子出生一件事", "Case: a child is born"), l => Own(l) with
        {
            Matter = l.Of("孩子出生一件事", "A child is born"),
            State = l.Of("各部门办理中", "With the offices"),
            Bundle = new(1, 3,
            [
                new(l.Of("出生证明", "Certificate of birth"), l.Of("卫生健康", "Health"), l.Of("已办成", "Done"), TagColour.Green, "/gallery/case", "YZ-2026-0610-00043", null),
                new(l.Of("上户口", "Household register"), l.Of("公安", "Public security"), l.Of("正在核对您的材料", "Your documents are being checked"), TagColour.Blue, "/gallery/case", "YZ-2026-0610-00044", l.Of("最迟 2026-06-17 办结", "due by 2026-06-17")),
                new(l.Of("社保卡", "Social card"), l.Of("人力资源社会保障", "Social security"), l.Of("等“上户口”办好就开始", "Begins after: Household register"), TagColour.Grey, null, null, null),
            ]),
            Next = l.Of("1 项正在办理。前一项办好，下一项自动开始，不用您再申请。", "1 under way. When one is done the next begins by itself; you need not apply again."),
        }),
        Sample.Of<OwnCasePage>("case-correction", new("办件：请您补正", "Case: please correct"), l => Own(l) with
        {
            State = l.Of("请您补正", "Please correct"),
            Colour = TagColour.Yellow,
            Correction = new("/gallery/apply-errors", l.Of("请在 2026年7月9日前补正。等待期间不计入办理时限。", "Please correct by 9 July 2026. The clock stands meanwhile."), null, [(l.Of("经营场所平面图", "Plan of the premises"), l.Of("看不清操作间的位置", "The kitchen cannot be made out"))]),
        }),
        Sample.Of<OwnCasePage>("case-granted", new("办件：已批准", "Case: granted"), l => Own(l) with
        {
            State = l.Of("已批准", "Granted"),
            Colour = TagColour.Green,
            WithdrawAction = null,
            RateHref = "/gallery/rating",
            DueText = null,
            Next = l.Of("已经办好了。电子证照可以马上使用。", "All is done. The e-licence can be used at once."),
            Outcome = new(true, l.Of("准予许可", "The licence is granted"), [l.Of("材料齐全，现场核查合格", "The documents are complete and the inspection was passed")]) { LicenceHref = "/gallery/licence" },
        }),
        Sample.Of<OwnCasePage>("case-refused", new("办件：不予许可", "Case: refused"), l => Own(l) with
        {
            State = l.Of("未批准", "Refused"),
            Colour = TagColour.Red,
            WithdrawAction = null,
            Outcome = new(false, l.Of("不予许可", "The licence is refused"), [l.Of("操作间与卫生间没有分隔（食品安全法第三十三条）", "Kitchen and toilet are not separate (Food Safety Law art. 33)")])
            {
                Refused = true,
                Remedies = [l.Of("在 60 日内向云州市人民政府申请行政复议", "ask the government of Yunzhou to reconsider, within 60 days"), l.Of("在 6 个月内向云州市清溪区人民法院起诉", "go to court within 6 months")],
            },
        }),
    ];

    static CasesView Cases(Language l) => new()
    {
        Waiting = [Card(l, l.Of("请您补正", "Please correct"), TagColour.Yellow, l.Of("请在 7月9日前重新上传平面图。", "Upload the plan again by 9 July."))],
        Drafts = [new("/gallery/apply", l.Of("公共场所卫生审批", "Hygiene permit"), "2026-06-09 10:20")],
        Others =
        [
            Card(l, l.Of("办理中", "In progress"), TagColour.Blue, l.Of("市场监管局最迟 6月17日告诉您是否受理。", "You hear by 17 June whether it is accepted.")),
            Card(l, l.Of("已批准", "Granted"), TagColour.Green, l.Of("津贴从 7 月起每月发放。", "Paid each month from July.")) with { Matter = l.Of("高龄补助申领", "Old-age allowance"), Party = l.Of("周桂兰", "Zhou Guilan") },
            Card(l, l.Of("未批准", "Refused"), TagColour.Red, l.Of("可在 8月30日前申请行政复议。", "You may ask for reconsideration until 30 August.")),
        ],
        NextHref = "?before=1",
    };

    static CaseCard Card(Language l, string state, TagColour colour, string next) => new()
    {
        Href = "/gallery/case",
        Matter = l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"),
        CaseNumber = "YZ-2026-0610-00042",
        State = state,
        Colour = colour,
        Next = next,
        HandedInText = l.Of("6月10日提交", "handed in 10 June"),
    };

    static OwnCaseView Own(Language l) => new()
    {
        Matter = l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"),
        MatterHref = "/gallery/guide",
        CaseNumber = "YZ-2026-0610-00042",
        State = l.Of("办理中", "In progress"),
        Colour = TagColour.Blue,
        Steps = [new(l.Of("已提交", "Received"), ProgressState.Done, l.Of("6月10日", "10 June")), new(l.Of("受理审查", "Acceptance"), ProgressState.Now), new(l.Of("现场核查", "Inspection"), ProgressState.ToCome), new(l.Of("决定", "Decision"), ProgressState.ToCome)],
        Next = l.Of("市场监督管理局正在看您的材料，看完会告诉您是否受理。您现在不用做什么。", "Market Supervision is reading your documents and will tell you whether they are accepted. There is nothing for you to do now."),
        Now = [new(l.Of("正在核对您的材料", "Your documents are being checked"), l.Of("由云州市市场监督管理局办理", "Market Supervision Bureau of Yunzhou does it"), l.Of("2026-06-17前", "by 2026-06-17"))],
        Then = l.Of("这一步办完后，一般接着办：现场核查、资料审查。", "After this usually come: Inspection, Review."),
        Fee = l.Of("不收费", "Free of charge"),
        Parties = [new(l.Of("申请人", "Applicant"), l.Of("沈知远（个人）", "沈知远 (a person)")), new(l.Of("提交方式", "Handed in"), l.Of("网上提交", "Online"))],
        Materials = [new("plan", l.Of("经营场所平面图", "Plan of the premises"), [new FileLink("/files/1", "平面图.pdf", 482_133) { Kind = l.Of("PDF文件", "PDF"), Hash = "9f2c41aa7be0d1c35a6cbb2f9f2c41aa7be0d1c35a6cbb2f9f2c41aa7be0d1c3", FiledText = "2026-06-10 09:30 沈知远" }])],
        Related = [new(l.Of("重新办理自", "Reopened from"), "/gallery/case", "YZ-2026-0302-00007", l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"), l.Of("已撤回", "Withdrawn"))],
        Exchanges = [new(l.Of("等待桐溪区办理“关系转出登记”（已送达，3月9日）", "Waiting for Tongxi District to decide “Record of leaving” (delivered 9 March)"), true, "590202-2026-000012")],
        DueText = l.Of("最迟 2026年6月17日", "By 17 June 2026"),
        DueExplanation = l.Of("提交 2026-06-10，5个工作日 → 2026-06-17；行政许可法第三十二条", "received 2026-06-10, 5 working days → 2026-06-17; Administrative Licensing Law art. 32"),
        Provisional = true,
        Office = l.Of("云州市市场监督管理局", "Market Supervision Bureau of Yunzhou"),
        OfficePhone = "0590-12345",
        Sections = [new(l.Of("经营场所", "Premises"), [new("address", l.Of("地址", "Address"), "清溪路 18 号 101 室"), new("area", l.Of("使用面积", "Floor area"), l.Of("80 平方米", "80 m²"))])],
        Letters = [new("/letters/1", l.Of("申请材料接收凭证", "Receipt of the application"), "06-10 09:30")],
        Timeline = [new(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.FromHours(8)), "2026-06-10 09:30", l.Of("收到您的申请", "Your application was received"))],
        WithdrawAction = "/gallery/cases",
        ReceiptHref = "/receipts/1",
    };
}
