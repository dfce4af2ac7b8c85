using System.Globalization;
using Tongzheng.Kernel;

namespace Tongzheng.Tests.Kernel;

public sealed class DeadlineTests
{
    static readonly WorkCalendar Calendar = WorkCalendar.Shipped;

    static DateTimeOffset At(string day, int hour = 10) => China.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)).AddHours(hour);

    static DateOnly Day(string day) => DateOnly.Parse(day, CultureInfo.InvariantCulture);

    static Deadline Of(string start, string period, string basis = "行政许可法 art.42(1)") => new()
    {
        Event = "受理",
        Start = At(start),
        Period = Period.Parse(period),
        Basis = basis,
        Procedure = "行政许可",
        MayExtend = new ExtensionRight(Period.WorkingDays(10), "本机关负责人"),
    };

    [Fact]
    public void Every_published_vector_gives_its_date()
    {
        var rows = Csv.Rows("tests", "Tongzheng.Tests", "Kernel", "deadline-vectors.csv").ToList();
        Assert.Equal(32, rows.Count);
        foreach (var row in rows)
        {
            var due = Of(row["startEventDate"], $"{row["amount"]} {row["unit"]}").On(Calendar, At(row["startEventDate"]));
            if (row["dueDate"].Length == 0)
            {
                Assert.True(due.IsProvisional, row["id"]);
                continue;
            }
            Assert.Equal((row["id"], Day(row["rawLastDay"]), Day(row["dueDate"]), false), (row["id"], due.RawLastDay, due.LastDay, due.IsProvisional));
        }
    }

    [Fact]
    public void A_due_date_explains_itself()
    {
        var deadline = Of("2026-02-10", "20 working-day").Stop("correction", At("2026-03-03")).OrThrow().Restart(At("2026-03-07")).OrThrow();
        var due = deadline.On(Calendar, At("2026-03-09"));
        Assert.Equal("受理 2026-02-10，20个工作日；跳过春节 2/15–2/23；2/14、2/28 补班计入；补正停钟 3 天 → 2026-03-19；行政许可法第四十二条第一款", due.Explanation.Zh);
        Assert.Equal("受理 2026-02-10, 20 working days; Spring Festival 2/15–2/23 skipped; worked weekend days 2/14, 2/28 counted; "
            + "clock stopped 3 days for correction → 2026-03-19; Administrative Licensing Law art. 42(1)", due.Explanation.En);
    }

    [Fact]
    public void A_stop_of_four_working_days_moves_the_end_by_four_working_days()
    {
        var deadline = Of("2026-02-10", "20 working-day").Stop("hearing", At("2026-03-02", 16)).OrThrow().Restart(At("2026-03-06", 9)).OrThrow();
        Assert.Equal(Day("2026-03-20"), deadline.On(Calendar, At("2026-03-06")).LastDay);
    }

    [Fact]
    public void A_stop_that_ends_on_the_same_day_moves_nothing()
    {
        var deadline = Of("2026-02-10", "20 working-day").Stop("hearing", At("2026-03-02", 9)).OrThrow().Restart(At("2026-03-02", 17)).OrThrow();
        Assert.Equal(Day("2026-03-16"), deadline.On(Calendar, At("2026-03-06")).LastDay);
    }

    [Theory]
    [InlineData("20 working-day", "2026-03-16", "2026-03-20", "2026-03-20", "补正停钟 4 天")] // stopped on its last day, a Monday: it ends on the day it goes on
    [InlineData("20 working-day", "2026-03-16", "2026-03-21", "2026-03-23", "补正停钟 4 天")] // and not on a day of rest
    [InlineData("1 month", "2026-03-10", "2026-03-12", "2026-03-12", "补正停钟 2 天")]
    [InlineData("33 calendar-day", "2026-03-15", "2026-03-18", "2026-03-19", "补正停钟 3 天")] // its last day a Sunday: the Monday was still to come
    [InlineData("32 calendar-day", "2026-03-15", "2026-03-18", "2026-03-19", "补正停钟 3 天")]
    public void A_period_does_not_run_out_while_its_clock_stands_still(string period, string from, string until, string last, string told)
    {
        var stopped = Of("2026-02-10", period).Stop("correction", At(from)).OrThrow();
        var due = stopped.Restart(At(until)).OrThrow().On(Calendar, At(until, 11));
        Assert.Equal(Day(last), due.LastDay);
        Assert.False(due.IsOver(At(until, 11)));
        Assert.Contains(told, due.Explanation.Zh, StringComparison.Ordinal);
        Assert.Equal(due.LastDay, stopped.On(Calendar, At(until, 11)).LastDay);
    }

    [Fact]
    public void A_clock_that_stands_still_is_never_overdue()
    {
        var deadline = Of("2026-02-10", "20 working-day").Stop("expert-review", At("2026-03-13")).OrThrow();
        var due = deadline.On(Calendar, At("2026-06-01"));
        Assert.Equal(Light.Stopped, due.LightAt(At("2026-12-01")));
        Assert.Equal(Day("2026-06-02"), due.LastDay); // one day was left
        Assert.Contains("时钟仍停", due.Explanation.Zh);
    }

    [Fact]
    public void Stops_lengthen_periods_in_calendar_days_months_and_hours_too()
    {
        Deadline Stopped(string period) => Of("2026-06-01", period).Stop("testing", At("2026-06-03")).OrThrow().Restart(At("2026-06-06")).OrThrow();
        Assert.Equal(Day("2026-06-24"), Stopped("20 calendar-day").On(Calendar, At("2026-06-07")).LastDay);
        Assert.Equal(Day("2026-07-04"), Stopped("1 month").On(Calendar, At("2026-06-07")).RawLastDay);
        Assert.Equal(At("2026-06-07"), Stopped("72 hour").On(Calendar, At("2026-06-07")).At);
    }

    [Fact]
    public void The_law_of_the_procedure_says_for_what_the_clock_may_stop()
    {
        Assert.Equal("deadline.no-lawful-stop", Of("2026-02-10", "20 working-day").Stop("lunch", At("2026-02-11")).Refusal?.Code);
        Assert.Equal("deadline.not-stopped", Of("2026-02-10", "20 working-day").Restart(At("2026-02-11")).Refusal?.Code);
        var stopped = Of("2026-02-10", "20 working-day").Stop("hearing", At("2026-02-11")).OrThrow();
        Assert.Equal("deadline.already-stopped", stopped.Stop("testing", At("2026-02-12")).Refusal?.Code);
        Assert.Equal("deadline.out-of-order", stopped.Restart(At("2026-02-10")).Refusal?.Code);
        Assert.Equal("deadline.out-of-order", Of("2026-02-10", "20 working-day").Stop("hearing", At("2026-02-09")).Refusal?.Code);
    }

    [Fact]
    public void One_extension_is_lawful_and_only_before_the_end()
    {
        var extended = Of("2026-02-10", "20 working-day").Extend(Calendar, At("2026-03-16", 23), "王局长", "案情复杂").OrThrow();
        var due = extended.On(Calendar, At("2026-03-16"));
        Assert.Equal(Day("2026-03-30"), due.LastDay); // vector D04
        Assert.Contains("延长10个工作日（王局长批准）", due.Explanation.Zh);
        Assert.Equal("deadline.already-extended", extended.Extend(Calendar, At("2026-03-17"), "王局长", "再延").Refusal?.Code);
        Assert.Equal("deadline.over", Of("2026-02-10", "20 working-day").Extend(Calendar, At("2026-03-17", 0), "王局长", "迟了").Refusal?.Code);
        Assert.Equal("deadline.not-extendable", (Of("2026-02-10", "5 working-day") with { MayExtend = null }).Extend(Calendar, At("2026-02-11"), "王局长", "").Refusal?.Code);
    }

    [Fact]
    public void A_due_date_beyond_the_last_calendar_is_provisional_until_the_calendar_comes()
    {
        var deadline = Of("2026-12-25", "5 working-day");
        var before = deadline.On(Calendar, At("2026-12-25"));
        Assert.Equal((Day("2027-01-04"), true), (before.LastDay, before.IsProvisional));
        Assert.Equal("2027-01-04（暂定）", before.In(Language.Chinese));
        Assert.Contains("放假安排尚未公布", before.Explanation.Zh);

        // An invented notice: 1 to 3 January off, Monday 4 January off too, worked on Sunday 27 December 2026.
        var published = Calendar.With(new CalendarYear(2027, "test", new Dictionary<DateOnly, string>
        {
            [Day("2027-01-01")] = "元旦",
            [Day("2027-01-02")] = "元旦",
            [Day("2027-01-03")] = "元旦",
            [Day("2027-01-04")] = "元旦",
        }, new Dictionary<DateOnly, string> { [Day("2026-12-27")] = "元旦" }));
        var after = deadline.On(published, At("2026-12-25"));
        Assert.Equal((Day("2026-12-31"), false), (after.LastDay, after.IsProvisional));
    }

    [Fact]
    public void A_calendar_day_period_is_provisional_only_if_its_last_day_is()
    {
        Assert.False(Of("2026-12-01", "30 calendar-day").On(Calendar, At("2026-12-01")).IsProvisional);
        Assert.True(Of("2026-12-02", "30 calendar-day").On(Calendar, At("2026-12-02")).IsProvisional);
    }

    [Fact]
    public void Lights_go_from_green_to_overdue()
    {
        var due = Of("2026-02-10", "20 working-day").On(Calendar, At("2026-02-10"));
        Assert.Equal(Light.Green, due.LightAt(At("2026-03-06", 23)));
        Assert.Equal(Light.Yellow, due.LightAt(At("2026-03-09", 0)));
        Assert.Equal(Light.Red, due.LightAt(At("2026-03-16", 0)));
        Assert.Equal(Light.Red, due.LightAt(At("2026-03-16", 23)));
        Assert.Equal(Light.Overdue, due.LightAt(At("2026-03-17", 0)));
    }

    [Fact]
    public void A_period_of_one_day_turns_yellow_at_once_and_red_on_its_day()
    {
        var due = Of("2026-03-02", "1 working-day").On(Calendar, At("2026-03-02"));
        Assert.Equal(Light.Yellow, due.LightAt(At("2026-03-02")));
        Assert.Equal(Light.Red, due.LightAt(At("2026-03-03")));
    }

    [Fact]
    public void Hours_run_through_the_night_and_over_holidays()
    {
        var due = Of("2026-02-15", "24 hour").On(Calendar, At("2026-02-15"));
        Assert.Equal(At("2026-02-16"), due.At);
        Assert.Equal(Light.Overdue, due.LightAt(At("2026-02-16")));
        Assert.StartsWith("受理 2026-02-15 10:00，24小时 → 2026-02-16 10:00", due.Explanation.Zh);
    }

    [Theory]
    [InlineData("2026-03-20", "7 working-day", "2026-03-11")]
    [InlineData("2026-02-25", "7 working-day", "2026-02-09")]
    [InlineData("2026-10-15", "7 calendar-day", "2026-10-08")]
    [InlineData("2026-10-12", "7 calendar-day", "2026-09-30")]
    public void A_period_before_an_event_ends_on_a_day_that_keeps_it_whole(string on, string period, string latest)
    {
        var due = (Of(on, period) with { Event = "举行听证前", CountsBack = true }).On(Calendar, At("2026-01-01"));
        Assert.Equal(Day(latest), due.LastDay);
        Assert.Contains($"最迟 {latest}", due.Explanation.Zh);
    }

    [Fact]
    public void A_deadline_survives_being_stored()
    {
        var deadline = Of("2026-02-10", "20 working-day").Stop("hearing", At("2026-03-02")).OrThrow().Restart(At("2026-03-06")).OrThrow()
            .Extend(Calendar, At("2026-03-10"), "王局长", "案情复杂").OrThrow();
        var read = System.Text.Json.JsonSerializer.Deserialize<Deadline>(System.Text.Json.JsonSerializer.Serialize(deadline))!;
        Assert.Equal(deadline.On(Calendar, At("2026-03-10")), read.On(Calendar, At("2026-03-10")));
    }
}
