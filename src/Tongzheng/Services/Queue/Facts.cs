using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Services.Queue;

// Facts of the streams queue/{hall}/{day} and appointment/{hall}/{day}. They name people by their opaque ids only.

/// <summary>A number was handed out at a hall.</summary>
[Kind("queue.ticket-drawn")]
public sealed record TicketDrawn : Fact
{
    public required string Hall { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>1, 2, 3 … of the day.</summary>
    public required int Number { get; init; }

    /// <summary>Who holds it, where they signed in; a number drawn by hand is nobody's.</summary>
    public string? Holder { get; init; }

    /// <summary>The time they have an appointment for; null for who just came.</summary>
    public TimeOnly? Slot { get; init; }
}

/// <summary>A window called a number.</summary>
[Kind("queue.ticket-called")]
public sealed record TicketCalled : Fact
{
    public required string Hall { get; init; }
    public required DateOnly Day { get; init; }
    public required int Number { get; init; }
    public required int Window { get; init; }
    public required string By { get; init; }
}

/// <summary>A number is done with: its holder was served, or did not come.</summary>
[Kind("queue.ticket-closed")]
public sealed record TicketClosed : Fact
{
    public required string Hall { get; init; }
    public required DateOnly Day { get; init; }
    public required int Number { get; init; }
    public required bool Served { get; init; }
    public required string By { get; init; }
}

/// <summary>A person has a time at a hall.</summary>
[Kind("appointment.booked")]
public sealed record AppointmentBooked : Fact
{
    public required string Hall { get; init; }
    public required DateOnly Day { get; init; }
    public required TimeOnly Slot { get; init; }

    /// <summary>Which of the places of that time, from 1.</summary>
    public required int Seat { get; init; }
    public required string Person { get; init; }

    /// <summary>Slug of what they come for; null where they did not say.</summary>
    public string? Matter { get; init; }
}

/// <summary>An appointment was given back; its time is free again.</summary>
[Kind("appointment.cancelled")]
public sealed record AppointmentCancelled : Fact
{
    public required string Hall { get; init; }
    public required DateOnly Day { get; init; }
    public required TimeOnly Slot { get; init; }
    public required int Seat { get; init; }
    public required string Person { get; init; }
}
