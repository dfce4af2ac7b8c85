using System.Collections.Concurrent;

namespace Tongzheng.Feel.Values;

/// <summary>A time zone: a fixed offset from UTC, or a name of the IANA database.</summary>
sealed class Zone : IEquatable<Zone>
{
    const int LargestOffset = 14 * 3600; // XML Schema: ±14:00
    static readonly ConcurrentDictionary<string, Zone?> named = new(StringComparer.Ordinal);

    readonly int offset;
    readonly TimeZoneInfo? rules;

    Zone(string? name, int offset, TimeZoneInfo? rules)
    {
        Name = name;
        this.offset = offset;
        this.rules = rules;
    }

    public static Zone Utc { get; } = new(null, 0, null);

    /// <summary>The IANA name, or null for a fixed offset.</summary>
    public string? Name { get; }

    public static Zone? OfOffset(int seconds) =>
        seconds == 0 ? Utc : Math.Abs(seconds) > LargestOffset ? null : new(null, seconds, null);

    /// <summary>Finds a zone of the IANA database; null when there is none of that name.</summary>
    public static Zone? Find(string name)
    {
        if (named.TryGetValue(name, out var known))
            return known;
        // Windows names and path tricks are no IANA names.
        var plausible = name.Length <= 40 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+');
        var zone = plausible && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var rules) && rules.HasIanaId
            ? new Zone(name, (int)rules.BaseUtcOffset.TotalSeconds, rules)
            : null;
        const int Remembered = 1000; // more names than the database has: hostile input must not fill memory
        if (zone is not null || named.Count < Remembered)
            named[name] = zone;
        return zone;
    }

    /// <summary>Seconds east of UTC at a local time given in seconds since 1970-01-01T00:00:00.</summary>
    public int OffsetAt(long localSeconds)
    {
        if (rules is null)
            return offset;
        var ticks = (Int128)localSeconds * TimeSpan.TicksPerSecond + DateTime.UnixEpoch.Ticks;
        if (ticks <= TimeSpan.TicksPerDay || ticks >= DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay)
            return offset;
        return (int)rules.GetUtcOffset(new DateTime((long)ticks, DateTimeKind.Unspecified)).TotalSeconds;
    }

    /// <summary>Seconds east of UTC where no date is known.</summary>
    public int Offset => offset;

    public bool Equals(Zone? other) => other is not null && Name == other.Name && offset == other.offset;

    public override bool Equals(object? other) => Equals(other as Zone);

    public override int GetHashCode() => HashCode.Combine(Name, offset);

    /// <summary>As written after a time: <c>Z</c>, <c>+08:00</c> or <c>@Asia/Shanghai</c>.</summary>
    public override string ToString()
    {
        if (Name is not null)
            return "@" + Name;
        if (offset == 0)
            return "Z";
        var (sign, rest) = offset < 0 ? ('-', -offset) : ('+', offset);
        return rest % 60 == 0 ? $"{sign}{rest / 3600:00}:{rest / 60 % 60:00}" : $"{sign}{rest / 3600:00}:{rest / 60 % 60:00}:{rest % 60:00}";
    }
}
