using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using CaseStatus = Tongzheng.Casework.CaseStatus;

namespace Tongzheng.Modelling.Simulating;

/// <summary>
/// One synthetic case on its way: the real engine, the real decisions and the real clock move it (<see cref="Move"/>); what
/// is made up is only who answers what and how long that takes.
/// </summary>
sealed class CaseInPlay(Run run, int number, bool counts)
{
    static readonly IReadOnlyDictionary<string, Known> NothingKnown = new Dictionary<string, Known>();

    readonly Dictionary<long, Job> jobs = [];                                   // open tasks of officers
    readonly Dictionary<long, (StepTally Tally, DateTimeOffset Since)> passing = [];  // tasks of the party, periods and answers that are waited for
    readonly Dictionary<string, List<(Pool Pool, int Officer)>> doers = [];
    readonly HashSet<long> asked = [];                                          // messages that are on their way
    Case current = null!;
    int steps;

    public bool Counts => counts;
    public DateTimeOffset Began { get; private set; }
    public DateTimeOffset? Ended { get; private set; }
    public string? Outcome => current?.Outcome;

    /// <summary>The way stands still here: an incident, an endless round, answers no form accepts.</summary>
    public Stuck? Stuck { get; private set; }
    public bool? IsLate { get; private set; }
    public bool? BreaksPromise { get; private set; }
    public IEnumerable<Job> Jobs => jobs.Values;
    public IEnumerable<string> StandsAt => current?.State?.ActiveElements ?? [];

    public void Begin()
    {
        Began = run.Now;
        var matter = run.Version.Matter;
        var act = run.Act();
        var party = SyntheticParty.Make(matter, act.Today, run.Chance);
        var around = Casework.Open.Around(run.Version, party, act, run.Around);
        var filled = run.Answers.Make(run.Version.ApplicationForm, "", party.Facts, around, act.Now, run.Chance);
        if (!filled.IsComplete) { Stop("", "form.unanswerable", filled.Errors[0].In(Language.Chinese)); return; }
        var application = new Open.Application { Version = run.Version, Organisation = matter.Office, Party = party, Applicant = party.Subject, Filled = filled, Channel = Channel.Online };
        var opened = Open.Decide(application, act, number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        current = new Case { Jurisdiction = act.Jurisdiction.ToString(), Opened = opened, Organisation = matter.Office, Version = run.Version, OpenedAt = act.Now, AnswersText = opened.Answers };
        Go(new Start(Open.Variables(application, act, run.Around)), Fact("submit"));
    }

    CaseAdvanced Fact(string trigger) => new() { Case = current.Id, Party = current.Opened.Party, Trigger = trigger, Status = current.Status };

    void Go(Trigger trigger, CaseAdvanced start)
    {
        if (++steps > SimulationLimits.StepsPerCase) { Stop(current.State?.ActiveElements.FirstOrDefault() ?? "", "simulation.endless", ""); return; }
        var moved = Move.Run(current, trigger, start, run.Act(), run.Around);
        if (moved.Moved is not { } step) { Stop("", moved.Refusal?.Code ?? "case.stopped", moved.Refusal?.In(Language.Chinese) ?? ""); return; }
        var clock = current.Clock;
        current = current.Advanced(step.Fact);
        if (clock.EndedOn is null && current.Clock.EndedOn is not null) Judge(current.Clock);
        Follow(step.Fact);
    }

    void Follow(CaseAdvanced fact)
    {
        run.Sees(fact);
        foreach (var task in fact.Closed)
        {
            if (jobs.Remove(task, out var job)) run.Floor.Withdraw(job);
            if (passing.Remove(task, out var party)) Pass(party, interrupted: true);
        }
        foreach (var timer in fact.CancelledTimers)
            if (fact.Timers.All(moved => moved.Timer != timer) && fact.Trigger != "timer") passing.Remove(timer);
        if (fact.Incidents is [var incident, ..]) { Stop(incident.Element, incident.Code, incident.Message); return; }
        foreach (var task in fact.Opened) Take(task);
        foreach (var timer in fact.Timers) Wait(timer);
        if (current.IsClosed) { Ended = run.Now; run.Ends(); return; }
        foreach (var wait in current.State?.Waits ?? []) if (wait.Kind == WaitKind.Message) Ask(wait);
    }

    void Take(OpenedTask task)
    {
        if (task.Post == Case.Applicant)
        {
            var tally = run.TallyOf(task.Element, StepKind.Party);
            tally.Opens(counts);
            passing[task.Task] = (tally, run.Now);
            run.Agenda.At(run.Now + TimeSpan.FromDays(run.TimeOf(task.Element).Draw(run.Lengths)), () =>
            {
                if (!passing.Remove(task.Task, out var waited)) return;
                Pass(waited, interrupted: false);
                Complete(task);
            });
            return;
        }
        var pool = run.Floor.PoolOf(task.Post, task.Organisation);
        var office = run.TallyOf(task.Element, StepKind.Office);
        office.Opens(counts);
        var job = new Job(pool, office, run.TimeOf(task.Element).Draw(run.Lengths), done =>
        {
            jobs.Remove(task.Task);
            if (!doers.TryGetValue(task.Element, out var who)) doers[task.Element] = who = [];
            who.Add((pool, done.Officer));
            Complete(task);
        }) { Counts = counts, Barred = Barred(task.Element, pool) };
        jobs[task.Task] = job;
        run.Floor.Put(job);
    }

    // Who checked does not decide: officers of the same post who did what this step checks.
    int[] Barred(string element, Pool pool) => run.Version.Procedure.Find(element)?.Properties.GetValueOrDefault("tz:separate") is not { } apart ? []
        : [.. apart.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).SelectMany(each => doers.GetValueOrDefault(each) ?? []).Where(doer => doer.Pool == pool).Select(doer => doer.Officer).Distinct()];

    void Complete(OpenedTask opened)
    {
        if (Stuck is not null || current.Tasks.FirstOrDefault(open => open.Task == opened.Task) is not { } task) return;
        var act = run.Act();
        var correction = current.IsCorrection(task);
        var form = correction ? null : run.Version.FindForm(task.Form);
        var filled = run.Answers.Make(form ?? Form.Of("none", []), task.Element, NothingKnown, current.State?.Variables ?? new FeelContext(), act.Now, run.Chance);
        if (!filled.IsComplete) { Stop(task.Element, "form.unanswerable", filled.Errors[0].In(Language.Chinese)); return; }
        if (task.Due is { } due && run.TallyOf(task.Element) is { } tally && counts)
        {
            tally.Limited++;
            if (act.Today > due) tally.Late++;
        }
        if (correction)
            current = current with { History = [.. current.History, new Happening(act.Now, 0, new CaseCorrected { Case = current.Id, Party = current.Opened.Party, Answers = current.AnswersText, Changed = [], SeenHash = "" }, current.Version)] };
        Go(new CompleteTask(task.Task, filled.Answers), Fact("task") with { Done = new DoneTask(task.Task, task.Element, task.Name.Zh, null) });
    }

    void Wait(StartedTimer timer)
    {
        if (run.Version.Procedure.Find(timer.Element)?.Kind == ElementKind.IntermediateCatchEvent && !passing.ContainsKey(timer.Timer))
        {
            var tally = run.TallyOf(timer.Element, StepKind.Period);
            tally.Opens(counts);
            passing[timer.Timer] = (tally, run.Now);
        }
        if (timer.Due >= StartedTimer.Never) return;
        run.Agenda.At(timer.Due, () =>
        {
            // It may have been moved or cancelled since.
            if (Stuck is not null || Ended is not null || current.Timers.FirstOrDefault(open => open.Timer == timer.Timer) is not { } open || open.Due != timer.Due) return;
            if (passing.Remove(timer.Timer, out var period)) Pass(period, interrupted: false);
            run.Fires(timer.Element);
            Go(new FireTimer(timer.Timer), Fact("timer") with { CancelledTimers = [timer.Timer] });
        });
    }

    // What stands on the way itself is waited for; a message that a boundary or an event sub-process would catch may never come.
    void Ask(Wait wait)
    {
        if (run.Version.Procedure.Find(wait.ElementId)?.Kind is not (ElementKind.ReceiveTask or ElementKind.IntermediateCatchEvent) || wait.Name is not { } name || !asked.Add(wait.Id)) return;
        var tally = run.TallyOf(wait.ElementId, StepKind.Outside);
        tally.Opens(counts);
        var since = run.Now;
        run.Agenda.At(since + TimeSpan.FromDays(run.TimeOf(wait.ElementId).Draw(run.Lengths)), () =>
        {
            if (Stuck is not null || current.State?.FindWait(wait.Id) is null) return;
            Pass((tally, since), interrupted: false);
            run.Fires(wait.ElementId);
            Go(new ReceiveMessage(name, Run.Outside(name)), Fact("message"));
        });
    }

    void Pass((StepTally Tally, DateTimeOffset Since) waited, bool interrupted)
    {
        waited.Tally.Passes(counts, run.Now - waited.Since);
        if (interrupted && counts) waited.Tally.Interrupted++;
    }

    void Judge(CaseClock clock)
    {
        IsLate = clock.OnTheSpot is { } spot ? run.Act().Today > spot.On(run.Around.Calendar).Day : clock.Statutory?.On(run.Around.Calendar, run.Now).IsOver(run.Now);
        BreaksPromise = clock.Promised?.On(run.Around.Calendar, run.Now).IsOver(run.Now);
    }

    void Stop(string element, string code, string message)
    {
        Stuck ??= new Stuck(element, code, message);
        foreach (var job in jobs.Values) run.Floor.Withdraw(job);
        jobs.Clear();
        run.Ends();
    }
}

/// <summary>Where and why a case stands still for good.</summary>
public sealed record Stuck(string Element, string Code, string Message);
