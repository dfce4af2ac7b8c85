using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Tongzheng.Journals.Merkle;

namespace Tongzheng.Journals;

/// <summary>One append on its way into a batch: everything that can be computed before its positions are known.</summary>
sealed class Member
{
    // A fact larger than this belongs in the blob store; a batch of them must fit in memory.
    const int LargestPayload = 1 << 20;

    Member(Append append, IReadOnlyList<SealedStream> streams, IReadOnlyList<NamedBlob> named, byte[] digest, string? forgets)
    {
        Append = append;
        Forgets = forgets;
        Streams = streams;
        Blobs = named;
        Digest = digest;
        FactCount = streams.Sum(stream => stream.Facts.Length);
        Time = Entry.Time(Entry.Microseconds(append.Time));
    }

    public Append Append { get; }

    public DateTimeOffset Time { get; }

    public IReadOnlyList<SealedStream> Streams { get; }

    /// <summary>The uploads that its facts are the first to name.</summary>
    public IReadOnlyList<NamedBlob> Blobs { get; }

    /// <summary>Keyed digest of what the idempotency key was used for.</summary>
    public byte[] Digest { get; }

    /// <summary>The subject whom the read models forget with this append.</summary>
    public string? Forgets { get; }

    public TaskCompletionSource<AppendOutcome> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How many facts it holds.</summary>
    public int FactCount { get; }

    /// <summary>Checks an append and encrypts its personal parts; their keys are durable when it returns.</summary>
    public static async ValueTask<Member> Prepare(Append append, KeyStore keys, BlobStore? blobs, byte[] digestKey, string? forgets = null)
    {
        Check(append);
        var streams = new SealedStream[append.Streams.Count];
        for (var i = 0; i < streams.Length; i++)
        {
            var (stream, expected, facts) = append.Streams[i];
            var sealedFacts = new SealedFact[facts.Count];
            for (var j = 0; j < sealedFacts.Length; j++)
            {
                var parts = facts[j].Personal.Count == 0 ? [] : new SealedPart[facts[j].Personal.Count];
                for (var k = 0; k < parts.Length; k++)
                    parts[k] = SealedPart.Seal(facts[j].Personal[k], await keys.Ensure(append.Jurisdiction, facts[j].Personal[k].Subject));
                var salt = Entry.NewSalt();
                sealedFacts[j] = new SealedFact(facts[j], parts, SealedPart.Write(parts), salt,
                    expected == StreamAppend.Any ? null : Entry.Commitment(salt, stream, expected + j + 1, parts, facts[j].Payload.Span));
            }
            streams[i] = new SealedStream(stream, expected, sealedFacts, expected == StreamAppend.Any ? null : append.Streams[i].DecidedOn);
        }
        return new Member(append, streams, NamedBlob.In(append, blobs), DigestOf(append, digestKey), forgets);
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
            if (append.Streams.Count(other => other.Stream == stream.Stream) > 1)
                throw new ArgumentException($"The append names '{stream.Stream}' twice.");
            if (stream.Facts.Count == 0)
                throw new ArgumentException($"The append to '{stream.Stream}' holds no fact.");
            foreach (var fact in stream.Facts)
            {
                Entry.CheckName(fact.Kind, "kind");
                CheckJson(fact.Payload, fact.Kind, fact.Source is not null);
                foreach (var part in fact.Personal)
                {
                    Entry.CheckName(part.Subject, "subject");
                    CheckJson(part.Json, fact.Kind, fact.Source is not null);
                }
            }
        }
    }

    // What was written from an object is JSON; what came as bytes is read once.
    static void CheckJson(ReadOnlyMemory<byte> json, string kind, bool isWritten)
    {
        if (json.Length > LargestPayload)
            throw new ArgumentException($"A payload of '{kind}' has {json.Length} bytes; the most is {LargestPayload}.");
        if (isWritten)
            return;
        var reader = new System.Text.Json.Utf8JsonReader(json.Span);
        while (reader.Read())
        {
            // Reading is the check: it throws where the text is not JSON.
        }
    }

    static byte[] DigestOf(Append append, byte[] key)
    {
        if (!append.Request.IsEmpty)
            return HMACSHA256.HashData(key, append.Request.Span);
        var content = new ArrayBufferWriter<byte>(4096);
        foreach (var stream in append.Streams)
        {
            AddName(content, stream.Stream);
            foreach (var fact in stream.Facts)
            {
                AddName(content, fact.Kind);
                AddBytes(content, fact.Payload.Span);
                foreach (var part in fact.Personal)
                {
                    AddName(content, part.Subject);
                    AddBytes(content, part.Json.Span);
                }
            }
        }
        return HMACSHA256.HashData(key, content.WrittenSpan);
    }

    static void AddName(ArrayBufferWriter<byte> content, string name)
    {
        BinaryPrimitives.WriteInt32LittleEndian(content.GetSpan(sizeof(int)), name.Length);
        content.Advance(sizeof(int));
        content.Advance(Encoding.ASCII.GetBytes(name, content.GetSpan(name.Length)));
    }

    static void AddBytes(ArrayBufferWriter<byte> content, ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteInt32LittleEndian(content.GetSpan(sizeof(int)), bytes.Length);
        content.Advance(sizeof(int));
        content.Write(bytes);
    }
}

/// <summary>Facts for one stream, encrypted; and what is known of it at the expected version.</summary>
sealed record SealedStream(string Stream, long ExpectedVersion, SealedFact[] Facts, object? DecidedOn);

/// <summary>A fact with its salt and encrypted parts.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Parts">Its personal parts.</param>
/// <param name="Column">The parts as they are stored.</param>
/// <param name="Salt">The salt of its commitment.</param>
/// <param name="Commitment">The commitment, where the version it will have is known.</param>
sealed record SealedFact(NewFact Fact, SealedPart[] Parts, byte[]? Column, byte[] Salt, Hash? Commitment);
