using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Exchange;
using Tongzheng.Store;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Exchange;

/// <summary>
/// Two governments of one node, and two made matters: one whose procedure asks the other government for a case of the
/// second and waits for its end.
/// </summary>
sealed class TwoGovernments : IAsyncDisposable
{
    public const string Lead = "590102", Part = "590202"; // 澜阳区 of 青梧市, 桐溪区 of 岚川市
    public const string Paper = "随案移交的材料原文";

    readonly MadePacks packs = new();

    TwoGovernments() { }

    public CutDoor Way { get; } = new();

    /// <summary>A paper uploaded at the counter.</summary>
    public string? Uploaded { get; set; }
    public RunningNode Node { get; private set; } = null!;
    public Door Door => Node.Services.GetRequiredService<Door>();

    public static async Task<TwoGovernments> Start(string? before = null)
    {
        var two = new TwoGovernments();
        two.packs.Add("made-part", MadePacks.Start("work") + MadePacks.Task("work", "reviewer", "which", "decision") + """<bpmn:exclusiveGateway id="which"/>"""
            + MadePacks.Flow("which", "granted", "decision = \"grant\"") + MadePacks.Flow("which", "refused", "decision = \"refuse\"") + MadePacks.End("granted") + MadePacks.End("refused"));
        two.packs.Add("made-lead", MadePacks.Start("ask") + Ask(before ?? "wait")
            + (before is null ? "" : MadePacks.Task(before, "clerk", "wait", "decision"))
            + $"""<bpmn:receiveTask id="wait" name="case.closed:ask"/>""" + MadePacks.Flow("wait", "how") + """<bpmn:exclusiveGateway id="how"/>"""
            + MadePacks.Flow("how", "granted", "component.granted") + MadePacks.Flow("how", "refused", "not(component.granted)") + MadePacks.End("granted") + MadePacks.End("refused"));
        two.Node = await RunningNode.Start(packs: two.packs.Folder, carried: two.Way.Way);
        return two;
    }

    static string Ask(string to) => """
        <bpmn:sendTask id="ask" name="ask"><bpmn:extensionElements><zeebe:ioMapping>
          <zeebe:input source="made-part" target="matter"/><zeebe:input source="=explanation" target="region"/>
          <zeebe:input source="={explanation: &quot;转请贵地办理&quot;}" target="answers"/><zeebe:input source="={letter: letter}" target="files"/>
        </zeebe:ioMapping><zeebe:properties><zeebe:property name="tz:message" value="case.open"/></zeebe:properties></bpmn:extensionElements></bpmn:sendTask>
        """ + MadePacks.Flow("ask", to);

    /// <summary>The person of 澜阳区 applies; the id of the case there.</summary>
    public async Task<string> Apply(string region = Part)
    {
        var applicant = await Node.As("li-yan");
        var letter = await applicant.Upload(Lead, "申请书.pdf", [.. Some.Pdf, .. System.Text.Encoding.UTF8.GetBytes(Paper)]);
        return (await applicant.Post("/api/cases", new { matter = "made-lead", region = Some.Place, answers = new { explanation = region, letter = new[] { new { upload = letter } } } })).Ok().Body.GetProperty("case").GetString() ?? "";
    }

    /// <summary>The other government's officer decides the case that came to it.</summary>
    public async Task<Answer> Decide(string id, string decision)
    {
        var task = await OpenTask.Of(await Node.As("li-yan"), id, "work");
        var officer = await Node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        object answers = decision == "grant" ? new { decision } : new { decision, reason = "不符合条件。", legalBasis = "行政许可法第三十八条" };
        return (await officer.Post(task.Path, new { answers })).Ok();
    }

    public async Task<JsonElement> See(string id) => (await (await Node.As("li-yan")).Get($"/api/cases/{id}")).Ok().Body;

    /// <summary>The cases of a matter in one government.</summary>
    public IReadOnlyList<string> CasesIn(string jurisdiction, string matter = "made-part")
    {
        using var connection = Node.Journal.OpenRead();
        return [.. connection.Query<string>("SELECT case_id FROM case_index WHERE jurisdiction = @jurisdiction AND matter = @matter ORDER BY case_id", new { jurisdiction, matter })];
    }

    public async Task<IReadOnlyList<TFact>> FactsIn<TFact>(string jurisdiction) where TFact : Fact
    {
        var facts = new List<TFact>();
        var size = await Node.Journal.Size(jurisdiction);
        for (var position = Math.Max(1, size - 3000); position <= size; position++)
            if (await Node.Journal.Read(jurisdiction, position) is { } recorded && Facts.Read(recorded) is TFact fact) facts.Add(fact);
        return facts;
    }

    public async Task Restart() => Node = await Node.Restarted();

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        packs.Dispose();
    }
}
