using Tongzheng.Journals.Store;

namespace Tongzheng.Tests.Journals;

public sealed class InstantTests
{
    public static TheoryData<DateTimeOffset, string> Instants => new()
    {
        { new DateTimeOffset(2026, 5, 14, 1, 30, 0, TimeSpan.Zero), "2026-05-14T01:30:00.000000Z" },
        { new DateTimeOffset(2026, 12, 31, 23, 59, 59, 999, 999, TimeSpan.Zero), "2026-12-31T23:59:59.999999Z" },
        { new DateTimeOffset(2026, 5, 14, 7, 30, 0, TimeSpan.FromHours(8)), "2026-05-13T23:30:00.000000Z" },
    };

    [Theory]
    [MemberData(nameof(Instants))]
    public void An_instant_is_read_as_it_was_stored(DateTimeOffset at, string stored)
    {
        Assert.Equal(stored, Writer.Instant(at));
        Assert.Equal((at.UtcDateTime, TimeSpan.Zero), (Writer.Instant(stored).UtcDateTime, Writer.Instant(stored).Offset));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-05-14")]
    [InlineData("not an instant, but as long")]
    public void What_is_no_instant_is_an_error(string stored) => Assert.Throws<FormatException>(() => Writer.Instant(stored));
}
