using System.Globalization;

namespace Tongzheng.Kernel;

/// <summary>
/// The holidays fixed by 全国年节及纪念日放假办法, for years whose notice has not been published: 13 days from 2025, 11 before.
/// The days that are moved to make long holidays, and the day given for a holiday on a weekend (art. 6), are left out:
/// only the notice says which they are.
/// </summary>
static class StatutoryHolidays
{
    // Tables of the lunisolar calendar end in 2100, the formula for Qingming below in 2099.
    internal const int LastYear = 2099;
    const int FirstYearOfThirteenDays = 2025;
    static readonly ChineseLunisolarCalendar Lunar = new();

    public static bool Knows(DateOnly day) => day.Year is >= 1999 and <= LastYear;

    /// <summary>The holiday a day is, or null.</summary>
    public static string? NameOf(DateOnly day)
    {
        if (!Knows(day))
            throw new ArgumentOutOfRangeException(nameof(day), day, "Holidays are known from 1999 to 2099.");
        var thirteen = day.Year >= FirstYearOfThirteenDays;
        var moon = LunarDayOf(day);
        return (day.Month, day.Day) switch
        {
            (1, 1) => "元旦",
            (5, 1) => "劳动节",
            (5, 2) when thirteen => "劳动节",
            (10, 1 or 2 or 3) => "国庆节",
            (4, var date) when date == QingmingOf(day.Year) => "清明节",
            _ when moon is (1, 1 or 2 or 3) => "春节",
            _ when thirteen && LunarDayOf(day.AddDays(1)) is (1, 1) => "春节",
            _ when moon is (5, 5) => "端午节",
            _ when moon is (8, 15) => "中秋节",
            _ => null,
        };
    }

    // The day in April on which the solar term falls, for 2000 to 2099.
    static int QingmingOf(int year)
    {
        var inCentury = year % 100;
        return (int)((inCentury * 0.2422) + 4.81) - (inCentury / 4);
    }

    // Month and day of the lunar year; in a leap month the month is 0, because no holiday lies in one.
    static (int Month, int Day) LunarDayOf(DateOnly day)
    {
        var date = day.ToDateTime(TimeOnly.MinValue);
        var (year, month) = (Lunar.GetYear(date), Lunar.GetMonth(date));
        var leap = Lunar.GetLeapMonth(year);
        var ordinary = leap == 0 || month < leap ? month : month == leap ? 0 : month - 1;
        return (ordinary, Lunar.GetDayOfMonth(date));
    }
}
