using System.Diagnostics;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Bench.Casework;

/// <summary>
/// The same work with many cases already stored (<see cref="Stored"/>): lifecycles and pages in that store, in turn with an
/// empty one or with one that holds fewer. <c>./dev bench growth --cases 1000000 --data FOLDER</c>, or
/// <c>--cases 10000000 --data FOLDER --than 1000000 --base FOLDER</c>; a folder that has some already is filled up.
/// </summary>
static class Growth
{
    const int Rounds = 7, Port = 5987;

    public static async Task Run(double scale)
    {
        var arguments = Environment.GetCommandLineArgs();
        string? Given(string name) => Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
        int Number(string name, string otherwise) => int.Parse(Given(name) ?? otherwise, System.Globalization.CultureInfo.InvariantCulture);
        var (cases, fewer) = (Number("--cases", "100000"), Number("--than", "0"));
        await using var empty = await Province.Start(Given("--base"), true, Port + 10);
        await using var full = await Province.Start(Given("--data"), true, Port);
        await Stored.Fill(empty, fewer);
        await Stored.Fill(full, cases);

        var (emptyCounter, fullCounter) = (await empty.Open(Lifecycles.Pack, await empty.People(50)), await full.Open(Lifecycles.Pack, await full.People(50)));
        var clerk = await empty.ClerkOf(emptyCounter.Counterpart.Office.Code);
        foreach (var (province, counter) in new[] { (empty, emptyCounter), (full, fullCounter) })
        {
            await Series.Warm((long)(3000 * scale), Lifecycles.Workers, () => Lifecycles.Life(province, counter, clerk));
            for (var i = 0; i < 40; i++) await counter.Submit(counter.Applicants[0]);      // a full page of one's own, and of the office's
        }
        using HttpClient emptyPerson = await SignedIn(empty, "person/" + emptyCounter.Applicants[0].Party.Subject), fullPerson = await SignedIn(full, "person/" + fullCounter.Applicants[0].Party.Subject),
            emptyOfficer = await SignedIn(empty, clerk.Who.ToString()), fullOfficer = await SignedIn(full, clerk.Who.ToString());

        Series livesEmpty = new(), livesFull = new(), mineEmpty = new(), mineFull = new(), workEmpty = new(), workFull = new();
        for (var round = 0; round < Rounds; round++)
        {
            await livesEmpty.Slice(2 * scale, Lifecycles.Workers, () => Lifecycles.Life(empty, emptyCounter, clerk));
            await livesFull.Slice(2 * scale, Lifecycles.Workers, () => Lifecycles.Life(full, fullCounter, clerk));
            await mineEmpty.Slice(scale, 4, () => emptyPerson.GetByteArrayAsync("/cases"));
            await mineFull.Slice(scale, 4, () => fullPerson.GetByteArrayAsync("/cases"));
            await workEmpty.Slice(scale, 4, () => emptyOfficer.GetByteArrayAsync("/desk"));
            await workFull.Slice(scale, 4, () => fullOfficer.GetByteArrayAsync("/desk"));
        }
        var than = fewer == 0 ? "empty store" : $"{fewer:#,0} cases stored";
        Report.Rate($"lifecycles, {than}", livesEmpty);
        Report.Rate($"lifecycles, {cases:#,0} cases stored", livesFull);
        Report.Rate($"own cases, {than}", mineEmpty);
        Report.Rate($"own cases, {cases:#,0} cases stored", mineFull);
        Report.Rate($"worklist, {than}", workEmpty);
        Report.Rate($"worklist, {cases:#,0} cases stored", workFull);
        Report.Ratio($"lifecycles, full / {(fewer == 0 ? "empty" : "fewer")}", livesFull.PerSecond, livesEmpty.PerSecond, 0.85);
        Report.Ratio($"own cases page, full / {(fewer == 0 ? "empty" : "fewer")}", mineFull.PerSecond, mineEmpty.PerSecond, 1 / 1.3);
        Report.Ratio($"worklist page, full / {(fewer == 0 ? "empty" : "fewer")}", workFull.PerSecond, workEmpty.PerSecond, 1 / 1.3);
    }

    static async Task<HttpClient> SignedIn(Province province, string account)
    {
        var client = new HttpClient { BaseAddress = new Uri(province.Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await province.SignIn(account));
        return client;
    }
}
