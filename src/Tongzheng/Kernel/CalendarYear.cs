using System.Text.Json;

namespace Tongzheng.Kernel;

/// <summary>One year's holiday notice of the State Council: the days off and the weekend days worked instead.</summary>
/// <param name="Year">The year the notice is for. It may also name days at the end of the year before.</param>
/// <param name="Notice">Where it was published.</param>
/// <param name="RestDays">Days off, weekends that only adjoin them left out, each with its holiday.</param>
/// <param name="MakeUpDays">Saturdays and Sundays that are worked (补班), each with its holiday.</param>
public sealed record CalendarYear(
    int Year, string Notice, IReadOnlyDictionary<DateOnly, string> RestDays, IReadOnlyDictionary<DateOnly, string> MakeUpDays)
{
    /// <summary>The years that come with the program (facts/holidays.json).</summary>
    internal static IReadOnlyList<CalendarYear> Shipped()
    {
        using var file = KernelFacts.Open("holidays.json");
        using var json = JsonDocument.Parse(file);
        return [.. json.RootElement.GetProperty("years").EnumerateObject().Select(year => new CalendarYear(
            int.Parse(year.Name, System.Globalization.CultureInfo.InvariantCulture),
            year.Value.GetProperty("notice").GetString()!,
            Days(year.Value.GetProperty("offDays")),
            Days(year.Value.GetProperty("makeupWorkdays"))))];
    }

    static Dictionary<DateOnly, string> Days(JsonElement list) => list.EnumerateArray().ToDictionary(
        day => DateOnly.ParseExact(day.GetProperty("date").GetString()!, "yyyy-MM-dd"),
        day => day.GetProperty("name").GetString()!);
}
