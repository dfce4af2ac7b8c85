using Tongzheng.Kernel;
using Tongzheng.Services.Kiosk;
using Tongzheng.Services.Queue;
using Tongzheng.Web;

namespace Tongzheng.Gallery;

/// <summary>Halls, numbers, appointments, and the kiosk that stands there.</summary>
static class HallSamples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Sample.Of<HallsPage>("halls", new("办事大厅", "Service halls"), l => new HallsView([Hall(l), Hall(l) with { Key = "other", Name = l.Of("霁安县政务服务中心", "Ji'an Service Centre"), IsOpen = false }])),
        Sample.Of<HallPage>("hall", new("政务服务中心", "Service centre"), l => Hall(l) with { MayDraw = true }),
        Sample.Of<HallPage>("hall-holding", new("已取号", "Holding a number"), l => Hall(l) with { MayDraw = true, MineLabel = "Y018", MineHref = "/gallery/ticket" }),
        Sample.Of<ScreenPage>("screen", new("叫号大屏", "The screen"), l => Hall(l) with { Time = "10:24" }),
        Sample.Of<TicketPage>("ticket", new("我的号", "My number"), l => Ticket(l) with { Before = 4, Slot = "10:30" }),
        Sample.Of<TicketPage>("ticket-called", new("到您了", "It is your turn"), l => Ticket(l) with { Window = 3 }),
        Sample.Of<AppointmentPage>("appointment", new("预约", "Book a time"), l => new AppointmentView
        {
            Hall = Hall(l).Name,
            Address = Hall(l).Address,
            Matter = l.Of("居住登记申领", "Residence permit"),
            Days = [new(l.Of("3月5日（星期四）", "Thu 5 March"), "/gallery/appointment"), new(l.Of("3月6日（星期五）", "Fri 6 March"), "/gallery/appointment?d=2")],
            ChosenHref = "/gallery/appointment",
            ChosenDay = l.Of("3月5日（星期四）", "Thu 5 March"),
            Slots = [new("09:00", "09:00", l.Of("还可约 2 人", "2 places left")), new("09:30", "09:30", l.Of("还可约 1 人", "1 place left")), new("10:00", "10:00", l.Of("还可约 3 人", "3 places left"))],
            Action = "/gallery/appointment",
            Errors = [new("slot", l.Of("这个时间刚被约满，请另选。", "This time has just been taken; please choose another."))],
        }),
        Sample.Of<AppointmentsPage>("appointments", new("我的预约", "My appointments"), l => new AppointmentsView
        {
            Booked = true,
            Items = [new AppointmentLine { When = l.Of("3月5日（星期四） 09:30", "Thu 5 March 09:30"), Hall = Hall(l).Name, HallHref = "/gallery/hall", Address = Hall(l).Address, Matter = l.Of("居住登记申领", "Residence permit"), MatterHref = "/gallery/guide", IsToday = true }],
        }),
        Sample.Of<AppointmentsPage>("appointments-none", new("没有预约", "No appointment"), _ => new AppointmentsView { Cancelled = true }),
        Kiosk<KioskPage>("kiosk", new("自助办事", "Self-service"), l => new KioskView { Hall = Hall(l).Name, HallKey = "lanyang", IsOpen = true, Ended = true }) with { IsAnonymous = true },
        Kiosk<KioskServicesPage>("kiosk-services", new("选一件事办", "Choose a service"), l => new KioskServicesView([new(l.Of("求职登记", "Unemployment registration"), "/gallery/guide", Note: l.Of("当场办结", "on the spot")), new(l.Of("居住登记申领", "Residence permit"), "/gallery/guide")])),
        Kiosk<StillTherePage>("kiosk-still-there", new("您还在吗？", "Are you still there?"), _ => new StillThereView("/gallery/kiosk", 30)),
    ];

    static Sample Kiosk<TPage>(string name, Text title, Func<Language, object> model) where TPage : Piece =>
        new(name, title, typeof(TPage), frame => new DrawnPage<TPage> { Frame = frame with { Kiosk = true }, Model = model(frame.Language) });

    static HallView Hall(Language l) => new()
    {
        Key = "lanyang",
        Name = l.Of("澜阳区政务服务中心", "Lanyang District Service Centre"),
        Address = l.Of("青梧市澜阳区澜江路66号", "66 Lanjiang Road, Lanyang"),
        Phone = "0590-5050200",
        Hours = l.Of("工作日 09:00–12:00、13:30–17:00；星期六 09:00–12:00", "Working days 09:00–12:00, 13:30–17:00; Saturdays 09:00–12:00"),
        IsOpen = true,
        Waiting = 12,
        Windows = [new(1, l.Of("综合受理", "All services"), "A016"), new(2, l.Of("综合受理", "All services"), "Y018"), new(3, l.Of("长辈和无障碍优先", "Elders and people with disabilities first"), null)],
    };

    static TicketView Ticket(Language l) => new() { Hall = Hall(l).Name, HallHref = "/gallery/hall", Label = "Y018", Printed = "2026-03-05 10:02" };
}
