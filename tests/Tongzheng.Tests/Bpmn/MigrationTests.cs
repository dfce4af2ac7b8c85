using Tongzheng.Bpmn;

namespace Tongzheng.Tests.Bpmn;

public class MigrationTests
{
    static string Version(string task, string more = "") => $"""
        <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="review"/>
        {task}
        <sequenceFlow id="f2" sourceRef="review" targetRef="end"/><endEvent id="end"/>
        {more}
        """;

    static string Review(string form) => $"""<userTask id="review"><extensionElements><zeebe:formDefinition formId="{form}"/></extensionElements></userTask>""";

    static string Limit(string duration) => $"""
        <boundaryEvent id="late" attachedToRef="review"><timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition></boundaryEvent>
        <sequenceFlow id="f3" sourceRef="late" targetRef="end"/>
        """;

    static readonly Dictionary<string, string> Nothing = [];

    static ProcessDefinition Parse(string nodes) => ProcessDefinition.Parse(Case.Xml(nodes));

    static MigrationPlan Plan(Case one, string from, string to, Dictionary<string, string>? renamed = null) =>
        Migration.Plan(Parse(from), Parse(to), one.State, renamed ?? Nothing, one.Options);

    [Fact]
    public void A_case_goes_on_under_the_new_version_with_its_open_task()
    {
        var (from, to) = (Version(Review("a")), Version(Review("a"), "<!-- mended -->"));
        var one = Case.Of(from).Start();
        var plan = Plan(one, from, to);
        Assert.Empty(plan.Problems);
        Assert.Empty(plan.Effects);
        var task = one.Open(WaitKind.Task, "review");
        var step = Engine.Advance(Parse(to), plan.State, new CompleteTask(task, new()), one.Options);
        Assert.Equal(CaseStatus.Ended, step.State.Status);
    }

    [Fact]
    public void A_limit_that_the_new_version_adds_begins_and_one_that_it_changes_begins_anew()
    {
        var (bare, short_, long_) = (Version(Review("a")), Version(Review("a"), Limit("P10D")), Version(Review("a"), Limit("P20D")));
        var added = Plan(Case.Of(bare).Start(), bare, short_);
        Assert.Equal("P10D", Assert.IsType<StartTimer>(Assert.Single(added.Effects)).Text);
        var changed = Plan(Case.Of(short_).Start(), short_, long_);
        Assert.Collection(changed.Effects, one => Assert.IsType<CancelTimer>(one), one => Assert.Equal("P20D", Assert.IsType<StartTimer>(one).Text));
        var removed = Plan(Case.Of(short_).Start(), short_, bare);
        Assert.IsType<CancelTimer>(Assert.Single(removed.Effects));
    }

    [Fact]
    public void A_task_with_another_form_is_opened_anew()
    {
        var (from, to) = (Version(Review("a")), Version(Review("b")));
        var plan = Plan(Case.Of(from).Start(), from, to);
        Assert.Equal("migrated", Assert.Single(plan.Effects.OfType<CloseTask>()).Reason);
        Assert.Equal("b", Assert.Single(plan.Effects.OfType<OpenTask>()).FormId);
    }

    [Fact]
    public void A_task_that_is_gone_is_a_problem_until_somebody_says_where_it_went()
    {
        var from = Version(Review("a"));
        var to = from.Replace("\"review\"", "\"examine\"", StringComparison.Ordinal);
        var one = Case.Of(from).Start();
        Assert.Equal("migration.missing", Assert.Single(Plan(one, from, to).Problems).Code);
        var plan = Plan(one, from, to, new() { ["review"] = "examine" });
        Assert.Empty(plan.Problems);
        Assert.Equal(["examine"], plan.State!.ActiveElements);
    }

    [Fact]
    public void A_case_is_not_moved_from_a_version_it_does_not_run_under_nor_when_it_is_over()
    {
        var (from, other) = (Version(Review("a")), Version(Review("b")));
        var one = Case.Of(from).Start();
        Assert.Equal("migration.other-version", Assert.Single(Plan(one, other, from).Problems).Code);
        one.Complete("review");
        Assert.Equal("case.over", Assert.Single(Plan(one, from, other).Problems).Code);
    }

    [Fact]
    public void A_task_that_became_something_else_is_a_problem()
    {
        var from = Version(Review("a"));
        var to = Version("""<manualTask id="review"/>""");
        Assert.Equal("migration.other-kind", Assert.Single(Plan(Case.Of(from).Start(), from, to).Problems).Code);
    }

    [Fact]
    public void What_was_called_keeps_its_own_version_and_must_be_there()
    {
        var from = Version("""<callActivity id="review" calledElement="inspection"/>""");
        var to = Version("""<callActivity id="review" calledElement="inspection"/>""", Limit("P10D"));
        var one = Case.Of(from);
        one.Procedures["inspection"] = ProcessDefinition.Parse(Case.Xml("""<userTask id="inspect"/>""").Replace("id=\"procedure\"", "id=\"inspection\"", StringComparison.Ordinal));
        one.Start();
        var plan = Plan(one, from, to);
        Assert.Empty(plan.Problems);
        Assert.IsType<StartTimer>(Assert.Single(plan.Effects));
        Assert.Equal(["review", "inspect"], plan.State!.ActiveElements);
        one.Procedures.Clear();
        Assert.Equal("definition.missing", Assert.Single(Plan(one, from, to).Problems).Code);
    }
}
