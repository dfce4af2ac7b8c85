using Tongzheng.Journals.Merkle;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>
/// What happens inside one write transaction: each member under a savepoint with its own outcome, then the tree and
/// the checkpoint once for all of a jurisdiction.
/// </summary>
sealed class Batch(Session session, IReadOnlyList<ReadModel> models, KeyStore keys, Signers signers)
{
    /// <summary>Writes the members of one jurisdiction; <paramref name="tree"/> grows by what was appended.</summary>
    public void Write(Tree tree, string jurisdiction, IReadOnlyList<Member> members, Span<AppendOutcome?> outcomes, Span<Exception?> failures)
    {
        var before = tree.Size;
        for (var i = 0; i < members.Count; i++)
        {
            session.Savepoint();
            var leaves = new List<Hash>();
            try
            {
                outcomes[i] = Write(tree.Size, members[i], leaves);
            }
            catch (StoreException refusal) when (refusal.Fault == StoreFault.Constraint)
            {
                outcomes[i] = new Refused(refusal.Constraint ?? "unnamed");
            }
            catch (Exception mistake) when (mistake is not StoreException)   // a read model that throws fails its own append only
            {
                failures[i] = mistake;
            }
            if (outcomes[i] is Appended { Repeated: false })
            {
                session.Release();
                leaves.ForEach(tree.Append);
                continue;
            }
            session.RollbackToSavepoint();
        }
        if (tree.Size > before)
            Seal(tree, jurisdiction);
    }

    AppendOutcome Write(long size, Member member, List<Hash> leaves)
    {
        var append = member.Append;
        if (StoredAnswer.Find(session, append.Jurisdiction, append.Key) is { } known)
            return known.Digest.AsSpan().SequenceEqual(member.Digest)
                ? new Appended(known.First, known.Last, known.Answer, Repeated: true)
                : new KeyReused(append.Key);

        if (member.Forgets is { } subject)
            foreach (var model in models)
                model.Forget(append.Jurisdiction, subject, session);
        foreach (var stream in member.Streams)
        {
            var version = StreamVersion(append.Jurisdiction, stream.Stream);
            if (stream.ExpectedVersion != StreamAppend.Any && stream.ExpectedVersion != version)
                return new VersionConflict(stream.Stream, version);
            foreach (var fact in stream.Facts)
            {
                foreach (var part in fact.Parts)
                    if (keys.Find(append.Jurisdiction, part.Subject, part.KeyId) is null)       // forgotten while this append waited
                        throw new JournalException(JournalException.BeingForgotten, $"Subject {part.Subject} is being forgotten; try again in a moment.");
                var recorded = new RecordedFact(append.Jurisdiction, size + leaves.Count + 1, member.Time, fact.Fact.Kind,
                    stream.Stream, ++version, fact.Fact.Payload, fact.Fact.Personal);
                leaves.Add(Write(recorded, fact));
                foreach (var model in models)
                    model.Apply(recorded, session);
            }
        }
        var answer = new StoredAnswer(member.Digest, size + 1, size + leaves.Count, append.Answer.ToArray());
        answer.Write(session, append.Jurisdiction, append.Key);
        return new Appended(answer.First, answer.Last, append.Answer, Repeated: false);
    }

    Hash Write(RecordedFact recorded, SealedFact fact)
    {
        var commitment = Entry.Commitment(fact.Salt, recorded.Stream, recorded.Version, fact.Parts, recorded.Payload.Span);
        var leaf = Hash.Leaf(Entry.Bytes(recorded.Jurisdiction, recorded.Position, recorded.Time, recorded.Kind, commitment));
        session.Execute("""
            INSERT INTO journal_fact (jurisdiction, position, time, kind, stream, version, salt, payload, personal, leaf)
            VALUES (@jurisdiction, @position, @time, @kind, @stream, @version, @salt, @payload, @personal, @leaf)
            """,
            ("@jurisdiction", recorded.Jurisdiction), ("@position", recorded.Position), ("@time", Entry.Microseconds(recorded.Time)),
            ("@kind", recorded.Kind), ("@stream", recorded.Stream), ("@version", recorded.Version), ("@salt", fact.Salt),
            ("@payload", recorded.Payload), ("@personal", SealedPart.Write(fact.Parts)), ("@leaf", leaf.ToArray()));
        return leaf;
    }

    void Seal(Tree tree, string jurisdiction)
    {
        foreach (var tile in tree.Changes())
            session.Execute("""
                INSERT INTO journal_tile (jurisdiction, level, number, hashes) VALUES (@jurisdiction, @level, @number, @hashes)
                ON CONFLICT (jurisdiction, level, number) DO UPDATE SET hashes = excluded.hashes
                """, ("@jurisdiction", jurisdiction), ("@level", tile.Level), ("@number", tile.Number), ("@hashes", tile.Hashes));
        var root = tree.Root();
        session.Execute("UPDATE journal_head SET size = @size, root = @root, checkpoint = @checkpoint WHERE jurisdiction = @jurisdiction",
            ("@jurisdiction", jurisdiction), ("@size", tree.Size), ("@root", root.ToArray()),
            ("@checkpoint", signers.Sign(jurisdiction, tree.Size, root)));
    }

    long StreamVersion(string jurisdiction, string stream) =>
        session.Find("SELECT max(version) FROM journal_fact WHERE jurisdiction = @jurisdiction AND stream = @stream",
            row => row.Integer(0), ("@jurisdiction", jurisdiction), ("@stream", stream));
}
