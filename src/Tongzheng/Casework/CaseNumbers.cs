using System.Globalization;
using Dapper;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>
/// Gives the numbers people use (办件编号): jurisdiction, day and eight digits. The digits are the time of day in steps of
/// 864 µs, and where that step is taken the next one that is free: so they rise with time, and an index of them grows at
/// its end. In a rush they run ahead of the clock; a node that starts goes on behind those that were given. Two processes of
/// one node may give the same; the index refuses the second, who asks again.
/// </summary>
public sealed class CaseNumbers
{
    /// <summary>Numbers of one day: as many as eight digits tell apart.</summary>
    const long InADay = 100_000_000;

    const int DayDigits = 8, StepDigits = 8;

    const long Step = TimeSpan.TicksPerDay / InADay;

    long last;      // changed by compare-and-swap alone

    /// <summary>Goes on behind the last number that a government gave, where the clock is not past it.</summary>
    public void GoOn(Journal journal, string jurisdiction)
    {
        using var connection = journal.OpenRead();
        if (connection.ExecuteScalar<string>("SELECT max(number) FROM case_index WHERE jurisdiction = @jurisdiction", new { jurisdiction }) is not { } number) return;
        var day = DateTime.ParseExact(number.AsSpan(^(DayDigits + StepDigits)..^StepDigits), "yyyyMMdd", CultureInfo.InvariantCulture);
        last = Math.Max(last, day.Ticks / TimeSpan.TicksPerDay * InADay + long.Parse(number.AsSpan(^StepDigits..), CultureInfo.InvariantCulture));
    }

    public string Next(JurisdictionId jurisdiction, DateTimeOffset now)
    {
        var clock = now.ToOffset(China.Offset).DateTime.Ticks / Step;
        long before, next;
        do
        {
            before = Interlocked.Read(ref last);
            next = Math.Max(clock, before + 1);
        }
        while (Interlocked.CompareExchange(ref last, next, before) != before);
        var day = new DateTime(next / InADay * TimeSpan.TicksPerDay);
        return string.Create(CultureInfo.InvariantCulture, $"{jurisdiction}{day:yyyyMMdd}{next % InADay:00000000}");
    }
}
