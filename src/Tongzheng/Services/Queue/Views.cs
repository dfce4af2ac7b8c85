using Tongzheng.Web;

namespace Tongzheng.Services.Queue;

/// <summary>A hall as its page shows it.</summary>
public sealed record HallView
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public required string Address { get; init; }
    public required string Phone { get; init; }
    public required string Hours { get; init; }
    public required bool IsOpen { get; init; }
    public int Waiting { get; init; }
    public IReadOnlyList<WindowView> Windows { get; init; } = [];

    /// <summary>The reader may draw a number here and now.</summary>
    public bool MayDraw { get; init; }

    /// <summary>The open number the reader holds.</summary>
    public string? MineLabel { get; init; }
    public string? MineHref { get; init; }

    /// <summary>On the screen: the time of day.</summary>
    public string? Time { get; init; }

    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
}

/// <param name="Label">The number it has called; null while it is free.</param>
public sealed record WindowView(int Number, string Name, string? Label);

public sealed record HallsView(IReadOnlyList<HallView> Halls);

/// <summary>A number in somebody's hand.</summary>
public sealed record TicketView
{
    public required string Hall { get; init; }
    public required string HallHref { get; init; }
    public required string Label { get; init; }

    /// <summary>How many are called before it; null once it was called.</summary>
    public int? Before { get; init; }
    public string? Slot { get; init; }

    /// <summary>The window that calls it.</summary>
    public int? Window { get; init; }
    public bool IsOver { get; init; }
    public required string Printed { get; init; }
}

/// <summary>Choosing a time at a hall.</summary>
public sealed record AppointmentView
{
    public required string Hall { get; init; }
    public required string Address { get; init; }
    public string? Matter { get; init; }
    public IReadOnlyList<NavLink> Days { get; init; } = [];
    public string? ChosenHref { get; init; }
    public string? ChosenDay { get; init; }
    public IReadOnlyList<Choice> Slots { get; init; } = [];
    public required string Action { get; init; }
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
    public IReadOnlyList<FieldError> Errors { get; init; } = [];
}

/// <summary>A person's appointments.</summary>
public sealed record AppointmentsView
{
    /// <summary>One was just made.</summary>
    public bool Booked { get; init; }

    /// <summary>One was just given back.</summary>
    public bool Cancelled { get; init; }
    public IReadOnlyList<AppointmentLine> Items { get; init; } = [];
}

public sealed record AppointmentLine
{
    public required string When { get; init; }
    public required string Hall { get; init; }
    public required string HallHref { get; init; }
    public required string Address { get; init; }
    public string? Matter { get; init; }
    public string? MatterHref { get; init; }
    public bool IsToday { get; init; }
    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
}
