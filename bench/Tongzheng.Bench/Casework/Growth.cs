using System.Diagnostics;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Bench.Casework;

/// <summary>
/// The same work with many cases already stored: a store is filled by the node's own submissions and tasks, a new person for
/// every few cases, most of them closed and some left open. Then lifecycles and pages in it and in an empty store, in turn.
/// <c>./dev bench growth --cases 1000000 --data FOLDER</c>; a folder that has some already is filled up.
/// </summary>
static class Growth
{
    const int Rounds = 7, CasesAPerson = 4, OneOpenIn = 50, Callers = 256, Port = 5987;

    // Told so often, that somebody who waits sees it move.
    const int SecondsBetweenTold = 10;

    public static async Task Run(double scale)
    {
        var arguments = Environment.GetCommandLineArgs();
        string? Given(string name) => Array.IndexOf(arguments, name) is var at and >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
        var cases = int.Parse(Given("--cases") ?? "100000", System.Globalization.CultureInfo.InvariantCulture);
        await using var empty = await Province.Start(withBenchPacks: true, port: Port + 10);
        await using var full = await Province.Start(Given("--data"), true, Port);
        await Fill(full, cases);

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
        Report.Rate("lifecycles, empty store", livesEmpty);
        Report.Rate($"lifecycles, {cases:#,0} cases stored", livesFull);
        Report.Rate("own cases, empty store", mineEmpty);
        Report.Rate($"own cases, {cases:#,0} cases stored", mineFull);
        Report.Rate("worklist, empty store", workEmpty);
        Report.Rate($"worklist, {cases:#,0} cases stored", workFull);
        Report.Ratio("lifecycles, full / empty", livesFull.PerSecond, livesEmpty.PerSecond, 0.85);
        Report.Ratio("own cases page, full / empty", mineFull.PerSecond, mineEmpty.PerSecond, 1 / 1.3);
        Report.Ratio("worklist page, full / empty", workFull.PerSecond, workEmpty.PerSecond, 1 / 1.3);
    }

    static async Task<HttpClient> SignedIn(Province province, string account)
    {
        var client = new HttpClient { BaseAddress = new Uri(province.Address) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", await province.SignIn(account));
        return client;
    }

    static async Task Fill(Province province, int cases)
    {
        var stored = await Stored(province);
        if (stored >= cases) return;
        var (next, clock, told) = (stored, Stopwatch.StartNew(), Stopwatch.StartNew());
        var begun = stored;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (next < cases)
                await FillFew(province);
        })));
        Console.WriteLine($"  filled with {cases - begun:#,0} cases in {clock.Elapsed.TotalMinutes:0.0} minutes; {new FileInfo(Path.Combine(province.Folder, "journal.db")).Length / 1024 / 1024:#,0} MiB");

        // A person comes into the register, applies a few times, and most of it is done.
        async Task FillFew(Province province)
        {
            var act = province.ActOf(Actor.Node);
            var person = PersonId.New(act.Now);
            var registered = new PersonRegistered(person, RegionCode.Parse("590102001001"), "王安", null, new OtherDocument(new Text("护照", "passport"), person.ToString(), "CHN"), Sex.Female, new DateOnly(1980, 1, 1), "汉族", "澜阳区书院路", "0590-7000000");
            if (await province.Journal.Append(new Append
                {
                    Jurisdiction = Province.County.ToString(),
                    Key = "grown/" + person,
                    Time = act.Now,
                    Streams = [Facts.To(Person.StreamOf(person), StreamAppend.New, registered)],
                }) is not Appended) throw new InvalidOperationException("The register refused.");
            var counter = await province.Open(Grown, [await province.PartyOf(person)]);
            var clerk = await province.ClerkOf(counter.Counterpart.Office.Code);
            for (var i = 0; i < CasesAPerson; i++)
            {
                var receipt = await counter.Submit();
                var at = Interlocked.Increment(ref next);
                if (at % OneOpenIn != 0)
                    for (var task = 0; task < Lifecycles.Tasks; task++)
                    {
                        var current = await province.Cases.Find(Province.County, receipt.Case, default) ?? throw new InvalidOperationException("The case is gone.");
                        if (current.IsClosed) break;
                        receipt = await province.Do(current, current.Tasks[0].Task, clerk);
                    }
                Tell(at);
            }
        }

        void Tell(int at)
        {
            lock (told)
            {
                if (told.Elapsed.TotalSeconds < SecondsBetweenTold) return;
                told.Restart();
                Console.WriteLine($"  {at:#,0} of {cases:#,0} cases, {(at - begun) / clock.Elapsed.TotalSeconds:#,0}/s");
            }
        }
    }

    // One step, so that a case is opened and closed by four facts, as the simplest real ones are.
    const string Grown = "one-step";

    static async Task<int> Stored(Province province)
    {
        await using var connection = province.Journal.OpenRead();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(sum(cases), 0) FROM case_count WHERE jurisdiction = '590102'";
        return Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
