using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Gallery;

/// <summary>Pages anybody sees: the way to a matter, what it asks, and what is said when something is wrong.</summary>
static class PortalSamples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Sample.Of<HomePage>("home", new("要办什么？", "What would you like to do?"), Home) with { IsAnonymous = true },
        Sample.Of<SearchPage>("search", new("搜索：食品", "Search: food"), Search),
        Sample.Of<SearchPage>("search-nothing", new("搜索：飞船驾照", "Search: spaceship licence"), _ => new SearchView { Query = "飞船驾照", Total = 0, Suggestions = [new("按主题找", "/")] }),
        Sample.Of<GuidePage>("guide", new("食品经营许可（餐饮服务）", "Food business licence (catering)"), Guide) with { Crumbs = l => [new(l.Of("办事", "Services"), "/"), new(l.Of("食品经营许可", "Food business licence"))] },
        Sample.Of<GuidePage>("guide-life-event", new("孩子出生一件事", "A child is born"), l => Guide(l) with { Name = l.Of("孩子出生一件事", "A child is born"), Bundle = Bundle(l) }),
        Sample.Of<GuidePage>("guide-imported", new("户外广告设施设置备案", "Filing of outdoor advertising"), Imported),
        Sample.Of<EligibilityPage>("may-i", new("我能不能办", "May I?"), Question),
        Sample.Of<EligibilityPage>("may-i-answer", new("判断结果", "The answer"), Answer),
        Sample.Of<AlgorithmsPage>("algorithms", new("算法公示", "Register of algorithms"), Algorithms),
        Sample.Of<AlgorithmPage>("algorithm", new("高龄津贴标准判定", "Old-age allowance: the rate"), Algorithm),
        Sample.Of<SignInPage>("sign-in", new("登录", "Sign in"), SignIn) with { IsAnonymous = true },
        Sample.Of<SignInPage>("sign-in-closed", new("登录（未接入身份认证）", "Sign in (no provider)"), _ => new SignInView()) with { IsAnonymous = true },
        Sample.Of<MessagePage>("not-found", new("没有找到这个页面", "Page not found"), l => new MessageView
        {
            Title = l.Of("没有找到", "Not found"),
            Paragraphs = [l.Of("没有找到这个页面：地址可能写错了，或者页面已经移走。", "This page was not found: the address may be mistyped, or the page has moved.")],
            OffersSearch = true,
            Code = "page.not-found",
            Ways = [new(l.Of("回到首页", "Go to the first page"), "/")],
        }),
        Sample.Of<MessagePage>("overtaken", new("这一步不用再办了", "Step overtaken"), l => new MessageView
        {
            Title = l.Of("这一步不用再办了", "This step is no longer to be done"),
            Paragraphs = [l.Of("可能已经在另一个窗口里办了，可能由一起办的人办了，也可能期限已过或者申请已经撤回。没有重复提交。", "It may have been done in another window or by whoever acts with you, or its time is over, or the application was withdrawn. Nothing was submitted twice.")],
            Typed = [new(l.Of("经营场所名称", "Name of the premises"), "桂巷酒家")],
            Ways = [new(l.Of("看这个办件现在办到哪一步", "See where this case stands now"), "/gallery/case")],
        }),
        Sample.Of<MessagePage>("expired", new("登录已过期", "Your session has ended"), l => new MessageView
        {
            Title = l.Of("登录已过期", "Your session has ended"),
            Paragraphs = [l.Of("您填写的内容已经保存为草稿，没有丢失。重新登录后可以接着填。", "What you typed is kept as a draft. Sign in again and go on.")],
            Code = "session.expired",
            Ways = [new(l.Of("重新登录", "Sign in again"), "/sign-in")],
        }),
        Sample.Of<AboutPage>("about", new("关于本站", "About")) with { IsAnonymous = true },
        Sample.Of<AccessibilityPage>("accessibility", new("无障碍说明", "Accessibility")) with { IsAnonymous = true },
    ];

    static readonly (Text Name, Text Department, Text Summary)[] Known =
    [
        (new("食品经营许可（餐饮服务）", "Food business licence (catering)"), new("市场监督管理局", "Market Supervision"), new("开餐馆、食堂、饮品店之前办理", "Before opening a restaurant, canteen or café")),
        (new("个体户开业登记", "Registration of a sole trader"), new("市场监督管理局", "Market Supervision"), new("个人开店经营，当场登记", "To trade in your own name; done on the spot")),
        (new("高龄补助申领", "Old-age allowance"), new("民政局", "Civil Affairs"), new("80 周岁及以上老人按月领取", "Paid each month from the age of 80")),
        (new("居住登记申领", "Residence permit"), new("公安局", "Public Security"), new("离开户籍地居住满半年", "After half a year away from your registered home")),
        (new("求职登记", "Registration of unemployment"), new("人力资源和社会保障局", "Human Resources and Social Security"), new("登记后可享受就业服务", "Opens the way to job services")),
        (new("小学入学报名", "School enrolment"), new("教育局", "Education"), new("小学一年级、初中一年级", "First year of primary and junior secondary school")),
    ];

    static MatterLink Link(int index, Language l, bool atOnce = false) =>
        new(Known[index].Name.In(l), "/gallery/guide", Known[index].Department.In(l))
        {
            Summary = Known[index].Summary.In(l),
            Tags = [new(l.Of("可在线申请", "Apply online"), TagColour.Green), .. atOnce ? [new CardTag(l.Of("当场办结", "On the spot"), TagColour.Blue)] : Array.Empty<CardTag>()],
        };

    static HomeView Home(Language l) => new()
    {
        MatterCount = 983,
        Audiences = [new(l.Of("个人办事", "For people"), "/search?for=person", 521, l.Of("户籍、社保、教育、养老", "Household, insurance, school, age")), new(l.Of("企业办事", "For firms"), "/search?for=firm", 462, l.Of("开办、许可、纳税、注销", "Start, permits, taxes, closing"))],
        Popular = [.. Enumerable.Range(0, 6).Select(index => Link(index, l, index == 1))],
        AtOnce = [Link(1, l, true), Link(2, l, true), Link(4, l, true)],
        Themes = [.. new (string Zh, string En)[] { ("生育收养", "Birth and adoption"), ("户籍办理", "Household"), ("教育科研", "Education"), ("就业创业", "Work"), ("社会保障", "Social insurance"), ("住房保障", "Housing"), ("医疗卫生", "Health"), ("婚姻登记", "Marriage"), ("离职退休", "Retirement"), ("身后事", "After death") }.Select((each, index) => new Way(l.Of(each.Zh, each.En), "/search?theme=" + index, 12 + index * 7))],
        LifeStages = [new(l.Of("出生", "Birth"), "/search?stage=1", 14), new(l.Of("上学", "School"), "/search?stage=2", 22), new(l.Of("工作", "Work"), "/search?stage=3", 61), new(l.Of("退休", "Retirement"), "/search?stage=4", 19)],
        Departments = [new(l.Of("公安局", "Public Security"), "/search?department=gongan", 88), new(l.Of("民政局", "Civil Affairs"), "/search?department=minzheng", 47)],
        Regions = [new(l.Of("云州市", "Yunzhou"), "/search?region=590100", 885), new(l.Of("岚阳市", "Lanyang"), "/search?region=590200", 98)],
    };

    static SearchView Search(Language l) => new()
    {
        Query = "食品",
        Total = 27,
        Results = [.. Enumerable.Range(0, 6).Select(index => Link(index, l, index % 2 == 1))],
        Facets =
        [
            new(l.Of("办理对象", "For"), [new(l.Of("个人", "People"), "?for=1", 4), new(l.Of("企业", "Firms"), "?for=2", 23)]),
            new(l.Of("部门", "Department"), [new(l.Of("市场监督管理局", "Market Supervision"), "?d=1", 21), new(l.Of("卫生健康委", "Health"), "?d=2", 6)]),
        ],
        Chosen = [new(l.Of("可在线申请", "Apply online"), "?q=食品")],
        NextHref = "?q=食品&after=20",
    };

    static GuideView Guide(Language l) => new()
    {
        Name = l.Of("食品经营许可（餐饮服务）", "Food business licence (catering)"),
        Code = "000131018000",
        Elsewhere = l.Of("全程网办：住在外地也在网上申请，由所选地方审查、决定。", "All online: whoever lives elsewhere applies here, and the chosen place decides."),
        Places = [new("1", l.Of("清溪县", "Qingxi")), new("2", l.Of("云州市", "Yunzhou"))],
        Department = l.Of("云州市市场监督管理局", "Market Supervision Bureau of Yunzhou"),
        Audience = l.Of("个体工商户、企业法人", "Sole traders and firms"),
        Tags = [new(l.Of("可在线申请", "Apply online"), TagColour.Green), new(l.Of("跨省通办", "Across provinces"), TagColour.Blue)],
        Conditions = [l.Of("已取得营业执照", "You hold a business licence"), l.Of("有与经营品种、数量相适应的场所和设施", "Premises and equipment fit what you will sell"), l.Of("有专职或兼职的食品安全管理人员", "Somebody answers for food safety")],
        Materials =
        [
            new(l.Of("食品经营许可申请书", "Application"), true, 1, l.Of("在线填写，不用另交", "Filled in online")),
            new(l.Of("营业执照", "Business licence"), true, null, l.Of("免于提交（电子证照）", "Need not be handed in (e-licence)")),
            new(l.Of("经营场所平面图", "Plan of the premises"), true, 1, null, "/samples/plan.png"),
            new(l.Of("食品安全管理制度", "Food safety rules"), false, 1),
        ],
        Steps = [new(l.Of("申请", "Apply"), l.Of("您", "You")), new(l.Of("受理", "Acceptance"), l.Of("市场监管局", "Market Supervision"), l.Of("5 个工作日内", "within 5 working days")), new(l.Of("现场核查", "Inspection"), l.Of("市场监管所", "Local office")), new(l.Of("决定", "Decision"), l.Of("市场监管局", "Market Supervision")), new(l.Of("领证", "Licence"), l.Of("您", "You"), l.Of("电子证照即时可用", "the e-licence at once"))],
        Limits = [new(l.Of("法定办结时限", "Limit by law"), l.Of("20 个工作日", "20 working days"), l.Of("行政许可法第四十二条", "Administrative Licensing Law art. 42")), new(l.Of("承诺办结时限", "Promised"), l.Of("8 个工作日", "8 working days"))],
        Basis = l.Of("《食品安全法》第三十五条：国家对食品生产经营实行许可制度。", "Food Safety Law art. 35: producing and selling food needs a permit."),
        BasisConfirmed = true,
        Fee = l.Of("不收费", "Free"),
        Result = l.Of("食品经营许可证", "Food business licence"),
        Counters = [new(l.Of("云州市政务服务中心", "Service Centre of Yunzhou"), l.Of("云州市清溪路 1 号二楼 12–15 号窗口", "1 Qingxi Road, second floor, counters 12–15"), l.Of("工作日 9:00–17:00", "Working days 9:00–17:00"), "0590-12345")],
        Questions = [new(l.Of("还没装修好能先申请吗？", "May I apply before the premises are ready?"), l.Of("可以先提交，现场核查前具备条件即可。", "Yes; they must be ready by the inspection."))],
        ApplyHref = "/gallery/apply",
        EligibilityHref = "/gallery/may-i",
    };

    static BundleGuide Bundle(Language l) => new()
    {
        ListNumber = "OM00",
        Certainty = l.Of("来源未确认", "Source not confirmed"),
        Offices = 3,
        OneByOne = 9,
        Together = 6,
        Ranks = [[l.Of("出生证明", "Certificate of birth")], [l.Of("上户口", "Household register"), l.Of("接种证", "Vaccination record")], [l.Of("社保卡", "Social card")]],
        Parts =
        [
            new() { Name = l.Of("出生证明", "Certificate of birth"), Href = "/gallery/guide", Department = l.Of("卫生健康", "Health"), Limit = l.Of("当场办结", "On the spot"), Result = l.Of("出生证明", "Certificate of birth"), OnFailure = l.Of("没有办成时，要用它的就不办了，其他照常", "If it fails, what needs it is not begun; the rest goes on"), Materials = [new(l.Of("父母身份证", "Identity cards of the parents"), true, null)] },
            new() { Name = l.Of("社保卡", "Social card"), Href = "/gallery/guide", Department = l.Of("人力资源社会保障", "Social security"), Limit = l.Of("30日", "30 days"), Doubt = l.Of("来源未确认", "Source not confirmed"), Choice = l.Of("同时申领", "Also apply"), After = [l.Of("上户口", "Household register")], Materials = [new(l.Of("户口簿", "Household register"), false, l.Of("由“上户口”办出", "comes from: Household register"))] },
        ],
        Covered = [l.Of("户籍确认：平台已经有", "Confirmation of the register: known here")],
        Longest = l.Of("30日", "30 days"),
        LongestWay = [l.Of("出生证明（当场办结）", "Certificate of birth (on the spot)"), l.Of("社保卡（30日）", "Social card (30 days)")],
        LongestUnknown = 1,
        Fees = [new(l.Of("卫生健康", "Health"), [l.Of("出生证明：不收费", "Certificate of birth: free of charge")]), new(l.Of("人力资源社会保障", "Social security"), [l.Of("社保卡：来源未公布", "Social card: not published by the source")])],
    };

    static GuideView Imported(Language l) => new()
    {
        Name = "户外广告设施设置备案",
        Code = "11590000MB1234567X",
        Department = "城市管理局",
        Basis = "《广告法》第四十一条",
        SourceAddress = "https://example.gov.cn/list",
        WhyNot = l.Of("此事项来自公布的清单，请到窗口办理。", "This comes from a published list; please go to a counter."),
    };

    static EligibilityView Question(Language l) => new()
    {
        MatterName = l.Of("高龄补助申领", "Old-age allowance"),
        MatterHref = "/gallery/guide",
        Action = "/gallery/may-i-answer",
        Number = 2,
        Count = 3,
        BackHref = "/gallery/may-i",
        Fields =
        [
            new FieldView
            {
                Name = "resident", Type = "radio", Required = true,
                Label = l.Of("老人的户籍在云岚省吗？", "Is the person registered in Yunlan?"),
                Description = l.Of("看户口簿首页的地址。", "See the first page of the household register."),
                Options = [new("yes", l.Of("在", "Yes"), false), new("no", l.Of("不在", "No"), false)],
            },
        ],
    };

    static EligibilityView Answer(Language l) => Question(l) with
    {
        Fields = [],
        Result = new(true, [l.Of("年满 80 周岁：82 岁", "80 or older: 82"), l.Of("户籍在本省", "Registered in this province")], [new(l.Of("年龄", "Age"), "82"), new(l.Of("户籍", "Registered"), l.Of("本省", "Here"))])
        {
            ApplyHref = "/gallery/apply",
            AlgorithmHref = "/gallery/algorithm",
            RestartHref = "/gallery/may-i",
        },
    };

    static AlgorithmsView Algorithms(Language l) => new(
    [
        new(l.Of("高龄津贴标准判定", "Old-age allowance: the rate"), "/gallery/algorithm", l.Of("按年龄和户籍确定津贴标准", "Sets the rate by age and household"), l.Of("民政厅", "Civil Affairs"), true),
        new(l.Of("个体工商户名称核对", "Sole trader: the name"), "/gallery/algorithm", l.Of("核对名称是否可用", "Checks whether a name may be used"), l.Of("市场监管局", "Market Supervision"), true),
        new(l.Of("食品经营风险分级", "Food business: class of risk"), "/gallery/algorithm", l.Of("建议核查频次，不作决定", "Proposes how often to inspect; decides nothing"), l.Of("市场监管局", "Market Supervision"), false),
    ]);

    static AlgorithmView Algorithm(Language l) => new()
    {
        Name = l.Of("高龄津贴标准判定", "Old-age allowance: the rate"),
        Purpose = l.Of("按老人的年龄和户籍所在地，确定每月津贴标准。", "Sets the monthly rate by age and household."),
        Owner = l.Of("云岚省民政厅", "Civil Affairs of Yunlan"),
        Basis = l.Of("《老年人权益保障法》第三十三条", "Law on the Rights of the Elderly art. 33"),
        Affects = l.Of("自然人", "Persons"),
        Contest = l.Of("可在收到决定 60 日内申请人工复核或行政复议。", "Ask for a manual review or reconsideration within 60 days."),
        Version = "9f2c41aa7be05d13c8e6",
        UsedBy = [new(l.Of("高龄补助申领", "Old-age allowance"), "/gallery/guide")],
        Tables =
        [
            new(l.Of("每月标准", "Monthly rate"), l.Of("只会有一条规则成立", "Exactly one rule holds"), [l.Of("年龄", "Age"), l.Of("户籍", "Registered")], [l.Of("每月（元）", "Yuan a month")],
            [
                new([l.Of("80 至 89", "80 to 89"), l.Of("本省", "here")], ["100"], null, true),
                new([l.Of("90 至 99", "90 to 99"), l.Of("本省", "here")], ["300"]),
                new([l.Of("100 及以上", "100 and more"), l.Of("本省", "here")], ["800"]),
                new(["-", l.Of("外省", "elsewhere")], ["0"], l.Of("由户籍地发放", "Paid where they are registered")),
            ]),
        ],
        TryAction = "/gallery/algorithm",
        TryFields = [new FieldView { Name = "age", Type = "number", Label = l.Of("年龄", "Age"), Required = true, Value = "82", Unit = l.Of("岁", "years") }],
        Result = new("100", [l.Of("第 1 条：年龄 82，户籍本省", "Rule 1: age 82, registered here")]),
    };

    static SignInView SignIn(Language l) => new()
    {
        DemoAction = "/sign-in",
        Next = "/cases",
        DemoPeople =
        [
            new(l.Of("居民", "Residents"), [new("p1", "沈知远", l.Of("34 岁，云州市", "34, Yunzhou")), new("p2", "周桂兰", l.Of("82 岁，清溪县", "82, Qingxi")), new("p3", "阿依古丽·买买提", l.Of("29 岁，云州市", "29, Yunzhou"))]),
            new(l.Of("工作人员", "Officers"), []) { Offices = [new(l.Of("市场监管局", "Market Supervision"), [new("o1", "梁文博", l.Of("受理岗", "Acceptance"))]), new(l.Of("政务服务中心", "Service Centre"), [new("o2", "何静", l.Of("窗口岗", "Counter"))])] },
        ],
    };
}
