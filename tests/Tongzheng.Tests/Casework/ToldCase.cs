using System.Text;
using System.Text.Json;
using Tongzheng.Bpmn;
using Tongzheng.Store;
using Case = Tongzheng.Casework.Case;

namespace Tongzheng.Tests.Casework;

/// <summary>All that a case says, as one text: two ways to the same case are compared by it.</summary>
static class ToldCase
{
    public static string Told(this Case told) => JsonSerializer.Serialize(new
    {
        told.Jurisdiction, told.Opened, Version = told.Version.Matter.Hash, told.StreamVersion, told.OpenedAt, told.Status, told.Clock, told.Organisation, told.Pauses, told.Links, told.IsExpedited, told.IsUrged,
        told.Outcome, told.Tasks, told.Timers, told.Incidents, told.Kept, told.Correction, told.Answers, State = Text(told.State), OnRecord = Text(told.OnRecord),
        History = told.History.Select(happening => new { happening.At, happening.Position, Fact = JsonSerializer.SerializeToElement(happening.Fact, happening.Fact.GetType(), Facts.Json) }),
    }, Facts.Json);

    static string Text(ProcessState? state) => Encoding.UTF8.GetString(state?.ToJson() ?? []);
}
