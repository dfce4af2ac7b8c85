using Tongzheng.Bpmn;

namespace Tongzheng.Tests.Bpmn;

public class ListeningTests
{
    [Fact]
    public void A_case_can_begin_with_a_message_a_signal_or_a_timer()
    {
        const string nodes = """
            <startEvent id="byMessage"><messageEventDefinition messageRef="m"/></startEvent>
            <startEvent id="bySignal"><signalEventDefinition signalRef="s"/></startEvent>
            <startEvent id="byTimer"><timerEventDefinition><timeCycle>R/P1Y</timeCycle></timerEventDefinition></startEvent>
            <sequenceFlow id="f1" sourceRef="byMessage" targetRef="a"/><sequenceFlow id="f2" sourceRef="bySignal" targetRef="b"/><sequenceFlow id="f3" sourceRef="byTimer" targetRef="c"/>
            <userTask id="a"/><userTask id="b"/><userTask id="c"/>
            <sequenceFlow id="g1" sourceRef="a" targetRef="end"/><sequenceFlow id="g2" sourceRef="b" targetRef="end"/><sequenceFlow id="g3" sourceRef="c" targetRef="end"/><endEvent id="end"/>
            """;
        const string roots = """<message id="m" name="reported"/><signal id="s" name="storm"/>""";
        var message = Case.Of(nodes, roots).Do(new ReceiveMessage("reported", Case.Context("""{"where": "云溪"}""")));
        Assert.Equal("a", message.Tasks);
        Assert.Equal("云溪", message["where"].AsString);
        Assert.Equal("b", Case.Of(nodes, roots).Do(new Signal("storm")).Tasks);
        Assert.Equal("c", Case.Of(nodes, roots).Do(new Start(new(), "byTimer")).Tasks);
        Assert.Equal("start.unknown", Case.Of(nodes, roots).Refused(new Start(new())));
        Assert.Equal("message.not-awaited", Case.Of(nodes, roots).Refused(new ReceiveMessage("other", new())));
        Assert.Equal("case.not-begun", Case.Of(nodes, roots).Refused(new CompleteTask(1, new())));
    }

    const string Deferred = """
        <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="wait"/>
        <eventBasedGateway id="wait"/>
        <sequenceFlow id="f2" sourceRef="wait" targetRef="paid"/><sequenceFlow id="f3" sourceRef="wait" targetRef="late"/>
        <intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
        <intermediateCatchEvent id="late"><timerEventDefinition><timeDuration>P15D</timeDuration></timerEventDefinition></intermediateCatchEvent>
        <sequenceFlow id="f4" sourceRef="paid" targetRef="issue"/><sequenceFlow id="f5" sourceRef="late" targetRef="dun"/>
        <userTask id="issue"/><userTask id="dun"/>
        <sequenceFlow id="f6" sourceRef="issue" targetRef="end"/><sequenceFlow id="f7" sourceRef="dun" targetRef="end"/><endEvent id="end"/>
        """;

    [Fact]
    public void What_comes_first_decides_and_the_other_is_no_longer_waited_for()
    {
        var paid = Case.Of(Deferred, """<message id="m" name="paid"/>""").Start().Do(new ReceiveMessage("paid", new()));
        Assert.Equal("issue", paid.Tasks);
        paid.Single<CancelTimer>();
        var late = Case.Of(Deferred, """<message id="m" name="paid"/>""").Start().Fire("late");
        Assert.Equal("dun", late.Tasks);
        Assert.Equal("message.not-awaited", late.Refused(new ReceiveMessage("paid", new())));
    }

    [Fact]
    public void A_signal_reaches_everything_that_listens_and_is_told_to_the_outside()
    {
        var one = Case.Of("""
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="split"/><parallelGateway id="split"/>
            <sequenceFlow id="f2" sourceRef="split" targetRef="throw"/><sequenceFlow id="f3" sourceRef="split" targetRef="a"/><sequenceFlow id="f4" sourceRef="split" targetRef="b"/>
            <intermediateThrowEvent id="throw"><signalEventDefinition signalRef="s"/></intermediateThrowEvent>
            <intermediateCatchEvent id="a"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>
            <intermediateCatchEvent id="b"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>
            <sequenceFlow id="f5" sourceRef="throw" targetRef="end"/><sequenceFlow id="f6" sourceRef="a" targetRef="end"/><sequenceFlow id="f7" sourceRef="b" targetRef="end"/>
            <endEvent id="end"/>
            """, """<signal id="s" name="decided"/>""").Start();
        Assert.Equal("decided", one.Single<SendSignal>().Name);
        Assert.True(one.HasEnded);
    }

    [Fact]
    public void A_condition_is_waited_for_and_unknown_is_not_yet_true()
    {
        var one = Case.Of("""
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="split"/><parallelGateway id="split"/>
            <sequenceFlow id="f2" sourceRef="split" targetRef="until"/><sequenceFlow id="f3" sourceRef="split" targetRef="measure"/>
            <intermediateCatchEvent id="until"><conditionalEventDefinition><condition>level &gt; 5</condition></conditionalEventDefinition></intermediateCatchEvent>
            <userTask id="measure"><standardLoopCharacteristics><loopCondition>true</loopCondition></standardLoopCharacteristics></userTask>
            <sequenceFlow id="f4" sourceRef="until" targetRef="warn"/><userTask id="warn"/>
            <sequenceFlow id="f5" sourceRef="warn" targetRef="end"/><sequenceFlow id="f6" sourceRef="measure" targetRef="end"/><endEvent id="end"/>
            """).Start();
        Assert.Null(one.Incident);
        one.Complete("measure", """{"level": 3}""");
        Assert.Equal("measure", one.Tasks);
        one.Complete("measure", """{"level": 7}""");
        Assert.Equal("measure warn", string.Join(' ', one.Tasks.Split(' ').Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_link_goes_on_at_its_other_end()
    {
        var one = Case.Of("""
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="off"/>
            <intermediateThrowEvent id="off"><linkEventDefinition name="page 2"/></intermediateThrowEvent>
            <intermediateCatchEvent id="on"><linkEventDefinition name="page 2"/></intermediateCatchEvent>
            <sequenceFlow id="f2" sourceRef="on" targetRef="task"/><userTask id="task"/>
            <sequenceFlow id="f3" sourceRef="task" targetRef="end"/><endEvent id="end"/>
            """).Start();
        Assert.Equal("task", one.Tasks);
    }

    [Fact]
    public void What_opens_and_closes_in_one_trigger_leaves_no_effect()
    {
        var one = Case.Of("""
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="split"/><parallelGateway id="split"/>
            <sequenceFlow id="f2" sourceRef="split" targetRef="task"/><sequenceFlow id="f3" sourceRef="split" targetRef="stop"/>
            <userTask id="task"/><sequenceFlow id="f4" sourceRef="task" targetRef="end"/><endEvent id="end"/>
            <endEvent id="stop"><terminateEventDefinition/></endEvent>
            """).Start();
        Assert.IsType<Ended>(Assert.Single(one.Last));
    }

    [Fact]
    public void Dates_durations_and_ranges_survive_storing()
    {
        var one = Case.Of("""
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="set"/>
            <scriptTask id="set"><extensionElements><zeebe:script expression="={day: date(&quot;2026-02-10&quot;), span: duration(&quot;P20D&quot;), range: [1..3]}" resultVariable="v"/></extensionElements></scriptTask>
            <sequenceFlow id="f2" sourceRef="set" targetRef="task"/><userTask id="task"/><sequenceFlow id="f3" sourceRef="task" targetRef="choose"/>
            <exclusiveGateway id="choose" default="no"/>
            <sequenceFlow id="yes" sourceRef="choose" targetRef="end"><conditionExpression>v.day + v.span = date("2026-03-02") and 2 in v.range</conditionExpression></sequenceFlow>
            <sequenceFlow id="no" sourceRef="choose" targetRef="wrong"/>
            <endEvent id="end"/><endEvent id="wrong"/>
            """).Start().Complete("task");
        Assert.Equal("end", one.Single<Ended>().ElementId);
    }
}
