using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Kernel;

namespace Tongzheng.Bench.Casework;

/// <summary>
/// The whole life of a case with five user tasks: opened by an application, each task done by an officer who loads the case
/// anew, every step durable with its read models. Against bpmn-engine, which runs the same file in memory, and against one
/// flush a record; beside them the engine alone.
/// </summary>
static class Lifecycles
{
    public const string Pack = "five-steps";
    public const int Workers = 32, Tasks = 5, Steps = Tasks + 1;

    const int Rounds = 7, Warm = 6_000;

    /// <summary>Lifecycles alone, for a profiler.</summary>
    public static async Task Alone(double scale)
    {
        await using var province = await Province.Start(withBenchPacks: true);
        var counter = await province.Open(Pack, await province.People(200));
        var clerk = await province.ClerkOf(counter.Counterpart.Office.Code);
        await Series.Warm((long)(Warm * scale), Workers, () => Life(province, counter, clerk));
        Console.WriteLine("running");
        var alone = new Series();
        for (var round = 0; round < 12; round++)
            await alone.Slice(scale, Workers, () => Life(province, counter, clerk));
        Report.Rate($"lifecycles of {Steps} steps, {Workers} workers", alone);
    }

    public static async Task Run(double scale)
    {
        using var peers = Peers.Start("bpmn");
        await using var province = await Province.Start(withBenchPacks: true);
        var counter = await province.Open(Pack, await province.People(200));
        var clerk = await province.ClerkOf(counter.Counterpart.Office.Code);
        using var raw = new RawFile(Path.Combine(province.Folder, "raw"));
        Task Whole() => Life(province, counter, clerk);

        Series ours = new(), limit = new(), engine = new(), peer = new();
        await Series.Warm((long)(Warm * scale), Workers, Whole);
        engine.Slice(scale, () => EngineAlone(counter));
        peers?.PerSecond(Pack, scale);
        engine = new Series();
        for (var round = 0; round < Rounds; round++)
        {
            limit.Slice(scale, raw.Append);
            await ours.Slice(2 * scale, Workers, Whole);
            engine.Slice(scale / 2, () => EngineAlone(counter));
            if (peers is not null) peer.Add(peers.PerSecond(Pack, scale));
        }
        Report.Rate("raw append and fdatasync", limit);
        Report.Rate($"lifecycles of {Steps} durable steps, {Workers} workers", ours);
        Report.Rate("the same by the engine alone", engine);
        Report.Ratio("steps / raw fdatasync", [.. ours.PerSecond.Select(rate => rate * Steps)], limit.PerSecond, 4);
        if (peers is null) return;
        Report.Rate("the same by bpmn-engine, in memory", peer.PerSecond);
        Report.Ratio("lifecycles / bpmn-engine", ours.PerSecond, peer.PerSecond, 30, 60);
        Report.Ratio("the engine alone / bpmn-engine", engine.PerSecond, peer.PerSecond, 100);
    }

    public static async Task Life(Province province, Province.Counter counter, (Actor Who, PostId Post) clerk)
    {
        var receipt = await counter.Submit();
        for (var task = 0; task < Tasks; task++)
        {
            var current = await province.Cases.Find(Province.County, receipt.Case, default) ?? throw new InvalidOperationException("The case is gone.");
            receipt = await province.Do(current, current.Tasks[0].Task, clerk);
        }
        if (receipt.Status != Tongzheng.Casework.CaseStatus.Closed) throw new InvalidOperationException($"The case is {receipt.Status}.");
    }

    static void EngineAlone(Province.Counter counter)
    {
        var definition = counter.Counterpart.Version.Procedure;
        var step = Engine.Advance(definition, null, new Start(new FeelContext()), options);
        for (var task = 0; task < Tasks; task++)
            step = Engine.Advance(definition, step.State, new CompleteTask(step.State.Waits[0].Id, nothing), options);
        if (!step.State.IsOver) throw new InvalidOperationException("The engine stopped.");
    }

    static readonly FeelContext nothing = new();

    static readonly EngineOptions options = new() { Now = DateTimeOffset.UnixEpoch, Decide = (_, _) => throw new InvalidOperationException("No decision is asked.") };
}
