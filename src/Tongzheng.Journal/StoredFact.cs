namespace Tongzheng.Journals;

/// <summary>A row of the journal with its personal parts still encrypted.</summary>
sealed record StoredFact(
    string Jurisdiction, long Position, DateTimeOffset Time, string Kind, string Stream, long Version,
    byte[] Salt, byte[] Payload, IReadOnlyList<SealedPart> Parts)
{
    /// <summary>The bytes that are hashed into the tree.</summary>
    public byte[] Entry => Journals.Entry.Bytes(Jurisdiction, Position, Time, Kind, Journals.Entry.Commitment(Salt, Stream, Version, Parts, Payload));
}
