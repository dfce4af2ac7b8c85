using Tongzheng.Kernel;
using Tongzheng.Services.Counter;

namespace Tongzheng.Gallery;

/// <summary>What a clerk at the counter sees.</summary>
static class CounterSamples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Sample.Of<CounterPage>("counter", new("窗口", "Counter"), l => new CounterView { Place = Place(l), Today = [Case(l)] }) with { IsOfficer = true },
        Sample.Of<CounterPage>("counter-nobody", new("窗口：没有找到", "Counter: nobody found"), l => new CounterView
        {
            Place = Place(l),
            Query = "91590102MA0A00018X",
            Registers = [new("1", l.Of("清溪县（本地）", "Qingxi (here)")), new("2", l.Of("云州市", "Yunzhou"))],
            At = "2",
            Errors = [new("q", l.Of("没有这个号码的人或单位。请核对原件。", "Nobody has this number, neither a person nor a body. Compare it with the original."))],
            Window = new WindowPanel { Hall = l.Of("清溪县政务服务中心", "Qingxi Service Centre"), HallKey = "lanyang", Waiting = 12, Windows = [new("1", l.Of("1 号 综合受理", "1 All services")), new("3", l.Of("3 号 综合受理", "3 All services"))], Window = "3", Open = "A017" },
            Today = [Case(l) with { Place = l.Of("霁安县", "Ji'an County"), Collection = l.Of("已转交", "handed over") }],
        }) with { IsOfficer = true },
        Sample.Of<Services.Pages.ReceiptPage>("counter-handed-on", new("代收凭证：正在送往", "Taken in for another place, on its way"), l => new Services.Pages.ReceiptView
        {
            Title = l.Of("已代收，正在送往霁安县", "Taken in, on its way to Ji'an County"),
            MatterName = l.Of("高龄补助申领", "Old-age allowance"),
            ReceivedText = "2026-06-10 10:05",
            Rows = [new(l.Of("申请人", "Applicant"), l.Of("周桂兰", "Zhou Guilan")), new(l.Of("现在到哪里了", "Where it is"), l.Of("等待霁安县办理“高龄补助申领”：尚未送达，已试 3 次，正在重试", "Waiting for Ji'an County to decide “Old-age allowance”: not delivered yet; tried 3 times, and tried again"))],
            IsCounter = true,
        }) with { IsOfficer = true },
        Sample.Of<CounterPartyPage>("counter-party", new("为周桂兰办理", "Acting for Zhou Guilan"), l => new CounterPartyView
        {
            Place = Place(l),
            Name = l.Of("周桂兰", "Zhou Guilan"),
            Action = "/gallery/apply",
            Facts = [new(l.Of("证件号码", "Number"), "590122********0021"), new(l.Of("年龄", "Age"), "82"), new(l.Of("住址", "Address"), "清溪县云山镇石桥村 7 号")],
            Cases = [Case(l)],
            Firms = [new(l.Of("清溪县桂兰农家菜馆", "Guilan's Kitchen"), "/gallery/counter-party")],
            Places = [new("", l.Of("清溪县（登记地）", "Qingxi (where they are registered)")), new("2", l.Of("云州市，代收", "Yunzhou, collected"))],
            Matters = [new("1", l.Of("高龄补助申领", "Old-age allowance")), new("2", l.Of("居住登记申领", "Residence permit"))],
            Typed = new Dictionary<string, string> { ["matter"] = "1", ["presence"] = "neighbour", ["helper"] = "李春生" },
            Errors = [new("proof", l.Of("请选择看过的凭证", "Say what proof was shown"))],
        }) with { IsOfficer = true },
    ];

    static string Place(Language l) => l.Of("清溪县政务服务中心 · 3 号窗口", "Service Centre of Qingxi, counter 3");

    static CounterCase Case(Language l) => new("/gallery/desk-case", l.Of("高龄补助申领", "Old-age allowance"), l.Of("周桂兰", "Zhou Guilan"), "06-10 10:05", l.Of("已批准", "Granted"));
}
