using Tongzheng.Services.Pages;

namespace Tongzheng.Services.Kiosk;

/// <summary>The first page of a kiosk.</summary>
public sealed record KioskView
{
    public required string Hall { get; init; }
    public required string HallKey { get; init; }
    public required bool IsOpen { get; init; }

    /// <summary>Who is signed in; null before.</summary>
    public string? Name { get; init; }

    /// <summary>The person before was just forgotten.</summary>
    public bool Ended { get; init; }

    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];
}

/// <summary>What can be done at a kiosk.</summary>
public sealed record KioskServicesView(IReadOnlyList<Way> Matters);

/// <param name="Onward">Where the person was.</param>
/// <param name="Seconds">How long until the kiosk forgets them.</param>
public sealed record StillThereView(string Onward, int Seconds);
