using System.Globalization;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>
/// Gives the numbers people use (办件编号): jurisdiction, day and eight digits. The digits are the time of day in steps of
/// 864 µs, and where that step is taken the next one that is free: so they rise with time, and an index of them grows at
/// its end. Two processes of one node may give the same; the index refuses the second, who asks again.
/// </summary>
public sealed class CaseNumbers
{
    /// <summary>Numbers of one day: as many as eight digits tell apart.</summary>
    const long InADay = 100_000_000;

    const long Step = TimeSpan.TicksPerDay / InADay;

    long last;      // changed by compare-and-swap alone

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
