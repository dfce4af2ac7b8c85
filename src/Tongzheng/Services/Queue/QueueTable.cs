using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Store;

namespace Tongzheng.Services.Queue;

/// <summary>
/// Numbers of a day and appointments to come. The keys are the law here: a number is one person's, a place of a time is
/// booked once, a person has one appointment a day at a hall and one open number.
/// </summary>
public sealed class QueueTable : ReadModel
{
    /// <summary>The place is somebody else's already.</summary>
    internal const string SeatTaken = "appointment_pkey";

    /// <summary>The person has an appointment on that day.</summary>
    internal const string OneADay = "appointment_of_person";

    /// <summary>The person holds an open number.</summary>
    internal const string OneNumber = "queue_ticket_of_holder";

    public override string Name => "queue";
    public override int Version => 1;
    public override IReadOnlyList<string> Tables => ["queue_ticket", "appointment"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE queue_ticket (
            jurisdiction text NOT NULL, hall text NOT NULL, day text NOT NULL, number bigint NOT NULL, holder text, slot text,
            status text NOT NULL, place bigint, called_by text, drawn_at text NOT NULL, called_at text,
            PRIMARY KEY (jurisdiction, hall, day, number));
        CREATE UNIQUE INDEX queue_ticket_of_holder ON queue_ticket (jurisdiction, hall, day, holder);
        CREATE TABLE appointment (
            jurisdiction text NOT NULL, hall text NOT NULL, day text NOT NULL, slot text NOT NULL, seat bigint NOT NULL,
            person text NOT NULL, matter text, booked_at text NOT NULL,
            PRIMARY KEY (jurisdiction, hall, day, slot, seat));
        CREATE UNIQUE INDEX appointment_of_person ON appointment (jurisdiction, person, day, hall);
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case TicketDrawn drawn:
                writer.Execute("""
                    INSERT INTO queue_ticket (jurisdiction, hall, day, number, holder, slot, status, drawn_at)
                    VALUES (@jurisdiction, @hall, @day, @number, @holder, @slot, 'waiting', @at)
                    """, ("@jurisdiction", fact.Jurisdiction), ("@hall", drawn.Hall), ("@day", drawn.Day), ("@number", drawn.Number),
                    ("@holder", drawn.Holder), ("@slot", drawn.Slot is { } slot ? Slots.Written(slot) : null), ("@at", fact.Time));
                break;
            case TicketCalled called:
                writer.Execute("""
                    UPDATE queue_ticket SET status = 'called', place = @window, called_by = @by, called_at = @at
                    WHERE jurisdiction = @jurisdiction AND hall = @hall AND day = @day AND number = @number
                    """, ("@window", called.Window), ("@by", called.By), ("@at", fact.Time), ("@jurisdiction", fact.Jurisdiction),
                    ("@hall", called.Hall), ("@day", called.Day), ("@number", called.Number));
                break;
            case TicketClosed closed:
                // The holder may draw another number; this one stays as a figure of the day.
                writer.Execute("""
                    UPDATE queue_ticket SET status = @status, holder = NULL
                    WHERE jurisdiction = @jurisdiction AND hall = @hall AND day = @day AND number = @number
                    """, ("@status", closed.Served ? "served" : "absent"), ("@jurisdiction", fact.Jurisdiction),
                    ("@hall", closed.Hall), ("@day", closed.Day), ("@number", closed.Number));
                break;
            case AppointmentBooked booked:
                writer.Execute("""
                    INSERT INTO appointment (jurisdiction, hall, day, slot, seat, person, matter, booked_at)
                    VALUES (@jurisdiction, @hall, @day, @slot, @seat, @person, @matter, @at)
                    """, ("@jurisdiction", fact.Jurisdiction), ("@hall", booked.Hall), ("@day", booked.Day), ("@slot", Slots.Written(booked.Slot)),
                    ("@seat", booked.Seat), ("@person", booked.Person), ("@matter", booked.Matter), ("@at", fact.Time));
                break;
            case AppointmentCancelled cancelled:
                writer.Execute("""
                    DELETE FROM appointment
                    WHERE jurisdiction = @jurisdiction AND hall = @hall AND day = @day AND slot = @slot AND seat = @seat AND person = @person
                    """, ("@jurisdiction", fact.Jurisdiction), ("@hall", cancelled.Hall), ("@day", cancelled.Day),
                    ("@slot", Slots.Written(cancelled.Slot)), ("@seat", cancelled.Seat), ("@person", cancelled.Person));
                break;
        }
    }
}

/// <summary>Times of a day as they are written in tables and addresses: <c>09:30</c>.</summary>
static class Slots
{
    public static string Written(TimeOnly slot) => slot.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    public static bool TryRead(string? text, out TimeOnly slot) =>
        TimeOnly.TryParseExact(text, "HH:mm", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out slot);

    public static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static bool TryRead(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out day);
}
