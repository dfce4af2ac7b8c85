using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Exchange;

/// <summary>
/// Turns what a case says to others into messages, as facts of the same append: a step that asks for a case elsewhere, the
/// end of a case that was asked for, the withdrawal of one that asked. Whether and when they arrive is the door's affair.
/// </summary>
public sealed class SendMessages(Journal journal, Versions versions, Func<string, Text> nameOf)
{
    /// <summary>The effect <see cref="Effects.Send"/>. Inputs: <c>matter</c>, <c>answers</c>, and optionally <c>files</c>, <c>region</c> and <c>office</c> (a department).</summary>
    public Performed Perform(Call call)
    {
        var (current, inputs) = (call.Case, call.Service.Inputs);
        var name = call.Service.Properties.GetValueOrDefault(Asking.Property) ?? "";
        if (name != Asking.Open) return Performed.No(new Refusal("message.no-such-kind", ("name", name)));
        if (inputs.Get("matter").AsString is not { Length: > 0 } matter) return Performed.No(new Refusal("message.no-matter"));
        var answers = new FeelContext();
        foreach (var (key, value) in inputs.Get("answers").AsContext ?? new FeelContext()) answers.Set(key, value);
        foreach (var (key, value) in inputs.Get("files").AsContext ?? new FeelContext()) answers.Set(key, value);
        var json = JsonText.Of(answers.WriteTo).ToElement();
        var region = inputs.Get("region").AsString ?? PlaceOf(current);
        var asked = new CaseAsked(matter, region, inputs.Get("office").AsString, CarriedParty.Of(current, Source(current)), current.Opened.Applicant, Channel.Program, json);
        return Sent(call, new MessageSent
        {
            Message = IdOf(call),
            To = Counterpart.GovernmentFor(versions, matter, region) ?? region,
            Name = Asking.Open,
            Case = current.Id,
            Number = current.Opened.Number,
            Element = call.Service.ElementId,
            Matter = matter,
            By = call.Act.Who.ToString(),
            Subject = current.Opened.Party,
            Body = asked.ToJson(),
            Files = UploadsIn(json),
        });
    }

    /// <summary>The effect <see cref="Effects.SendAgain"/>: what was refused, with the answers put right that the one who settles it gives.</summary>
    public Performed Again(Call call)
    {
        var row = Rows(call.Case).FirstOrDefault(row => row.Incident == call.Service.ServiceId);
        if (row is null || Find(call.Case.Jurisdiction, row.Message) is not { Body: { } body } refused) return Performed.No(new Refusal("case.forgotten"));
        var asked = CaseAsked.From(body);
        var answers = FeelContext.FromJson(asked.Answers);
        foreach (var (key, value) in call.Service.Inputs) answers.Set(key, value);
        var region = call.Service.Inputs.Get("region").AsString ?? asked.Region;
        asked = asked with { Answers = JsonText.Of(answers.WriteTo).ToElement(), Region = region };
        return Sent(call, refused with { Message = IdOf(call), To = Counterpart.GovernmentFor(versions, asked.Matter, region) ?? region, By = call.Act.Who.ToString(), Body = asked.ToJson(), Files = UploadsIn(asked.Answers) });
    }

    /// <summary>The effect <see cref="Effects.Ended"/>: whoever asked for the case is told how it ended, and a party that withdraws takes back what its case has asked for.</summary>
    public Performed End(Call call)
    {
        var current = call.Case;
        var messages = new List<MessageSent>();
        if (current.Opened.From is { Relation: Asking.AskedBy, Jurisdiction: { } asker } from)
        {
            var ended = new CaseEnded(from.Case.Length > 0 ? from.Case : null, from.Element, current.Outcome ?? "", current.Outcome == "granted", "closed", current.Opened.Number, call.Service.Inputs.Get("licence").AsString);
            messages.Add(Of(call, Asking.Closed, asker, from.Message, from.Element) with { Body = ended.ToJson() });
        }
        if (current.Outcome == "withdrawn")
            messages.AddRange(Rows(current).Where(row => row is { Name: Asking.Open, AnsweredAt: null, State: not MessageTables.Refused })
                .Select(row => Of(call, Asking.Withdrawn, row.Receiver, row.Message, row.Element) with { Body = JsonSerializer.SerializeToElement(new { }) }));
        return new Performed(new FeelContext(), [.. messages.Select(message => Facts.To(StreamOf(message.Message), StreamAppend.Any, message))]);
    }

    static MessageSent Of(Call call, string name, string to, string? regarding, string? element) => new()
    {
        Message = Id(call.Case.Jurisdiction, call.Case.Id, name, regarding, call.Case.StreamVersion),
        To = to,
        Name = name,
        Regarding = regarding,
        Case = call.Case.Id,
        Number = call.Case.Opened.Number,
        Element = element,
        Matter = call.Case.Opened.Matter,
        By = call.Act.Who.ToString(),
        Subject = call.Case.Opened.Party,
    };

    static Performed Sent(Call call, MessageSent message) => new(new FeelContext(), [Facts.To(StreamOf(message.Message), StreamAppend.Any, message)]);

    public static string StreamOf(string message) => "message/" + message;

    static string IdOf(Call call) => Id(call.Case.Jurisdiction, call.Case.Id, call.Service.ElementId, call.Service.ServiceId.ToString(CultureInfo.InvariantCulture), call.Case.StreamVersion);

    internal static string Id(params ReadOnlySpan<object?> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts!))).AsSpan(0, 16));

    // Where no place is named it is the own government's: where the party lives, if that is here.
    static string PlaceOf(Case current) =>
        RegionCode.TryParse(current.State?.Variables.Get("applicant").AsContext?.Get("region").AsString, out var home) && JurisdictionId.Of(home).IsWithin(JurisdictionId.Parse(current.Jurisdiction))
            ? home.ToString() : current.Jurisdiction;

    Text Source(Case current) => nameOf(current.Jurisdiction) is var name ? new Text($"{name.Zh}已核对的信息", $"Checked by {name.In(Language.English)}") : name;

    /// <summary>Every file that answers name, however deep it stands.</summary>
    internal static IReadOnlyList<Upload> UploadsIn(JsonElement answers)
    {
        var found = new Dictionary<string, Upload>();
        Walk(answers);
        return [.. found.Values.Where(file => file.IsFile)];

        void Walk(JsonElement at)
        {
            if (at.ValueKind == JsonValueKind.Array) foreach (var item in at.EnumerateArray()) Walk(item);
            if (at.ValueKind != JsonValueKind.Object) return;
            if (at.TryGetProperty("upload", out var id) && at.TryGetProperty("hash", out var hash))
                found[id.ToString()] = new Upload(id.ToString(), at.GetProperty("name").ToString(), at.GetProperty("mediaType").ToString(), at.GetProperty("bytes").GetInt64(), hash.ToString());
            foreach (var member in at.EnumerateObject()) Walk(member.Value);
        }
    }

    sealed record Row(string Message, string Name, string Receiver, string? Element, string State, string? AnsweredAt, long? Incident);

    IReadOnlyList<Row> Rows(Case current)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<Row>("""
            SELECT message AS Message, name AS Name, receiver AS Receiver, element AS Element, state AS State, answered_at AS AnsweredAt, incident AS Incident
            FROM message_out WHERE jurisdiction = @jurisdiction AND case_id = @id ORDER BY position DESC
            """, new { jurisdiction = current.Jurisdiction, id = current.Id })];
    }

    MessageSent? Find(string jurisdiction, string message) =>
        journal.ReadStream(jurisdiction, StreamOf(message)).ToBlockingEnumerable().Select(Facts.Read).OfType<MessageSent>().FirstOrDefault();
}
