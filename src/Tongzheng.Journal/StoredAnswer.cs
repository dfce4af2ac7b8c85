using System.Text;
using Tongzheng.Journals.Merkle;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>The answer kept with an idempotency key. It is not in the tree, so it carries its own check.</summary>
/// <param name="Digest">Keyed digest of what the key was used for.</param>
/// <param name="First">First position written.</param>
/// <param name="Last">Last position written.</param>
/// <param name="Answer">The answer.</param>
sealed record StoredAnswer(byte[] Digest, long First, long Last, byte[] Answer)
{
    public static StoredAnswer? Find(Session session, string jurisdiction, string key)
    {
        var found = session.Find("SELECT digest, first, last, answer, seal FROM journal_answer WHERE jurisdiction = @jurisdiction AND key = @key",
            row => (Stored: new StoredAnswer(row.Blob(0), row.Integer(1), row.Integer(2), row.Blob(3)), Seal: row.Blob(4)),
            ("@jurisdiction", jurisdiction), ("@key", key));
        if (found.Stored is not null && !found.Stored.Seal(jurisdiction, key).AsSpan().SequenceEqual(found.Seal))
            throw new StoreException(StoreFault.Damaged, $"The answer kept with key {key} of journal {jurisdiction} is not what was recorded.");
        return found.Stored;
    }

    /// <summary>Writes the row; false where the key is known already.</summary>
    public bool Write(Session session, string jurisdiction, string key) => session.Execute("""
        INSERT INTO journal_answer (jurisdiction, key, digest, first, last, answer, seal)
        VALUES (@jurisdiction, @key, @digest, @first, @last, @answer, @seal)
        ON CONFLICT DO NOTHING
        """,
        ("@jurisdiction", jurisdiction), ("@key", key), ("@digest", Digest), ("@first", First), ("@last", Last), ("@answer", Answer),
        ("@seal", Seal(jurisdiction, key))) > 0;

    /// <summary>A hash over the row.</summary>
    public byte[] Seal(string jurisdiction, string key) =>
        Hash.Of([.. Encoding.UTF8.GetBytes($"{jurisdiction}\n{key}\n{First}\n{Last}\n"), .. Digest, .. Answer]).ToArray();
}
