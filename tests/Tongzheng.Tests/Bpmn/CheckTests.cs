using Tongzheng.Bpmn;

namespace Tongzheng.Tests.Bpmn;

public class CheckTests
{
    static IReadOnlyList<Finding> Check(string nodes, KnownNames? known = null) => ProcessDefinition.Parse(Case.Xml(nodes)).Check(known);

    static string Parted(string split, string join, string conditions = "") => $"""
        <startEvent id="start"/>
        <sequenceFlow id="f1" sourceRef="start" targetRef="split"/>
        <{split} id="split"/>
        <sequenceFlow id="a" sourceRef="split" targetRef="fire">{conditions}</sequenceFlow>
        <sequenceFlow id="b" sourceRef="split" targetRef="health">{conditions}</sequenceFlow>
        <manualTask id="fire" name="消防"/>
        <manualTask id="health" name="卫生"/>
        <sequenceFlow id="c" sourceRef="fire" targetRef="join"/>
        <sequenceFlow id="d" sourceRef="health" targetRef="join"/>
        <{join} id="join"/>
        <sequenceFlow id="f2" sourceRef="join" targetRef="sign"/>
        <manualTask id="sign"/>
        <sequenceFlow id="f3" sourceRef="sign" targetRef="end"/>
        <endEvent id="end"/>
        """;

    const string Condition = "<conditionExpression>x</conditionExpression>";

    [Theory]
    [InlineData("parallelGateway", "parallelGateway", "")]
    [InlineData("exclusiveGateway", "exclusiveGateway", Condition)]
    [InlineData("inclusiveGateway", "inclusiveGateway", Condition)]
    [InlineData("parallelGateway", "inclusiveGateway", "")]
    public void What_is_parted_and_joined_alike_is_sound(string split, string join, string conditions) =>
        Assert.DoesNotContain(Check(Parted(split, join, conditions)), finding => finding.Severity == Severity.Error || finding.Code == "path.twice");

    [Theory]
    [InlineData("exclusiveGateway")]
    [InlineData("inclusiveGateway")]
    public void A_parallel_join_after_a_choice_can_wait_for_ever(string split)
    {
        var finding = Assert.Single(Check(Parted(split, "parallelGateway", Condition)), finding => finding.Code == "join.stuck");
        Assert.Equal("join", finding.ElementId);
        Assert.Equal(Severity.Error, finding.Severity);
        Assert.True(finding.Message.Contains("消防", StringComparison.Ordinal) || finding.Message.Contains("卫生", StringComparison.Ordinal), finding.Message);
        Assert.Equal(14, finding.Line);
    }

    [Fact]
    public void Behind_a_parallel_join_after_a_choice_everything_is_dead() =>
        Assert.Contains(Check(Parted("exclusiveGateway", "parallelGateway", Condition)), finding => finding is { Code: "path.dead", ElementId: "sign" });

    [Fact]
    public void Parallel_paths_that_meet_without_a_join_are_told() =>
        Assert.Contains(Check(Parted("parallelGateway", "exclusiveGateway")), finding => finding is { Code: "path.twice", ElementId: "join" });

    [Fact]
    public void A_node_that_nothing_leads_to_is_told_in_a_sub_process_too()
    {
        // Without start and end events in the sub-process, a node of its own circle is well-formed and yet dead.
        var findings = Check("""
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="part"/>
            <subProcess id="part">
              <manualTask id="alive"/>
              <manualTask id="one"/>
              <manualTask id="two"/>
              <sequenceFlow id="p1" sourceRef="one" targetRef="two"/>
              <sequenceFlow id="p2" sourceRef="two" targetRef="one"/>
            </subProcess>
            <sequenceFlow id="f2" sourceRef="part" targetRef="end"/>
            <endEvent id="end"/>
            """);
        Assert.Contains(findings, finding => finding is { Code: "path.dead", ElementId: "one" });
        Assert.DoesNotContain(findings, finding => finding.ElementId == "alive");
    }

    [Fact]
    public void A_loop_without_a_way_out_is_told()
    {
        var findings = Check("""
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="choose"/>
            <exclusiveGateway id="choose"/>
            <sequenceFlow id="f2" sourceRef="choose" targetRef="end"><conditionExpression>x</conditionExpression></sequenceFlow>
            <sequenceFlow id="f3" sourceRef="choose" targetRef="again"><conditionExpression>not(x)</conditionExpression></sequenceFlow>
            <exclusiveGateway id="again"/>
            <sequenceFlow id="f4" sourceRef="again" targetRef="correct"/>
            <userTask id="correct"/>
            <sequenceFlow id="f5" sourceRef="correct" targetRef="again"/>
            <endEvent id="end"/>
            """);
        Assert.Contains(findings, finding => finding.Code == "end.never");
    }

    [Fact]
    public void A_loop_that_parts_again_and_again_is_told()
    {
        var findings = Check("""
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="merge"/>
            <exclusiveGateway id="merge"/>
            <sequenceFlow id="f2" sourceRef="merge" targetRef="split"/>
            <parallelGateway id="split"/>
            <sequenceFlow id="f3" sourceRef="split" targetRef="merge"/>
            <sequenceFlow id="f4" sourceRef="split" targetRef="end"/>
            <endEvent id="end"/>
            """);
        Assert.Contains(findings, finding => finding.Code is "tokens.unbounded" or "end.never");
    }

    [Fact]
    public void Names_that_nothing_answers_to_are_told_with_their_remedy()
    {
        var findings = Check("""
            <userTask id="review"><extensionElements>
              <zeebe:formDefinition formId="opinion"/><zeebe:assignmentDefinition candidateGroups="审批科"/>
              <zeebe:properties><zeebe:property name="tz:limit" value="XK-99"/></zeebe:properties>
            </extensionElements></userTask>
            <businessRuleTask id="decide"><extensionElements><zeebe:calledDecision decisionId="eligible" resultVariable="e"/></extensionElements></businessRuleTask>
            <serviceTask id="issue"><extensionElements><zeebe:taskDefinition type="licence.issue"/></extensionElements></serviceTask>
            <callActivity id="call"><extensionElements><zeebe:calledElement processId="inspection"/></extensionElements></callActivity>
            <intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>P5D</timeDuration></timerEventDefinition></intermediateCatchEvent>
            <userTask id="nobody"/>
            <sequenceFlow id="f1" sourceRef="nobody" targetRef="wait"/>
            <sequenceFlow id="f2" sourceRef="wait" targetRef="review"/>
            """, new KnownNames
        {
            Decisions = new HashSet<string>(),
            Forms = new HashSet<string>(),
            Groups = new HashSet<string>(),
            Services = new HashSet<string>(),
            Procedures = new HashSet<string>(),
            Limits = new HashSet<string>(),
        });
        Assert.Equal(
            ["decision.undefined decide", "form.undefined review", "limit.undefined review", "post.undefined review", "procedure.undefined call", "service.undefined issue", "task.nobody nobody", "timer.no-basis wait"],
            findings.Select(finding => $"{finding.Code} {finding.ElementId}").Order(StringComparer.Ordinal));
        Assert.All(findings, finding => Assert.NotEmpty(finding.Remedy));
    }

    [Fact]
    public void What_is_kept_without_effect_is_named()
    {
        var finding = Assert.Single(Check("""<userTask id="t"><extensionElements><zeebe:assignmentDefinition candidateGroups="g"/><zeebe:taskSchedule dueDate="x"/></extensionElements></userTask>"""));
        Assert.Equal(("extension.kept", Severity.Notice), (finding.Code, finding.Severity));
        Assert.Contains("zeebe:taskSchedule", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_procedure_with_very_many_states_is_said_to_be_checked_in_part()
    {
        var branches = Enumerable.Range(0, 16).Select(at => $"""
            <sequenceFlow id="a{at}" sourceRef="split" targetRef="t{at}"/>
            <userTask id="t{at}"/>
            <boundaryEvent id="b{at}" attachedToRef="t{at}"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
            <sequenceFlow id="c{at}" sourceRef="t{at}" targetRef="x{at}"/>
            <sequenceFlow id="d{at}" sourceRef="b{at}" targetRef="x{at}"/>
            <exclusiveGateway id="x{at}"/>
            <sequenceFlow id="e{at}" sourceRef="x{at}" targetRef="join"/>
            """);
        var findings = Check($"""
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="split"/>
            <parallelGateway id="split"/>
            {string.Join('\n', branches)}
            <parallelGateway id="join"/>
            <sequenceFlow id="f2" sourceRef="join" targetRef="end"/>
            <endEvent id="end"/>
            """);
        Assert.Contains(findings, finding => finding.Code == "check.incomplete");
    }
}
