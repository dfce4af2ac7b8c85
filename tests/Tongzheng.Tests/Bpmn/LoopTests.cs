using Tongzheng.Bpmn;

namespace Tongzheng.Tests.Bpmn;

public class LoopTests
{
    static Case Experts(string loop, string attributes = "") => Case.Of($"""
        <startEvent id="start"/>
        <sequenceFlow id="f1" sourceRef="start" targetRef="opinion"/>
        <userTask id="opinion">
          <extensionElements><zeebe:assignmentDefinition assignee="=expert"/></extensionElements>
          <multiInstanceLoopCharacteristics {attributes}>{loop}</multiInstanceLoopCharacteristics>
        </userTask>
        <boundaryEvent id="late" attachedToRef="opinion"><timerEventDefinition><timeDuration>P10D</timeDuration></timerEventDefinition></boundaryEvent>
        <sequenceFlow id="f3" sourceRef="late" targetRef="end"/>
        <sequenceFlow id="f2" sourceRef="opinion" targetRef="end"/>
        <endEvent id="end"/>
        """);

    const string EachExpert = """<extensionElements><zeebe:loopCharacteristics inputCollection="=experts" inputElement="expert" outputCollection="opinions" outputElement="=says"/></extensionElements>""";

    static long TaskOf(Case one, string expert) => one.Effects.OfType<OpenTask>().Last(task => task.Assignee == expert).TaskId;

    [Fact]
    public void Experts_are_asked_at_once_and_their_answers_stand_in_the_order_of_the_experts()
    {
        var one = Experts(EachExpert).Start("""{"experts": ["甲", "乙", "丙"]}""");
        Assert.Equal("opinion opinion opinion", one.Tasks);
        Assert.Single(one.State.Waits, wait => wait.Kind == WaitKind.Timer);
        foreach (var expert in new[] { "丙", "甲", "乙" })
            one.Do(new CompleteTask(TaskOf(one, expert), Case.Context($$"""{"says": "{{expert}}可"}""")));
        Assert.True(one.HasEnded);
        Assert.Equal("""["甲可", "乙可", "丙可"]""", one["opinions"].ToString());
        Assert.True(one["expert"].IsNull);
        one.Replays();
    }

    [Fact]
    public void Offices_countersign_one_after_the_other()
    {
        var one = Experts(EachExpert, "isSequential=\"true\"").Start("""{"experts": ["甲", "乙"]}""");
        Assert.Equal("甲", one.Single<OpenTask>().Assignee);
        one.Complete("opinion", """{"says": 1}""");
        Assert.Equal("乙", one.Single<OpenTask>().Assignee);
        one.Complete("opinion", """{"says": 2}""");
        Assert.True(one.HasEnded);
        Assert.Equal("[1, 2]", one["opinions"].ToString());
    }

    [Fact]
    public void Two_of_three_are_enough_when_the_condition_says_so()
    {
        var one = Experts(EachExpert + "<completionCondition>numberOfCompletedInstances &gt;= 2</completionCondition>").Start("""{"experts": ["甲", "乙", "丙"]}""");
        one.Complete("opinion");
        Assert.False(one.HasEnded);
        one.Complete("opinion");
        Assert.True(one.HasEnded);
        one.Single<CloseTask>();
    }

    [Fact]
    public void The_condition_that_ends_it_sees_the_answers_so_far()
    {
        var one = Case.Of("""
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="office"/>
            <userTask id="office">
              <extensionElements><zeebe:ioMapping><zeebe:output source="=vote" target="vote"/></zeebe:ioMapping></extensionElements>
              <multiInstanceLoopCharacteristics isSequential="true">
                <extensionElements><zeebe:loopCharacteristics inputCollection="=offices" inputElement="office" outputCollection="votes" outputElement="=vote"/></extensionElements>
                <completionCondition>=list contains(votes, "no")</completionCondition>
              </multiInstanceLoopCharacteristics>
            </userTask>
            <sequenceFlow id="f2" sourceRef="office" targetRef="end"/><endEvent id="end"/>
            """).Start("""{"offices": ["甲", "乙", "丙"]}""");
        one.Complete("office", """{"vote": "yes"}""");
        Assert.Equal("office", one.Tasks);
        one.Complete("office", """{"vote": "no"}""");
        Assert.True(one.HasEnded);
        Assert.Null(one.Incident);
    }

    [Fact]
    public void A_timer_on_many_tasks_closes_those_still_open()
    {
        var one = Experts(EachExpert).Start("""{"experts": ["甲", "乙", "丙"]}""").Complete("opinion").Fire("late");
        Assert.Equal(2, one.Last.OfType<CloseTask>().Count());
        Assert.True(one.HasEnded);
    }

    [Fact]
    public void An_empty_list_asks_nobody_and_goes_on() => Assert.True(Experts(EachExpert).Start("""{"experts": []}""").HasEnded);

    [Theory]
    [InlineData("{}", "loop.no-list")]
    [InlineData("""{"experts": "甲"}""", "loop.no-list")]
    public void What_is_no_list_is_a_task_for_a_person(string variables, string code)
    {
        var one = Experts(EachExpert).Start(variables);
        Assert.Equal(code, one.Incident);
        Assert.Single(one.State.Waits, wait => wait.Kind == WaitKind.Timer);
        one.Settle("""{"experts": ["甲"]}""");
        Assert.Equal("opinion", one.Tasks);
        Assert.Single(one.State.Waits, wait => wait.Kind == WaitKind.Timer);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"x\"")]
    public void A_count_that_is_none_is_a_task_for_a_person(string count) =>
        Assert.Equal("loop.no-count", Experts("<loopCardinality>count</loopCardinality>").Start($$"""{"count": {{count}}, "expert": "甲"}""").Incident);

    [Fact]
    public void More_instances_than_the_limit_are_a_task_for_a_person() =>
        Assert.Equal("loop.too-many", Experts("<loopCardinality>count</loopCardinality>").Start($$"""{"count": {{Limits.Instances + 1}}, "expert": "甲"}""").Incident);

    [Fact]
    public void Loops_within_loops_of_automatic_work_stop_for_a_person()
    {
        var one = Case.Of("""
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="outer"/>
            <subProcess id="outer"><multiInstanceLoopCharacteristics><loopCardinality>5000</loopCardinality></multiInstanceLoopCharacteristics>
              <manualTask id="inner"><multiInstanceLoopCharacteristics><loopCardinality>4000</loopCardinality></multiInstanceLoopCharacteristics></manualTask>
            </subProcess>
            <sequenceFlow id="f2" sourceRef="outer" targetRef="end"/><endEvent id="end"/>
            """).Start();
        Assert.Contains(one.Incident, new[] { "steps.exceeded", "loop.too-many" });
        Assert.InRange(one.State.Tokens.Count, 5000, 2 * Limits.Instances);
    }

    [Fact]
    public void A_thousand_experts_can_be_asked_and_answer()
    {
        var one = Experts("<loopCardinality>1000</loopCardinality>").Start("""{"expert": "甲"}""");
        Assert.Equal(1000, one.Last.OfType<OpenTask>().Count());
        foreach (var task in one.Last.OfType<OpenTask>().Take(5))
            one.Do(new CompleteTask(task.TaskId, new()));
        Assert.Equal(995, one.State.Waits.Count(wait => wait.Kind == WaitKind.Task));
    }

    [Fact]
    public void A_loop_repeats_its_task_while_its_condition_holds()
    {
        var one = Case.Of("""
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="correct"/>
            <userTask id="correct"><standardLoopCharacteristics loopMaximum="3"><loopCondition>complete != true</loopCondition></standardLoopCharacteristics></userTask>
            <sequenceFlow id="f2" sourceRef="correct" targetRef="end"/><endEvent id="end"/>
            """).Start();
        one.Complete("correct", """{"complete": false}""").Complete("correct", """{"complete": true}""");
        Assert.True(one.HasEnded);
    }

    [Fact]
    public void Called_procedures_can_run_for_each_item()
    {
        var one = Case.Of("""
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="each"/>
            <callActivity id="each">
              <extensionElements><zeebe:calledElement processId="review" propagateAllChildVariables="false"/></extensionElements>
              <multiInstanceLoopCharacteristics><extensionElements><zeebe:loopCharacteristics inputCollection="=offices" inputElement="office" outputCollection="verdicts" outputElement="=office + verdict"/></extensionElements></multiInstanceLoopCharacteristics>
            </callActivity>
            <sequenceFlow id="f2" sourceRef="each" targetRef="end"/><endEvent id="end"/>
            """);
        one.Procedures["review"] = ProcessDefinition.Parse(Case.Xml("""
            <startEvent id="s"/><sequenceFlow id="p1" sourceRef="s" targetRef="opinion"/><userTask id="opinion"/><sequenceFlow id="p2" sourceRef="opinion" targetRef="e"/><endEvent id="e"/>
            """).Replace("id=\"procedure\"", "id=\"review\"", StringComparison.Ordinal));
        one.Start("""{"offices": ["消防", "卫生"]}""");
        Assert.Equal("opinion opinion", one.Tasks);
        one.Complete("opinion", """{"verdict": "可"}""").Complete("opinion", """{"verdict": "否"}""");
        Assert.True(one.HasEnded);
        Assert.Equal("""["消防可", "卫生否"]""", one["verdicts"].ToString());
    }
}
