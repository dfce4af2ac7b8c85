using System.Text;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Linting;

/// <summary>What a property of a procedure's element holds, and so how it is chosen.</summary>
public enum PropertyKind
{
    /// <summary>Words, in one language.</summary>
    Words,

    /// <summary>One of its <see cref="LegalProperty.Values"/>.</summary>
    Choice,

    /// <summary>A limit of the table of law, <c>statutory</c>, or <c>parameter:</c> and a key of the region.</summary>
    Limit,

    /// <summary>A letter: a standard one or a key of letters.yaml.</summary>
    Letter,

    /// <summary>Ids of user tasks, with commas.</summary>
    Tasks,

    /// <summary>A word of a closed list, or = and FEEL.</summary>
    Office,

    /// <summary>A variable of the case.</summary>
    Variable,

    /// <summary>The post that does a task.</summary>
    Post,

    /// <summary>A form of the matter or a shared one.</summary>
    Form,

    /// <summary>A decision of the matter.</summary>
    Decision,

    /// <summary>What a service task asks of the node.</summary>
    Service,

    /// <summary>FEEL, without its =.</summary>
    Feel,
}

/// <summary>A property that gives an element of a procedure its meaning in law.</summary>
/// <param name="Name">A zeebe:property (<c>tz:limit</c>), or <c>extension@attribute</c> of Zeebe's own (<c>zeebe:formDefinition@formId</c>), or an element of BPMN's own.</param>
/// <param name="On">The elements that can have it, as BPMN names them.</param>
public sealed record LegalProperty(string Name, PropertyKind Kind, Text Label, Text Meaning, params string[] On)
{
    /// <summary>What it may say, each with its words; empty: anything of its kind.</summary>
    public IReadOnlyList<(string Value, Text Label)> Values { get; init; } = [];

    public bool IsOurs => Name.StartsWith("tz:", StringComparison.Ordinal);
}

/// <summary>
/// Every property an element of a procedure may have. The linter, the panel of the modeller and docs/legal-properties.md read
/// this one table, so none of them can say what another does not.
/// </summary>
public static class LegalProperties
{
    static readonly string[] Steps = ["startEvent", "endEvent", "boundaryEvent", "intermediateCatchEvent", "userTask", "serviceTask", "businessRuleTask", "sendTask", "receiveTask", "callActivity", "subProcess"];
    static readonly string[] Clocked = ["userTask", "serviceTask", "sendTask", "boundaryEvent", "intermediateCatchEvent"];

    public static IReadOnlyList<LegalProperty> All { get; } =
    [
        new("zeebe:assignmentDefinition@candidateGroups", PropertyKind.Post, new("承办岗位", "Post"), new("谁来办：岗位；applicant 是申请人自己。", "Who does it: a post; applicant is the party."), "userTask"),
        new("zeebe:formDefinition@formId", PropertyKind.Form, new("表单", "Form"), new("办这一步时填写的表单。", "The form filled in at this step."), "userTask"),
        new("zeebe:taskDefinition@type", PropertyKind.Service, new("系统动作", "What the system does"), new("由系统完成的事：发文书、制证、立监管任务等。", "What the node does: a letter, a licence, a duty of supervision …"), "serviceTask"),
        new("zeebe:calledDecision@decisionId", PropertyKind.Decision, new("决策表", "Decision table"), new("由哪张决策表回答；须在算法登记簿上。", "The table that answers; it stands in the register of algorithms."), "businessRuleTask"),
        new("zeebe:calledDecision@resultVariable", PropertyKind.Variable, new("结果变量", "Result variable"), new("决策结果放进哪个变量。", "The variable that holds its answer."), "businessRuleTask"),
        new("bpmn:conditionExpression", PropertyKind.Feel, new("条件", "Condition"), new("在什么条件下走这条线（FEEL）。不设默认路径：不能确定的交给人。", "When this way is taken (FEEL). There is no default: what is unknown goes to a person."), "sequenceFlow"),
        new("bpmn:timer", PropertyKind.Feel, new("等多久", "How long"), new("一段时间（P5D）或给出它的 FEEL；依据写在时限里。", "A period (P5D) or FEEL that gives one; its basis is the limit."), "boundaryEvent", "intermediateCatchEvent"),
        new("tz:name.en", PropertyKind.Words, new("英文名称", "English name"), new("任务名称的英文。", "The name of the task in English."), "userTask"),
        new("tz:step", PropertyKind.Words, new("告诉申请人的话", "What the party is told"), new("这一步用申请人听得懂的话怎么说。", "The step in the citizen's words."), Steps),
        new("tz:step.en", PropertyKind.Words, new("告诉申请人的话（英文）", "What the party is told, in English"), new("同上，英文。", "The same in English."), Steps),
        new("tz:limit", PropertyKind.Limit, new("时限", "Limit"), new("须遵守的时限：法律中的一条（XK-01），statutory 是事项的法定时限，parameter: 是地区参数；在计时上是它的天数。", "The limit it keeps: a rule of law (XK-01), statutory for the matter's own, parameter: for the region's; on a timer it counts the days."), Clocked),
        new("tz:from", PropertyKind.Variable, new("从哪天起算", "Counted from"), new("含有起算日期的变量；不写则从任务到达起算。", "A variable with the day; else the task's arrival."), Clocked),
        new("tz:basis", PropertyKind.Words, new("依据", "Basis"), new("法律和条款。", "Law and article."), Clocked),
        new("tz:clock", PropertyKind.Choice, new("法定时限", "Statutory clock"), new("这一步办理期间法定时限停还是走。", "Whether the statutory clock stands still or runs meanwhile."), "userTask") { Values = [("stop", new("停止计算", "stands still")), ("run", new("照常计算", "runs on"))] },
        new("tz:ground", PropertyKind.Words, new("停止计算的理由", "Ground to stop"), new("法律允许停止计算的理由；不写则是 tz:action。", "The lawful ground; else what tz:action says."), "userTask"),
        new("tz:action", PropertyKind.Choice, new("申请人的动作", "Act of the party"), new("申请人自己的补正。", "The party's own correction."), "userTask") { Values = [("correction", new("补正材料", "correction"))] },
        new("tz:separate", PropertyKind.Tasks, new("须与谁分开", "Kept apart from"), new("办过这些任务的人不能再办这一步。", "Whoever did these tasks may not do this one."), "userTask"),
        new("tz:office", PropertyKind.Office, new("承办机关", "Office"), new("joint 是联办机构；= 后面的 FEEL 给出部门；不写则是主办机关。", "joint is the joint department; = and FEEL names a department; else the lead."), "userTask"),
        new("tz:power", PropertyKind.Words, new("行使的权力", "Power exercised"), new("基本编码；与事项不同的才写。", "Its basic code, where it is another than the matter's."), "userTask"),
        new("tz:letter", PropertyKind.Letter, new("文书", "Letter"), new("发哪一份：标准文书，或 letters.yaml 中的 key。", "Which letter: a standard one or a key of letters.yaml."), "serviceTask"),
        new("tz:message", PropertyKind.Choice, new("发给另一政府的消息", "Message to another government"), new("请对方收一个办件；入参 matter、answers、files、region 说明是什么。", "Asks for a case there; the inputs matter, answers, files, region say which."), "sendTask") { Values = [("case.open", new("请对方办理", "open a case"))] },
        new("tz:series", PropertyKind.Words, new("字号", "Series"), new("字号中机关代字之后的字。", "The series of the number."), "serviceTask"),
        new("tz:event", PropertyKind.Choice, new("对时限的作用", "What it does to the clock"), new("受理从此计时；重新起算；延长一次；办结后不再计时。", "Acceptance starts it; it begins anew; gets its one extension; ends."), "serviceTask")
        { Values = [("accepted", new("受理", "accepted")), ("restarted", new("重新起算", "begins anew")), ("extended", new("延长", "extended")), ("fulfilled", new("履行完毕", "fulfilled"))] },
        new("tz:deemed", PropertyKind.Choice, new("视为", "Deemed"), new("因逾期不答复而发生。", "It happens by silence."), "serviceTask", "boundaryEvent") { Values = [("true", new("逾期即视为", "by silence")), ("accepted", new("逾期视为受理", "accepted by silence"))] },
    ];

    /// <summary>Our own properties by name, each with what it may say; null: anything of its kind.</summary>
    internal static IReadOnlyDictionary<string, string[]?> Ours { get; } =
        All.Where(property => property.IsOurs).ToDictionary(property => property.Name, property => property.Values.Count == 0 ? null : property.Values.Select(value => value.Value).ToArray());

    /// <summary>The label of a property for a person; its name where there is no such property.</summary>
    public static Text LabelOf(string name) => All.FirstOrDefault(property => property.Name == name)?.Label ?? name;

    /// <summary>The table as docs/legal-properties.md holds it.</summary>
    public static string ToMarkdown()
    {
        var text = new StringBuilder("# Legal properties\n\nWhat an element of a procedure may carry. Written from `Matters/Linting/LegalProperties.cs`, which the linter and the modeller read too.\n\n| property | in the panel | means | says | on |\n|---|---|---|---|---|\n");
        foreach (var property in All)
            text.Append($"| `{property.Name}` | {property.Label.Zh} · {property.Label.En} | {property.Meaning.En} | {(property.Values.Count == 0 ? property.Kind.ToString().ToLowerInvariant() : string.Join(", ", property.Values.Select(value => $"`{value.Value}` {value.Label.Zh}")))} | {string.Join(", ", property.On)} |\n");
        return text.ToString();
    }
}
