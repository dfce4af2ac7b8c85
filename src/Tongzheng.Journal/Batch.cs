using Tongzheng.Journals.Merkle;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>
/// What happens inside one write transaction: each member under a savepoint with its own outcome, then the tree and
/// the checkpoint once for all of a jurisdiction.
/// </summary>
sealed class Batch(Session session, IReadOnlyList<ReadModel> models, KeyStore keys, Signers signers)
{
    // A savepoint copies each page it changes; shared by a few members, that costs a fraction. Where one of them refuses,
    // the few are taken back and written again, each under its own.
    const int Together = 32;

    /// <summary>
    /// Writes the members of one jurisdiction without savepoints, as nearly every batch can be; <paramref name="tree"/> grows
    /// by what was appended. False where one of them refuses: then the whole transaction has to be taken back.
    /// </summary>
    public bool TryWrite(Tree tree, string jurisdiction, IReadOnlyList<Member> members, Span<AppendOutcome?> outcomes)
    {
        var leaves = new List<Hash>();
        if (!WriteAll(tree.Size, members, outcomes, leaves))
        {
            session.Counted.TakeBack(0);
            return false;
        }
        leaves.ForEach(tree.Append);
        if (leaves.Count > 0)
            Seal(tree, jurisdiction);
        return true;
    }

    /// <summary>Writes the members of one jurisdiction, where some may refuse; <paramref name="tree"/> grows by what was appended.</summary>
    public void Write(Tree tree, string jurisdiction, IReadOnlyList<Member> members, Span<AppendOutcome?> outcomes, Span<Exception?> failures)
    {
        var before = tree.Size;
        for (var from = 0; from < members.Count; from += Together)
        {
            var count = Math.Min(Together, members.Count - from);
            if (count > 1 && WriteTogether(tree, [.. members.Skip(from).Take(count)], outcomes.Slice(from, count)))
                continue;
            for (var i = from; i < from + count; i++)
                WriteAlone(tree, members[i], out outcomes[i], out failures[i]);
        }
        if (tree.Size > before)
            Seal(tree, jurisdiction);
    }

    bool WriteTogether(Tree tree, IReadOnlyList<Member> members, Span<AppendOutcome?> outcomes)
    {
        var leaves = new List<Hash>();
        session.Savepoint();
        if (!WriteAll(tree.Size, members, outcomes, leaves))
        {
            session.RollbackToSavepoint();
            return false;
        }
        session.Release();
        leaves.ForEach(tree.Append);
        return true;
    }

    // False where a member refuses or a read model throws: which of them, and what it is told, shows when each is written alone.
    // A database that fails, fails for all.
    bool WriteAll(long size, IReadOnlyList<Member> members, Span<AppendOutcome?> outcomes, List<Hash> leaves)
    {
        try
        {
            for (var i = 0; i < outcomes.Length; i++)
                outcomes[i] = Write(size + leaves.Count, members[i], leaves, alone: false);
            return true;
        }
        catch (Exception mistake) when (mistake is not StoreException { Fault: not StoreFault.Constraint })
        {
            return false;
        }
    }

    void WriteAlone(Tree tree, Member member, out AppendOutcome? outcome, out Exception? failure)
    {
        var leaves = new List<Hash>();
        (outcome, failure) = (null, null);
        session.Savepoint();
        try
        {
            outcome = Write(tree.Size, member, leaves, alone: true);
            session.Release();
            leaves.ForEach(tree.Append);
            return;
        }
        catch (StoreException refusal) when (refusal.Fault == StoreFault.Constraint)
        {
            outcome = new Refused(refusal.Constraint ?? "unnamed");
        }
        catch (Exception mistake) when (mistake is not StoreException)   // a read model that throws fails its own append only
        {
            failure = mistake;
        }
        session.RollbackToSavepoint();
    }

    // An outcome other than a new Appended has written nothing. Written together, a new stream is not looked for: the
    // unique index refuses a second beginning, and the member alone then says which version it met.
    AppendOutcome Write(long size, Member member, List<Hash> leaves, bool alone)
    {
        var append = member.Append;
        Span<long> versions = stackalloc long[member.Streams.Count];
        for (var i = 0; i < versions.Length; i++)
        {
            var stream = member.Streams[i];
            if (stream.ExpectedVersion == StreamAppend.New && !alone)
                continue;
            versions[i] = StreamVersion(append.Jurisdiction, stream.Stream);
            if (stream.ExpectedVersion != StreamAppend.Any && stream.ExpectedVersion != versions[i])
                return Known(member) ?? new VersionConflict(stream.Stream, versions[i]);
        }
        var answer = new StoredAnswer(member.Digest, size + 1, size + member.FactCount, append.Answer.ToArray());
        if (!answer.Write(session, append.Jurisdiction, append.Key))
            return Known(member) ?? throw new InvalidOperationException("The key was there a moment ago.");

        if (member.Forgets is { } subject)
        {
            session.Execute("DELETE FROM journal_blob WHERE jurisdiction = @jurisdiction AND subject = @subject",
                ("@jurisdiction", append.Jurisdiction), ("@subject", subject));
            foreach (var model in models)
                model.Forget(append.Jurisdiction, subject, session);
        }
        foreach (var blob in member.Blobs)
            session.Execute("INSERT INTO journal_blob (jurisdiction, subject, id, key_id) VALUES (@jurisdiction, @subject, @id, @key) ON CONFLICT DO NOTHING",
                ("@jurisdiction", append.Jurisdiction), ("@subject", blob.Subject), ("@id", blob.Id.ToString()), ("@key", blob.KeyId));
        for (var i = 0; i < versions.Length; i++)
            foreach (var fact in member.Streams[i].Facts)
            {
                foreach (var part in fact.Parts)
                    if (keys.Find(append.Jurisdiction, part.Subject, part.KeyId) is null)       // forgotten while this append waited
                        throw new JournalException(JournalException.BeingForgotten, $"Subject {part.Subject} is being forgotten; try again in a moment.");
                var recorded = new RecordedFact(append.Jurisdiction, ++size, member.Time, fact.Fact.Kind,
                    member.Streams[i].Stream, ++versions[i], fact.Fact.Payload, fact.Fact.Personal) { Source = fact.Fact.Source, DecidedOn = member.Streams[i].DecidedOn };
                leaves.Add(Write(recorded, fact));
                foreach (var model in models)
                    model.Apply(recorded, session);
            }
        return new Appended(answer.First, answer.Last, append.Answer, Repeated: false);
    }

    AppendOutcome? Known(Member member)
    {
        if (StoredAnswer.Find(session, member.Append.Jurisdiction, member.Append.Key) is not { } known)
            return null;
        return known.Digest.AsSpan().SequenceEqual(member.Digest)
            ? new Appended(known.First, known.Last, known.Answer, Repeated: true)
            : new KeyReused(member.Append.Key);
    }

    Hash Write(RecordedFact recorded, SealedFact fact)
    {
        var commitment = fact.Commitment ?? Entry.Commitment(fact.Salt, recorded.Stream, recorded.Version, fact.Parts, recorded.Payload.Span);
        var leaf = Entry.Leaf(recorded.Jurisdiction, recorded.Position, recorded.Time, recorded.Kind, commitment);
        session.Execute("""
            INSERT INTO journal_fact (jurisdiction, position, time, kind, stream, version, salt, payload, personal, leaf)
            VALUES (@jurisdiction, @position, @time, @kind, @stream, @version, @salt, @payload, @personal, @leaf)
            """,
            ("@jurisdiction", recorded.Jurisdiction), ("@position", recorded.Position), ("@time", Entry.Microseconds(recorded.Time)),
            ("@kind", recorded.Kind), ("@stream", recorded.Stream), ("@version", recorded.Version), ("@salt", fact.Salt),
            ("@payload", recorded.Payload), ("@personal", fact.Column), ("@leaf", leaf.ToArray()));
        return leaf;
    }

    void Seal(Tree tree, string jurisdiction)
    {
        session.Counted.Write(session);
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
