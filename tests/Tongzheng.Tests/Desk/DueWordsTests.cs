using Tongzheng.Kernel;
using Tongzheng.Services.Desk;

namespace Tongzheng.Tests.Desk;

public sealed class DueWordsTests
{
    [Theory]
    [InlineData("2026-03-02", "2026-03-02", "今天24:00前")]
    [InlineData("2026-03-09", "2026-03-06", "剩1个工作日")] // Friday to Monday
    [InlineData("2026-03-06", "2026-03-09", "超1个工作日")]
    [InlineData("2026-03-06", "2026-03-07", "已过期限")] // a Saturday: late, though no working day has passed
    [InlineData("2026-06-12", "2026-03-02", "2026-06-12前")]
    public void A_last_day_is_counted_in_working_days_while_it_is_near(string due, string today, string words) =>
        Assert.Equal(words, DueWords.Of(DateOnly.Parse(due), DateOnly.Parse(today), WorkCalendar.Shipped, Language.Chinese));

    [Fact]
    public void A_task_without_a_limit_says_so() =>
        Assert.Equal("no limit", DueWords.Of(null, new DateOnly(2026, 3, 2), WorkCalendar.Shipped, Language.English));
}
