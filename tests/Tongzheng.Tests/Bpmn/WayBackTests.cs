using Tongzheng.Bpmn;

namespace Tongzheng.Tests.Bpmn;

public class WayBackTests
{
    const string Joint = """
        <startEvent id="start"/>
        <sequenceFlow id="f1" sourceRef="start" targetRef="accept"/>
        <userTask id="accept"/>
        <sequenceFlow id="f2" sourceRef="accept" targetRef="told"/>
        <serviceTask id="told"><extensionElements><zeebe:taskDefinition type="notice.send"/></extensionElements></serviceTask>
        <sequenceFlow id="f3" sourceRef="told" targetRef="sort"/>
        <userTask id="sort"/>
        <sequenceFlow id="f4" sourceRef="sort" targetRef="split"/>
        <parallelGateway id="split"/>
        <sequenceFlow id="f5" sourceRef="split" targetRef="inspect"/>
        <sequenceFlow id="f6" sourceRef="split" targetRef="review"/>
        <userTask id="inspect"/>
        <userTask id="review"><extensionElements><zeebe:properties/></extensionElements></userTask>
        <boundaryEvent id="late" attachedToRef="review" cancelActivity="false"><timerEventDefinition><timeDuration>P5D</timeDuration></timerEventDefinition></boundaryEvent>
        <sequenceFlow id="f7" sourceRef="late" targetRef="remind"/>
        <scriptTask id="remind"><extensionElements><zeebe:script expression="=1" resultVariable="reminded"/></extensionElements></scriptTask>
        <sequenceFlow id="f8" sourceRef="remind" targetRef="reminded"/>
        <endEvent id="reminded"/>
        <sequenceFlow id="f9" sourceRef="inspect" targetRef="join"/>
        <sequenceFlow id="f10" sourceRef="review" targetRef="second"/>
        <userTask id="second"/>
        <sequenceFlow id="f11" sourceRef="second" targetRef="join"/>
        <parallelGateway id="join"/>
        <sequenceFlow id="f12" sourceRef="join" targetRef="decide"/>
        <userTask id="decide"/>
        <sequenceFlow id="f13" sourceRef="decide" targetRef="done"/>
        <endEvent id="done"/>
        """;

    [Fact]
    public void The_other_branches_stay_done_when_a_case_goes_back_behind_a_join()
    {
        var one = Decided().SendBack("decide", "review");
        Assert.Equal("review", one.Tasks);
        Assert.Equal("decide", one.Last.OfType<CloseTask>().Single().ElementId);
        Assert.Contains(one.Last, effect => effect is StartTimer { ElementId: "late" });
        one.Complete("review");
        Assert.Equal("second", one.Tasks);
        one.SendBack("second", "review").Complete("review").Complete("second");
        Assert.Equal("decide", one.Tasks);
        one.SendBack("decide", "inspect").Complete("inspect").Complete("decide");
        Assert.True(one.HasEnded);
        one.Replays();
    }

    [Fact]
    public void What_was_told_and_what_was_split_is_not_taken_back()
    {
        string Before(string task) => string.Join(' ', WayBack.From(ProcessDefinition.Parse(Case.Xml(Joint)).Find(task)!).Select(way => way.To.Id));
        Assert.Equal("inspect second review", Before("decide"));
        Assert.Equal("review", Before("second"));
        Assert.Equal("", Before("review"));
        Assert.Equal("", Before("sort"));
        Assert.Equal("", Before("told"));
    }

    [Fact]
    public void A_way_that_is_none_and_a_task_that_is_done_are_refused()
    {
        var one = Decided();
        var decide = one.State.Waits.Single(wait => wait.Kind == WaitKind.Task).Id;
        Assert.Equal("task.no-way-back", one.Refused(new SendBack(decide, "sort")));
        Assert.Equal("task.no-way-back", one.Refused(new SendBack(decide, "nowhere")));
        one.Complete("decide");
        Assert.Equal("case.over", one.Refused(new SendBack(decide, "review")));
        Assert.Equal("task.unknown", Decided().Refused(new SendBack(999, "review")));
    }

    [Fact]
    public void One_of_several_opinions_is_not_sent_back_but_all_of_them_are_asked_again()
    {
        var one = Case.Of("""
            <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="prepare"/><userTask id="prepare"/>
            <sequenceFlow id="f2" sourceRef="prepare" targetRef="experts"/>
            <userTask id="experts"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>
            <sequenceFlow id="f3" sourceRef="experts" targetRef="decide"/><userTask id="decide"/><sequenceFlow id="f4" sourceRef="decide" targetRef="end"/><endEvent id="end"/>
            """).Start().Complete("prepare");
        Assert.Equal("task.no-way-back", one.Refused(new SendBack(one.State.Waits.First(wait => wait.Kind == WaitKind.Task).Id, "prepare")));
        one.Complete("experts").Complete("experts").SendBack("decide", "experts");
        Assert.Equal("experts experts", one.Tasks);
        one.Complete("experts").Complete("experts").Complete("decide");
        Assert.True(one.HasEnded);
    }

    static Case Decided() => Case.Of(Joint).Start().Complete("accept").Answer("told").Complete("sort").Complete("inspect").Complete("review").Complete("second");
}
