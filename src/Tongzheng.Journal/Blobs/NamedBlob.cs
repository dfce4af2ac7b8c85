using System.Text;

namespace Tongzheng.Journals;

/// <summary>An upload that a fact names, with whose key it is encrypted.</summary>
sealed record NamedBlob(BlobId Id, string Subject, string KeyId)
{
    /// <summary>The uploads named anywhere in a fact. Each must be on disk already: the fact may not be durable before it.</summary>
    public static IReadOnlyList<NamedBlob> In(string jurisdiction, NewFact fact, BlobStore? blobs)
    {
        List<NamedBlob>? named = null;
        Add(fact.Payload.Span);
        foreach (var part in fact.Personal)
            Add(part.Json.Span);
        return named ?? (IReadOnlyList<NamedBlob>)[];

        void Add(ReadOnlySpan<byte> json)
        {
            if (json.IndexOf("blob-"u8) < 0)
                return;
            foreach (var id in BlobId.In(Encoding.UTF8.GetString(json)))
            {
                if (blobs?.FindOwner(jurisdiction, id) is not { } owner)
                    throw new ArgumentException($"The fact '{fact.Kind}' names the upload {id}, which is not stored in jurisdiction {jurisdiction}.");
                (named ??= []).Add(new NamedBlob(id, owner.Subject, owner.KeyId));
            }
        }
    }
}
