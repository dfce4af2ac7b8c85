using System.Globalization;
using Tongzheng.Kernel;

namespace Tongzheng.Tests.Kernel;

public sealed class TimeLimitTests
{
    static readonly WorkCalendar Calendar = WorkCalendar.Shipped;
    static readonly DateTimeOffset Monday = China.StartOf(new DateOnly(2026, 9, 7)).AddHours(9);

    [Fact]
    public void All_157_rows_are_of_one_of_four_kinds()
    {
        Assert.Equal(157, TimeLimits.All.Count);
        Assert.Equal(
            new Dictionary<Type, int> { [typeof(PeriodLimit)] = 151, [typeof(YearlyDateLimit)] = 3, [typeof(RateLimit)] = 1, [typeof(ServiceLevelLimit)] = 2 },
            TimeLimits.All.GroupBy(limit => limit.GetType()).ToDictionary(kind => kind.Key, kind => kind.Count()));
        Assert.Distinct(TimeLimits.All.Select(limit => limit.Id));
    }

    [Fact]
    public void Every_row_is_walked_through_the_mechanism_of_its_kind()
    {
        foreach (var limit in TimeLimits.All.Concat(TimeLimits.Earlier))
        {
            switch (limit)
            {
                case PeriodLimit period:
                    WalkPeriod(period);
                    break;
                case YearlyDateLimit yearly:
                    var day = yearly.NextOn(new DateOnly(2026, 1, 1), Calendar);
                    Assert.True(day.IsWorked && day.Day >= new DateOnly(2026, yearly.Month, yearly.Day), limit.Id);
                    Assert.Equal(2027, yearly.NextOn(day.Day.AddDays(1), Calendar).Day.Year);
                    break;
                case RateLimit rate:
                    Assert.Equal(Money.OfYuan(30 * rate.PercentPerDay / 3), rate.Added(Money.OfYuan(1000), new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 2)));
                    break;
                case ServiceLevelLimit service:
                    Assert.Equal(50m, service.Share([service.Within.Length, service.Within.Length + TimeSpan.FromSeconds(1)]));
                    break;
                default:
                    Assert.Fail($"{limit.Id} is of a kind nobody walks.");
                    break;
            }
        }
    }

    // Each period: it ends after it began (or before, if it counts back), on a worked day unless in hours, is over the
    // instant after, explains itself with its article, is extended at most once, and moves when it is stopped.
    static void WalkPeriod(PeriodLimit limit)
    {
        var deadline = limit.Start(Monday);
        var due = deadline.On(Calendar, Monday);
        Assert.True(limit.CountsBack ? due.LastDay < China.DayOf(Monday) : due.At > Monday, limit.Id);
        Assert.True(!limit.Period.IsInDays || Calendar.IsWorked(due.LastDay), limit.Id);
        Assert.Equal(Light.Overdue, due.LightAt(due.At));
        Assert.NotEqual(Light.Overdue, due.LightAt(due.At.AddTicks(-1)));
        Assert.Contains(limit.Basis.In(Language.Chinese), due.Explanation.Zh, StringComparison.Ordinal);
        Assert.Contains(limit.Period.In(Language.English), due.Explanation.En!, StringComparison.Ordinal);
        if (limit.CountsBack)
            return;

        var extended = deadline.Extend(Calendar, Monday, "负责人", "情况复杂");
        Assert.Equal(limit.MayExtend is null ? "deadline.not-extendable" : null, extended.Refusal?.Code);
        if (extended.Value is { } longer)
            Assert.True(longer.On(Calendar, Monday).At > due.At, limit.Id);

        foreach (var ground in StopGround.Of(limit.Procedure))
        {
            var stopped = deadline.Stop(ground.Ground, Monday.AddHours(1)).OrThrow();
            Assert.Equal(Light.Stopped, stopped.On(Calendar, due.At).LightAt(due.At));
            var resumed = stopped.Restart(Monday.AddDays(14)).OrThrow().On(Calendar, Monday.AddDays(14));
            Assert.True(resumed.At > due.At, limit.Id);
            Assert.Contains(ground.Name.Zh + "停钟", resumed.Explanation.Zh, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_limit_in_force_on_the_day_of_the_event_applies()
    {
        Assert.Equal("环境影响评价法第二十二条", TimeLimits.Find("HJ-01", new DateOnly(2026, 8, 14))!.Basis.In(Language.Chinese));
        Assert.StartsWith("生态环境法典第一百零二条", TimeLimits.Find("HJ-01", new DateOnly(2026, 8, 15))!.Basis.In(Language.Chinese));
        Assert.Equal("limit.not-in-force", TimeLimits.PeriodOf("FY-01", new DateOnly(2023, 12, 31)).Refusal?.Code);
        Assert.Equal("limit.unknown", TimeLimits.PeriodOf("ZZ-99", new DateOnly(2026, 1, 1)).Refusal?.Code);
        Assert.Equal("limit.not-a-period", TimeLimits.PeriodOf("CF-09", new DateOnly(2026, 1, 1)).Refusal?.Code);
    }

    [Fact]
    public void A_fine_paid_late_grows_by_three_percent_a_day_but_never_doubles_twice()
    {
        var rate = Assert.IsType<RateLimit>(TimeLimits.Find("CF-09", new DateOnly(2026, 1, 1)));
        var (fine, due) = (Money.OfYuan(200), new DateOnly(2026, 3, 2));
        Assert.Equal(Money.Zero, rate.Added(fine, due, due));
        Assert.Equal(Money.OfYuan(6), rate.Added(fine, due, due.AddDays(1)));
        Assert.Equal(Money.OfYuan(198), rate.Added(fine, due, due.AddDays(33)));
        Assert.Equal(fine, rate.Added(fine, due, due.AddDays(34)));
        Assert.Equal(fine, rate.Added(fine, due, due.AddDays(3400)));
    }

    [Fact]
    public void A_yearly_report_day_on_a_rest_day_moves_on()
    {
        var report = Assert.IsType<YearlyDateLimit>(TimeLimits.Find("GK-06", new DateOnly(2026, 1, 1)));
        Assert.Equal(new DateOnly(2026, 2, 2), report.In(2026, Calendar).Day); // 31 January 2026 is a Saturday
        Assert.True(report.In(2027, Calendar).IsProvisional);
    }

    [Fact]
    public void The_hotline_is_measured_over_all_its_calls()
    {
        var answer = Assert.IsType<ServiceLevelLimit>(TimeLimits.Find("RX-01", new DateOnly(2026, 1, 1)));
        var (quick, slow) = (TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(16));
        Assert.True(answer.IsMet([.. Enumerable.Repeat(quick, 19), slow]));
        Assert.False(answer.IsMet([.. Enumerable.Repeat(quick, 18), slow, slow]));
        Assert.Null(answer.IsMet([]));
        Assert.Null(Assert.IsType<ServiceLevelLimit>(TimeLimits.Find("RX-02", new DateOnly(2026, 1, 1))).IsMet([quick]));
    }

    [Fact]
    public void Every_event_and_procedure_has_its_English_and_none_says_ditto()
    {
        Assert.All(TimeLimits.All, limit =>
        {
            Assert.NotNull(limit.Event.En);
            Assert.NotNull(TimeLimit.Term(limit.Procedure).En);
            Assert.DoesNotContain("同上", $"{limit.Event.Zh}{limit.Basis}", StringComparison.Ordinal);
        });
        Assert.Equal("行政处罚法第三十六条", TimeLimits.Find("CF-02", new DateOnly(2026, 1, 1))!.Basis.In(Language.Chinese));
    }

    [Fact]
    public void What_is_not_confirmed_is_a_parameter_of_the_region()
    {
        Assert.Equal(22, TimeLimits.All.Count(limit => limit.IsParameter));
        Assert.False(TimeLimits.Find("XK-02", new DateOnly(2026, 1, 1))!.IsParameter);
    }

    [Fact]
    public void Silence_has_the_meaning_the_law_gives_it()
    {
        Assert.Equal("accepted", TimeLimits.Find("XK-01", new DateOnly(2026, 1, 1))!.Silence?.Effect);
        Assert.Equal("granted", TimeLimits.Find("XK-10", new DateOnly(2026, 1, 1))!.Silence?.Effect);
        Assert.Null(TimeLimits.Find("XK-02", new DateOnly(2026, 1, 1))!.Silence);
    }

    [Theory]
    [InlineData("行政许可法 art.32(1)(4), art.82", "行政许可法第三十二条第一款第四项、第八十二条", "Administrative Licensing Law art. 32(1)(4), art. 82")]
    [InlineData("信访工作条例 art.22-23,34-36", "信访工作条例第二十二条至第二十三条、第三十四条至第三十六条", "Regulations on Petition Work art. 22-23,34-36")]
    [InlineData("地方规范", "地方规范", "地方规范")]
    [InlineData("行政处罚法 art.110", "行政处罚法第一百一十条", "Administrative Penalty Law art. 110")]
    public void A_citation_reads_as_law_is_cited(string citation, string zh, string en)
    {
        Assert.Equal(zh, new LegalBasis(citation).In(Language.Chinese));
        Assert.Equal(en, new LegalBasis(citation).In(Language.English));
    }
}
