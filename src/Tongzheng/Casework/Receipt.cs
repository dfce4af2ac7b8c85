using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tongzheng.Casework;

/// <summary>
/// The answer to an act on a case: stored with its idempotency key, so that a retry gets the same one. Position is the
/// place of its last fact in the journal, which anybody can have proved.
/// </summary>
public sealed record Receipt
{
    public required string Case { get; init; }
    public required string Number { get; init; }
    public required CaseStatus Status { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Outcome { get; init; }

    /// <summary>The case that came of it: split off, or opened again.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Made { get; init; }
    public long Position { get; init; }

    /// <summary>A counter took it in for another government, and the message that carries it is not there yet; then there is no case and no number.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? OnItsWay { get; init; }

    /// <summary>What was asked: the same key with something else is refused.</summary>
    [JsonIgnore] public ReadOnlyMemory<byte> Asked { get; init; }

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static Receipt From(ReadOnlyMemory<byte> bytes) =>
        JsonSerializer.Deserialize<Receipt>(bytes.Span) ?? throw new InvalidDataException("The stored answer is no receipt.");
}
