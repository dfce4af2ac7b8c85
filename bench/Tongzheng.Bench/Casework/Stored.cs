using System.Diagnostics;
using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Bench.Casework;

/// <summary>
/// Fills a store with cases in bulk: the facts are made by the node's own code (<see cref="Casework.Open"/>'s decision,
/// <see cref="Move"/>) and go through its journal and read models; only many cases share one append, so that a commit and an
/// answer are not paid for each. A new person comes into the register for every few cases; one case in fifty stays open.
/// </summary>
static class Stored
{
    /// <summary>One step, so that a case is opened and closed by three facts, as the simplest real ones are.</summary>
    public const string Pack = "one-step";

    const int CasesAPerson = 4, PeopleAnAppend = 16, OneOpenIn = 50;

    // As many as keep both processors busy: while one append is written, the others are made.
    const int Makers = 4;

    // Told so often, that somebody who waits sees it move.
    const int SecondsBetweenTold = 10;

    /// <summary>Adds what is missing to have so many.</summary>
    public static async Task Fill(Province province, int cases)
    {
        var begun = await Count(province);
        if (begun >= cases) return;
        var counter = await province.Open(Pack, await province.People(1));
        var clerk = await province.ClerkOf(counter.Counterpart.Office.Code);
        var (made, clock, told) = (begun, Stopwatch.StartNew(), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, Makers).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref made) < cases)
            {
                await Append(province, counter, clerk);
                Tell(Interlocked.Add(ref made, PeopleAnAppend * CasesAPerson));
            }
        })));
        Console.WriteLine($"  filled with {made - begun:#,0} cases in {clock.Elapsed.TotalMinutes:0.0} minutes, {(made - begun) / clock.Elapsed.TotalSeconds:#,0}/s; {new FileInfo(Path.Combine(province.Folder, "journal.db")).Length / 1024 / 1024:#,0} MiB");

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

    static async Task Append(Province province, Province.Counter counter, (Actor Who, PostId Post) clerk)
    {
        var act = province.ActOf(Actor.Node);
        var streams = new List<StreamAppend>();
        for (var i = 0; i < PeopleAnAppend; i++)
        {
            var person = PersonId.New(act.Now);
            streams.Add(Facts.To(Person.StreamOf(person), StreamAppend.New, new PersonRegistered(person, RegionCode.Parse("590102001001"), "王安", null,
                new OtherDocument(new Text("护照", "passport"), person.ToString(), "CHN"), Sex.Female, new DateOnly(1980, 1, 1), "汉族", "澜阳区书院路", "0590-7000000")));
            var applicant = (counter.Applicants[0].Party with { Subject = person.ToString() }, counter.Applicants[0].Typed);
            for (var j = 0; j < CasesAPerson; j++)
                streams.Add(Life(province, counter, applicant, clerk, isDone: (i * CasesAPerson + j + 1) % OneOpenIn != 0));
        }
        var outcome = await province.Journal.Append(new Append
        {
            Jurisdiction = Province.County.ToString(),
            Key = act.IdempotencyKey,
            Time = act.Now,
            Streams = streams,
            Request = new byte[1],      // the key is new each time, so nothing of it is compared
        });
        if (outcome is not Appended) throw new InvalidOperationException($"The journal refused: {outcome}");
    }

    // The case as a submission opens it, and as its one task closes it.
    static StreamAppend Life(Province province, Province.Counter counter, (Party Party, Forms.Typed Typed) applicant, (Actor Who, PostId Post) clerk, bool isDone)
    {
        var around = province.Cases.Around;
        var act = province.ActOf(PersonId.Parse(applicant.Party.Subject));
        var application = counter.ApplicationOf(applicant, act, counter.Fill(applicant, act));
        var opened = Tongzheng.Casework.Open.Decide(application, act, around.Numbers.Next(act.Jurisdiction, act.Now));
        var fresh = Tongzheng.Casework.Open.Fresh(application, opened, act);
        var submitted = Step(fresh, new Start(Tongzheng.Casework.Open.Variables(application, act, around)), new CaseAdvanced { Case = opened.Case, Party = opened.Party, Trigger = "submit", By = act.Who.ToString(), Status = Tongzheng.Casework.CaseStatus.Submitted, Clock = CaseClock.NotStarted }, act, around);
        List<NewFact> facts = [Facts.Write(opened), Facts.Write(submitted)];
        if (isDone)
        {
            var current = Case.From([.. facts.Select((fact, i) => new RecordedFact(fresh.Jurisdiction, i + 1, act.Now, fact.Kind, fresh.Stream, i + 1, fact.Payload, fact.Personal) { Source = fact.Source })], _ => application.Version) ?? fresh;
            var officer = province.ActOf(clerk.Who, clerk.Post);
            var task = current.Tasks[0];
            facts.Add(Facts.Write(Step(current, new CompleteTask(task.Task, new FeelContext()), new CaseAdvanced { Case = current.Id, Party = opened.Party, Trigger = "task", By = clerk.Who.ToString(), Post = clerk.Post.ToString(), Done = new DoneTask(task.Task, task.Element, task.Name.Zh, null), Status = current.Status, Clock = current.Clock }, officer, around)));
        }
        return new StreamAppend(fresh.Stream, StreamAppend.New, facts);
    }

    static CaseAdvanced Step(Case current, Trigger trigger, CaseAdvanced start, Act act, Surroundings around) =>
        Move.Run(current, trigger, start, act, around).Moved is { Others.Count: 0 } moved ? moved.Fact : throw new InvalidOperationException("The procedure refused, or wrote elsewhere too.");

    static async Task<int> Count(Province province)
    {
        await using var connection = province.Journal.OpenRead();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT coalesce(sum(cases), 0) FROM case_count WHERE jurisdiction = '590102'";
        return Convert.ToInt32(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
