using Tongzheng.Casework.Pages;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Oversight;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Gallery;

/// <summary>What an officer sees at the desk.</summary>
static class DeskSamples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Sample.Of<WorklistPage>("desk", new("工作台", "Desk"), Worklist) with { IsOfficer = true },
        Sample.Of<WorklistPage>("desk-empty", new("工作台（没有任务）", "Desk (nothing to do)"), l => Worklist(l) with { Rows = [], NextHref = null }) with { IsOfficer = true },
        Sample.Of<PrintedListPage>("desk-print", new("任务清单", "List of tasks"), l => new PrintedListView { Title = l.Of("待我办理", "To do"), Post = Worklist(l).Post, At = "2026-06-10 09:30", By = l.Of("梁文博", "Liang Wenbo"), Rows = Worklist(l).Rows }) with { IsOfficer = true },
        Sample.Of<CaseFilePage>("desk-case", new("办件：食品经营许可", "Case: food business licence"), CaseFile) with { IsOfficer = true, Crumbs = l => [new(l.Of("工作台", "Desk"), "/gallery/desk"), new("YZ-2026-0610-00042")] },
        Sample.Of<CaseFilePage>("desk-case-take", new("办件（待领取）", "Case not yet taken"), l => CaseFile(l) with
        {
            Correction = null,
            Task = new TaskView { Title = l.Of("受理审查", "Acceptance"), Action = "/", Form = new([]), TakeAction = "/gallery/desk-case", Note = l.Of("须由未参与现场核查的人员审查。", "To be done by somebody who did not inspect.") },
        }) with { IsOfficer = true },
        Sample.Of<CaseFilePage>("desk-case-fee", new("办件（待缴费）", "Case with a fee to be paid"), l => CaseFile(l) with
        {
            FeeDue = new(l.Of("应缴120.00元（检测费）", "CNY 120.00 due (testing)"), new("/gallery/desk-act", l.Of("记录缴费", "Record a payment"))),
        }) with { IsOfficer = true },
        Sample.Of<CaseFilePage>("desk-case-incident", new("办件（需要人工处理）", "Case that needs a person"), l => CaseFile(l) with
        {
            State = l.Of("需要人工处理", "Needs a person"),
            Task = null,
            Correction = null,
            Incidents = [new IncidentView(3, l.Of("确定风险等级", "Set the risk grade"), l.Of("经营面积不是数字", "The floor area is no number"), "decision.null") { Action = "/gallery/desk-case", MayCorrect = true }],
        }) with { IsOfficer = true },
        Sample.Of<WorkloadPage>("desk-workload", new("工作负荷", "Workload"), Workload) with { IsOfficer = true },
        Sample.Of<BottlenecksPage>("desk-bottlenecks", new("流程堵点", "Bottlenecks"), Bottlenecks) with { IsOfficer = true },
        Sample.Of<ActPage>("desk-act", new("办件：延长期限", "Case: extend"), Extend) with { IsOfficer = true },
        Sample.Of<ActPage>("desk-act-expert", new("办件：征求专家意见", "Case: ask experts"), l => Extend(l) with
        {
            Title = l.Of("征求专家意见", "Ask experts"),
            Preview = [],
            WordsLabel = l.Of("请专家回答的问题", "The question"),
            Target = new("checkboxes", l.Of("请哪些专家", "Which experts"), l.Of("可以同时请几位。", "Several can be asked at once."), [new("1", l.Of("赵明", "Zhao Ming")), new("2", l.Of("钱亮", "Qian Liang"))], "1"),
        }) with { IsOfficer = true },
        Sample.Of<ActPage>("desk-act-changed", new("办件：他人已改动", "Case: changed by another"), l => Extend(l) with
        {
            Changed = [new TimelineEntry(new DateTimeOffset(2026, 6, 10, 10, 0, 0, TimeSpan.FromHours(8)), "2026-06-10 10:00", l.Of("加急", "Expedited"), l.Of("孙立（领导）", "Sun Li (Head)"))],
            Words = l.Of("情况复杂，需要现场复核。", "It is complex and has to be looked at again."),
            Errors = [new(null, l.Of("这个办件刚刚被别人处理过。请先看看改动，仍要办再提交一次。", "Somebody else has just acted on this case. Look at what was done, and submit again if you still want to."))],
        }) with { IsOfficer = true },
        Sample.Of<ActPage>("desk-act-review", new("办件：人工复核", "Case: review"), l => Extend(l) with
        {
            Title = l.Of("人工复核", "Review a contested decision"),
            Answers = new(l.Of("提出异议", "Contest the decision"), l.Of("字号没有禁用的字样。", "The name holds no forbidden word.")),
            Target = new("radios", l.Of("复核结果", "Result"), null, [new("confirm", l.Of("维持原决定", "The decision stands")), new("replace", l.Of("重新办理，由人员决定", "Decide anew, by persons"))], null),
        }) with { IsOfficer = true },
        Sample.Of<AuditPage>("audit", new("日志", "Journal"), l => new AuditView
        {
            Place = l.Of("澜阳区", "Lanyang District"),
            Size = 20418,
            Lines = [new Audit.Line(20418, new DateTimeOffset(2026, 6, 10, 1, 30, 0, TimeSpan.Zero), "case.advanced", "case/01m8282", 3, "officer/01kdvh3", System.Text.Json.JsonDocument.Parse("{\"trigger\":\"task\",\"status\":\"Accepted\"}").RootElement)],
            CaseNumbers = new Dictionary<string, string> { ["01m8282"] = "59010226000123" },
            Officers = new Dictionary<string, string> { ["officer/01kdvh3"] = l.Of("梁文博", "Liang Wenbo") },
            Checkpoint = "localhost:5080/590102\n20418\nexqyGQuv0yUN8LEWu7AHdhjFuebBsOkwXs/l1SaP6BQ=\n",
            CheckpointHref = "/gallery/audit",
            NextHref = "?before=20418",
        }) with { IsOfficer = true },
        Sample.Of<DemoClockPage>("demo-clock", new("演示时钟", "Demo clock"), l => new DemoClockView("2026-06-10 09:30", 2, [new("days", l.Of("请填写要拨几天", "Say how many days"))])),
        Sample.Of<CaseFilePage>("desk-case-closed", new("办件（已办结）", "Case closed"), l => CaseFile(l) with
        {
            State = l.Of("已办结", "Closed"),
            Correction = null,
            Task = null,
            NoTask = l.Of("这个办件已经办结。", "This case is closed."),
        }) with { IsOfficer = true },
    ];

    static ActView Extend(Language l) => new()
    {
        Title = l.Of("延长期限", "Extend"),
        CaseNumber = "YZ-2026-0610-00042",
        Matter = l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"),
        CaseHref = "/gallery/desk-case",
        Action = "/gallery/desk-case",
        Row =
        [
            new(l.Of("由谁来做", "Who may"), l.Of("本机关负责人", "the head of the office")),
            new(l.Of("办理时限", "The clock"), l.Of("依法延长一次", "is extended, once")),
            new(l.Of("申请人得知", "The applicant is told"), l.Of("经本机关负责人批准，办理期限延长至……（发送《延长期限告知书》）", "With the approval of the head of the office the time is extended until …… (Notice of extension)")),
        ],
        Preview = [l.Of("最迟办结日：2026-07-08 → 2026-07-22", "Due: 2026-07-08 → 2026-07-22")],
        WordsLabel = l.Of("理由", "Reason"),
    };

    static WorklistView Worklist(Language l) => new()
    {
        Post = l.Of("云州市市场监督管理局 · 受理岗", "Market Supervision Bureau of Yunzhou, acceptance"),
        Views = [new(l.Of("待我办理", "Mine"), "/gallery/desk", 6), new(l.Of("本岗位待领取", "To be taken"), "/gallery/desk?view=post", 14), new(l.Of("等待申请人", "Waiting for the applicant"), "/gallery/desk?view=waiting", 3), new(l.Of("已办结", "Closed"), "/gallery/desk?view=closed")],
        CurrentView = "/gallery/desk",
        Lights = [new(Light.Overdue, 1, "?light=overdue"), new(Light.Red, 1, "?light=red", true), new(Light.Yellow, 2, "?light=yellow"), new(Light.Green, 12, "?light=green"), new(Light.Stopped, 3, "?light=stopped")],
        Matters = [new("1", l.Of("食品经营许可（餐饮服务）", "Food business licence")), new("2", l.Of("公共场所卫生审批", "Hygiene permit"))],
        Posts = [new("clerk", l.Of("受理岗", "Acceptance")), new("reviewer", l.Of("审查岗", "Reviewer"))],
        Saved = [new(l.Of("超期的餐饮许可", "Late food licences"), "/gallery/desk?view=office&light=overdue", false), new(l.Of("审查岗", "Reviewers"), "/gallery/desk", true)],
        SaveAction = "/gallery/desk",
        PrintHref = "/gallery/desk-print",
        Bulk = new BulkView("/gallery/desk", [new("claim", l.Of("领取", "Take")), new("urge", l.Of("催办", "Urge"))], [new("1", l.Of("梁文博", "Liang Wenbo")), new("2", l.Of("何静", "He Jing"))], []),
        Rows =
        [
            Row(l, "00017", "赵明", Light.Overdue, l.Of("超 2 个工作日", "2 working days late")),
            Row(l, "00023", "云州市新禾幼儿园", Light.Red, l.Of("今天 24:00 前", "by midnight")),
            Row(l, "00031", "阿依古丽·买买提", Light.Yellow, l.Of("剩 2 个工作日", "2 working days left")),
            Row(l, "00038", "云岚山泉餐饮管理有限公司清溪路分公司", Light.Yellow, l.Of("剩 3 个工作日", "3 working days left")) with { TakenBy = null },
            Row(l, "00042", "沈知远", Light.Green, l.Of("6月17日前", "by 17 June")) with { Provisional = true },
            Row(l, "00029", "䶮㐂", Light.Stopped, l.Of("补正中", "being corrected")),
        ],
        NextHref = "?after=00029",
    };

    static WorkloadView Workload(Language l) => new()
    {
        Offices = l.Of("云州市市场监督管理局", "Market Supervision Bureau of Yunzhou"),
        Posts = [new(l.Of("审查岗", "Reviewer"), 31, 6, 9), new(l.Of("受理岗", "Acceptance"), 14, 1, 3), new(l.Of("决定岗", "Decider"), 5, 0, 0)],
        Officers = [new(l.Of("梁文博", "Liang Wenbo"), 12, 2, 3), new(l.Of("待领取", "Not taken"), 9, 0, 1)],
        Matters =
        [
            new(l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"), "/gallery/desk-bottlenecks", 38, 214, "4.2%", l.Of("现场核查，4.6天", "Inspection, 4.6 days")),
            new(l.Of("公共场所卫生审批", "Hygiene permit"), "/gallery/desk-bottlenecks", 12, 77, "0%", l.Of("审查，2.1天", "Review, 2.1 days")),
        ],
        Periods = [new(l.Of("近三个月", "Last three months"), "/gallery/desk-workload"), new(l.Of("近一年", "Last year"), "?months=12"), new(l.Of("全部", "All"), "?months=all")],
        CurrentPeriod = "/gallery/desk-workload",
    };

    static BottlenecksView Bottlenecks(Language l) => new()
    {
        Matter = l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"),
        Offices = l.Of("云州市市场监督管理局", "Market Supervision Bureau of Yunzhou"),
        Finding = l.Of("最先看“现场核查”：21件在等，半数要4.6天以上。", "Look at “Inspection” first: 21 wait, and half take more than 4.6 days."),
        Steps =
        [
            new("inspect", l.Of("现场核查", "Inspection"), 21, 90, l.Of("4.6天", "4.6 days"), l.Of("11天", "11 days"), "8.9%", 4) { MedianHours = 110, NinetiethHours = 264 },
            new("review", l.Of("材料审查", "Review"), 9, 88, l.Of("2.1天", "2.1 days"), l.Of("5天", "5 days"), "2.3%", 2) { MedianHours = 50, NinetiethHours = 120 },
            new("accept", l.Of("受理审查", "Acceptance"), 8, 112, l.Of("6.5小时", "6.5 h"), l.Of("31小时", "31 h"), "0%", 1) { MedianHours = 6.5, NinetiethHours = 31 },
        ],
        DiagramHref = GalleryPages.ProcedureHref,
        Periods = [new(l.Of("近三个月", "Last three months"), "/gallery/desk-bottlenecks"), new(l.Of("近一年", "Last year"), "?months=12")],
        CurrentPeriod = "/gallery/desk-bottlenecks",
    };

    static WorkRow Row(Language l, string number, string who, Light light, string due) => new()
    {
        Href = "/gallery/desk-case",
        CaseNumber = "YZ-2026-0610-" + number,
        Matter = l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"),
        Applicant = who,
        Step = l.Of("受理审查", "Acceptance"),
        Light = light,
        DueText = due,
        SinceText = "06-10 09:30",
        Ticked = $"gallery~{number}",
        Urged = number == "00017",
        Expedited = number == "00023",
        TakenBy = l.Of("梁文博", "Liang Wenbo"),
    };

    static CaseFileView CaseFile(Language l) => new()
    {
        Acts = [new("/gallery/desk-act", l.Of("延长期限", "Extend")), new("/gallery/desk-act-expert", l.Of("征求专家意见", "Ask experts")), new("/gallery/desk-act-changed", l.Of("转办", "Transfer"))],
        Messages = new([new TimelineEntry(new DateTimeOffset(2026, 6, 10, 9, 40, 0, TimeSpan.FromHours(8)), "2026-06-10 09:40", l.Of("沈知远", "Shen Zhiyuan"), null, l.Of("请问还要等多久？", "How long will it be?"))], "/gallery/desk-case", []),
        CaseNumber = "YZ-2026-0610-00042",
        Matter = l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"),
        Applicant = "沈知远",
        HandedInBy = l.Of("由何静在政务服务中心窗口代办，看过授权委托书", "Handed in at the counter by He Jing; authorisation seen"),
        State = l.Of("待办：现场核查、材料审查", "To do: Site inspection, Review of documents"),
        Clocks =
        [
            new(l.Of("承诺时限", "Promised"), Light.Yellow, l.Of("剩 2 个工作日", "2 working days left"), l.Of("受理 2026-06-10，8个工作日；跳过端午节 6/19–6/21 → 2026-06-23；行政许可法第四十二条", "accepted 2026-06-10, 8 working days; Dragon Boat Festival 6/19–6/21 skipped → 2026-06-23; Administrative Licensing Law art. 42")),
            new(l.Of("法定时限", "By law"), Light.Green, l.Of("7月9日前", "by 9 July"), l.Of("受理 2026-06-10，20个工作日 → 2026-07-09；行政许可法第四十二条", "accepted 2026-06-10, 20 working days → 2026-07-09; Administrative Licensing Law art. 42"), true),
        ],
        Progress = [new(l.Of("已提交", "Received"), ProgressState.Done, "06-10"), new(l.Of("受理审查", "Acceptance"), ProgressState.Now), new(l.Of("现场核查", "Inspection"), ProgressState.ToCome), new(l.Of("决定", "Decision"), ProgressState.ToCome)],
        Sections =
        [
            new(l.Of("经营者", "Holder"), [new("name", l.Of("姓名", "Name"), "沈知远") { Source = l.Of("居民基本信息", "the register of residents") }, new("phone", l.Of("联系电话", "Telephone"), "13900000000")]),
            new(l.Of("经营场所", "Premises"), [new("address", l.Of("地址", "Address"), "清溪路 18 号 101 室") { Before = "清溪路" }, new("area", l.Of("使用面积", "Floor area"), l.Of("80 平方米", "80 m²")), new("note", l.Of("其他说明", "Anything else"), null)]),
        ],
        Materials =
        [
            new("licence", l.Of("营业执照", "Business licence"), []) { Instead = l.Of("电子证照，免于提交", "e-licence, need not be handed in") },
            new("plan", l.Of("经营场所平面图", "Plan of the premises"), [new FileLink("/files/1", "平面图.pdf", 482_133) { Kind = l.Of("PDF文件", "PDF"), Hash = "9f2c41aa7be0d1c35a6cbb2f9f2c41aa7be0d1c35a6cbb2f9f2c41aa7be0d1c3", FiledText = l.Of("2026-06-10 09:30 沈知远", "2026-06-10 09:30 沈知远") }, new("/files/2", "厨房照片.jpg", 2_310_044)]),
            new("rules", l.Of("食品安全管理制度", "Food safety rules"), []) { Required = false },
        ],
        Decisions = [new(l.Of("食品经营风险分级", "Class of risk"), l.Of("B 级，一年核查一次", "B: one inspection a year"), [l.Of("面积 80 平方米，小于 150", "80 m² is under 150"), l.Of("不经营生食类", "No raw food is sold")], "9f2c41aa7be0", "/gallery/algorithm")],
        Letters = [new LetterView("/letters/1", l.Of("申请材料接收凭证", "Receipt of the application"), "06-10 09:30", l.Of("站内送达", "delivered here")) { Paragraphs = [l.Of("沈知远：", "To 沈知远:"), l.Of("您的申请材料已收到，五个工作日内答复是否受理。", "Your documents have been received; within five working days you are told whether they are accepted.")] }],
        Parties = [new(l.Of("申请人", "Applicant"), l.Of("沈知远（个人）", "沈知远 (a person)")), new(l.Of("代理人", "Acting"), "何静"), new(l.Of("提交方式", "Handed in"), l.Of("窗口代为提交", "At the counter")), new(l.Of("代办凭证", "Proof for acting"), l.Of("看过授权委托书", "Authorisation seen"))],
        Related = [new(l.Of("同一申请人", "Same applicant"), "/gallery/desk-case-closed", "YZ-2026-0302-00007", l.Of("公共场所卫生审批", "Hygiene permit"), l.Of("准予，已办结", "Granted; closed"))],
        Exchanges = [new(l.Of("等待桐溪区办理“关系转出登记”（已送达，3月9日）", "Waiting for Tongxi District to decide “Record of leaving” (delivered 9 March)"), true, "590202-2026-000012")],
        Fee = l.Of("不收费", "Free of charge"),
        DiagramDone = ["applied", "applied_to_accept", "accept"],
        Timeline = [new(new DateTimeOffset(2026, 6, 10, 9, 41, 0, TimeSpan.FromHours(8)), "06-10 09:41", l.Of("领取任务", "Task taken"), l.Of("梁文博，受理岗", "Liang Wenbo, acceptance")), new(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.FromHours(8)), "06-10 09:30", l.Of("收到申请", "Application received"), "沈知远") { OnRecord = l.Of("日志位置 20418", "journal 20418") }],
        DiagramHref = GalleryPages.ProcedureHref,
        DiagramNow = ["accept"],
        Task = new TaskView
        {
            Title = l.Of("受理审查", "Acceptance"),
            Action = "/gallery/desk-case",
            Form = new FormView(
            [
                new FieldView { Name = "outcome", Type = "radio", Label = l.Of("审查结论", "Finding"), Required = true, Options = [new("accept", l.Of("受理", "Accept"), false), new("refuse", l.Of("不予受理", "Refuse"), false)] },
                new FieldView { Name = "ground", Type = "textarea", Label = l.Of("理由", "Reason"), Description = l.Of("不予受理时必填，会写入通知书", "Needed for a refusal; it goes into the letter") },
            ]),
        },
        Correction = new CorrectionRequestView
        {
            Action = "/gallery/desk-case",
            Basis = l.Of("行政许可法第三十二条第四项：五日内一次告知。等待补正期间计时停止。", "Administrative Licensing Law art. 32(4): told once, within five days. The clock stands meanwhile."),
            Chosen = new Dictionary<string, string> { ["plan"] = l.Of("看不清操作间的位置", "The kitchen cannot be made out") },
        },
    };
}
