using System.Xml.Linq;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Events;

/// <summary>
/// The procedure of a life event as BPMN 2.0: every component is a send task that asks for its case and a receive task
/// that waits until it is closed; what nothing connects runs beside each other. A component that is not wanted, or whose
/// need was not met, is passed by: a token always comes out, so no join waits for ever.
/// </summary>
internal sealed class OneProcedure
{
    public const string AskForm = "event-ask", Received = "received", Results = "results";

    static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL", Zeebe = "http://camunda.org/schema/zeebe/1.0", Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    readonly EventDraft draft;
    readonly IReadOnlyList<Part> parts;
    readonly Drawing drawing = new();
    readonly List<XElement> nodes = [], flows = [], messages = [];

    OneProcedure(EventDraft draft, IReadOnlyList<Part> parts) => (this.draft, this.parts) = (draft, parts);

    public static string Write(EventDraft draft, IReadOnlyList<Part> parts) => new OneProcedure(draft, parts).Write();

    string Write()
    {
        Start();
        var heads = parts.ToDictionary(part => part, Block);
        var sources = parts.Where(part => part.Needs.Count == 0).ToList();
        var ends = parts.Where(part => parts.All(other => !Order.Direct(other).Contains(part))).ToList();
        var last = drawing.Column();
        if (sources.Count > 1) Gateway("tracks", "parallelGateway", "分头办理", "Side by side", 2);
        Flow(Received, sources.Count > 1 ? "tracks" : heads[sources[0]].In);
        if (sources.Count > 1)
            foreach (var source in sources) Flow("tracks", heads[source].In);
        foreach (var part in parts)
        {
            var direct = Order.Direct(part);
            foreach (var need in direct) Flow(heads[need].Out, heads[part].In);
        }
        if (ends.Count > 1) Gateway("all", "parallelGateway", "各项都有了结果", "All are over", last);
        foreach (var part in ends) Flow(heads[part].Out, ends.Count > 1 ? "all" : Results);
        if (ends.Count > 1) Flow("all", Results);
        End(last + 1);
        return Document().ToString();
    }

    void Start()
    {
        Node("startEvent", "applied", "提交申请", Step("已提交", "Submitted"), 0, Drawing.Round);
        Service(Received, "notice.send", "发出收件回执", "已告知由哪些部门办理", "You have been told which offices deal with it", 1, ("tz:letter", Received));
        Flow("applied", Received);
    }

    void End(int column)
    {
        Service(Results, "notice.send", "告知办理结果", "办理结果已汇总告知", "You have been told all the results", column, ("tz:letter", Results));
        Service("rate", "rating.ask", "请申请人评价", "请您评价", "Please rate this service", column + 1);
        Gateway("outcome", "exclusiveGateway", "办成了哪些", "What succeeded", column + 2);
        var list = "[" + string.Join(", ", parts.Select(part => $"{{ wanted: {part.Wanted}, granted: {EventNames.Variable(part.Slug)}.granted = true }}")) + "][item.wanted = true]";
        Flow(Results, "rate");
        Flow("rate", "outcome");
        foreach (var (id, zh, en, condition, row) in new[]
        {
            ("granted", "全部办成", "All succeeded", $"every one in {list} satisfies one.granted = true", 0),
            ("partly", "部分办成", "Some succeeded", $"(some one in {list} satisfies one.granted = true) and (some one in {list} satisfies one.granted = false)", 1),
            ("refused", "没有办成", "None succeeded", $"every one in {list} satisfies one.granted = false", 2),
        })
        {
            Node("endEvent", id, zh, Step(zh, en), column + 3, Drawing.Round, row);
            Flow("outcome", id, condition);
        }
    }

    /// <summary>The elements of one component; the first and the last, which the order connects.</summary>
    (string In, string Out) Block(Part part)
    {
        var (name, slug, matter) = (part.Matter.Name, part.Slug, part.Matter);
        var row = drawing.Row(part);
        var way = new List<string>();
        if (Order.Direct(part).Count > 1) way.Add(Gateway(slug + ".all", "parallelGateway", "前面几项都有了结果", "What comes before is over", drawing.NextColumn(part), row));
        var may = Condition(part);
        var followers = parts.Where(other => Order.Direct(other).Contains(part)).ToList();
        var asks = part.Draft.OnFailure is FailureRule.AskApplicant or FailureRule.AskLead && parts.Any(other => other.Needs.Contains(part));
        if (may is not null) way.Add(Gateway(slug + ".may", "exclusiveGateway", "办不办", "Is it to be done", drawing.NextColumn(part), row));
        way.Add(Send(part, drawing.NextColumn(part), row));
        way.Add(Receive(part, drawing.NextColumn(part), row));
        if (asks) way.Add(Gateway(slug + ".answered", "exclusiveGateway", "办成了吗", "Did it succeed", drawing.NextColumn(part), row));
        var ask = asks ? Ask(part, drawing.NextColumn(part), row + 1) : null;
        var over = may is not null || asks ? Gateway(slug + ".over", "exclusiveGateway", "有了结果", "Over", drawing.NextColumn(part), row) : null;
        if (over is not null) way.Add(over);
        if (followers.Count > 1) way.Add(Gateway(slug + ".then", "parallelGateway", "接着办", "What follows", drawing.NextColumn(part), row));
        for (var at = 1; at < way.Count; at++)
            Flow(way[at - 1], way[at], way[at - 1] == slug + ".may" ? may : way[at - 1] == slug + ".answered" ? $"{EventNames.Variable(slug)}.granted = true" : null);
        if (may is not null) Flow(slug + ".may", slug + ".over", $"not({may})");
        if (ask is not null)
        {
            Flow(slug + ".answered", ask, $"not({EventNames.Variable(slug)}.granted = true)");
            Flow(ask, slug + ".over");
        }
        return (way[0], way[^1]);
    }

    // Wanted, and everything it needs succeeded or is by rule no hindrance. Null: always.
    static string? Condition(Part part)
    {
        var conditions = new List<string>();
        if (!part.IsCertain) conditions.Add(part.Wanted);
        foreach (var need in part.Needs.Where(need => need.Draft.OnFailure != FailureRule.GoOn))
        {
            var met = $"{EventNames.Variable(need.Slug)}.granted = true";
            if (need.Draft.OnFailure != FailureRule.Stop) met += $" or {EventNames.GoOn(need.Slug)} = \"goOn\"";
            conditions.Add(need.IsCertain ? $"({met})" : $"(not({need.Wanted}) or {met})");
        }
        return conditions.Count == 0 ? null : string.Join(" and ", conditions);
    }

    string Send(Part part, int column, int row)
    {
        var department = part.Matter.Department;
        return Node("sendTask", part.Slug, part.Matter.Name.Zh, Extension(
            new XElement(Zeebe + "ioMapping", Input($"\"{part.Slug}\"", "matter"), Input(OneForm.Answers(part, draft.Name.Zh), "answers")),
            [("tz:message", "case.open"), ("tz:name.en", part.Matter.Name.En ?? ""), ("tz:step", $"交{department.Zh}办理{part.Matter.Name.Zh}"), ("tz:step.en", $"Given to {department.En ?? department.Zh}: {part.Matter.Name.En}")]),
            column, Drawing.Box, row);
    }

    string Receive(Part part, int column, int row)
    {
        messages.Add(new XElement(Bpmn + "message", new XAttribute("id", "message-" + part.Slug), new XAttribute("name", EventNames.Closed(part.Slug))));
        return Node("receiveTask", part.Slug + ".closed", $"等待{part.Matter.Name.Zh}办结", Extension(
            new XElement(Zeebe + "ioMapping", new XElement(Zeebe + "output", new XAttribute("source", "=component"), new XAttribute("target", EventNames.Variable(part.Slug)))),
            [("tz:name.en", $"Waiting for: {part.Matter.Name.En}"), ("tz:step", $"{part.Matter.Department.Zh}正在办理{part.Matter.Name.Zh}"), ("tz:step.en", $"{part.Matter.Department.En} deals with: {part.Matter.Name.En}")]),
            column, Drawing.Box, row, new XAttribute("messageRef", "message-" + part.Slug));
    }

    string Ask(Part part, int column, int row) =>
        Node("userTask", part.Slug + ".ask", $"“{part.Matter.Name.Zh}”没有办成，后面的还办不办", new XElement(Bpmn + "extensionElements",
            new XElement(Zeebe + "formDefinition", new XAttribute("formId", AskForm)),
            new XElement(Zeebe + "assignmentDefinition", new XAttribute("candidateGroups", part.Draft.OnFailure == FailureRule.AskApplicant ? "applicant" : "clerk")),
            new XElement(Zeebe + "ioMapping", new XElement(Zeebe + "output", new XAttribute("source", "=goOn"), new XAttribute("target", EventNames.GoOn(part.Slug)))),
            Properties([("tz:name.en", $"“{part.Matter.Name.En}” did not succeed: shall what follows go on?"), ("tz:step", $"“{part.Matter.Name.Zh}”没有办成，请决定后面的还办不办"), ("tz:step.en", $"“{part.Matter.Name.En}” did not succeed; decide whether what follows goes on")])),
            column, Drawing.Box, row);

    string Gateway(string id, string type, string zh, string en, int column, int row = 0) => Node(type, id, zh, Extension(null, [("tz:name.en", en)]), column, Drawing.Diamond, row);

    void Service(string id, string type, string name, string zh, string en, int column, params (string, string)[] more) =>
        Node("serviceTask", id, name, new XElement(Bpmn + "extensionElements", new XElement(Zeebe + "taskDefinition", new XAttribute("type", type)), Properties([("tz:step", zh), ("tz:step.en", en), .. more])), column, Drawing.Box);

    string Node(string type, string id, string name, XElement extension, int column, (int Width, int Height) size, int row = 0, params object[] attributes)
    {
        nodes.Add(new XElement(Bpmn + type, new XAttribute("id", id), new XAttribute("name", name), attributes, extension));
        drawing.Place(id, column, row, size);
        return id;
    }

    void Flow(string from, string to, string? condition = null)
    {
        var id = $"{from}_to_{to}";
        flows.Add(new XElement(Bpmn + "sequenceFlow", new XAttribute("id", id), new XAttribute("sourceRef", from), new XAttribute("targetRef", to),
            condition is null ? null : new XElement(Bpmn + "conditionExpression", new XAttribute(Xsi + "type", "bpmn:tFormalExpression"), "=" + condition)));
        drawing.Connect(id, from, to);
    }

    static XElement Step(string zh, string en) => Extension(null, [("tz:step", zh), ("tz:step.en", en)]);

    static XElement Extension(XElement? mapping, (string, string)[] properties) => new(Bpmn + "extensionElements", mapping, Properties(properties));

    static XElement Properties(IEnumerable<(string Name, string Value)> properties) =>
        new(Zeebe + "properties", properties.Select(property => new XElement(Zeebe + "property", new XAttribute("name", property.Name), new XAttribute("value", property.Value))));

    static XElement Input(string expression, string target) => new(Zeebe + "input", new XAttribute("source", "=" + expression), new XAttribute("target", target));

    XElement Document() => new(Bpmn + "definitions",
        new XAttribute(XNamespace.Xmlns + "bpmn", Bpmn), new XAttribute(XNamespace.Xmlns + "bpmndi", Drawing.Di), new XAttribute(XNamespace.Xmlns + "dc", Drawing.Dc), new XAttribute(XNamespace.Xmlns + "di", Drawing.Lines),
        new XAttribute(XNamespace.Xmlns + "xsi", Xsi), new XAttribute(XNamespace.Xmlns + "zeebe", Zeebe),
        new XAttribute("id", "definitions_" + draft.Slug), new XAttribute("targetNamespace", "https://tongzheng.dev/packs"), new XAttribute("exporter", "Tongzheng"),
        messages,
        new XElement(Bpmn + "process", new XAttribute("id", draft.Slug), new XAttribute("name", draft.Name.Zh), new XAttribute("isExecutable", "true"), nodes, flows),
        drawing.Write(draft.Slug));
}
