using System.Globalization;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Queue;
using Tongzheng.Web;

namespace Tongzheng.Services.Counter;

/// <summary>The part of the counter's page with which a clerk calls numbers; none where the government has no hall.</summary>
public sealed record WindowPanel
{
    public required string Hall { get; init; }
    public required string HallKey { get; init; }
    public required int Waiting { get; init; }
    public required IReadOnlyList<Choice> Windows { get; init; }

    /// <summary>The window the clerk sits at; the one they called from last, until they say another.</summary>
    public required string Window { get; init; }

    /// <summary>The number it has open.</summary>
    public string? Open { get; init; }

    /// <summary>What came of the last press, where it was no number.</summary>
    public string? Said { get; init; }

    public IReadOnlyList<(string Name, string Value)> Hidden { get; init; } = [];

    internal static async Task<WindowPanel?> Of(HttpContext context, HallDesk desk, Language language, CancellationToken stop)
    {
        var caller = context.Caller();
        if (desk.Halls.Of(caller.Home) is not { } hall) return null;
        var day = await desk.Read(hall, desk.Clock.Today, stop);
        var asked = int.TryParse(context.Request.Query["window"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && hall.HasWindow(number) ? number : (int?)null;
        var window = asked ?? day.Tickets.LastOrDefault(ticket => ticket.By == caller.Who?.ToString())?.Window ?? hall.Windows[0].Number;
        var refusal = context.Request.Query["queue"].ToString();
        return new WindowPanel
        {
            Hall = hall.Name.In(language),
            HallKey = hall.Key,
            Waiting = day.Tickets.Count(ticket => ticket.IsWaiting),
            Windows = [.. hall.Windows.Select(each => new Choice(each.Number.ToString(CultureInfo.InvariantCulture), language.Of($"{each.Number} 号 {each.Name.Zh}", $"{each.Number} {each.Name.In(language)}")))],
            Window = window.ToString(CultureInfo.InvariantCulture),
            Open = day.AtWindow(window)?.Label,
            Said = refusal.StartsWith("queue.", StringComparison.Ordinal) && Refusals.Find(refusal) is { } found ? found.Sentence.In(language) : null,
            Hidden = [Frames.NewKey()],
        };
    }
}
