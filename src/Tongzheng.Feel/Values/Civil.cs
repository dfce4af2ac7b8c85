namespace Tongzheng.Feel.Values;

/// <summary>The proleptic Gregorian calendar as a count of days from 1970-01-01, for years of up to nine digits.</summary>
static class Civil
{
    public const int LargestYear = 999_999_999; // DMN 1.5, 10.3.2.3.5

    public const long NanosInDay = 86_400_000_000_000;

    /// <summary>The day's number; null when there is no such date.</summary>
    public static long? Day(long year, long month, long day)
    {
        if (year is < -LargestYear or > LargestYear || month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, (int)month))
            return null;
        return DayUnchecked(year, (int)month, (int)day);
    }

    public static (long Year, int Month, int Day) Split(long day)
    {
        day += 719_468; // from 0000-03-01, so that the leap day ends a year
        var era = Math.DivRem(day, 146_097, out var dayOfEra);
        if (dayOfEra < 0)
            (era, dayOfEra) = (era - 1, dayOfEra + 146_097);
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var shifted = (5 * dayOfYear + 2) / 153;
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, (int)(dayOfYear - (153 * shifted + 2) / 5 + 1));
    }

    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Adds months; a day that the month lacks becomes its last (XML Schema, appendix E).</summary>
    public static long? AddMonths(long day, long months)
    {
        var (year, month, dayOfMonth) = Split(day);
        var total = (Int128)year * 12 + month - 1 + months;
        if (Int128.Abs(total) > (Int128)LargestYear * 12 + 11)
            return null;
        var newYear = FloorDivide((long)total, 12);
        var newMonth = (int)((long)total - newYear * 12) + 1;
        return Day(newYear, newMonth, Math.Min(dayOfMonth, DaysInMonth(newYear, newMonth)));
    }

    /// <summary>1 for Monday to 7 for Sunday (ISO 8601).</summary>
    public static int DayOfWeek(long day) => (int)(((day + 3) % 7 + 7) % 7) + 1;

    public static int DayOfYear(long day) => (int)(day - DayUnchecked(Split(day).Year, 1, 1)) + 1;

    public static int WeekOfYear(long day)
    {
        var thursday = day - DayOfWeek(day) + 4; // the week belongs to the year of its Thursday
        return (DayOfYear(thursday) - 1) / 7 + 1;
    }

    public static long FloorDivide(long value, long by)
    {
        var quotient = Math.DivRem(value, by, out var rest);
        return rest < 0 ? quotient - 1 : quotient;
    }

    static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    static long DayUnchecked(long year, int month, int day)
    {
        if (month <= 2)
            year--;
        var era = FloorDivide(year, 400);
        var yearOfEra = year - era * 400;
        var dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }
}
