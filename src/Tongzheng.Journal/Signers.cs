using System.Collections.Concurrent;
using Tongzheng.Journals.Merkle;

namespace Tongzheng.Journals;

/// <summary>The signing keys of the journals, kept in the key store.</summary>
sealed class Signers(KeyStore keys, string origin) : IDisposable
{
    readonly ConcurrentDictionary<string, Lazy<Ed25519.Signer>> signers = [];

    /// <summary>A journal's name: schema-less, so that it can be the address it is published at.</summary>
    public string Origin(string jurisdiction) => $"{origin}/{jurisdiction}";

    public VerifierKey Key(string jurisdiction) => new(Origin(jurisdiction), Signer(jurisdiction).PublicKey);

    public string Sign(string jurisdiction, long size, Hash root) =>
        SignedNote.Sign(new Checkpoint(Origin(jurisdiction), size, root).Text, Origin(jurisdiction), Signer(jurisdiction)).ToString();

    /// <summary>True where the note is this journal's own checkpoint of that size and root.</summary>
    public bool Verifies(string jurisdiction, string note, long size, Hash root) =>
        SignedNote.Parse(note) is { } signed && signed.Text == new Checkpoint(Origin(jurisdiction), size, root).Text && Key(jurisdiction).Verifies(signed);

    public void Dispose()
    {
        foreach (var signer in signers.Values)
            signer.Value.Dispose();
    }

    Ed25519.Signer Signer(string jurisdiction) =>
        signers.GetOrAdd(jurisdiction, id => new Lazy<Ed25519.Signer>(() => new Ed25519.Signer(keys.Secret(id, "signing")))).Value;
}
