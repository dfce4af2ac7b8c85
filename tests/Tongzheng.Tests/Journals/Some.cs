using System.Text;
using System.Text.Json;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;

namespace Tongzheng.Tests.Journals;

/// <summary>Builders for journal tests.</summary>
static class Some
{
    public const string City = "590100";

    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));

    public static Append Licence(string key, string number, string holder = "person/1", string name = "林晚晴", string? stream = null,
        long expected = StreamAppend.New, string jurisdiction = City) => new()
        {
            Jurisdiction = jurisdiction,
            Key = key,
            Time = Noon,
            Streams = [new StreamAppend(stream ?? "licence/" + key, expected, [new NewFact("licence.issued", Json(new { number, holder }), [new PersonalPart(holder, Json(new { name }))])])],
            Answer = Json(new { number }),
        };

    public static ReadOnlyMemory<byte> Json(object value) => JsonSerializer.SerializeToUtf8Bytes(value, Plain);

    public static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>A register of licences: numbers are unique, names are personal.</summary>
sealed class LicenceRegister : ReadModel
{
    public override string Name => "licence-register";

    public override int Version => 1;

    public override IReadOnlyList<string> Tables => ["register_licence"];

    public override string Schema(Dialect dialect) => $"""
        CREATE TABLE register_licence (
            jurisdiction text NOT NULL, stream text NOT NULL, number text NOT NULL, holder text NOT NULL, name text, issued text NOT NULL,
            CONSTRAINT register_number_form CHECK (length(number) < 20),
            PRIMARY KEY (jurisdiction, stream)){dialect.WithoutRowid};
        CREATE UNIQUE INDEX register_licence_number ON register_licence (jurisdiction, number);
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        if (fact.Kind != "licence.issued")
            return;
        var issued = JsonDocument.Parse(fact.Payload).RootElement;
        var holder = issued.GetProperty("holder").GetString() ?? "";
        var name = fact.FindPersonal(holder) is { } personal ? JsonDocument.Parse(personal).RootElement.GetProperty("name").GetString() : null;
        writer.Execute(
            "INSERT INTO register_licence (jurisdiction, stream, number, holder, name, issued) VALUES (@jurisdiction, @stream, @number, @holder, @name, @issued)",
            ("@jurisdiction", fact.Jurisdiction), ("@stream", fact.Stream), ("@number", issued.GetProperty("number").GetString()),
            ("@holder", holder), ("@name", name), ("@issued", fact.Time));
    }

    public override void Forget(string jurisdiction, string subject, Writer writer) =>
        writer.Execute("UPDATE register_licence SET name = NULL WHERE jurisdiction = @jurisdiction AND holder = @holder",
            ("@jurisdiction", jurisdiction), ("@holder", subject));
}
