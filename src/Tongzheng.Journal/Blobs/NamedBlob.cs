namespace Tongzheng.Journals;

/// <summary>An upload that a fact names, with whose key it is encrypted.</summary>
sealed record NamedBlob(BlobId Id, string Subject, string KeyId)
{
    /// <summary>
    /// The uploads named anywhere in an append that no fact named before. Each must be on disk already: the facts may not be
    /// durable before it.
    /// </summary>
    public static IReadOnlyList<NamedBlob> In(Append append, BlobStore? blobs)
    {
        HashSet<BlobId>? seen = null;
        List<NamedBlob>? named = null;
        foreach (var fact in append.Streams.SelectMany(stream => stream.Facts))
        {
            Add(fact.Kind, fact.Payload.Span);
            foreach (var part in fact.Personal)
                Add(fact.Kind, part.Json.Span);
        }
        return named ?? (IReadOnlyList<NamedBlob>)[];

        void Add(string kind, ReadOnlySpan<byte> json)
        {
            foreach (var id in BlobId.In(json))
            {
                if (!(seen ??= []).Add(id))
                    continue;
                if (blobs?.FindOwner(append.Jurisdiction, id) is not { } owner)
                    throw new ArgumentException($"The fact '{kind}' names the upload {id}, which is not stored in jurisdiction {append.Jurisdiction}.");
                if (!owner.IsNamed)
                    (named ??= []).Add(new NamedBlob(id, owner.Subject, owner.KeyId));
            }
        }
    }
}
