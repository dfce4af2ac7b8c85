using Tongzheng.Bpmn;

namespace Tongzheng.Tests.Bpmn;

public class TaskTests
{
    static string One(string task, string more = "") => $"""
        <startEvent id="start"/>
        <sequenceFlow id="f1" sourceRef="start" targetRef="task"/>
        {task}
        <sequenceFlow id="f2" sourceRef="task" targetRef="end"/>
        <endEvent id="end"/>
        {more}
        """;

    [Fact]
    public void A_decision_is_taken_inside_the_trigger_and_reported()
    {
        var one = Case.Of(One("""<businessRuleTask id="task"><extensionElements><zeebe:calledDecision decisionId="eligible" resultVariable="answer"/></extensionElements></businessRuleTask>"""));
        one.Decisions["eligible"] = inputs => inputs.Get("age").AsDecimal >= 80;
        one.Start("""{"age": 82}""");
        Assert.True(one.HasEnded);
        Assert.True(one["answer"].AsBoolean);
        Assert.Equal("eligible", one.Single<Decided>().DecisionId);
    }

    [Fact]
    public void A_decision_that_fails_is_a_task_for_a_person_who_can_have_it_taken_again()
    {
        var one = Case.Of(One("""<businessRuleTask id="task"><extensionElements><zeebe:calledDecision decisionId="eligible" resultVariable="answer"/></extensionElements></businessRuleTask>""")).Start();
        Assert.Equal("decision.failed", one.Incident);
        one.Decisions["eligible"] = _ => true;
        one.Settle();
        Assert.True(one.HasEnded);
    }

    [Fact]
    public void A_service_waits_for_its_answer_and_sees_only_its_mapped_inputs()
    {
        var one = Case.Of(One("""
            <serviceTask id="task"><extensionElements>
              <zeebe:taskDefinition type="licence.issue"/>
              <zeebe:ioMapping><zeebe:input source="=applicant.name" target="holder"/><zeebe:input source="fixed" target="kind"/><zeebe:output source="=issued" target="licence.number"/></zeebe:ioMapping>
            </extensionElements></serviceTask>
            """)).Start("""{"applicant": {"name": "张三"}}""");
        var call = one.Single<CallService>();
        Assert.Equal("licence.issue", call.Type);
        Assert.Equal("张三", call.Inputs.Get("holder").AsString);
        Assert.Equal("fixed", call.Inputs.Get("kind").AsString);
        one.Answer("task", """{"issued": "JY2590", "secret": 1}""");
        Assert.True(one.HasEnded);
        Assert.Equal("JY2590", one["licence"].AsContext!.Get("number").AsString);
        Assert.True(one["secret"].IsNull);
        Assert.True(one["holder"].IsNull);
    }

    [Fact]
    public void A_failed_service_goes_to_the_error_event_that_catches_its_code()
    {
        var one = Case.Of(
            One("""<serviceTask id="task"><extensionElements><zeebe:taskDefinition type="pay"/></extensionElements></serviceTask>""", """
                <boundaryEvent id="refused" attachedToRef="task"><errorEventDefinition errorRef="e"/></boundaryEvent>
                <sequenceFlow id="f3" sourceRef="refused" targetRef="call"/>
                <userTask id="call"/>
                <sequenceFlow id="f4" sourceRef="call" targetRef="called"/>
                <endEvent id="called"/>
                """),
            """<error id="e" errorCode="CARD_REFUSED"/>""").Start();
        one.FailService("task", "CARD_REFUSED");
        Assert.Equal("call", one.Tasks);
    }

    [Fact]
    public void A_failure_nobody_catches_is_a_task_for_a_person_and_settling_it_calls_again()
    {
        var one = Case.Of(One("""<serviceTask id="task"><extensionElements><zeebe:taskDefinition type="pay"/></extensionElements></serviceTask>""")).Start();
        one.FailService("task", "TIMEOUT");
        Assert.Equal("service.failed", one.Incident);
        one.Settle();
        one.Single<CallService>();
        one.Answer("task");
        Assert.True(one.HasEnded);
    }

    [Fact]
    public void A_script_runs_inside_the_trigger_and_an_error_in_it_is_a_task_for_a_person()
    {
        var one = Case.Of(One("""<scriptTask id="task"><extensionElements><zeebe:script expression="=fee * 2" resultVariable="total"/></extensionElements></scriptTask>""")).Start("""{"fee": "much"}""");
        Assert.Equal("expression.failed", one.Incident);
        one.Settle("""{"fee": 21}""");
        Assert.Equal(42m, one["total"].AsDecimal);
    }

    [Fact]
    public void Manual_tasks_are_passed_and_messages_sent()
    {
        var one = Case.Of(One("""<sendTask id="task" messageRef="m"/>"""), """<message id="m" name="supervision.opened"/>""").Start("""{"a": 1}""");
        Assert.Equal("supervision.opened", one.Single<SendMessage>().Name);
        Assert.True(one.HasEnded);
        Assert.True(Case.Of(One("""<manualTask id="task"/>""")).Start().HasEnded);
    }

    [Fact]
    public void A_receive_task_waits_for_its_message()
    {
        var one = Case.Of(One("""<receiveTask id="task" messageRef="m"/>"""), """<message id="m" name="paid"/>""").Start();
        Assert.Equal("message.not-awaited", one.Refused(new ReceiveMessage("other", new())));
        one.Do(new ReceiveMessage("paid", Case.Context("""{"sum": 30}""")));
        Assert.True(one.HasEnded);
        Assert.Equal(30m, one["sum"].AsDecimal);
    }
}
