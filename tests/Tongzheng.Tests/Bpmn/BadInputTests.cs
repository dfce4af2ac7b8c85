using System.Text;
using Tongzheng.Bpmn;

namespace Tongzheng.Tests.Bpmn;

/// <summary>Every bad file ends in one exception with its place, quickly, and nothing else.</summary>
public class BadInputTests
{
    static BpmnException Refused(string xml) => Assert.Throws<BpmnException>(() => ProcessDefinition.Parse(xml));

    [Fact]
    public void An_entity_bomb_is_refused_before_it_grows()
    {
        var bomb = new StringBuilder("<!DOCTYPE d [<!ENTITY a0 \"lol\">");
        for (var at = 1; at < 20; at++)
            bomb.Append($"<!ENTITY a{at} \"{string.Concat(Enumerable.Repeat($"&a{at - 1};", 10))}\">");
        var reason = Refused(bomb + "]><definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">&a19;</definitions>").Reason;
        Assert.Contains("DTD", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("XmlReader", reason, StringComparison.Ordinal); // which tells how to let it in
    }

    [Fact]
    public void A_file_of_the_outside_is_not_fetched() =>
        Refused("<!DOCTYPE d [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]><definitions>&secret;</definitions>");

    [Fact]
    public void Deep_nesting_is_refused_by_its_limit()
    {
        var deep = string.Concat(Enumerable.Range(0, 100_000).Select(at => $"<subProcess id=\"s{at}\">"));
        Assert.Contains($"{Limits.XmlDepth}", Refused(Case.Xml(deep)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_file_is_refused_by_its_limit() =>
        Assert.Contains($"{Limits.FileCharacters}", Refused(new string(' ', Limits.FileCharacters + 1)).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_file_of_very_many_elements_is_refused_by_its_limit() =>
        Assert.Contains($"{Limits.XmlElements}", Refused(Case.Xml(new StringBuilder().Insert(0, "<task/>", Limits.XmlElements + 1).ToString())).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("", "empty", 1)]
    [InlineData("nonsense", "XML", 1)]
    [InlineData("<definitions/>", "definitions of http://www.omg.org", 1)]
    [InlineData("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"/>", "no process", 1)]
    public void A_file_that_is_no_procedure_says_so(string xml, string reason, int line)
    {
        var refusal = Refused(xml);
        Assert.True(refusal.Reason.Contains(reason, StringComparison.OrdinalIgnoreCase) || refusal.Reason.Contains("root", StringComparison.OrdinalIgnoreCase), refusal.Reason);
        Assert.Equal(line, refusal.Line);
    }

    public static TheoryData<string, string, string> Unsupported => new()
    {
        { "<userTask id=\"t\"><extensionElements><zeebe:taskListeners/></extensionElements></userTask>", "t", "taskListeners" },
        { "<serviceTask id=\"t\"/>", "t", "taskDefinition" },
        { "<businessRuleTask id=\"t\"/>", "t", "calledDecision" },
        { "<callActivity id=\"t\"/>", "t", "calledElement" },
        { "<scriptTask id=\"t\" scriptFormat=\"groovy\"><script>1</script></scriptTask>", "t", "groovy" },
        { "<scriptTask id=\"t\"><script>1 +</script></scriptTask>", "t", "FEEL" },
        { "<choreographyTask id=\"t\"/>", "t", "choreographyTask" },
        { "<intermediateCatchEvent id=\"t\"><timerEventDefinition><timeDuration>soon</timeDuration></timerEventDefinition></intermediateCatchEvent>", "t", "" },
        { "<task id=\"a\"/><task id=\"a\"/>", "a", "twice" },
        { "<task id=\"procedure\"/>", "procedure", "twice" },
        { "<task id=\"a\"/><sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"b\"/>", "f", "targetRef" },
        { "<startEvent id=\"s\"/><task id=\"a\"/><endEvent id=\"e\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"nowhere\"/>", "f", "nowhere" },
        { "<startEvent id=\"s\"/><task id=\"a\"/><endEvent id=\"e\"/><sequenceFlow id=\"f\" targetRef=\"a\"/>", "f", "sourceRef" },
        { "<startEvent id=\"s\"/><task id=\"s\"/><endEvent id=\"e\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"e\"/>", "s", "twice" },
        { "<task id=\"a\" startQuantity=\"0\"/>", "a", "startQuantity" },
        { "<task id=\"a\"/><boundaryEvent id=\"b\" attachedToRef=\"nothing\"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>", "b", "nothing" },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void What_cannot_run_is_refused_by_name_and_place(string nodes, string element, string name)
    {
        var refusal = Refused(Case.Xml("\n" + nodes));
        Assert.Equal(element, refusal.ElementId);
        Assert.Contains(name, refusal.Reason, StringComparison.Ordinal);
        Assert.Equal(6, refusal.Line);
    }

    [Fact]
    public void A_stored_state_of_another_format_is_refused() =>
        Assert.Throws<System.Text.Json.JsonException>(() => ProcessState.FromJson("{\"format\": 99}"u8.ToArray()));
}
