using System.Diagnostics;
using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Bench.Casework;

/// <summary>Where the time of a submission goes, stage by stage on one thread. Only their proportions mean something.</summary>
static class Stages
{
    const int Times = 3000;

    public static async Task Run(double scale)
    {
        await using var province = await Province.Start();
        var counter = await province.Open(Submissions.Matter, await province.People(50));
        await Report.PerSecond(3 * scale, 32, counter.Submit);
        for (var round = 0; round < 3; round++)
            await Once(province, counter, round == 2);
    }

    static Task Once(Province province, Province.Counter counter, bool print)
    {
        var cases = province.Cases;
        var person = PersonId.Parse(counter.Applicants[0].Party.Subject);
        var act = province.ActOf(person);
        var filled = Measure("form read and checked", () => counter.Fill(counter.Applicants[0], act));
        var application = counter.ApplicationOf(counter.Applicants[0], act, filled);
        var opened = Measure("opened: answers, fingerprint", () => Open.Decide(application, act, "1"));
        var fresh = Open.Fresh(application, opened, act);
        var start = new CaseAdvanced { Case = opened.Case, Party = opened.Party, Trigger = "submit", By = act.Who.ToString(), Post = null, Status = Tongzheng.Casework.CaseStatus.Submitted, Clock = CaseClock.NotStarted };
        var variables = Measure("variables of the procedure", () => Open.Variables(application, act, cases.Around));
        var moved = Measure("procedure and decision", () => Move.Run(fresh, new Start(variables), start, act, cases.Around)).Moved ?? throw new InvalidOperationException();
        Measure("  of it the engine alone", () => Engine.Advance(fresh.Version.Procedure, null, new Start(variables), cases.Around.EngineFor(fresh.Version, act)));
        var facts = Measure("facts written as JSON", () => new[] { Facts.Write(opened), Facts.Write(moved.Fact) });
        var recorded = facts.Select((fact, i) => new RecordedFact("590102", 1, act.Now, fact.Kind, "case/1", i + 1, fact.Payload, fact.Personal)).ToArray();
        Measure("facts read for the read models", () => recorded.Select(Facts.Read).ToArray());
        Console.WriteLine(print ? $"  payloads {string.Join(", ", facts.Select(fact => $"{fact.Payload.Length} + {fact.Personal.Sum(part => part.Json.Length)}"))} bytes" : "");
        if (print) Console.WriteLine(System.Text.Encoding.UTF8.GetString(facts[1].Payload.Span) + "\n" + System.Text.Encoding.UTF8.GetString(facts[1].Personal[0].Json.Span) + "\n" + System.Text.Encoding.UTF8.GetString(facts[0].Personal[0].Json.Span));
        return Task.CompletedTask;

        T Measure<T>(string what, Func<T> stage)
        {
            var result = stage();
            var clock = Stopwatch.StartNew();
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Times; i++) result = stage();
            if (print) Console.WriteLine($"  {what,-40} {clock.Elapsed.TotalMicroseconds / Times,8:0.0} µs {(GC.GetAllocatedBytesForCurrentThread() - before) / Times / 1024.0,8:0.0} KiB");
            return result;
        }
    }
}
