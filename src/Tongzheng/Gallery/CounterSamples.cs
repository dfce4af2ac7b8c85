using Tongzheng.Kernel;
using Tongzheng.Services.Counter;

namespace Tongzheng.Gallery;

/// <summary>What a clerk at the counter sees.</summary>
static class CounterSamples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Sample.Of<CounterPage>("counter", new("窗口", "Counter"), l => new CounterView { Place = Place(l), Today = [Case(l)] }) with { IsOfficer = true },
        Sample.Of<CounterPage>("counter-found", new("窗口：找到的人", "Counter: found"), l => new CounterView { Place = Place(l), Query = "周桂兰", Found = [new("/gallery/counter-party", "周桂兰", "590122********0021", "清溪县云山镇石桥村"), new("/gallery/counter-party", "周桂兰", "590100********184X", "云州市云山街道")] }) with { IsOfficer = true },
        Sample.Of<CounterPage>("counter-nobody", new("窗口：没有找到", "Counter: nobody found"), l => new CounterView { Place = Place(l), Query = "无此人", Found = [] }) with { IsOfficer = true },
        Sample.Of<CounterPartyPage>("counter-party", new("为周桂兰办理", "Acting for Zhou Guilan"), l => new CounterPartyView
        {
            Place = Place(l),
            Name = l.Of("周桂兰", "Zhou Guilan"),
            Action = "/gallery/apply",
            Facts = [new(l.Of("证件号码", "Number"), "590122********0021"), new(l.Of("年龄", "Age"), "82"), new(l.Of("住址", "Address"), "清溪县云山镇石桥村 7 号")],
            Cases = [Case(l)],
            Matters = [new("1", l.Of("高龄津贴申领", "Old-age allowance")), new("2", l.Of("居住证申领", "Residence permit"))],
            Typed = new Dictionary<string, string> { ["matter"] = "1", ["presence"] = "neighbour", ["helper"] = "李春生" },
            Errors = [new("proof", l.Of("请选择看过的凭证", "Say what proof was shown"))],
        }) with { IsOfficer = true },
    ];

    static string Place(Language l) => l.Of("清溪县政务服务中心 · 3 号窗口", "Service Centre of Qingxi, counter 3");

    static CounterCase Case(Language l) => new("/gallery/desk-case", l.Of("高龄津贴申领", "Old-age allowance"), l.Of("周桂兰", "Zhou Guilan"), "06-10 10:05", l.Of("已批准", "Granted"));
}
