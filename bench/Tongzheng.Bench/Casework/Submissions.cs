using Tongzheng.Journals.Store;

namespace Tongzheng.Bench.Casework;

/// <summary>
/// Complete durable submissions of an application for legal aid (法律援助): the form is read and checked, the table decides,
/// the procedure starts, facts and read models are on disk when the caller has its receipt. Against one flush a record, and
/// against a plain writer that stores the same rows and bytes for as many callers and does nothing else.
/// </summary>
static class Submissions
{
    const int Rounds = 7;
    const int Warm = 40_000;
    internal const string Matter = "legal-aid";

    /// <summary>Submissions alone, for a profiler.</summary>
    public static async Task Alone(double scale)
    {
        await using var province = await Province.Start();
        var counter = await province.Open(Matter, await province.People(200));
        await Series.Warm((long)(Warm * scale), 256, counter.Submit);
        Console.WriteLine("running");
        var alone = new Series();
        for (var round = 0; round < 12; round++)
            await alone.Slice(scale, 256, counter.Submit);
        Report.Rate("submissions, 256 callers", alone);
    }

    public static async Task Run(double scale)
    {
        await using var province = await Province.Start();
        var counter = await province.Open(Matter, await province.People(200));
        var first = await counter.Submit();
        await using var plain = new SameRows(province.Journal.Database, first.Case, Path.Combine(province.Folder, "plain.db"));
        using var raw = new RawFile(Path.Combine(province.Folder, "raw"));
        Console.WriteLine($"  a submission writes {plain.Rows} rows, {plain.Bytes:#,0} bytes: {plain.Tables}");

        Series raw32 = new(), raw256 = new(), ours32 = new(), peer32 = new(), ours256 = new(), peer256 = new();
        await Series.Warm((long)(Warm * scale), 256, counter.Submit);
        await Series.Warm((long)(Warm * scale), 256, plain.Submit);
        for (var round = 0; round < Rounds; round++)
        {
            raw32.Slice(scale, raw.Append);
            await ours32.Slice(scale, 32, counter.Submit);
            await peer32.Slice(scale, 32, plain.Submit);
            raw256.Slice(scale, raw.Append);
            await ours256.Slice(scale, 256, counter.Submit);
            await peer256.Slice(scale, 256, plain.Submit);
        }
        Report.Rate("raw append and fdatasync", raw32);
        Report.Rate("submissions, 32 callers", ours32);
        Report.Rate("the same rows written plainly, 32 callers", peer32);
        Report.Rate("submissions, 256 callers", ours256);
        Report.Rate("the same rows written plainly, 256 callers", peer256);
        Report.Ratio("submissions at 32 callers / raw fdatasync", ours32.PerSecond, raw32.PerSecond, 2.5, 3.5);
        Report.Ratio("submissions at 256 callers / raw fdatasync", ours256.PerSecond, raw256.PerSecond, 4.5, 6.5);
        Report.Ratio("submissions / the same rows written plainly, 32 callers", ours32.PerSecond, peer32.PerSecond, 0.6, 0.9);
        Report.Ratio("submissions / the same rows written plainly, 256 callers", ours256.PerSecond, peer256.PerSecond, 0.6, 0.9);
    }
}
