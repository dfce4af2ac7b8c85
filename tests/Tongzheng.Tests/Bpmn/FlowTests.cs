using Tongzheng.Bpmn;

namespace Tongzheng.Tests.Bpmn;

public class FlowTests
{
    const string Review = """
        <startEvent id="start"/>
        <sequenceFlow id="f1" sourceRef="start" targetRef="accept"/>
        <userTask id="accept" name="受理">
          <extensionElements>
            <zeebe:formDefinition formId="acceptance"/>
            <zeebe:assignmentDefinition candidateGroups="窗口, 审批科"/>
            <zeebe:properties><zeebe:property name="tz:limit" value="行政许可法第四十二条"/></zeebe:properties>
          </extensionElements>
        </userTask>
        <sequenceFlow id="f2" sourceRef="accept" targetRef="split"/>
        <exclusiveGateway id="split" default="no"/>
        <sequenceFlow id="yes" sourceRef="split" targetRef="both"><conditionExpression xsi:type="tFormalExpression">=accepted</conditionExpression></sequenceFlow>
        <sequenceFlow id="no" sourceRef="split" targetRef="refused"/>
        <endEvent id="refused"/>
        <parallelGateway id="both"/>
        <sequenceFlow id="f3" sourceRef="both" targetRef="inspect"/>
        <sequenceFlow id="f4" sourceRef="both" targetRef="review"/>
        <userTask id="inspect"/>
        <userTask id="review"/>
        <sequenceFlow id="f5" sourceRef="inspect" targetRef="join"/>
        <sequenceFlow id="f6" sourceRef="review" targetRef="join"/>
        <parallelGateway id="join"/>
        <sequenceFlow id="f7" sourceRef="join" targetRef="done"/>
        <endEvent id="done"/>
        """;

    [Fact]
    public void A_user_task_opens_with_its_form_posts_and_legal_properties()
    {
        var one = Case.Of(Review).Start("""{"applicant": "张三"}""");
        var task = one.Single<OpenTask>();
        Assert.Equal(("accept", "受理", "acceptance"), (task.ElementId, task.Name, task.FormId));
        Assert.Equal(["窗口", "审批科"], task.CandidateGroups);
        Assert.Equal("行政许可法第四十二条", task.Properties["tz:limit"]);
        Assert.Equal("张三", task.Inputs.Get("applicant").AsString);
    }

    [Fact]
    public void Inspection_and_review_go_on_at_once_and_the_case_ends_when_both_are_done()
    {
        var one = Case.Of(Review).Start().Complete("accept", """{"accepted": true}""");
        Assert.Equal("inspect review", one.Tasks);
        one.Complete("review");
        Assert.Equal("inspect", one.Tasks);
        one.Complete("inspect");
        Assert.True(one.HasEnded);
        Assert.Equal("done", one.Single<Ended>().ElementId);
        one.Replays();
    }

    [Fact]
    public void Every_step_tells_the_way_it_took()
    {
        var one = Case.Of(Review).Start();
        Assert.Equal(["start", "f1"], one.Path);
        one.Complete("accept", """{"accepted": true}""");
        Assert.Equal(["accept", "f2", "split", "yes", "both", "f3", "f4"], one.Path);
    }

    [Fact]
    public void The_default_flow_is_taken_when_the_condition_is_false()
    {
        var one = Case.Of(Review).Start().Complete("accept", """{"accepted": false}""");
        Assert.Equal("refused", one.Single<Ended>().ElementId);
    }

    [Fact]
    public void A_condition_without_an_answer_is_a_task_for_a_person_and_never_the_default_flow()
    {
        var one = Case.Of(Review).Start().Complete("accept");
        Assert.Equal("condition.unknown", one.Single<Incident>().Code);
        Assert.False(one.HasEnded);
        one.Settle("""{"accepted": true}""");
        Assert.Equal("inspect review", one.Tasks);
    }

    [Fact]
    public void A_condition_that_is_no_truth_value_is_a_task_for_a_person()
    {
        var one = Case.Of(Review).Start().Complete("accept", """{"accepted": "是"}""");
        Assert.Equal("condition.unknown", one.Incident);
    }

    [Fact]
    public void A_finished_task_is_refused_with_its_code()
    {
        var one = Case.Of(Review).Start();
        var task = one.Open(WaitKind.Task, "accept");
        one.Complete("accept", """{"accepted": true}""");
        Assert.Equal("task.finished", one.Refused(new CompleteTask(task, new())));
        Assert.Equal("task.unknown", one.Refused(new CompleteTask(999, new())));
        Assert.Equal("timer.unknown", one.Refused(new FireTimer(0)));
    }

    [Fact]
    public void A_withdrawn_case_closes_its_tasks_and_takes_nothing_more()
    {
        var one = Case.Of(Review).Start();
        one.Do(new Cancel());
        Assert.Equal("cancelled", one.Single<CloseTask>().Reason);
        Assert.Equal(CaseStatus.Cancelled, one.State.Status);
        Assert.Equal("case.over", one.Refused(new CompleteTask(1, new())));
    }

    [Fact]
    public void A_case_stays_with_the_version_it_began_under()
    {
        var one = Case.Of(Review).Start();
        var other = ProcessDefinition.Parse(Case.Xml(Review + "<!-- changed -->"));
        Assert.Equal("definition.other", Engine.Advance(other, one.State, new Cancel(), one.Options).Refusal?.Code);
    }

    [Fact]
    public void An_endless_loop_of_automatic_tasks_stops_for_a_person_and_loses_nothing()
    {
        var one = Case.Of("""
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="again"/>
            <exclusiveGateway id="again"/>
            <sequenceFlow id="f2" sourceRef="again" targetRef="count"/>
            <scriptTask id="count"><extensionElements><zeebe:script expression="=n + 1" resultVariable="n"/></extensionElements></scriptTask>
            <sequenceFlow id="f3" sourceRef="count" targetRef="more"/>
            <exclusiveGateway id="more" default="f4"/>
            <sequenceFlow id="f4" sourceRef="more" targetRef="again"/>
            <sequenceFlow id="f5" sourceRef="more" targetRef="end"><conditionExpression>n &gt;= 500</conditionExpression></sequenceFlow>
            <endEvent id="end"/>
            """).Start("""{"n": 0}""");
        Assert.Equal("steps.exceeded", one.Incident);
        Assert.Single(one.State.Tokens);
        one.Settle();
        Assert.True(one.HasEnded);
        Assert.Equal(500m, one["n"].AsDecimal);
    }

    [Fact]
    public void A_parallel_join_that_can_no_longer_be_reached_is_told_and_a_person_may_let_it_go_on()
    {
        var one = Case.Of("""
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="split"/>
            <inclusiveGateway id="split"/>
            <sequenceFlow id="a" sourceRef="split" targetRef="join"><conditionExpression>true</conditionExpression></sequenceFlow>
            <sequenceFlow id="b" sourceRef="split" targetRef="join"><conditionExpression>false</conditionExpression></sequenceFlow>
            <parallelGateway id="join"/>
            <sequenceFlow id="f2" sourceRef="join" targetRef="end"/>
            <endEvent id="end"/>
            """).Start();
        Assert.Equal("join.stuck", one.Incident);
        one.Settle();
        Assert.True(one.HasEnded);
    }

    [Fact]
    public void An_inclusive_join_waits_for_exactly_the_paths_taken()
    {
        const string nodes = """
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="split"/>
            <inclusiveGateway id="split"/>
            <sequenceFlow id="fa" sourceRef="split" targetRef="fire"><conditionExpression>fire</conditionExpression></sequenceFlow>
            <sequenceFlow id="fb" sourceRef="split" targetRef="health"><conditionExpression>health</conditionExpression></sequenceFlow>
            <sequenceFlow id="fc" sourceRef="split" targetRef="planning"><conditionExpression>planning</conditionExpression></sequenceFlow>
            <userTask id="fire"/><userTask id="health"/><userTask id="planning"/>
            <sequenceFlow id="ga" sourceRef="fire" targetRef="join"/>
            <sequenceFlow id="gb" sourceRef="health" targetRef="join"/>
            <sequenceFlow id="gc" sourceRef="planning" targetRef="join"/>
            <inclusiveGateway id="join"/>
            <sequenceFlow id="f2" sourceRef="join" targetRef="sign"/>
            <userTask id="sign"/>
            <sequenceFlow id="f3" sourceRef="sign" targetRef="end"/>
            <endEvent id="end"/>
            """;
        var one = Case.Of(nodes).Start("""{"fire": true, "health": false, "planning": true}""");
        Assert.Equal("fire planning", one.Tasks);
        one.Complete("planning");
        Assert.Equal("fire", one.Tasks);
        one.Complete("fire");
        Assert.Equal("sign", one.Tasks);
    }
}
