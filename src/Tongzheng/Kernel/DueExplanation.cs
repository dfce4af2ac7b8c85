using System.Globalization;

namespace Tongzheng.Kernel;

/// <summary>
/// The sentence beside a due date: 受理 2026-02-10，20个工作日；跳过春节 2/15–2/23；2/14、2/28 补班计入；补正停钟 4 天 →
/// 2026-03-20；行政许可法第四十二条.
/// </summary>
static class DueExplanation
{
    public static Text Of(Deadline deadline, DayCount count) =>
        new(Sentence(deadline, count, Language.Chinese), Sentence(deadline, count, Language.English));

    public static Text OfHours(Deadline deadline, DateTimeOffset at)
    {
        return new(In(Language.Chinese), In(Language.English));

        string In(Language l)
        {
            var parts = new List<string> { Opening(deadline, l, "yyyy-MM-dd HH:mm") };
            foreach (var stop in deadline.Stops)
                parts.Add(l.Of($"{stop.Name.Zh}停钟", $"clock stopped for {stop.Name.In(l)}"));
            AddExtension(parts, deadline, l);
            return Join(parts, at.ToOffset(China.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), deadline, l);
        }
    }

    public static Text OfYearly(YearlyDateLimit limit, DateOnly stated, WorkDay last)
    {
        return new(In(Language.Chinese), In(Language.English));

        string In(Language l) => string.Concat(
            l.Of($"每年 {limit.Month} 月 {limit.Day} 日", $"every year by {stated.ToString("d MMMM", CultureInfo.InvariantCulture)}"),
            last.Day == stated ? "" : l.Of($"；末日 {stated:yyyy-MM-dd} 是休息日，顺延", $"; the last day, {stated:yyyy-MM-dd}, is no working day, so the first day worked after"),
            $" → {last.Day:yyyy-MM-dd}",
            last.IsProvisional ? l.Of("（暂定，放假安排尚未公布）", " (provisional: the holiday calendar is not yet published)") : "",
            l.Of("；", "; "), limit.Basis.In(l));
    }

    static string Sentence(Deadline deadline, DayCount count, Language l)
    {
        var parts = new List<string> { Opening(deadline, l, "yyyy-MM-dd") };
        if (deadline.Period.Unit == TimeUnit.WorkingDay && !deadline.CountsBack)
        {
            var days = count.Days().ToList();
            foreach (var (name, from, to) in Runs(days.Where(day => !day.IsWorked && day.Holiday is not null)))
                parts.Add(l.Of($"跳过{name} {Span(from, to)}", $"{HolidayIn(name, l)} {Span(from, to)} skipped"));
            var madeUp = days.Where(day => day.IsMadeUp).Select(day => Short(day.Day)).ToList();
            if (madeUp.Count > 0)
                parts.Add(l.Of($"{string.Join('、', madeUp)} 补班计入", $"worked weekend days {string.Join(", ", madeUp)} counted"));
        }
        foreach (var stop in deadline.Stops)
            if (count.StoppedFor(stop) is > 0 and var days)
                parts.Add(l.Of($"{stop.Name.Zh}停钟 {days} 天", $"clock stopped {(days == 1 ? "1 day" : $"{days} days")} for {stop.Name.In(l)}"));
        AddExtension(parts, deadline, l);
        if (count.LastDay != count.RawLastDay)
            parts.Add(Moved(count, deadline.CountsBack, l));
        if (deadline.IsStopped)
            parts.Add(l.Of("时钟仍停，以今日恢复计", "the clock still stands; computed as if it went on today"));
        return Join(parts, Last(deadline, count, l), deadline, l);

        string Short(DateOnly day) => day.ToString(day.Year == count.FirstDay.Year ? "M/d" : "yyyy/M/d", CultureInfo.InvariantCulture);
        string Span(DateOnly from, DateOnly to) => from == to ? Short(from) : $"{Short(from)}–{Short(to)}";
    }

    static string Opening(Deadline deadline, Language l, string format)
    {
        var start = deadline.Start.ToOffset(China.Offset).ToString(format, CultureInfo.InvariantCulture);
        return l.Of($"{deadline.Event.Zh} {start}，{deadline.Period.In(l)}", $"{deadline.Event.In(l)} {start}, {deadline.Period.In(l)}");
    }

    static void AddExtension(List<string> parts, Deadline deadline, Language l)
    {
        if (deadline.Extended is { } extension)
            parts.Add(l.Of($"延长{extension.Period.In(l)}（{extension.ApprovedBy}批准）", $"extended by {extension.Period.In(l)} (approved by {extension.ApprovedBy})"));
    }

    static string Moved(DayCount count, bool back, Language l)
    {
        var last = count.RawLastDay;
        var what = count[last].Holiday is { } holiday ? l.Of(holiday, HolidayIn(holiday, l)) : l.Of(WeekdayZh(last), last.DayOfWeek.ToString());
        return back
            ? l.Of($"{last:yyyy-MM-dd}是{what}，提前", $"{last:yyyy-MM-dd} is {what}, so the worked day before")
            : l.Of($"末日 {last:yyyy-MM-dd} 是{what}，顺延", $"the last day, {last:yyyy-MM-dd}, is {what}, so the first day worked after");
    }

    static string Last(Deadline deadline, DayCount count, Language l)
    {
        var day = $"{count.LastDay:yyyy-MM-dd}";
        if (deadline.CountsBack)
            day = l.Of($"最迟 {day}", $"at the latest {day}");
        return count.IsProvisional ? l.Of($"{day}（暂定，放假安排尚未公布）", $"{day} (provisional: the holiday calendar is not yet published)") : day;
    }

    static string Join(List<string> parts, string last, Deadline deadline, Language l) =>
        $"{string.Join(l.Of("；", "; "), parts)} → {last}{l.Of("；", "; ")}{new LegalBasis(deadline.Basis).In(l)}";

    // Neighbouring days of one holiday as one span.
    static IEnumerable<(string Name, DateOnly From, DateOnly To)> Runs(IEnumerable<WorkDay> days)
    {
        (string Name, DateOnly From, DateOnly To)? run = null;
        foreach (var day in days)
        {
            if (run is { } open && open.Name == day.Holiday && open.To.AddDays(1) == day.Day)
            {
                run = open with { To = day.Day };
                continue;
            }
            if (run is { } closed)
                yield return closed;
            run = (day.Holiday!, day.Day, day.Day);
        }
        if (run is { } last)
            yield return last;
    }

    static string HolidayIn(string name, Language l) => l.Of(name, string.Join(" and ", name.Split('、').Select(one => one switch
    {
        "元旦" => "New Year",
        "春节" => "Spring Festival",
        "清明节" => "Qingming",
        "劳动节" => "Labour Day",
        "端午节" => "Dragon Boat Festival",
        "中秋节" => "Mid-Autumn Festival",
        "国庆节" => "National Day",
        _ => one,
    })));

    static string WeekdayZh(DateOnly day) => day.DayOfWeek == DayOfWeek.Saturday ? "星期六" : "星期日";
}
