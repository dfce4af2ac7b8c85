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
    internal const string Matter = "legal-aid";

    /// <summary>Submissions alone, for a profiler.</summary>
    public static async Task Alone(double scale)
    {
        await using var province = await Province.Start();
        var counter = await province.Open(Matter, await province.People(200));
        Console.WriteLine("running");
        Report.Rate("submissions, 256 callers", [await Report.PerSecond(15 * scale, 256, counter.Submit)]);
    }

    public static async Task Run(double scale)
    {
        await using var province = await Province.Start();
        var counter = await province.Open(Matter, await province.People(200));
        var first = await counter.Submit();
        await using var plain = new SameRows(province.Journal.Database, first.Case, Path.Combine(province.Folder, "plain.db"));
        using var raw = new RawFile(Path.Combine(province.Folder, "raw"));
        Console.WriteLine($"  a submission writes {plain.Rows} rows, {plain.Bytes:#,0} bytes: {plain.Tables}");

        List<double> limit = [], ours32 = [], peer32 = [], ours256 = [], peer256 = [];
        await Report.PerSecond(8 * scale, 256, counter.Submit);      // until it is compiled for good
        await Report.PerSecond(0.5 * scale, 256, plain.Submit);
        for (var round = 0; round < Rounds; round++)
        {
            limit.Add(Report.PerSecond(scale, raw.Append));
            ours32.Add(await Report.PerSecond(scale, 32, counter.Submit));
            peer32.Add(await Report.PerSecond(scale, 32, plain.Submit));
            limit.Add(Report.PerSecond(scale, raw.Append));
            ours256.Add(await Report.PerSecond(scale, 256, counter.Submit));
            peer256.Add(await Report.PerSecond(scale, 256, plain.Submit));
        }
        List<double> limit32 = [.. limit.Where((_, i) => i % 2 == 0)], limit256 = [.. limit.Where((_, i) => i % 2 == 1)];
        Report.Rate("raw append and fdatasync", limit);
        Report.Rate("submissions, 32 callers", ours32);
        Report.Rate("the same rows written plainly, 32 callers", peer32);
        Report.Rate("submissions, 256 callers", ours256);
        Report.Rate("the same rows written plainly, 256 callers", peer256);
        Report.Ratio("submissions at 32 callers / raw fdatasync", ours32, limit32, 2.5, 3.5);
        Report.Ratio("submissions at 256 callers / raw fdatasync", ours256, limit256, 4.5, 6.5);
        Report.Ratio("submissions / the same rows written plainly, 32 callers", ours32, peer32, 0.6, 0.9);
        Report.Ratio("submissions / the same rows written plainly, 256 callers", ours256, peer256, 0.6, 0.9);
    }
}
