using System.Globalization;
using System.Text.Json;
using Tongzheng.Kernel;

namespace Tongzheng.Tests.Node;

/// <summary>
/// Every row of the table of limits and every dated vector passes through a real case: a matter made from the row, applied
/// for over HTTP, whose task is due when the law says, with the sentence that explains it, and whose timer fires on the day.
/// </summary>
public sealed class EveryLimitTests
{
    /// <summary>The day counted back from: a hearing, an expiry.</summary>
    static readonly DateOnly Event = new(2027, 6, 15);

    [Fact]
    public async Task Every_row_is_kept_by_a_case_each_by_the_mechanism_of_its_kind()
    {
        using var packs = new MadePacks();
        foreach (var limit in TimeLimits.All) packs.Add(SlugOf(limit.Id), ProcessOf(limit));
        Assert.Empty(packs.Findings);
        await using var node = await RunningNode.Start(packs: packs.Folder, first: new(2025, 1, 20, 10, 0, 0, China.Offset));
        var applicant = await node.As("li-yan");
        var opened = new Dictionary<string, (string Case, DateTimeOffset At)>();

        // A plan that was replaced in 2025 still binds what happened before; what happens afterwards has no limit of it.
        var replaced = TimeLimits.All.Single(limit => limit.Id == "XY-03");
        await Open([replaced]);
        await Keeps(replaced);
        await node.MoveTo(RunningNode.FirstDay);
        await Open(TimeLimits.Earlier.Where(limit => limit.Basis.IsInForceOn(node.Clock.Today)));
        Assert.Equal("环境影响评价法第二十二条", (await Why("HJ-01")).Split('；')[^1]); // the law in force on the day of the event
        var early = opened["HJ-01"];
        await node.MoveTo(new DateTimeOffset(2026, 9, 7, 10, 0, 0, China.Offset));
        await Open(TimeLimits.All);
        Assert.Contains("；生态环境法典第一百零二条", await Why("HJ-01"), StringComparison.Ordinal);
        Assert.Equal("refused", await Outcome(early.Case)); // 60 days of March and April are over, and its timer fired

        Assert.Equal(157, opened.Count);
        Assert.Equal(0, (await Seen("XY-03")).GetProperty("limits").GetArrayLength());
        foreach (var limit in TimeLimits.All.Where(limit => limit != replaced)) await Keeps(limit);

        // The days go by: just before its instant each case is open, and at it each ends unaided.
        var timers = TimeLimits.All.OfType<PeriodLimit>().Where(limit => limit != replaced).Select(limit => (limit.Id, At: DueOf(limit).At)).Concat(TimeLimits.All.OfType<YearlyDateLimit>().Select(limit => (limit.Id, At: China.EndOf(LastOf(limit)))))
            .Where(timer => timer.At > node.Clock.Now && timer.At < new DateTimeOffset(2027, 12, 31, 0, 0, 0, China.Offset)).OrderBy(timer => timer.At).ToList();
        Assert.True(timers.Count > 100, $"{timers.Count} limits end within the year");
        foreach (var together in timers.GroupBy(timer => timer.At))
        {
            // Those in hours began one after another, so the instant before one's end may be past another's.
            if (node.Clock.Now < together.Key.AddMinutes(-5))
            {
                await node.MoveTo(together.Key.AddMinutes(-5));
                foreach (var timer in together) Assert.Equal((timer.Id, null), (timer.Id, await Outcome(opened[timer.Id].Case)));
            }
            await node.MoveTo(together.Key);
            foreach (var timer in together) Assert.Equal((timer.Id, "refused"), (timer.Id, await Outcome(opened[timer.Id].Case)));
        }

        async Task Open(IEnumerable<TimeLimit> limits)
        {
            foreach (var limit in limits)
                opened[limit.Id] = ((await applicant.Post("/api/cases", new { matter = SlugOf(limit.Id), region = Some.Place, answers = new { explanation = "试验。" } })).Ok().Body.GetProperty("case").GetString() ?? "", node.Clock.Now);
        }

        async Task<JsonElement> Seen(string id) => (await applicant.Get($"/api/cases/{opened[id].Case}")).Ok().Body;
        async Task<string> Why(string id)
        {
            var seen = await Seen(id);
            Assert.True(seen.GetProperty("limits").GetArrayLength() == 1, $"{id}: {seen}");
            return seen.GetProperty("limits")[0].GetProperty("explanation").GetProperty("zh").GetString() ?? "";
        }
        async Task<string?> Outcome(string id) => (await applicant.Get($"/api/cases/{id}")).Ok().Body is var seen && seen.TryGetProperty("outcome", out var outcome) ? outcome.GetString() : null;

        // What no source confirms is the region's figure, and the sentence says whose it is.
        (Period Period, string Basis) Ours(PeriodLimit limit) => node.Services.Cases().Around.ParametersOf("590102").LimitOf(limit) is var (parameter, period)
            ? (period, $"{parameter.Label.Zh}（{parameter.Status}）") : (limit.Period, limit.Basis.In(Language.Chinese));

        Due DueOf(PeriodLimit limit) => (limit.Start(limit.CountsBack ? China.StartOf(Event) : opened[limit.Id].At) with { Period = Ours(limit).Period }).On(WorkCalendar.Shipped, node.Clock.Now);
        DateOnly LastOf(YearlyDateLimit limit) => limit.NextOn(China.DayOf(opened[limit.Id].At), WorkCalendar.Shipped).Day;

        // The sentence is put together here from the cells of the row alone, and the day counted with nothing but the calendar.
        async Task Keeps(TimeLimit limit)
        {
            var basis = limit.Basis.In(Language.Chinese);
            switch (limit)
            {
                case PeriodLimit period:
                    var from = period.CountsBack ? Event : China.DayOf(opened[limit.Id].At);
                    var why = await Why(limit.Id);
                    Assert.StartsWith($"{period.Event.Zh} {from:yyyy-MM-dd}", why, StringComparison.Ordinal);
                    var (ours, said) = Ours(period);
                    Assert.Contains($"，{ours.Amount}{Unit(ours.Unit)}", why, StringComparison.Ordinal);
                    Assert.EndsWith("；" + said, why, StringComparison.Ordinal);
                    if (ours.IsInDays)
                        Assert.Contains($"→ {(period.CountsBack ? "最迟 " : "")}{Counted(from, ours, period.CountsBack):yyyy-MM-dd}", why, StringComparison.Ordinal);
                    break;
                case YearlyDateLimit yearly:
                    var last = LastOf(yearly);
                    Assert.StartsWith($"每年 {yearly.Month} 月 {yearly.Day} 日", await Why(limit.Id), StringComparison.Ordinal);
                    Assert.Contains($"→ {last:yyyy-MM-dd}", await Why(limit.Id), StringComparison.Ordinal);
                    Assert.EndsWith("；" + basis, await Why(limit.Id), StringComparison.Ordinal);
                    break;
                case RateLimit rate:
                    // 1,000 yuan, ten days late at 3 % a day; and a hundred days late, where the fine itself is the cap.
                    Assert.Equal($"{rate.Event.Zh} 2026-03-17，逾期 10 天，每日按 1,000.00元 的 3% → 加处 300.00元；{basis}", await Said(limit.Id, "soonWhy"));
                    Assert.Equal($"{rate.Event.Zh} 2026-03-17，逾期 100 天，每日按 1,000.00元 的 3%，以罚款本数为限 → 加处 1,000.00元；{basis}", await Said(limit.Id, "lateWhy"));
                    break;
                case ServiceLevelLimit level:
                    Assert.Equal($"{level.Event.Zh} 2026-03-02 09:00:00，{level.Within.Amount}{Unit(level.Within.Unit)}内 → 等候 12 秒，达到；{basis}", await Said(limit.Id, "soonWhy"));
                    Assert.Equal($"{level.Event.Zh} 2026-03-02 09:00:00，{level.Within.Amount}{Unit(level.Within.Unit)}内 → 等候 900 秒，未达到；{basis}", await Said(limit.Id, "lateWhy"));
                    Assert.Equal((2L, 1L), Share(limit.Id));
                    break;
                default:
                    Assert.Fail($"{limit.Id} is of a kind no case keeps.");
                    break;
            }
        }

        (long, long) Share(string limit)
        {
            using var connection = node.Journal.OpenRead();
            return Dapper.SqlMapper.QuerySingle<(long, long)>(connection, "SELECT SUM(answered), SUM(in_time) FROM service_level WHERE jurisdiction = @jurisdiction AND limit_id = @limit", new { jurisdiction = "590102", limit });
        }

        async Task<string?> Said(string id, string variable)
        {
            var current = await node.Services.Cases().Find(JurisdictionId.Parse("590102"), opened[id].Case, default);
            return current?.State?.Variables.Get(variable).AsString;
        }
    }

    [Fact]
    public async Task Every_dated_vector_is_a_case_that_is_due_on_its_day()
    {
        var rows = Csv.Rows("tests", "Tongzheng.Tests", "Kernel", "deadline-vectors.csv").OrderBy(row => row["startEventDate"], StringComparer.Ordinal).ToList();
        using var packs = new MadePacks();
        foreach (var row in rows)
            packs.Add("vector-" + row["id"].ToLowerInvariant(), MadePacks.Start("begin") + MadePacks.Service("begin", "notice.send", "review", "", "tz:letter=accepted", "tz:event=accepted")
                + MadePacks.Task("review", "reviewer", "granted", "review", "tz:limit=statutory") + MadePacks.End("granted"), $"{{ value: {row["amount"]}, unit: {row["unit"]} }}");
        Assert.Empty(packs.Findings);
        await using var node = await RunningNode.Start(packs: packs.Folder, first: At(rows[0]["startEventDate"]).AddDays(-1));
        var applicant = await node.As("li-yan");
        Assert.Equal(32, rows.Count);
        foreach (var row in rows)
        {
            await node.MoveTo(At(row["startEventDate"]));
            var id = (await applicant.Post("/api/cases", new { matter = "vector-" + row["id"].ToLowerInvariant(), region = Some.Place, answers = new { explanation = row["note"] } })).Ok().Body.GetProperty("case").GetString();
            var seen = (await applicant.Get($"/api/cases/{id}")).Ok().Body;
            var why = seen.GetProperty("dueExplanation").GetProperty("zh").GetString() ?? "";
            Assert.StartsWith($"受理 {row["startEventDate"]}，{row["amount"]}{(row["unit"] switch { "working-day" => "个工作日", "calendar-day" => "日", _ => "个月" })}", why, StringComparison.Ordinal);
            if (row["dueDate"].Length == 0)
            {
                Assert.True(seen.GetProperty("dueIsProvisional").GetBoolean(), row["id"]);
                Assert.Contains("（暂定，放假安排尚未公布）", why, StringComparison.Ordinal);
                continue;
            }
            Assert.Equal((row["id"], row["dueDate"], false), (row["id"], seen.GetProperty("due").GetString(), seen.GetProperty("dueIsProvisional").GetBoolean()));
            Assert.EndsWith($"→ {row["dueDate"]}；行政许可法第四十二条第一款", why, StringComparison.Ordinal);
            Assert.Equal((row["id"], row["rawLastDay"] != row["dueDate"]), (row["id"], why.Contains($"末日 {row["rawLastDay"]}", StringComparison.Ordinal)));
        }
    }

    static string SlugOf(string limit) => "limit-" + limit.ToLowerInvariant();

    static string ProcessOf(TimeLimit limit) => limit switch
    {
        PeriodLimit { CountsBack: true } => MadePacks.Start("set") + $"""<bpmn:scriptTask id="set"><bpmn:extensionElements><zeebe:script expression="=&quot;{Event:yyyy-MM-dd}&quot;" resultVariable="eventOn"/></bpmn:extensionElements></bpmn:scriptTask>""" + MadePacks.Flow("set", "act")
            + Waits(limit.Id, "tz:from=eventOn"),
        PeriodLimit or YearlyDateLimit => MadePacks.Start("act") + Waits(limit.Id),
        RateLimit => MadePacks.Start("soon")
            + MadePacks.Service("soon", "fine.add", "late", In("principal", "1000") + In("due", "&quot;2026-03-17&quot;") + In("paid", "&quot;2026-03-27&quot;") + Out("addedWhy", "soonWhy"), "tz:limit=" + limit.Id)
            + MadePacks.Service("late", "fine.add", "wait", In("principal", "1000") + In("due", "&quot;2026-03-17&quot;") + In("paid", "&quot;2026-06-25&quot;") + Out("addedWhy", "lateWhy"), "tz:limit=" + limit.Id)
            + MadePacks.Task("wait", "clerk", "granted", "review") + MadePacks.End("granted"),
        _ => MadePacks.Start("soon")
            + MadePacks.Service("soon", "service.measure", "late", In("asked", "&quot;2026-03-02T09:00:00+08:00&quot;") + In("answered", "&quot;2026-03-02T09:00:12+08:00&quot;") + Out("waitedWhy", "soonWhy"), "tz:limit=" + limit.Id)
            + MadePacks.Service("late", "service.measure", "wait", In("asked", "&quot;2026-03-02T09:00:00+08:00&quot;") + In("answered", "&quot;2026-03-02T09:15:00+08:00&quot;") + Out("waitedWhy", "lateWhy"), "tz:limit=" + limit.Id)
            + MadePacks.Task("wait", "clerk", "granted", "review") + MadePacks.End("granted"),
    };

    static string Waits(string limit, params string[] properties) =>
        MadePacks.Task("act", "clerk", "granted", "review", ["tz:limit=" + limit, .. properties]) + MadePacks.Timer("over", "act", "refused", limit, properties) + MadePacks.End("granted") + MadePacks.End("refused");

    static string In(string name, string expression) => $"""<zeebe:input source="={expression}" target="{name}"/>""";

    static string Out(string from, string to) => $"""<zeebe:output source="={from}" target="{to}"/>""";

    static DateTimeOffset At(string day) => China.StartOf(DateOnly.Parse(day, CultureInfo.InvariantCulture)).AddHours(9);

    static string Unit(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "秒", TimeUnit.Minute => "分钟", TimeUnit.Hour => "小时", TimeUnit.WorkingDay => "个工作日", TimeUnit.CalendarDay => "日", TimeUnit.Month => "个月", _ => "年",
    };

    static DateOnly Counted(DateOnly from, Period period, bool back)
    {
        var (calendar, step, day) = (WorkCalendar.Shipped, back ? -1 : 1, from);
        if (period.Unit == TimeUnit.WorkingDay)
            for (var left = period.Amount; left > 0;)
                left -= calendar.IsWorked(day = day.AddDays(step)) ? 1 : 0;
        else
            day = period.Unit switch { TimeUnit.CalendarDay => from.AddDays(step * period.Amount), TimeUnit.Month => from.AddMonths(step * period.Amount), _ => from.AddYears(step * period.Amount) };
        while (!calendar.IsWorked(day)) day = day.AddDays(step);
        return day;
    }
}

static class NodeServices
{
    public static Tongzheng.Casework.Cases Cases(this IServiceProvider services) => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Tongzheng.Casework.Cases>(services);
}
