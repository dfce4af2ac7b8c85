using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Exchange;

/// <summary>What goes through the door: one message as bytes, with its files. Nothing else passes from one government to another.</summary>
public sealed record Envelope
{
    public required string Message { get; init; }
    public required string From { get; init; }
    public required string To { get; init; }
    public required string Name { get; init; }
    public string? Regarding { get; init; }
    public string? Case { get; init; }
    public string? Number { get; init; }
    public string? Element { get; init; }
    public required string By { get; init; }
    public string? Post { get; init; }
    public required string Subject { get; init; }
    public required JsonElement Body { get; init; }
    public IReadOnlyList<CarriedFile> Files { get; init; } = [];

    public ReadOnlyMemory<byte> ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Facts.Json);

    public static Envelope Read(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize<Envelope>(bytes.Span, Facts.Json) ?? throw new JsonException("The envelope is empty.");
}

/// <summary>A file in an envelope: what the sender knows of it, with the SHA-256 it was received under, and its content.</summary>
public sealed record CarriedFile(Upload File, byte[] Content)
{
    /// <summary>The content is what its fingerprint says.</summary>
    [JsonIgnore] public bool IsWhole => File.Hash == Convert.ToHexStringLower(SHA256.HashData(Content));
}

/// <summary>What the receiver answers. The same message gets the same answer, however often it comes.</summary>
public sealed record Reply
{
    /// <summary>The receiver's case, if it came to one.</summary>
    public string? Case { get; init; }
    public string? Number { get; init; }

    /// <summary>Place of the message in the receiver's journal.</summary>
    public long Position { get; init; }
    public DateTimeOffset At { get; init; }
    public IReadOnlyList<string> Hashes { get; init; } = [];

    /// <summary>Code of the refusal; null where it was taken.</summary>
    public string? Refusal { get; init; }
    public string? Field { get; init; }
    public Text? Words { get; init; }

    /// <summary>Not now: nothing was recorded, and the same message may be taken later.</summary>
    public bool IsNotNow { get; init; }

    public ReadOnlyMemory<byte> ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Facts.Json);

    public static Reply From(ReadOnlyMemory<byte> bytes) => JsonSerializer.Deserialize<Reply>(bytes.Span, Facts.Json) ?? throw new JsonException("The reply is empty.");

    public static Reply No(Refusal refusal) => new()
    {
        Refusal = refusal.Code, Field = refusal.Field, Words = new Text(refusal.In(Language.Chinese), refusal.In(Language.English)), IsNotNow = refusal.Kind == RefusalKind.Unavailable,
    };
}
