using System.Text.Json;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Modelling.Simulating;
using static Tongzheng.Tests.Modelling.SmallMatter;

namespace Tongzheng.Tests.Modelling;

public sealed class SimulationTests
{
    static Plan Small(params (string, int)[] staff) => OneAnHour(new Duration(Spread.Exponential, 0.5), staff) with { Cases = 200, WarmUp = 0, Runs = 3 };

    [Fact]
    public void Who_comes_in_goes_out_or_is_still_inside()
    {
        var found = Play(InARow(2), Small(("p1", 1), ("p2", 1)));
        Assert.Equal(600, found.Came);
        Assert.Equal(found.Came, found.Closed + found.Inside + found.StoodStill);
        Assert.Equal(600, found.Closed);
        Assert.All(found.Steps, step => Assert.Equal(600, step.Visits));
        Assert.Equal(1, found.Outcomes.Sum(outcome => outcome.Share.Mean), 6);
        Assert.Equal(1, found.Steps.Sum(step => step.ShareOfTime.Mean), 6);
    }

    [Fact]
    public void What_waits_is_what_comes_times_how_long_it_waits()
    {
        var found = Play(InARow(2), OneAnHour(new Duration(Spread.Exponential, 0.7), ("p1", 1), ("p2", 1)) with { WarmUp = 0 });
        Assert.All(found.Steps, step => // Little 1961; the last cases wait beyond the day of the last arrival
            Assert.InRange(step.QueueLength.Mean / step.WaitingHours.Mean, 0.94, 1.06));
    }

    [Fact]
    public void The_same_seed_gives_the_same_answer_and_another_seed_another()
    {
        var plan = Small(("p1", 1), ("p2", 1));
        Assert.Equal(JsonSerializer.Serialize(Play(InARow(2), plan)), JsonSerializer.Serialize(Play(InARow(2), plan)));
        Assert.NotEqual(JsonSerializer.Serialize(Play(InARow(2), plan).Days), JsonSerializer.Serialize(Play(InARow(2), plan with { Seed = 8 }).Days));
    }

    [Fact]
    public void A_step_that_nobody_staffs_is_said_and_not_waited_for()
    {
        var found = Play(InARow(2), Small(("p1", 1)));
        Assert.Equal(found.Came, found.Inside);
        Assert.Equal(new ElementCount("step2", 600), Assert.Single(found.InsideAt));
        Assert.True(Assert.Single(found.Posts, post => post.Post == "p2").IsUnstaffed);
    }

    [Fact]
    public void Who_did_a_step_does_not_check_it()
    {
        var matter = Of($"""<bpmn:startEvent id="start"/>{Task("step1", "p1")}{Task("step2", "p1", properties: Property("tz:separate", "step1"))}<bpmn:endEvent id="granted"/>{Flow("start", "step1")}{Flow("step1", "step2")}{Flow("step2", "granted")}""");
        Assert.Equal(600, Play(matter, Small(("p1", 2))).Closed);
        Assert.Equal(600, Play(matter, Small(("p1", 1))).Inside);
    }

    [Fact]
    public void A_round_without_end_stops_and_says_where()
    {
        var matter = Of($"""<bpmn:startEvent id="start"/>{Task("step1", "p1")}<bpmn:endEvent id="granted"/><bpmn:exclusiveGateway id="fork"/>{Flow("start", "step1")}{Flow("step1", "fork")}{Flow("fork", "step1", "=1 = 1")}{Flow("fork", "granted", "=1 = 2")}""");
        var found = Play(matter, Small(("p1", 1)) with { Cases = 3, Runs = 1, Times = new Dictionary<string, Duration> { ["step1"] = new(Spread.Fixed, 0.01) } });
        Assert.Equal(("step1", "simulation.endless", 3), (found.StoodStillAt[0].Element, found.StoodStillAt[0].Code, found.StoodStillAt[0].Cases));
        Assert.Equal(new PathNeverTaken("fork_granted", "fork", "granted"), Assert.Single(found.NeverTaken));
    }

    [Fact]
    public void A_limit_that_runs_out_over_a_step_ends_it_in_simulated_time()
    {
        var matter = Of($"""
            <bpmn:startEvent id="start"/>{Task("step1", "applicant")}<bpmn:boundaryEvent id="lapsed" attachedToRef="step1"><bpmn:timerEventDefinition><bpmn:timeDuration>P5D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:endEvent id="granted"/><bpmn:endEvent id="withdrawn"/>{Flow("start", "step1")}{Flow("step1", "granted")}{Flow("lapsed", "withdrawn")}
            """);
        var found = Play(matter, Small() with { Times = new Dictionary<string, Duration> { ["step1"] = new(Spread.Uniform, 5) } });
        Assert.Equal(["granted", "withdrawn"], found.Outcomes.Select(outcome => outcome.Outcome).Order());
        Assert.InRange(found.Outcomes.Single(outcome => outcome.Outcome == "withdrawn").Share.Mean, 0.4, 0.6);
        Assert.InRange(found.Days.Mean, 4.1, 4.7); // half of them 2.5 to 5 days, half five
        Assert.Equal(found.Steps[0].Interrupted, found.Outcomes.Single(outcome => outcome.Outcome == "withdrawn").Cases);
    }

    [Fact]
    public void An_answer_from_outside_is_waited_for_as_long_as_the_plan_says()
    {
        var matter = Of($"""<bpmn:startEvent id="start"/><bpmn:receiveTask id="step1" messageRef="m"/><bpmn:endEvent id="granted"/>{Flow("start", "step1")}{Flow("step1", "granted")}""");
        var found = Play(matter, Small() with { Times = new Dictionary<string, Duration> { ["step1"] = new(Spread.Fixed, 4) } });
        Assert.Equal(4, found.Days.Mean, 3);
        Assert.Equal(StepKind.Outside, found.Steps[0].Kind);
    }

    [Fact]
    public void Choices_fall_by_the_shares_of_the_plan_and_equally_where_it_has_none()
    {
        const string form = """{"id":"opinion","components":[{"type":"radio","key":"decision","label":"?","values":[{"value":"grant","label":"a"},{"value":"refuse","label":"b"}],"validate":{"required":true}}]}""";
        var matter = Of($"""
            <bpmn:startEvent id="start"/>{Task("step1", "p1", "opinion")}<bpmn:exclusiveGateway id="fork"/><bpmn:endEvent id="granted"/><bpmn:endEvent id="refused"/>
            {Flow("start", "step1")}{Flow("step1", "fork")}{Flow("fork", "granted", "=decision = &quot;grant&quot;")}{Flow("fork", "refused", "=decision = &quot;refuse&quot;")}
            """, taskForms: new Dictionary<string, FormFile> { ["opinion"] = new("opinion", "opinion.form", form, false) });
        var equal = Play(matter, Small(("p1", 2)));
        Assert.InRange(equal.Outcomes.Single(outcome => outcome.Outcome == "granted").Share.Mean, 0.44, 0.56);
        var unequal = Play(matter, Small(("p1", 2)) with { Shares = new Dictionary<string, double> { [Plan.ShareKey("step1", "decision", "grant")] = 9 } });
        Assert.InRange(unequal.Outcomes.Single(outcome => outcome.Outcome == "granted").Share.Mean, 0.86, 0.94);
    }

    [Fact]
    public void Nobody_works_at_night_or_on_a_holiday()
    {
        var work = new WorkTime(WorkCalendar.Shipped, new DateOnly(2026, 9, 29), 8);
        var tuesday = new DateTimeOffset(2026, 9, 29, 16, 0, 0, China.Offset);
        Assert.Equal(7, work.Worked(tuesday), 9);
        Assert.Equal(new DateTimeOffset(2026, 9, 30, 10, 0, 0, China.Offset), work.After(tuesday, 2));
        Assert.Equal(8, work.Worked(new DateTimeOffset(2026, 9, 29, 23, 0, 0, China.Offset)), 9);
        // The national holiday of 2026 is from Thursday 1 October to Wednesday 7 October.
        Assert.Equal(new DateTimeOffset(2026, 10, 8, 10, 0, 0, China.Offset), work.After(new DateTimeOffset(2026, 9, 30, 16, 0, 0, China.Offset), 2));
        Assert.All(Enumerable.Range(0, 500), hour => Assert.Equal(hour * 0.37, work.Worked(work.At(hour * 0.37)), 6));
    }

    [Fact]
    public void A_late_answer_is_late_by_the_law_and_by_the_promise()
    {
        var matter = Of($"""
            <bpmn:startEvent id="start"/>{Task("step1", "p1", properties: Property("tz:limit", "statutory"))}<bpmn:endEvent id="granted"/>{Flow("start", "step1")}{Flow("step1", "granted")}
            """, with: each => each with { StatutoryLimit = new(5, "working-day"), PromisedLimit = new(1, "working-day") });
        var found = Play(matter, Small(("p1", 1)) with { Cases = 60, ArrivalsPerDay = 10, Times = new Dictionary<string, Duration> { ["step1"] = new(Spread.Fixed, 1.6) } });
        // Twice as much comes as can be done: the last of sixty waits six days.
        Assert.InRange(found.Late.Mean, 0.05, 0.4);
        Assert.InRange(found.BreaksPromise.Mean, 0.6, 0.95);
        Assert.True(found.Posts[0].IsOverloaded);
    }

    [Fact]
    public void Every_effect_a_procedure_may_call_answers_in_a_simulation() =>
        Assert.Empty(Tongzheng.Matters.Linting.LintScope.StandardServices.Except(SimulatedEffects.All.Keys));

    [Fact]
    public void Every_matter_of_the_packs_can_be_simulated_and_no_case_stands_still()
    {
        var parameters = Parameters.Load(Repository.PathOf("regions", "yunlan", "parameters.yaml"), []);
        var wrong = new List<string>();
        foreach (var matter in Catalogue.Load(Repository.PathOf("packs")).Matters.Where(matter => matter.CanApply))
        {
            var simulated = new Simulated(new Tongzheng.Casework.RunningMatter(matter), WorkCalendar.Shipped, parameters, SimulatedEffects.All);
            var found = Play(simulated, simulated.Propose(new Dictionary<string, Duration>()) with { Cases = 25, WarmUp = 0, Runs = 1, ArrivalsPerDay = 2 });
            // With every choice as likely as any other, a document that ten offices countersign is never agreed on by all of them.
            wrong.AddRange(found.StoodStillAt.Where(stuck => stuck.Code != "simulation.endless").Select(stuck => $"{matter.Slug}: {stuck}"));
            wrong.AddRange(found.InsideAt.Select(inside => $"{matter.Slug}: still inside: {inside}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void A_plan_beyond_a_limit_is_refused()
    {
        Assert.Equal("simulation.runs", SimulationLimits.WhyNot(new Plan { Runs = 31 })?.Code);
        Assert.Equal("simulation.cases", SimulationLimits.WhyNot(new Plan { Cases = 0 })?.Code);
        Assert.Equal("simulation.too-much", SimulationLimits.WhyNot(new Plan { Cases = 9_000, Runs = 30 })?.Code);
        Assert.Equal("simulation.hours", SimulationLimits.WhyNot(new Plan { HoursPerDay = double.NaN })?.Code);
        Assert.Null(SimulationLimits.WhyNot(new Plan()));
    }
}
