namespace Tongzheng.Journals;

/// <summary>A fact as it stands in the journal.</summary>
/// <param name="Jurisdiction">Whose journal it is in.</param>
/// <param name="Position">Its place in that journal, from 1; the leaf index of the tree is one less.</param>
/// <param name="Time">When it happened (UTC, microseconds).</param>
/// <param name="Kind">Its stable kind.</param>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Version">Its place in that stream, from 1.</param>
/// <param name="Payload">UTF-8 JSON without personal text.</param>
/// <param name="Personal">Personal text, decrypted; the part of a forgotten subject is missing.</param>
public sealed record RecordedFact(
    string Jurisdiction, long Position, DateTimeOffset Time, string Kind, string Stream, long Version,
    ReadOnlyMemory<byte> Payload, IReadOnlyList<PersonalPart> Personal)
{
    /// <summary>While it is being written: <see cref="NewFact.Source"/>. Null where the fact is read from the journal.</summary>
    public object? Source { get; init; }

    /// <summary>While it is being written: <see cref="StreamAppend.DecidedOn"/>. Null where the fact is read from the journal.</summary>
    public object? DecidedOn { get; init; }

    /// <summary>The personal text of a subject, or null where there is none or the subject is forgotten.</summary>
    public ReadOnlyMemory<byte>? FindPersonal(string subject)
    {
        foreach (var part in Personal)
            if (part.Subject == subject)
                return part.Json;
        return null;
    }
}
