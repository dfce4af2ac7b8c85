using System.Text;
using System.Text.Json;
using Dapper;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Services.Queue;

/// <summary>A time somebody has at a hall.</summary>
public sealed record Appointment(string Hall, DateOnly Day, TimeOnly Slot, int Seat, string? Matter);

/// <summary>A time that can be asked for, and how many places it has left.</summary>
public sealed record FreeSlot(TimeOnly Slot, int Left);

/// <summary>Appointments: what is free, whose is what, booking and giving back.</summary>
public sealed class Appointments(Journal journal, Halls halls, Hosted hosted, Clock clock)
{
    /// <summary>Appointments are made for today and so many days ahead; further on few know their day.</summary>
    public const int DaysAhead = 14;

    /// <summary>The days one may ask for: those on which the hall is open and some time is still to come.</summary>
    public IReadOnlyList<DateOnly> Days(Hall hall) =>
        [.. Enumerable.Range(0, DaysAhead + 1).Select(clock.Today.AddDays).Where(day => ToCome(hall, day).Count > 0)];

    /// <summary>The times of a day that are still to come, with the places left.</summary>
    public IReadOnlyList<FreeSlot> Free(Hall hall, DateOnly day)
    {
        using var connection = journal.OpenRead();
        var booked = connection.Query<(string Slot, long Seats)>("""
            SELECT slot, COUNT(*) FROM appointment WHERE jurisdiction = @jurisdiction AND hall = @hall AND day = @day GROUP BY slot
            """, new { jurisdiction = hall.Jurisdiction.ToString(), hall = hall.Key, day = Slots.Written(day) }).ToDictionary(row => row.Slot, row => (int)row.Seats);
        return [.. ToCome(hall, day).Select(slot => new FreeSlot(slot, Math.Max(0, hall.Seats - booked.GetValueOrDefault(Slots.Written(slot)))))];
    }

    /// <summary>What a person has from a day on, the next first, at every hall of this node.</summary>
    public IReadOnlyList<Appointment> Of(PersonId person, DateOnly from)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<(string Hall, string Day, string Slot, long Seat, string? Matter)>(journal.Dialect.In("""
            SELECT hall, day, slot, seat, matter FROM appointment
            WHERE jurisdiction IN @hosted AND person = @person AND day >= @from ORDER BY day, slot
            """), new { hosted = hosted.Jurisdictions.ToArray(), person = person.ToString(), from = Slots.Written(from) })
            .Select(row => new Appointment(row.Hall, DateOnly.ParseExact(row.Day, "yyyy-MM-dd"), TimeOnly.ParseExact(row.Slot, "HH:mm"), (int)row.Seat, row.Matter))];
    }

    /// <summary>
    /// Books a time. Two may ask for the last place at once: the key of the table lets one of them have it, and the other
    /// is told that it is gone.
    /// </summary>
    public async Task<Outcome<Appointment>> Book(Hall hall, DateOnly day, TimeOnly slot, PersonId person, string? matter, Act act, CancellationToken stop)
    {
        if (day < act.Today || day > act.Today.AddDays(DaysAhead) || !ToCome(hall, day).Contains(slot))
            return new Refusal("appointment.no-such-time") { Field = "slot" };
        for (var seat = 1; seat <= hall.Seats; seat++)
        {
            var appointment = new Appointment(hall.Key, day, slot, seat, matter);
            var outcome = await journal.Append(new Append
            {
                Jurisdiction = hall.Jurisdiction.ToString(),
                Key = act.IdempotencyKey,
                Time = act.Now,
                Streams = [Facts.To(StreamOf(hall, day), StreamAppend.Any,
                    new AppointmentBooked { Hall = hall.Key, Day = day, Slot = slot, Seat = seat, Person = person.ToString(), Matter = matter })],
                Answer = JsonSerializer.SerializeToUtf8Bytes(appointment),
                Request = Encoding.UTF8.GetBytes($"book {hall.Key} {Slots.Written(day)} {Slots.Written(slot)} {person} {matter}"),
            }, stop);
            if (outcome is Appended { Repeated: true } first)
                return JsonSerializer.Deserialize<Appointment>(first.Answer.Span) ?? throw new InvalidDataException("The stored answer is no appointment.");
            if (outcome is Appended) return appointment;
            if (outcome is KeyReused) return new Refusal("request.key-reused");
            if (outcome is Refused { Constraint: QueueTable.OneADay }) return new Refusal("appointment.one-a-day") { Field = "slot" };
        }
        return new Refusal("appointment.taken") { Field = "slot" };
    }

    /// <summary>Gives a time back; until it begins.</summary>
    public async Task<Refusal?> Cancel(Hall hall, DateOnly day, PersonId person, Act act, CancellationToken stop)
    {
        if (Of(person, day).FirstOrDefault(each => each.Hall == hall.Key && each.Day == day) is not { } held) return new Refusal("appointment.unknown");
        if (day < act.Today || (day == act.Today && held.Slot <= TimeOnly.FromDateTime(act.Now.DateTime))) return new Refusal("appointment.begun");
        var outcome = await journal.Append(new Append
        {
            Jurisdiction = hall.Jurisdiction.ToString(),
            Key = act.IdempotencyKey,
            Time = act.Now,
            Streams = [Facts.To(StreamOf(hall, day), StreamAppend.Any,
                new AppointmentCancelled { Hall = hall.Key, Day = day, Slot = held.Slot, Seat = held.Seat, Person = person.ToString() })],
        }, stop);
        return outcome is KeyReused ? new Refusal("request.key-reused") : null;
    }

    public Hall? HallOf(string key) => halls.Find(key);

    IReadOnlyList<TimeOnly> ToCome(Hall hall, DateOnly day) =>
        [.. hall.SlotsOn(day, WorkCalendar.Shipped).Where(slot => day > clock.Today || slot > TimeOnly.FromDateTime(clock.Now.DateTime))];

    static string StreamOf(Hall hall, DateOnly day) => $"appointment/{hall.Key}/{Slots.Written(day)}";
}
