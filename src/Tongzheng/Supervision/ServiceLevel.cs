using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Supervision;

/// <summary>A call or message was answered: how long it waited, against a speed that is promised to all callers together and owed to none alone.</summary>
[Kind("service.measured")]
public sealed record ServiceMeasured : Fact
{
    public required string Case { get; init; }
    public required string Organisation { get; init; }

    /// <summary>The limit measured against, as in the table of limits.</summary>
    public required string Limit { get; init; }

    /// <summary>The month it counts in, <c>2026-03</c>.</summary>
    public required string Month { get; init; }
    public required long WaitedSeconds { get; init; }
    public required bool InTime { get; init; }
}

/// <summary>
/// Performs <c>service.measure</c>: inputs <c>asked</c> and <c>answered</c>, instants; the speed is a limit named in
/// <c>tz:limit</c>. Outputs: <c>waitedSeconds</c>, <c>inTime</c> and <c>waitedWhy</c>. Slow answers move no due date of the case.
/// </summary>
public static class MeasureService
{
    public const string Effect = "service.measure";

    public static Performed Perform(Call call)
    {
        var id = call.Service.Properties.GetValueOrDefault("tz:limit") ?? "";
        if (TimeLimits.Find(id, call.Act.Today) is not ServiceLevelLimit level) return Performed.No(new Refusal("limit.unknown", ("id", id)));
        if (Instant(call.Service.Inputs.Get("asked")) is not { } asked || Instant(call.Service.Inputs.Get("answered")) is not { } answered || answered < asked)
            return Performed.No(new Refusal("service.unclear"));
        var waited = answered - asked;
        var outputs = new FeelContext();
        outputs.Set("waitedSeconds", (long)waited.TotalSeconds);
        outputs.Set("inTime", waited <= level.Within.Length);
        outputs.Set("waitedWhy", Explain(level, asked, waited).Zh);
        var fact = new ServiceMeasured
        {
            Case = call.Case.Id,
            Organisation = call.Case.Organisation,
            Limit = id,
            Month = China.DayOf(asked).ToString("yyyy-MM", CultureInfo.InvariantCulture),
            WaitedSeconds = (long)waited.TotalSeconds,
            InTime = waited <= level.Within.Length,
        };
        return new Performed(outputs, [Facts.To($"service-level/{call.Case.Id}/{call.Service.ServiceId}", StreamAppend.New, fact)]);
    }

    /// <summary>来电 2026-03-02 09:00:00，15秒内 → 等候 12 秒，达到；GB/T 33358-2016.</summary>
    internal static Text Explain(ServiceLevelLimit level, DateTimeOffset asked, TimeSpan waited)
    {
        var inTime = waited <= level.Within.Length;
        return new Text(In(Language.Chinese), In(Language.English));

        string In(Language l) => string.Concat(
            l.Of($"{level.Event.Zh} {asked:yyyy-MM-dd HH:mm:ss}，{level.Within.In(l)}内", $"{level.Event.In(l)} {asked:yyyy-MM-dd HH:mm:ss}, within {level.Within.In(l)}"),
            l.Of($" → 等候 {(long)waited.TotalSeconds} 秒，{(inTime ? "达到" : "未达到")}；", $" → waited {(long)waited.TotalSeconds} seconds, {(inTime ? "in time" : "too long")}; "),
            level.Basis.In(l));
    }

    static DateTimeOffset? Instant(FeelValue value) =>
        DateTimeOffset.TryParse(value.AsString ?? value.ToString().Trim('"'), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.ToOffset(China.Offset) : null;
}

/// <summary>How many were answered, and how many in time, by office, limit and month: counters kept with each fact.</summary>
public sealed class ServiceLevelTable : ReadModel
{
    public override string Name => "service-level";
    public override int Version => 1;
    public override IReadOnlyList<string> Tables => ["service_level"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE service_level (
            jurisdiction text NOT NULL, organisation text NOT NULL, limit_id text NOT NULL, month text NOT NULL, answered bigint NOT NULL, in_time bigint NOT NULL,
            PRIMARY KEY (jurisdiction, organisation, limit_id, month));
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        if (Facts.Read(fact) is not ServiceMeasured measured) return;
        writer.Execute("""
            INSERT INTO service_level (jurisdiction, organisation, limit_id, month, answered, in_time) VALUES (@jurisdiction, @organisation, @limit, @month, 1, @in)
            ON CONFLICT (jurisdiction, organisation, limit_id, month) DO UPDATE SET answered = service_level.answered + 1, in_time = service_level.in_time + excluded.in_time
            """,
            ("@jurisdiction", fact.Jurisdiction), ("@organisation", measured.Organisation), ("@limit", measured.Limit), ("@month", measured.Month), ("@in", measured.InTime ? 1L : 0L));
    }
}
