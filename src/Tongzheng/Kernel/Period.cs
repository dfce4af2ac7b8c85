using System.Globalization;
using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>What a statutory period is counted in.</summary>
public enum TimeUnit
{
    Second,
    Minute,
    Hour,
    WorkingDay,
    CalendarDay,
    Month,
    Year,
}

/// <summary>A length of time as the law states it, written <c>20 working-day</c>.</summary>
[JsonConverter(typeof(WrittenJson<Period>))]
public readonly record struct Period(int Amount, TimeUnit Unit) : IWritten<Period>
{
    static readonly string[] Units = ["second", "minute", "hour", "working-day", "calendar-day", "month", "year"];

    public static Period WorkingDays(int amount) => new(amount, TimeUnit.WorkingDay);

    public static Period CalendarDays(int amount) => new(amount, TimeUnit.CalendarDay);

    public bool IsInDays => Unit >= TimeUnit.WorkingDay;

    /// <summary>The exact length of a period in seconds, minutes or hours.</summary>
    public TimeSpan Length => Unit switch
    {
        TimeUnit.Second => TimeSpan.FromSeconds(Amount),
        TimeUnit.Minute => TimeSpan.FromMinutes(Amount),
        TimeUnit.Hour => TimeSpan.FromHours(Amount),
        _ => throw new InvalidOperationException($"{this} has no exact length; its end depends on the calendar."),
    };

    public string In(Language language)
    {
        var (zh, en) = Unit switch
        {
            TimeUnit.Second => ("秒", "second"),
            TimeUnit.Minute => ("分钟", "minute"),
            TimeUnit.Hour => ("小时", "hour"),
            TimeUnit.WorkingDay => ("个工作日", "working day"),
            TimeUnit.CalendarDay => ("日", "day"),
            TimeUnit.Month => ("个月", "month"),
            _ => ("年", "year"),
        };
        return language.Of($"{Amount}{zh}", Amount == 1 ? $"{Amount} {en}" : $"{Amount} {en}s");
    }

    public static Period Parse(string text) => Written.Parse<Period>(text);

    public static bool TryParse(string? text, out Period value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out Period value, out Refusal? why)
    {
        var parts = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var unit = parts.Length == 2 ? Array.IndexOf(Units, parts[1]) : -1;
        var amount = 0;
        var read = unit >= 0 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out amount) && amount > 0;
        value = read ? new Period(amount, (TimeUnit)unit) : default;
        why = read ? null : new Refusal("period.form", ("text", text));
        return read;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Units[(int)Unit]}");
}
