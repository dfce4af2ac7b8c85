using Tongzheng.Casework;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Queue;

/// <summary>Appointments of a person (预约): asking for a time at a hall, the list, giving one back.</summary>
static class AppointmentPages
{
    /// <param name="Day">2026-03-05.</param>
    /// <param name="Slot">09:30.</param>
    /// <param name="Matter">Slug of the matter one comes for; may be left out.</param>
    public sealed record Request(string Hall, DateOnly Day, string Slot, string? Matter = null);

    /// <param name="Day">The day of the appointment; there is one a day at a hall.</param>
    public sealed record CancelRequest(string Hall, DateOnly Day);

    /// <summary>An appointment as a program sees it.</summary>
    public sealed record Answer(string Hall, DateOnly Day, string Slot, string? Matter);

    /// <summary>A time with the places it has left.</summary>
    public sealed record Left(string Slot, int Places);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/halls/{hall}/appointment", Page).Requires(Permission.OwnAffairs).ExcludeFromDescription();
        routes.MapPost("/halls/{hall}/appointment", Post).Requires(Permission.OwnAffairs).ExcludeFromDescription();
        routes.MapGet("/appointments", Mine).Requires(Permission.OwnAffairs).ExcludeFromDescription();
        routes.MapPost("/appointments/cancel", Cancel).Requires(Permission.OwnAffairs).ExcludeFromDescription();
        routes.MapGet("/api/halls/{hall}/slots", FreeSlots).Public().WithTags("Halls").WithSummary("The times of a day that can be asked for, with the places left").Produces<IReadOnlyList<Left>>();
        routes.MapGet("/api/appointments", (HttpContext context, Appointments appointments, Clock clock) =>
            Results.Ok(appointments.Of(context.Caller().Person ?? default, clock.Today).Select(AnswerOf))).Requires(Permission.OwnAffairs).WithTags("Halls").WithSummary("One's own appointments from today on").Produces<IReadOnlyList<Answer>>();
        routes.MapPost("/api/appointments", Book).Requires(Permission.OwnAffairs).WithTags("Halls").WithSummary("Books a time at a hall; a place is booked once").Produces<Answer>();
        routes.MapPost("/api/appointments/cancellation", GiveBack).Requires(Permission.OwnAffairs).WithTags("Halls").WithSummary("Gives an appointment back").Produces(StatusCodes.Status204NoContent);
    }

    static IResult FreeSlots(string hall, DateOnly? day, HttpContext context, HallDesk desk, Appointments appointments) =>
        desk.Halls.Find(hall) is { } found ? Results.Ok(appointments.Free(found, day ?? desk.Clock.Today).Select(free => new Left(Slots.Written(free.Slot), free.Left))) : Problem.Of(new Refusal("hall.unknown"), context.Language());

    static async Task<IResult> Book(Request request, HttpContext context, HallDesk desk, Appointments appointments, Versions versions, CancellationToken stop)
    {
        var booked = await Ask(request, context, desk, appointments, versions.Catalogue, stop);
        return booked.Value is { } appointment ? Results.Ok(AnswerOf(appointment)) : Problem.Of(booked.Refusal ?? new Refusal("appointment.taken"), context.Language());
    }

    static async Task<IResult> GiveBack(CancelRequest request, HttpContext context, HallDesk desk, Appointments appointments, CancellationToken stop)
    {
        if (desk.Halls.Find(request.Hall) is not { } hall) return Problem.Of(new Refusal("hall.unknown"), context.Language());
        return await appointments.Cancel(hall, request.Day, context.Caller().Person ?? default, context.Act(hall.Jurisdiction), stop) is { } refusal ? Problem.Of(refusal, context.Language()) : Results.NoContent();
    }

    static IResult Page(string hall, HttpContext context, HallDesk desk, Appointments appointments, Versions versions, string? day, string? matter) =>
        desk.Halls.Find(hall) is { } found ? Draw(found, context, appointments, versions, day, matter, []) : Problem.For(context, new Refusal("hall.unknown"));

    static async Task<IResult> Post(string hall, HttpContext context, HallDesk desk, Appointments appointments, Versions versions, CancellationToken stop)
    {
        if (desk.Halls.Find(hall) is not { } found) return Problem.For(context, new Refusal("hall.unknown"));
        var form = await context.Request.ReadFormAsync(stop);
        var day = form["day"].ToString();
        var matter = form["matter"].ToString() is { Length: > 0 } named ? named : null;
        var slot = form["slot"].ToString();
        var booked = slot.Length == 0 ? new Refusal("field.required-choice", ("label", new Text("时间", "Time"))) { Field = "slot" }
            : await Ask(new Request(hall, Slots.TryRead(day, out DateOnly on) ? on : default, slot, matter), context, desk, appointments, versions.Catalogue, stop);
        return booked.Refusal is { } refusal ? Draw(found, context, appointments, versions, day, matter, [refusal]) : Results.Redirect("/appointments?booked=" + day);
    }

    static async Task<Outcome<Appointment>> Ask(Request request, HttpContext context, HallDesk desk, Appointments appointments, Matters.Catalogue catalogue, CancellationToken stop)
    {
        if (desk.Halls.Find(request.Hall) is not { } hall) return new Refusal("hall.unknown");
        if (!Slots.TryRead(request.Slot, out TimeOnly slot)) return new Refusal("appointment.no-such-time") { Field = "slot" };
        if (request.Matter is { } matter && catalogue.Find(matter) is null) return new Refusal("matter.unknown", ("matter", matter));
        return await appointments.Book(hall, request.Day, slot, context.Caller().Person ?? default, request.Matter, context.Act(hall.Jurisdiction), stop);
    }

    static DrawnPage<AppointmentPage> Draw(Hall hall, HttpContext context, Appointments appointments, Versions versions, string? day, string? matter, IReadOnlyList<Refusal> errors)
    {
        var language = context.Language();
        var days = appointments.Days(hall);
        var chosen = Slots.TryRead(day, out DateOnly asked) && days.Contains(asked) ? asked : days.FirstOrDefault();
        var about = matter is null ? null : versions.Catalogue.Find(matter);
        return new() { Frame = context.Frame("预约到窗口办", "Book a time at the counter", new Crumb(hall.Name.In(language), "/halls/" + hall.Key)), Model = new AppointmentView
        {
            Hall = hall.Name.In(language),
            Address = hall.Address.In(language),
            Matter = about?.Name.In(language),
            Days = [.. days.Select(each => new NavLink(DayWords(each, language), $"/halls/{hall.Key}/appointment?day={Slots.Written(each)}" + (about is null ? "" : "&matter=" + about.Slug)))],
            ChosenHref = $"/halls/{hall.Key}/appointment?day={Slots.Written(chosen)}" + (about is null ? "" : "&matter=" + about.Slug),
            ChosenDay = days.Count == 0 ? null : DayWords(chosen, language),
            Slots = days.Count == 0 ? [] : [.. appointments.Free(hall, chosen).Where(free => free.Left > 0).Select(free => new Choice(Slots.Written(free.Slot), Slots.Written(free.Slot), language.Of($"还可约 {free.Left} 人", free.Left == 1 ? "1 place left" : $"{free.Left} places left")))],
            Action = $"/halls/{hall.Key}/appointment",
            Hidden = [("day", Slots.Written(chosen)), ("matter", about?.Slug ?? ""), Frames.NewKey()],
            Errors = [.. errors.Select(refusal => FieldError.Of(refusal, language))],
        }, StatusCode = errors.Count > 0 ? Problem.StatusOf(errors[0]) : StatusCodes.Status200OK };
    }

    static DrawnPage<AppointmentsPage> Mine(HttpContext context, Appointments appointments, Versions versions, Clock clock, string? booked, string? cancelled)
    {
        var language = context.Language();
        return new() { Frame = context.Frame("我的预约", "My appointments"), Model = new AppointmentsView
        {
            Booked = booked is not null,
            Cancelled = cancelled is not null,
            Items = [.. appointments.Of(context.Caller().Person ?? default, clock.Today).Select(each => (Appointment: each, Hall: appointments.HallOf(each.Hall)))
                .Where(pair => pair.Hall is not null).Select(pair => new AppointmentLine
                {
                    When = $"{DayWords(pair.Appointment.Day, language)} {Slots.Written(pair.Appointment.Slot)}",
                    Hall = pair.Hall?.Name.In(language) ?? "",
                    HallHref = "/halls/" + pair.Appointment.Hall,
                    Address = pair.Hall?.Address.In(language) ?? "",
                    Matter = pair.Appointment.Matter is { } matter ? versions.Catalogue.Find(matter)?.Name.In(language) : null,
                    MatterHref = pair.Appointment.Matter is { } slug ? "/matters/" + slug : null,
                    IsToday = pair.Appointment.Day == clock.Today,
                    Hidden = [("hall", pair.Appointment.Hall), ("day", Slots.Written(pair.Appointment.Day)), Frames.NewKey()],
                })],
        } };
    }

    static async Task<IResult> Cancel(HttpContext context, HallDesk desk, Appointments appointments, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        if (desk.Halls.Find(form["hall"].ToString()) is not { } hall) return Problem.For(context, new Refusal("hall.unknown"));
        var day = Slots.TryRead(form["day"], out DateOnly on) ? on : default;
        return await appointments.Cancel(hall, day, context.Caller().Person ?? default, context.Act(hall.Jurisdiction), stop) is { } refusal ? Problem.For(context, refusal) : Results.Redirect("/appointments?cancelled=" + Slots.Written(day));
    }

    static Answer AnswerOf(Appointment appointment) => new(appointment.Hall, appointment.Day, Slots.Written(appointment.Slot), appointment.Matter);

    static readonly string[] Weekdays = ["日", "一", "二", "三", "四", "五", "六"];

    /// <summary>3月5日（星期四）; Thu 5 March.</summary>
    internal static string DayWords(DateOnly day, Language language) => language.IsEnglish
        ? day.ToString("ddd d MMMM", System.Globalization.CultureInfo.InvariantCulture) : $"{day.Month}月{day.Day}日（星期{Weekdays[(int)day.DayOfWeek]}）";
}
