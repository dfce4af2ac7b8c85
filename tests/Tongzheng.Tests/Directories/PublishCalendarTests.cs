using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Tests.Journals;

namespace Tongzheng.Tests.Directories;

public sealed class PublishCalendarTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 5, 10, 0, 0, China.Offset);
    static readonly JurisdictionId Lanyang = JurisdictionId.Parse("590102");

    static CalendarYear Notice(int year, string[]? rest = null, string[]? worked = null) => new(year, "测试",
        (rest ?? [$"{year}-01-01", $"{year}-01-02", $"{year}-01-03", $"{year}-01-04"]).ToDictionary(Day, _ => "元旦"), (worked ?? []).ToDictionary(Day, _ => "元旦"));

    static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_notice_in_the_journal_ends_what_was_provisional()
    {
        await using var place = new SqlitePlace();
        await using var journal = await Journal.Open(place.Options);
        var deadline = new Deadline { Event = "受理", Start = new(2026, 12, 25, 10, 0, 0, China.Offset), Period = Period.WorkingDays(5), Basis = "行政许可法 art.42" };
        Assert.True(deadline.On(await PublishCalendar.Known(journal, Lanyang), Now).IsProvisional);

        await Enter(journal, Notice(2027, worked: ["2026-12-27"]));
        var due = deadline.On(await PublishCalendar.Known(journal, Lanyang), Now);
        Assert.Equal((Day("2026-12-31"), false), (due.LastDay, due.IsProvisional));

        await Enter(journal, Notice(2027)); // corrected: the Sunday is not worked after all
        due = deadline.On(await PublishCalendar.Known(journal, Lanyang), Now);
        Assert.Equal((Day("2027-01-05"), false), (due.LastDay, due.IsProvisional));
    }

    static async Task Enter(Journal journal, CalendarYear year) => Assert.IsType<Appended>(await journal.Append(new Append
    {
        Jurisdiction = Lanyang.ToString(),
        Key = Guid.NewGuid().ToString(),
        Time = Now,
        Streams = [Facts.To(PublishCalendar.StreamOf(year.Year), StreamAppend.Any, PublishCalendar.Decide(year, WorkCalendar.Shipped).OrThrow())],
    }));

    [Fact]
    public void A_wrong_notice_is_refused_with_its_reason()
    {
        Assert.Equal("calendar.gap", Refused(Notice(2028)));
        Assert.Equal("calendar.days", Refused(Notice(2027, rest: [])));
        Assert.Equal("calendar.other-year", Refused(Notice(2027, rest: ["2026-11-30"])));
        Assert.Equal("calendar.not-a-weekend", Refused(Notice(2027, worked: ["2027-01-05"])));
        Assert.Equal("calendar.not-a-weekend", Refused(Notice(2027, worked: ["2027-01-02"])));
        Assert.Null(Refused(Notice(2026)));
    }

    static string? Refused(CalendarYear year) => PublishCalendar.Decide(year, WorkCalendar.Shipped).Refusal?.Code;
}
