using System.Security.Cryptography;
using System.Text;

namespace Tongzheng.Journals;

/// <summary>One append on its way into a batch: everything that can be computed before its positions are known.</summary>
sealed class Member
{
    // A fact larger than this belongs in the blob store; a batch of them must fit in memory.
    const int LargestPayload = 1 << 20;

    Member(Append append, IReadOnlyList<SealedStream> streams, byte[] digest, string? forgets)
    {
        Append = append;
        Forgets = forgets;
        Streams = streams;
        Digest = digest;
        Time = Entry.Time(Entry.Microseconds(append.Time));
    }

    public Append Append { get; }

    public DateTimeOffset Time { get; }

    public IReadOnlyList<SealedStream> Streams { get; }

    /// <summary>Keyed digest of what the idempotency key was used for.</summary>
    public byte[] Digest { get; }

    /// <summary>The subject whom the read models forget with this append.</summary>
    public string? Forgets { get; }

    public TaskCompletionSource<AppendOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Checks an append and encrypts its personal parts; their keys are durable when it returns.</summary>
    public static async ValueTask<Member> Prepare(Append append, KeyStore keys, byte[] digestKey, string? forgets = null)
    {
        Check(append);
        var streams = new SealedStream[append.Streams.Count];
        for (var i = 0; i < streams.Length; i++)
        {
            var facts = append.Streams[i].Facts;
            var sealedFacts = new SealedFact[facts.Count];
            for (var j = 0; j < sealedFacts.Length; j++)
            {
                var parts = facts[j].Personal.Count == 0 ? [] : new SealedPart[facts[j].Personal.Count];
                for (var k = 0; k < parts.Length; k++)
                    parts[k] = SealedPart.Seal(facts[j].Personal[k], await keys.Ensure(append.Jurisdiction, facts[j].Personal[k].Subject));
                sealedFacts[j] = new SealedFact(facts[j], parts, Entry.NewSalt());
            }
            streams[i] = new SealedStream(append.Streams[i].Stream, append.Streams[i].ExpectedVersion, sealedFacts);
        }
        return new Member(append, streams, DigestOf(append, digestKey), forgets);
    }

    static void Check(Append append)
    {
        Entry.CheckName(append.Jurisdiction, "jurisdiction");
        Entry.CheckName(append.Key, "idempotency key");
        if (append.Streams.Count == 0)
            throw new ArgumentException("An append names at least one stream.");
        foreach (var stream in append.Streams)
        {
            Entry.CheckName(stream.Stream, "stream");
            if (stream.Facts.Count == 0)
                throw new ArgumentException($"The append to '{stream.Stream}' holds no fact.");
            foreach (var fact in stream.Facts)
            {
                Entry.CheckName(fact.Kind, "kind");
                CheckJson(fact.Payload, fact.Kind);
                foreach (var part in fact.Personal)
                {
                    Entry.CheckName(part.Subject, "subject");
                    CheckJson(part.Json, fact.Kind);
                }
            }
        }
    }

    static void CheckJson(ReadOnlyMemory<byte> json, string kind)
    {
        if (json.Length > LargestPayload)
            throw new ArgumentException($"A payload of '{kind}' has {json.Length} bytes; the most is {LargestPayload}.");
        var reader = new System.Text.Json.Utf8JsonReader(json.Span);
        while (reader.Read())
        {
            // Reading is the check: it throws where the text is not JSON.
        }
    }

    static byte[] DigestOf(Append append, byte[] key)
    {
        using var digest = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        if (!append.Request.IsEmpty)
        {
            digest.AppendData(append.Request.Span);
            return digest.GetHashAndReset();
        }
        foreach (var stream in append.Streams)
        {
            AddName(digest, stream.Stream);
            foreach (var fact in stream.Facts)
            {
                AddName(digest, fact.Kind);
                AddBytes(digest, fact.Payload.Span);
                foreach (var part in fact.Personal)
                {
                    AddName(digest, part.Subject);
                    AddBytes(digest, part.Json.Span);
                }
            }
        }
        return digest.GetHashAndReset();
    }

    static void AddName(IncrementalHash digest, string name) => AddBytes(digest, Encoding.ASCII.GetBytes(name));

    static void AddBytes(IncrementalHash digest, ReadOnlySpan<byte> bytes)
    {
        digest.AppendData(BitConverter.GetBytes(bytes.Length));
        digest.AppendData(bytes);
    }
}

/// <summary>Facts for one stream, encrypted.</summary>
sealed record SealedStream(string Stream, long ExpectedVersion, SealedFact[] Facts);

/// <summary>A fact with its salt and encrypted parts.</summary>
sealed record SealedFact(NewFact Fact, SealedPart[] Parts, byte[] Salt);
