using Tongzheng.Bpmn;

namespace Tongzheng.Tests.Bpmn;

public class EventTests
{
    static string Task(string boundary) => $"""
        <startEvent id="start"/>
        <sequenceFlow id="f1" sourceRef="start" targetRef="task"/>
        <userTask id="task"/>
        <sequenceFlow id="f2" sourceRef="task" targetRef="end"/>
        <endEvent id="end"/>
        {boundary}
        <sequenceFlow id="f3" sourceRef="late" targetRef="remind"/>
        <userTask id="remind"/>
        <sequenceFlow id="f4" sourceRef="remind" targetRef="reminded"/>
        <endEvent id="reminded"/>
        """;

    [Fact]
    public void An_interrupting_timer_closes_the_task_and_takes_its_own_way()
    {
        var one = Case.Of(Task("""<boundaryEvent id="late" attachedToRef="task"><timerEventDefinition><timeDuration>P20D</timeDuration></timerEventDefinition></boundaryEvent>""")).Start();
        var timer = one.Single<StartTimer>();
        Assert.Equal((TimerKind.Duration, "P20D"), (timer.Kind, timer.Text));
        one.Fire("late");
        Assert.Equal("interrupted", one.Single<CloseTask>().Reason);
        Assert.Equal("remind", one.Tasks);
        one.Complete("remind");
        Assert.True(one.HasEnded);
        one.Replays();
    }

    [Fact]
    public void A_timer_that_does_not_interrupt_adds_a_path_and_repeats_as_often_as_it_says()
    {
        var one = Case.Of(Task("""<boundaryEvent id="late" attachedToRef="task" cancelActivity="false"><timerEventDefinition><timeCycle>R2/P5D</timeCycle></timerEventDefinition></boundaryEvent>""")).Start();
        Assert.Equal(2, one.Single<StartTimer>().Remaining);
        one.Fire("late");
        Assert.Equal("task remind", one.Tasks);
        Assert.Equal(1, one.Single<StartTimer>().Remaining);
        one.Fire("late");
        Assert.Equal("task remind remind", one.Tasks);
        Assert.DoesNotContain(one.State.Waits, wait => wait.Kind == WaitKind.Timer);
    }

    [Fact]
    public void A_completed_task_takes_its_timer_with_it()
    {
        var one = Case.Of(Task("""<boundaryEvent id="late" attachedToRef="task"><timerEventDefinition><timeDuration>P20D</timeDuration></timerEventDefinition></boundaryEvent>""")).Start();
        var timer = one.Open(WaitKind.Timer, "late");
        one.Complete("task");
        one.Single<CancelTimer>();
        Assert.True(one.HasEnded);
        Assert.Equal("case.over", one.Refused(new FireTimer(timer)));
    }

    [Fact]
    public void A_timer_may_be_computed_and_a_bad_one_is_a_task_for_a_person_while_the_task_goes_on()
    {
        var one = Case.Of(Task("""<boundaryEvent id="late" attachedToRef="task"><timerEventDefinition><timeDuration>=limit</timeDuration></timerEventDefinition></boundaryEvent>""")).Start("""{"limit": "soon"}""");
        Assert.Equal("task", one.Tasks);
        Assert.Equal("expression.failed", one.Incident);
        one.Settle("""{"limit": "P3D"}""");
        Assert.Equal("P3D", one.Single<StartTimer>().Text);
        Assert.Null(one.Incident);
    }

    [Theory]
    [InlineData("0 0 9 * * MON")]
    [InlineData("R/PT0S")]
    [InlineData("R3/-P1D")]
    [InlineData("R/2026-03-01T00:00:00+08:00/P0D")]
    public void A_repetition_that_cannot_be_kept_is_a_task_for_a_person(string cycle)
    {
        var one = Case.Of(Task("""<boundaryEvent id="late" attachedToRef="task" cancelActivity="false"><timerEventDefinition><timeCycle>=cycle</timeCycle></timerEventDefinition></boundaryEvent>"""))
            .Start($$"""{"cycle": "{{cycle}}"}""");
        Assert.Equal("task", one.Tasks);
        Assert.Equal("expression.failed", one.Incident);
    }

    [Fact]
    public void A_cycle_with_a_start_begins_there_and_then_keeps_its_length()
    {
        var one = Case.Of(Task("""<boundaryEvent id="late" attachedToRef="task" cancelActivity="false"><timerEventDefinition><timeCycle>R2/2026-03-01T00:00:00+08:00/P7D</timeCycle></timerEventDefinition></boundaryEvent>""")).Start();
        Assert.Equal(("2026-03-01T00:00:00+08:00/P7D", 2), (one.Single<StartTimer>().Text, one.Single<StartTimer>().Remaining));
        one.Fire("late");
        Assert.Equal(("P7D", 1), (one.Single<StartTimer>().Text, one.Single<StartTimer>().Remaining));
    }

    [Fact]
    public void The_case_waits_for_a_time_or_a_message_in_its_flow()
    {
        var one = Case.Of("""
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="until"/>
            <intermediateCatchEvent id="until"><timerEventDefinition><timeDate>2026-03-01T00:00:00+08:00</timeDate></timerEventDefinition></intermediateCatchEvent>
            <sequenceFlow id="f2" sourceRef="until" targetRef="paid"/>
            <intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
            <sequenceFlow id="f3" sourceRef="paid" targetRef="end"/>
            <endEvent id="end"/>
            """, """<message id="m" name="paid"/>""").Start();
        one.Fire("until").Do(new ReceiveMessage("paid", new()));
        Assert.True(one.HasEnded);
    }

    [Fact]
    public void A_terminate_end_closes_everything_that_is_open()
    {
        var one = Case.Of("""
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="split"/>
            <parallelGateway id="split"/>
            <sequenceFlow id="f2" sourceRef="split" targetRef="a"/>
            <sequenceFlow id="f3" sourceRef="split" targetRef="b"/>
            <userTask id="a"/><userTask id="b"/>
            <sequenceFlow id="f4" sourceRef="a" targetRef="stop"/>
            <sequenceFlow id="f5" sourceRef="b" targetRef="done"/>
            <endEvent id="done"/>
            <endEvent id="stop"><terminateEventDefinition/></endEvent>
            """).Start().Complete("a");
        Assert.True(one.HasEnded);
        Assert.Equal("b", one.Single<CloseTask>().ElementId);
    }
}
