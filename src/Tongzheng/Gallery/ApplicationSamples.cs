using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Gallery;

/// <summary>An application from the form to the rating.</summary>
static class ApplicationSamples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Sample.Of<ApplyPage>("apply", new("填写申请", "Application"), l => Apply(l, wrong: false)),
        Sample.Of<ApplyPage>("apply-errors", new("填写申请（有错误）", "Application with mistakes"), l => Apply(l, wrong: true)),
        Sample.Of<ApplyPage>("apply-nobody", new("填写申请（未登录）", "Application (not signed in)"), l => Apply(l, wrong: false) with { IsNobodys = true, SignInHref = "/gallery/sign-in" }) with { IsAnonymous = true },
        Sample.Of<ApplyPage>("correct", new("补正", "Correction"), Correction),
        Sample.Of<StartPage>("start", new("开始申请", "Begin"), l => new StartView { MatterName = l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"), MatterHref = "/gallery/guide", SignInHref = "/gallery/sign-in", Action = "/gallery/apply", Places = [new("590102", l.Of("澜阳区", "Lanyang District")), new("590103", l.Of("桂江区", "Guijiang District"))] }) with { IsAnonymous = true },
        Sample.Of<SavedDraftPage>("draft-saved", new("草稿已保存", "Draft saved"), l => new SavedDraftView(l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"), "7K3M-Q9XW-2HRT-VB6D", "/gallery/draft-resume", l.Of("保留到2026-07-10，之后内容不再能读。", "Kept until 2026-07-10; after that nobody can read it."), "/gallery/apply-nobody")) with { IsAnonymous = true },
        Sample.Of<ResumePage>("draft-resume", new("取回草稿", "Go on with a draft"), l => new ResumeView("7K3M-Q9XW", [new("code", l.Of("没有这个取回码的草稿，或者已过保留期。请逐位核对。", "No draft has this code, or its time is over."))])) with { IsAnonymous = true },
        Sample.Of<ReviewPage>("review-nobody", new("核对内容（未登录）", "Read it once more (not signed in)"), l => Review(l) with { SignInHref = "/gallery/sign-in" }) with { IsAnonymous = true },
        Sample.Of<ReviewPage>("review", new("核对内容", "Read it once more"), Review),
        Sample.Of<ReceiptPage>("receipt", new("申请已提交", "Application received"), l => Receipt(l)),
        Sample.Of<ReceiptPage>("receipt-at-once", new("申请已批准", "Application granted"), l => Receipt(l) with
        {
            Title = l.Of("申请已批准", "Granted"),
            Steps = [],
            Reasons = [l.Of("名称没有与已登记的重复", "The name is not taken"), l.Of("经营范围不需要事先许可", "Nothing you will do needs a permit first")],
            ResultHref = "/gallery/licence",
        }),
        Sample.Of<RatingPage>("rating", new("这次办得怎么样？", "How did it go?"), Rating),
        Sample.Of<RatingPage>("rating-thanks", new("已收到您的评价", "Your rating was received"), l => Rating(l) with { Thanks = l.Of("谢谢。市场监督管理局会在 3 个工作日内与您联系，核实您反映的问题。", "Thank you. Market Supervision will call you within 3 working days.") }),
    ];

    // Two fields are open, the rest stands as it was.
    static ApplyView Correction(Language l)
    {
        var apply = Apply(l, wrong: false);
        return apply with
        {
            PageTitle = l.Of("补正", "Correct your application"),
            Page = 1,
            Pages = 1,
            SavedText = null,
            CorrectionRequest = l.Of("平面图上看不清操作间的位置，请重新上传。", "The kitchen cannot be made out on the plan; please upload it again."),
            IsCorrection = true,
            Form = new FormView([.. apply.Form.Fields.Select(field => field with { Settled = field.Name is not ("plan" or "address"), Rows = [.. field.Rows.Select(row => row.Select(cell => cell with { Settled = true }).ToList())] })]),
        };
    }

    static ApplyView Apply(Language l, bool wrong) => new()
    {
        MatterName = l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"),
        MatterHref = "/gallery/guide",
        PageTitle = l.Of("经营场所", "Premises"),
        Action = "/gallery/apply",
        Page = 2,
        Pages = 3,
        SavedText = l.Of("已保存于 10:32", "Saved at 10:32"),
        OnBehalfOf = wrong ? l.Of("周桂兰", "Zhou Guilan") : null,
        CorrectionRequest = wrong ? l.Of("平面图上看不清操作间的位置，请重新上传。", "The kitchen cannot be made out on the plan; please upload it again.") : null,
        Form = new FormView(
        [
            new FieldView { Name = "holder", Type = "textfield", Label = l.Of("经营者", "Holder"), Value = "沈知远", KnownSource = l.Of("居民基本信息", "the register of residents") },
            new FieldView { Name = "intro", Type = "text", Label = l.Of("请填写实际经营的地址。", "Give the address you will trade at.") },
            new FieldView { Name = "address", Type = "textfield", Label = l.Of("经营场所地址", "Address"), Description = l.Of("写到门牌号，例如：清溪路 18 号 101 室", "Down to the door: 18 Qingxi Road, room 101"), Required = true, Value = wrong ? "清溪路" : "清溪路 18 号", Error = wrong ? l.Of("请写到门牌号", "Give the number of the house too") : null, MaxLength = 100 },
            new FieldView { Name = "phone", Type = "textfield", Subtype = "tel", Label = l.Of("联系电话", "Telephone"), Required = true, Value = "13900000000" },
            new FieldView { Name = "area", Type = "number", Label = l.Of("使用面积", "Floor area"), Required = true, Value = wrong ? "八十" : "80", Error = wrong ? l.Of("面积要填数字，例如 80", "Give a number, such as 80") : null, Unit = l.Of("平方米", "m²") },
            new FieldView { Name = "open", Type = "datetime", Subtype = "date", Label = l.Of("计划开业日期", "Opening day"), Value = "2026-07-01" },
            new FieldView { Name = "kind", Type = "radio", Label = l.Of("主体业态", "Kind of business"), Required = true, Error = wrong ? l.Of("请选择主体业态", "Choose a kind of business") : null, Options = [new("1", l.Of("餐馆", "Restaurant"), false), new("2", l.Of("小吃店、饮品店", "Snack bar or café"), !wrong), new("3", l.Of("单位食堂", "Canteen"), false)] },
            new FieldView { Name = "items", Type = "checklist", Label = l.Of("经营项目", "What you will sell"), Required = true, Options = [new("a", l.Of("热食类", "Hot food"), true), new("b", l.Of("冷食类", "Cold food"), false), new("c", l.Of("自制饮品", "Drinks made here"), true)] },
            new FieldView { Name = "district", Type = "select", Label = l.Of("所属街道", "Subdistrict"), Required = true, Options = [new("1", l.Of("清溪街道", "Qingxi"), false), new("2", l.Of("云山街道", "Yunshan"), true)] },
            new FieldView
            {
                Name = "staff", Type = "dynamiclist", Label = l.Of("食品安全管理人员", "Who answers for food safety"), Description = l.Of("至少一人", "At least one"),
                Rows = [[new FieldView { Name = "staff.0.name", Type = "textfield", Label = l.Of("姓名", "Name"), Required = true, Value = "阿依古丽·买买提" }], [new FieldView { Name = "staff.1.name", Type = "textfield", Label = l.Of("姓名", "Name"), Required = true, Value = "䶮㐂" }]],
            },
            new FieldView { Name = "plan", Type = "filepicker", Label = l.Of("经营场所平面图", "Plan of the premises"), Description = l.Of("PDF 或照片，每个不超过 20 MB", "PDF or photo, 20 MB each at most"), Required = true, Accept = ".pdf,.jpg,.png", Files = [new("u1", "平面图.pdf", 482_133)], Earlier = [new("u0", "平面图（2025）.pdf", 391_004, l.Of("2025-11-03办“公共场所卫生审批”时交的", "handed in 2025-11-03 for “Hygiene permit”"))] },
            new FieldView { Name = "note", Type = "textarea", Label = l.Of("其他说明", "Anything else"), MaxLength = 500 },
            new FieldView { Name = "promise", Type = "checkbox", Label = l.Of("场所不在居民住宅楼内", "The premises are not in a block of flats"), Required = true },
        ]),
    };

    static ReviewView Review(Language l) => new()
    {
        MatterName = l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"),
        MatterHref = "/gallery/guide",
        Action = "/gallery/receipt",
        Sections =
        [
            new(l.Of("经营者", "Holder"), [new(l.Of("姓名", "Name"), "沈知远"), new(l.Of("联系电话", "Telephone"), "13900000000", "/gallery/apply")]),
            new(l.Of("经营场所", "Premises"), [new(l.Of("地址", "Address"), "清溪路 18 号 101 室", "/gallery/apply"), new(l.Of("使用面积", "Floor area"), l.Of("80 平方米", "80 m²"), "/gallery/apply"), new(l.Of("其他说明", "Anything else"), null, "/gallery/apply")]),
        ],
        Declaration = [l.Of("以上内容真实、完整。", "What I have written is true and complete."), l.Of("同意为办理此事查询我的营业执照。", "My business licence may be looked up for this matter.")],
        BackHref = "/gallery/apply",
        AfterSending = l.Of("5 个工作日内告诉您是否受理，受理后 8 个工作日内作出决定。", "You hear within 5 working days whether it is accepted, and within 8 more what was decided."),
    };

    static ReceiptView Receipt(Language l) => new()
    {
        Title = l.Of("申请已提交", "Received"),
        MatterName = l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"),
        CaseNumber = "YZ-2026-0610-00042",
        CaseHref = "/cases/YZ-2026-0610-00042",
        ReceivedText = l.Of("2026年6月10日 09:30", "10 June 2026, 09:30"),
        Position = 20418,
        Rows = [new(l.Of("最迟答复", "Answer by"), l.Of("2026年6月17日", "17 June 2026"))],
        Steps = [new(l.Of("已提交", "Received"), ProgressState.Done), new(l.Of("受理审查", "Acceptance"), ProgressState.Now, l.Of("6月17日前", "by 17 June")), new(l.Of("现场核查", "Inspection"), ProgressState.ToCome), new(l.Of("决定", "Decision"), ProgressState.ToCome), new(l.Of("领证", "Licence"), ProgressState.ToCome)],
    };

    static RatingView Rating(Language l) => new()
    {
        Matter = l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"),
        CaseNumber = "YZ-2026-0610-00042",
        Action = "/gallery/rating-thanks",
    };
}
