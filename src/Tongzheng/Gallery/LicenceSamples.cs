using Tongzheng.Kernel;
using Tongzheng.Licences.Pages;
using Tongzheng.Web;

namespace Tongzheng.Gallery;

/// <summary>The wallet, a licence, and the public check with each of its answers.</summary>
static class LicenceSamples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Sample.Of<WalletPage>("wallet", new("我的证照", "My licences"), l => new WalletView { Licences = [Food(l), Food(l) with { Name = l.Of("居住证", "Residence permit"), Number = "5901002024000317", Issuer = l.Of("云州市公安局", "Public Security of Yunzhou"), State = LicenceState.ExpiresSoon, Validity = l.Of("至 2026年6月30日", "until 30 June 2026") }, Food(l) with { Name = l.Of("道路运输证", "Road transport permit"), State = LicenceState.Revoked, Number = "5901002021000088" }], Silent = [l.Of("岚阳市", "Lanyang")] }),
        Sample.Of<WalletPage>("wallet-empty", new("我的证照（空）", "My licences (none)"), _ => new WalletView { Licences = [] }),
        Sample.Of<LicencePage>("licence", new("食品经营许可证", "Food business licence"), l => Licence(l)),
        Sample.Of<LicencePage>("licence-revoked", new("食品经营许可证（已撤销）", "Food business licence (revoked)"), l => Licence(l) with
        {
            Card = Food(l) with { State = LicenceState.Revoked },
            StateReason = l.Of("2026年9月1日起已撤销：以欺骗手段取得（行政许可法第六十九条）。", "Revoked from 1 September 2026: obtained by deceit (Administrative Licensing Law art. 69)."),
        }),
        Sample.Of<CheckPage>("check", new("证照核验", "Check a licence"), _ => new CheckView()) with { IsAnonymous = true },
        Sample.Of<CheckPage>("check-genuine", new("核验结果：真实有效", "Check: genuine"), l => Checked(l, CheckVerdict.Genuine, l.Of("真实有效", "Genuine and valid"), true)) with { IsAnonymous = true },
        Sample.Of<CheckPage>("check-altered", new("核验结果：已被改动", "Check: altered"), l => Checked(l, CheckVerdict.Altered, l.Of("这份文件被改动过，不是本平台颁发的原件", "This file was altered; it is not what was issued"), false)) with { IsAnonymous = true },
        Sample.Of<CheckPage>("check-wrong", new("证照核验（有错误）", "Check (mistake)"), l => new CheckView { Number = "JY2590100000", Errors = [new("number", l.Of("编号应为 16 位，您输入了 12 位", "A number has 16 characters; this has 12"))] }) with { IsAnonymous = true },
    ];

    static LicenceCard Food(Language l) => new()
    {
        Href = "/gallery/licence",
        Name = l.Of("食品经营许可证", "Food business licence"),
        Number = "JY25901020000428",
        Holder = l.Of("云州市清溪路知远面馆", "Zhiyuan Noodles, Qingxi Road"),
        Issuer = l.Of("云州市市场监督管理局", "Market Supervision Bureau of Yunzhou"),
        Validity = l.Of("2026年6月18日至2031年6月17日", "18 June 2026 to 17 June 2031"),
        State = LicenceState.Valid,
    };

    static LicenceView Licence(Language l) => new()
    {
        Card = Food(l),
        Entries =
        [
            new(l.Of("经营者名称", "Business"), l.Of("云州市清溪路知远面馆", "Zhiyuan Noodles, Qingxi Road")),
            new(l.Of("法定代表人", "Responsible person"), "沈知远"),
            new(l.Of("经营场所", "Premises"), "云岚省云州市清溪路 18 号 101 室"),
            new(l.Of("主体业态", "Kind of business"), l.Of("餐饮服务经营者（小型）", "Catering (small)")),
            new(l.Of("经营项目", "Items"), l.Of("热食类食品制售，自制饮品制售", "Hot food and drinks, made and sold here")),
        ],
        IssuedText = l.Of("2026年6月18日", "18 June 2026"),
        Identifier = "1.2.156.3005.2.11100000MB0325187X.11590100MB1234567X.JY25901020000428.001.L",
        PdfHref = "/licences/sample.pdf",
        QrSvg = "<svg viewBox=\"0 0 21 21\" shape-rendering=\"crispEdges\"><path d=\"M0 0h7v7H0zM1 1v5h5V1zM2 2h3v3H2zM14 0h7v7h-7zM15 1v5h5V1zM16 2h3v3h-3zM0 14h7v7H0zM1 15v5h5v-5zM2 16h3v3H2zM9 1h2v3H9zM8 8h4v2h2v3h-3v2H8zM16 9h3v3h2v4h-4v-3h-1zM12 17h4v4h-2v-2h-2z\" fill-rule=\"evenodd\"/></svg>",
        CheckHref = "/licences/check?number=JY25901020000428",
        CaseHref = "/cases/YZ-2026-0610-00042",
    };

    static CheckView Checked(Language l, CheckVerdict verdict, string headline, bool holds) => new()
    {
        Number = "JY25901020000428",
        Result = new(verdict, headline, holds ? [new(l.Of("证照名称", "Licence"), l.Of("食品经营许可证", "Food business licence")), new(l.Of("颁发机关", "Issued by"), l.Of("云州市市场监督管理局", "Market Supervision Bureau of Yunzhou")), new(l.Of("持证人", "Holder"), l.Of("云州市清溪路知远面馆", "Zhiyuan Noodles, Qingxi Road"))] : [])
        {
            AsOfText = l.Of("2026年6月20日 14:02:11", "20 June 2026, 14:02:11"),
            Steps = [new(l.Of("电子印章的签名", "Signature of the seal"), holds), new(l.Of("文件内容与颁发时一致", "Content is as it was issued"), holds), new(l.Of("时间戳", "Time stamp"), null, l.Of("文件里没有时间戳", "the file has none"))],
        },
    };
}
