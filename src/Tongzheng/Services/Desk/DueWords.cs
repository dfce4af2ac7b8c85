using System.Globalization;
using Tongzheng.Kernel;

namespace Tongzheng.Services.Desk;

/// <summary>A last day as an officer reads it: in working days where it is near, else as a date.</summary>
static class DueWords
{
    /// <summary>Beyond two working weeks a date says more than a count.</summary>
    const int MostDaysCounted = 10;

    public static string Of(DateOnly? due, DateOnly today, WorkCalendar calendar, Language language)
    {
        if (due is not { } day || day == DateOnly.MaxValue) return language.Of("没有期限", "no limit");
        if (day == today) return language.Of("今天24:00前", "by midnight");
        if (day < today)
            return calendar.WorkedBetween(day, today) is var late and > 0 ? language.Of($"超{late}个工作日", late == 1 ? "1 working day late" : $"{late} working days late") : language.Of("已过期限", "late");
        var left = calendar.WorkedBetween(today, day);
        return left <= MostDaysCounted ? language.Of($"剩{left}个工作日", left == 1 ? "1 working day left" : $"{left} working days left")
            : By(day, language);
    }

    /// <summary>The date, and the count where it is near.</summary>
    public static string WithDay(DateOnly due, DateOnly today, WorkCalendar calendar, Language language) =>
        Of(due, today, calendar, language) is var words && words == By(due, language) ? words : By(due, language) + language.Of("，", ", ") + words;

    static string By(DateOnly day, Language language) => language.Of($"{day:yyyy-MM-dd}前", "by " + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
