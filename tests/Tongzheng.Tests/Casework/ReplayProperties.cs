using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Store;
using Tongzheng.Tests.Bpmn;
using Tongzheng.Tests.Journals;
using Case = Tongzheng.Casework.Case;

namespace Tongzheng.Tests.Casework;

/// <summary>
/// Random sound procedures × random triggers, as cases in a real journal: after every step the case read back from its
/// facts stands where the engine stands, and its tasks and timers are those the state waits for; read whole, read on from what
/// was known, or as the step left it, it is the same case.
/// </summary>
public sealed class ReplayProperties
{
    const int Procedures = 40, Triggers = 15;

    static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, China.Offset);
    static readonly JurisdictionId County = JurisdictionId.Parse("590102");
    static readonly Surroundings Around = new(new Effects(), () => WorkCalendar.Shipped, _ => Parameters.Load("none", []), (_, _) => null);

    [Fact]
    public async Task Replaying_the_facts_of_a_case_gives_the_same_case()
    {
        await using var place = new SqlitePlace();
        await using (var journal = await Journal.Open(place.Options with { Models = [new CaseTables()] }))
        {
            Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Play(journal, new Random(seed)).GetAwaiter().GetResult())
                .Check(Config.QuickThrowOnFailure.WithMaxTest(Procedures));
            Assert.Empty((await journal.Verify()).Findings);
        }
    }

    static async Task Play(Journal journal, Random random)
    {
        var version = VersionOf(Block.Random(random, random.Next(7)).ToXml());
        var act = new Act { Jurisdiction = County, Who = Actor.Node, Now = Now, IdempotencyKey = "" };
        var id = CaseId.New(Now).ToString();
        var answers = Number(random).Set("text", "𠮷").Set("day", new DateOnly(2026, 2, 10)).Set("rows", new FeelList(new FeelContext().Set("amount", 1.50m)));
        var opened = new CaseOpened
        {
            Case = id, Number = Around.Numbers.Next(County, Now), Matter = version.Matter.Slug, Version = version.Matter.Hash,
            Organisation = "office", Party = "party/" + id, Applicant = "party/" + id, Channel = Channel.Online, SeenHash = "", Answers = JsonText.Of(answers.WriteTo),
        };
        var fresh = new Case { Jurisdiction = County.ToString(), Opened = opened, Organisation = opened.Organisation, Version = version, OpenedAt = Now, OnRecord = Tongzheng.Casework.Case.Begun(version, answers) };
        ProcessState? engine = null;
        var current = fresh;
        Trigger trigger = new Start(answers);
        for (var step = 0; step < Triggers; step++)
        {
            var start = new CaseAdvanced
            {
                Case = id, Party = opened.Party, Trigger = "task", Status = current.Status, Clock = current.Clock,
                Done = trigger is CompleteTask done ? new DoneTask(done.TaskId, "", "", null) : null,
                CancelledTimers = trigger is FireTimer fired ? [fired.TimerId] : [],
            };
            var moved = Move.Run(current, trigger, start, act, Around).Moved ?? throw new InvalidOperationException("The move was refused.");
            engine = Engine.Advance(version.Procedure, engine, trigger, Around.EngineFor(version, act)).State;
            List<Fact> facts = step == 0 ? [opened, moved.Fact] : [moved.Fact];
            var append = new Append
            {
                Jurisdiction = County.ToString(), Key = $"{id}/{step}", Time = Now,
                Streams = [Facts.To(Case.StreamOf(id), current.StreamVersion, facts), .. moved.Others],
            };
            var kept = Assert.IsType<Appended>(await journal.Append(append));

            var readOn = await Read(journal, id, version, step == 0 ? null : current);
            var left = Case.From(append.RecordedAs(kept), _ => version, step == 0 ? null : current);
            var anew = await Read(journal, id, version);
            Assert.Equal(anew.Told(), readOn.Told());
            Assert.Equal(anew.Told(), left?.Told());
            current = random.Next(2) == 0 ? left ?? anew : anew;    // the next step is decided on either
            Assert.Equal(Encoding.UTF8.GetString(engine.ToJson()), Encoding.UTF8.GetString(current.State?.ToJson() ?? []));
            Assert.Equal(Waits(engine, WaitKind.Task), current.Tasks.Select(task => task.Task).Order());
            Assert.Equal(Waits(engine, WaitKind.Timer), current.Timers.Select(timer => timer.Timer).Order());
            Assert.Equal(Waits(engine, WaitKind.Incident), current.Incidents.Select(incident => incident.Incident).Order());
            Assert.Equal(engine.IsOver, current.IsClosed);

            var open = engine.Waits.Where(wait => wait.Kind is WaitKind.Task or WaitKind.Timer).ToList();
            if (open.Count == 0) return;
            var next = open[random.Next(open.Count)];
            trigger = next.Kind == WaitKind.Timer ? new FireTimer(next.Id) : new CompleteTask(next.Id, Number(random));
        }
    }

    static IEnumerable<long> Waits(ProcessState state, WaitKind kind) => state.Waits.Where(wait => wait.Kind == kind).Select(wait => wait.Id).Order();

    static async Task<Case> Read(Journal journal, string id, RunningMatter version, Case? known = null)
    {
        var facts = new List<RecordedFact>();
        await foreach (var fact in journal.ReadStream(County.ToString(), Case.StreamOf(id), (known?.StreamVersion ?? 0) + 1)) facts.Add(fact);
        return Case.From(facts, _ => version, known) ?? throw new InvalidOperationException("The case is gone.");
    }

    static FeelContext Number(Random random) => new FeelContext().Set("n", random.Next(64));

    static RunningMatter VersionOf(string xml) => new(new Matter
    {
        Id = "SI001", Slug = "random", Name = new Text("随机", "random"), ItemType = "01", Department = new Text("市场监督管理"), Office = "",
        Hash = new string('0', 64),
        Procedure = new Procedure("random", "random.bpmn", xml, false),
        Form = new FormFile("random", "random.form", """{"type":"default","id":"random","components":[]}""", false),
    });
}
