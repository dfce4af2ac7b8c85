using Tongzheng.Kernel;

namespace Tongzheng.Tests.Kernel;

public sealed class WorkCalendarTests
{
    static readonly WorkCalendar Calendar = WorkCalendar.Shipped;

    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_the_working_days_of_its_notice(int year, int workingDays) =>
        Assert.Equal(workingDays, Calendar.WorkedBetween(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31)));

    [Fact]
    public void The_holidays_fixed_by_regulation_are_days_off_in_every_published_year()
    {
        foreach (var year in Calendar.Years)
        {
            var fixedDays = Enumerable.Range(0, 366).Select(new DateOnly(year.Year, 1, 1).AddDays)
                .Where(day => day.Year == year.Year && StatutoryHolidays.NameOf(day) is not null).ToList();
            Assert.Equal(year.Year >= 2025 ? 13 : 11, fixedDays.Count);
            Assert.All(fixedDays, day => Assert.Contains(StatutoryHolidays.NameOf(day)!, year.RestDays[day], StringComparison.Ordinal));
        }
    }

    // Days anybody can look up: the lunar new year and mid-autumn of coming years, and a leap sixth month in 2025.
    [Theory]
    [InlineData("2027-02-05", "春节")]
    [InlineData("2027-02-06", "春节")]
    [InlineData("2027-02-08", "春节")]
    [InlineData("2027-02-09", null)]
    [InlineData("2027-04-05", "清明节")]
    [InlineData("2027-06-09", "端午节")]
    [InlineData("2027-09-15", "中秋节")]
    [InlineData("2028-01-26", "春节")]
    [InlineData("2028-04-04", "清明节")]
    [InlineData("2028-05-28", "端午节")]
    [InlineData("2028-10-03", "国庆节")]
    public void Holidays_of_years_to_come_are_computed(string day, string? name) =>
        Assert.Equal(name, StatutoryHolidays.NameOf(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_year_without_a_notice_says_that_it_is_provisional()
    {
        Assert.True(Calendar[new DateOnly(2027, 3, 1)] is { IsWorked: true, IsProvisional: true });
        Assert.True(Calendar[new DateOnly(2027, 10, 1)] is { IsWorked: false, IsProvisional: true, Holiday: "国庆节" });
        Assert.True(Calendar[new DateOnly(2026, 10, 10)] is { IsWorked: true, IsProvisional: false, IsMadeUp: true });
    }
}
