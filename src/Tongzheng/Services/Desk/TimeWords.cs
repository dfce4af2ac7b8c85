using System.Globalization;
using Tongzheng.Kernel;

namespace Tongzheng.Services.Desk;

/// <summary>A duration as a person says it: two figures are enough to compare steps by.</summary>
static class TimeWords
{
    /// <summary>Up to two days hours say more.</summary>
    const int MostHours = 48;

    public static string Of(TimeSpan? time, Language language) => time switch
    {
        null => "—",
        { TotalMinutes: < 1 } => language.Of("不到1分钟", "under a minute"),
        { TotalHours: < 1 } minutes => language.Of($"{minutes.TotalMinutes:0}分钟", $"{minutes.TotalMinutes:0} min"),
        { TotalHours: < MostHours } hours => language.Of($"{Figure(hours.TotalHours)}小时", $"{Figure(hours.TotalHours)} h"),
        { } days => language.Of($"{Figure(days.TotalDays)}天", $"{Figure(days.TotalDays)} days"),
    };

    public static string Percent(double? share) => share is { } value ? value.ToString("0.#%", CultureInfo.InvariantCulture).Replace(" ", "") : "—";

    static string Figure(double value) => value.ToString(value < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
