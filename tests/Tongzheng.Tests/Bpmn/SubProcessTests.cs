using Tongzheng.Bpmn;

namespace Tongzheng.Tests.Bpmn;

public class SubProcessTests
{
    const string Around = """
        <startEvent id="start"/>
        <sequenceFlow id="f1" sourceRef="start" targetRef="part"/>
        {0}
        <sequenceFlow id="f2" sourceRef="part" targetRef="end"/>
        <endEvent id="end"/>
        """;

    static string In(string part) => Around.Replace("{0}", part, StringComparison.Ordinal);

    [Fact]
    public void A_sub_process_has_its_own_inputs_and_gives_out_what_it_maps()
    {
        var one = Case.Of(In("""
            <subProcess id="part">
              <extensionElements><zeebe:ioMapping><zeebe:input source="=a * 2" target="inner"/><zeebe:output source="=inner + added" target="result"/></zeebe:ioMapping></extensionElements>
              <startEvent id="s"/><sequenceFlow id="p1" sourceRef="s" targetRef="task"/>
              <userTask id="task"/>
              <sequenceFlow id="p2" sourceRef="task" targetRef="e"/><endEvent id="e"/>
            </subProcess>
            """)).Start("""{"a": 4}""");
        Assert.Equal(8m, one.Single<OpenTask>().Inputs.Get("inner").AsDecimal);
        one.Complete("task", """{"added": 1}""");
        Assert.True(one.HasEnded);
        Assert.Equal(9m, one["result"].AsDecimal);
        Assert.True(one["inner"].IsNull);
    }

    [Fact]
    public void A_timer_on_a_sub_process_closes_everything_in_it()
    {
        var one = Case.Of(In("""
            <subProcess id="part">
              <startEvent id="s"/><sequenceFlow id="p1" sourceRef="s" targetRef="split"/><parallelGateway id="split"/>
              <sequenceFlow id="p2" sourceRef="split" targetRef="a"/><sequenceFlow id="p3" sourceRef="split" targetRef="b"/>
              <userTask id="a"/><userTask id="b"/>
              <sequenceFlow id="p4" sourceRef="a" targetRef="e"/><sequenceFlow id="p5" sourceRef="b" targetRef="e"/><endEvent id="e"/>
            </subProcess>
            <boundaryEvent id="late" attachedToRef="part"><timerEventDefinition><timeDuration>P20D</timeDuration></timerEventDefinition></boundaryEvent>
            <sequenceFlow id="f3" sourceRef="late" targetRef="tacit"/><endEvent id="tacit"/>
            """)).Start();
        Assert.Equal("a b", one.Tasks);
        one.Fire("late");
        Assert.Equal(["a", "b"], one.Last.OfType<CloseTask>().Select(task => task.ElementId).Order(StringComparer.Ordinal));
        Assert.Equal("tacit", one.Single<Ended>().ElementId);
        one.Replays();
    }

    const string Listening = """
        <subProcess id="part">
          <startEvent id="s"/><sequenceFlow id="p1" sourceRef="s" targetRef="task"/><userTask id="task"/>
          <sequenceFlow id="p2" sourceRef="task" targetRef="e"/><endEvent id="e"/>
          <subProcess id="listener" triggeredByEvent="true">
            <startEvent id="heard" isInterrupting="{0}"><messageEventDefinition messageRef="m"/></startEvent>
            <sequenceFlow id="p3" sourceRef="heard" targetRef="answer"/><userTask id="answer"/>
            <sequenceFlow id="p4" sourceRef="answer" targetRef="answered"/><endEvent id="answered"/>
          </subProcess>
        </subProcess>
        """;

    static Case Listener(string interrupting) =>
        Case.Of(In(Listening.Replace("{0}", interrupting, StringComparison.Ordinal)), """<message id="m" name="supplement"/>""").Start();

    [Fact]
    public void An_event_sub_process_that_does_not_interrupt_runs_beside_and_as_often_as_it_hears()
    {
        var one = Listener("false").Do(new ReceiveMessage("supplement", Case.Context("""{"page": 1}""")));
        Assert.Equal("task answer", one.Tasks);
        one.Do(new ReceiveMessage("supplement", new()));
        Assert.Equal("task answer answer", one.Tasks);
        one.Complete("task");
        Assert.False(one.HasEnded);
        one.Complete("answer").Complete("answer");
        Assert.True(one.HasEnded);
        Assert.Equal(1m, one["page"].AsDecimal);
    }

    [Fact]
    public void An_event_sub_process_that_interrupts_stands_in_for_the_rest()
    {
        var one = Listener("true").Do(new ReceiveMessage("supplement", new()));
        Assert.Equal("answer", one.Tasks);
        Assert.Equal("message.not-awaited", one.Refused(new ReceiveMessage("supplement", new())));
        one.Complete("answer");
        Assert.True(one.HasEnded);
    }

    [Fact]
    public void An_error_in_a_sub_process_goes_to_the_nearest_that_catches_its_code()
    {
        var one = Case.Of(In("""
            <subProcess id="part">
              <startEvent id="s"/><sequenceFlow id="p1" sourceRef="s" targetRef="inner"/>
              <subProcess id="inner">
                <startEvent id="s2"/><sequenceFlow id="q1" sourceRef="s2" targetRef="pay"/>
                <serviceTask id="pay"><extensionElements><zeebe:taskDefinition type="pay"/></extensionElements></serviceTask>
                <sequenceFlow id="q2" sourceRef="pay" targetRef="e2"/><endEvent id="e2"/>
              </subProcess>
              <boundaryEvent id="other" attachedToRef="inner"><errorEventDefinition errorRef="e1"/></boundaryEvent>
              <sequenceFlow id="p3" sourceRef="other" targetRef="e"/>
              <sequenceFlow id="p2" sourceRef="inner" targetRef="e"/><endEvent id="e"/>
            </subProcess>
            <boundaryEvent id="any" attachedToRef="part"><errorEventDefinition/></boundaryEvent>
            <sequenceFlow id="f3" sourceRef="any" targetRef="mend"/><userTask id="mend"/>
            <sequenceFlow id="f4" sourceRef="mend" targetRef="end"/>
            """), """<error id="e1" errorCode="OTHER"/>""").Start();
        one.FailService("pay", "BANK_CLOSED");
        Assert.Equal("mend", one.Tasks);
        Assert.Equal("BANK_CLOSED", one["errorCode"].AsString);
    }

    [Fact]
    public void An_error_end_that_nobody_catches_ends_the_case_with_its_code()
    {
        var one = Case.Of("""
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="end"/>
            <endEvent id="end"><errorEventDefinition errorRef="e"/></endEvent>
            """, """<error id="e" errorCode="WITHDRAWN"/>""").Start();
        Assert.Equal("WITHDRAWN", one.Single<Ended>().ErrorCode);
        Assert.Equal("WITHDRAWN", one.State.ErrorCode);
    }

    [Fact]
    public void An_escalation_tells_the_part_around_and_goes_on()
    {
        var one = Case.Of(In("""
            <subProcess id="part">
              <startEvent id="s"/><sequenceFlow id="p1" sourceRef="s" targetRef="tell"/>
              <intermediateThrowEvent id="tell"><escalationEventDefinition escalationRef="x"/></intermediateThrowEvent>
              <sequenceFlow id="p2" sourceRef="tell" targetRef="task"/><userTask id="task"/>
              <sequenceFlow id="p3" sourceRef="task" targetRef="e"/><endEvent id="e"/>
            </subProcess>
            <boundaryEvent id="told" attachedToRef="part" cancelActivity="false"><escalationEventDefinition escalationRef="x"/></boundaryEvent>
            <sequenceFlow id="f3" sourceRef="told" targetRef="leader"/><userTask id="leader"/>
            <sequenceFlow id="f4" sourceRef="leader" targetRef="end"/>
            """), """<escalation id="x" escalationCode="OVERDUE"/>""").Start();
        Assert.Equal("leader task", string.Join(' ', one.Tasks.Split(' ').Order(StringComparer.Ordinal)));
    }

    static ProcessDefinition Inspection(string more = "") => ProcessDefinition.Parse(Case.Xml($"""
        <startEvent id="s"/><sequenceFlow id="p1" sourceRef="s" targetRef="inspect"/><userTask id="inspect"/>
        <sequenceFlow id="p2" sourceRef="inspect" targetRef="e"/><endEvent id="e"/>{more}
        """).Replace("id=\"procedure\"", "id=\"inspection\"", StringComparison.Ordinal));

    const string Call = """<callActivity id="part"><extensionElements><zeebe:calledElement processId="inspection"/></extensionElements></callActivity>""";

    [Fact]
    public void A_called_procedure_runs_under_the_version_it_was_called_with()
    {
        var one = Case.Of(In(Call));
        var first = Inspection();
        one.Procedures["inspection"] = first;
        one.Start("""{"shop": "面馆"}""");
        Assert.Equal("面馆", one.Single<OpenTask>().Inputs.Get("shop").AsString);
        Assert.Equal(first.Hash, one.State.Scopes[1].DefinitionHash);

        one.Procedures["inspection"] = Inspection("<!-- a new version -->");
        Assert.Equal("definition.missing", one.Refused(new CompleteTask(one.Open(WaitKind.Task, "inspect"), new())));
        one.Procedures["inspection"] = first;
        one.Complete("inspect", """{"passed": true}""");
        Assert.True(one.HasEnded);
        Assert.True(one["passed"].AsBoolean);
    }

    [Fact]
    public void A_procedure_that_is_not_there_is_a_task_for_a_person()
    {
        var one = Case.Of(In(Call)).Start();
        Assert.Equal("procedure.missing", one.Incident);
        one.Procedures["inspection"] = Inspection();
        one.Settle();
        Assert.Equal("inspect", one.Tasks);
    }

    [Fact]
    public void Procedures_that_call_each_other_for_ever_stop_for_a_person()
    {
        var one = new Case(ProcessDefinition.Parse(Case.Xml(In("""<callActivity id="part" calledElement="procedure"/>""")))).Start();
        Assert.Contains(one.Incident, new[] { "depth.exceeded", "steps.exceeded" });
    }

    [Fact]
    public void A_called_procedure_sees_only_what_is_mapped_when_the_rest_is_held_back()
    {
        var one = Case.Of(In("""
            <callActivity id="part"><extensionElements>
              <zeebe:calledElement processId="inspection" propagateAllParentVariables="false" propagateAllChildVariables="false"/>
              <zeebe:ioMapping><zeebe:input source="=shop" target="place"/><zeebe:output source="=passed" target="inspection.passed"/></zeebe:ioMapping>
            </extensionElements></callActivity>
            """));
        one.Procedures["inspection"] = Inspection();
        one.Start("""{"shop": "面馆", "secret": 1}""");
        Assert.Equal(["place"], one.Single<OpenTask>().Inputs.Keys);
        one.Complete("inspect", """{"passed": true, "private": 1}""");
        Assert.True(one["inspection"].AsContext!.Get("passed").AsBoolean);
        Assert.True(one["private"].IsNull);
    }

    [Fact]
    public void A_cancelled_transaction_undoes_what_was_done_the_latest_first()
    {
        var one = Case.Of(In("""
            <transaction id="part">
              <startEvent id="s"/><sequenceFlow id="p1" sourceRef="s" targetRef="reserve"/>
              <userTask id="reserve"/>
              <boundaryEvent id="b1" attachedToRef="reserve"><compensateEventDefinition/></boundaryEvent>
              <sequenceFlow id="p2" sourceRef="reserve" targetRef="pay"/>
              <userTask id="pay"/>
              <boundaryEvent id="b2" attachedToRef="pay"><compensateEventDefinition/></boundaryEvent>
              <sequenceFlow id="p3" sourceRef="pay" targetRef="stop"/>
              <endEvent id="stop"><cancelEventDefinition/></endEvent>
              <userTask id="release" isForCompensation="true"/>
              <userTask id="refund" isForCompensation="true"/>
              <association id="a1" sourceRef="b1" targetRef="release"/>
              <association id="a2" sourceRef="b2" targetRef="refund"/>
            </transaction>
            <boundaryEvent id="cancelled" attachedToRef="part"><cancelEventDefinition/></boundaryEvent>
            <sequenceFlow id="f3" sourceRef="cancelled" targetRef="sorry"/><endEvent id="sorry"/>
            """)).Start().Complete("reserve").Complete("pay");
        Assert.Equal("refund", one.Tasks);
        one.Complete("refund");
        Assert.Equal("release", one.Tasks);
        one.Complete("release");
        Assert.Equal("sorry", one.Single<Ended>().ElementId);
        one.Replays();
    }

    [Fact]
    public void An_ad_hoc_part_offers_its_tasks_at_once_until_its_condition_holds()
    {
        var one = Case.Of(In("""
            <adHocSubProcess id="part"><userTask id="a"/><userTask id="b"/><userTask id="c"/><completionCondition>enough = true</completionCondition></adHocSubProcess>
            """)).Start("""{"enough": false}""");
        Assert.Equal("a b c", one.Tasks);
        one.Complete("b");
        Assert.Equal("a c", one.Tasks);
        one.Complete("a", """{"enough": true}""");
        Assert.Equal("c", one.Single<CloseTask>().ElementId);
        Assert.True(one.HasEnded);
    }

    [Fact]
    public void Data_objects_are_variables_of_their_container()
    {
        var one = Case.Of(In("""
            <subProcess id="part">
              <dataObject id="d" name="opinion"/>
              <dataObjectReference id="ref" dataObjectRef="d"/>
              <startEvent id="s"/><sequenceFlow id="p1" sourceRef="s" targetRef="task"/>
              <userTask id="task">
                <ioSpecification><dataOutput id="out" name="written"/><inputSet/><outputSet><dataOutputRefs>out</dataOutputRefs></outputSet></ioSpecification>
                <dataOutputAssociation id="da"><sourceRef>out</sourceRef><targetRef>ref</targetRef></dataOutputAssociation>
              </userTask>
              <sequenceFlow id="p2" sourceRef="task" targetRef="next"/><userTask id="next"/>
              <sequenceFlow id="p3" sourceRef="next" targetRef="e"/><endEvent id="e"/>
            </subProcess>
            """)).Start().Complete("task", """{"written": "同意"}""");
        Assert.Equal("同意", one.Single<OpenTask>().Inputs.Get("opinion").AsString);
        one.Complete("next");
        Assert.True(one["opinion"].IsNull);
    }
}
