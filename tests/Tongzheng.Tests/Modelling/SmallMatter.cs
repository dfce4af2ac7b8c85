using Tongzheng.Casework;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Modelling.Simulating;

namespace Tongzheng.Tests.Modelling;

/// <summary>Procedures of a few steps, so small that a formula knows what a simulation of them must find.</summary>
static class SmallMatter
{
    /// <summary>Steps one after the other, each done by a post of its own: <c>step1</c> by post <c>p1</c> …</summary>
    public static Simulated InARow(int steps)
    {
        var tasks = Enumerable.Range(1, steps).Select(i => Task($"step{i}", $"p{i}"));
        var flows = Enumerable.Range(0, steps + 1).Select(i => Flow(i == 0 ? "start" : $"step{i}", i == steps ? "granted" : $"step{i + 1}"));
        return Of($"""<bpmn:startEvent id="start"/>{string.Concat(tasks)}<bpmn:endEvent id="granted"/>{string.Concat(flows)}""");
    }

    public static Simulated Of(string process, string form = """{"id":"f","components":[]}""", IReadOnlyDictionary<string, FormFile>? taskForms = null, Func<Matter, Matter>? with = null)
    {
        var xml = $"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t">
              <bpmn:message id="m" name="answer"/>
              <bpmn:process id="small" isExecutable="true">{process}</bpmn:process>
            </bpmn:definitions>
            """;
        var matter = new Matter
        {
            Id = "T1", Slug = "small", Name = new Text("小事项"), ItemType = "01", ServiceObjects = ["1"], Department = new Text("受理局"), Office = "受理局",
            Procedure = new Procedure("small", "small.bpmn", xml, Shared: false), Form = new FormFile("f", "f.form", form, Generated: false), TaskForms = taskForms ?? new Dictionary<string, FormFile>(),
        };
        return new Simulated(new RunningMatter(with?.Invoke(matter) ?? matter), WorkCalendar.Shipped, Parameters.Load("no such file", []), SimulatedEffects.All);
    }

    public static string Task(string id, string post, string? form = null, string properties = "", string more = "") => $"""
        <bpmn:userTask id="{id}" name="{id}"><bpmn:extensionElements><zeebe:assignmentDefinition candidateGroups="{post}"/>{(form is null ? "" : $"""<zeebe:formDefinition formId="{form}"/>""")}
        <zeebe:properties>{properties}</zeebe:properties></bpmn:extensionElements>{more}</bpmn:userTask>
        """;

    public static string Property(string name, string value) => $"""<zeebe:property name="{name}" value="{value}"/>""";

    public static string Flow(string from, string to, string? condition = null) =>
        $"""<bpmn:sequenceFlow id="{from}_{to}" sourceRef="{from}" targetRef="{to}">{(condition is null ? "" : $"""<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{condition}</bpmn:conditionExpression>""")}</bpmn:sequenceFlow>""";

    /// <summary>One case an hour on average, of eight hours a day.</summary>
    public static Plan OneAnHour(Duration handling, params (string Post, int Officers)[] staff) => new()
    {
        HoursPerDay = 8, ArrivalsPerDay = 8, WarmUp = 200, Cases = 1500, Runs = 10, From = new DateOnly(2026, 1, 5), Seed = 7,
        Staff = [.. staff.Select(post => new Staff(post.Post, null, post.Officers))],
        Times = Enumerable.Range(1, 5).ToDictionary(i => $"step{i}", _ => handling),
    };

    public static SimulationResult Play(Simulated matter, Plan plan) => Simulate.Handle(matter, plan, new DateOnly(2026, 1, 5), () => { }, TestContext.Current.CancellationToken);
}
