using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>What became of an upload.</summary>
public abstract record UploadOutcome;

/// <summary>The upload is on disk. It stays if a fact that names its id commits; else it is swept later.</summary>
public sealed record Uploaded(BlobId Id, long Size) : UploadOutcome;

/// <summary>The upload is larger than it may be; nothing of it was kept.</summary>
public sealed record TooLarge(long Limit) : UploadOutcome;

/// <summary>
/// Uploads, by the hash of what is stored, each encrypted for its subject: a file is synced, with its folder, before the
/// fact that names it can commit. A file is a line of text (jurisdiction, subject, key id, salt) and then the encrypted chunks.
/// </summary>
public sealed class BlobStore
{
    /// <summary>100 MB: a scanned file of several hundred pages; what is larger belongs on a medium, not in a form.</summary>
    public const long DefaultLimit = 100_000_000;

    // The first line holds two names of at most 200 characters, an id and a salt.
    const int LongestHeader = 1024;

    // An upload that no fact names after this time never will be: forms and drafts live for less.
    static readonly TimeSpan OrphanAge = TimeSpan.FromDays(30);

    // About 300 bytes each: the uploads of a busy day.
    const int MostRemembered = 50_000;

    readonly string folder;
    readonly KeyStore keys;
    readonly ConcurrentDictionary<BlobId, Owner> owners = [];

    internal BlobStore(string folder, KeyStore keys)
    {
        this.folder = folder;
        this.keys = keys;
    }

    /// <summary>Stores an upload. When it returns, the bytes survive a crash.</summary>
    public async ValueTask<UploadOutcome> Put(string jurisdiction, string subject, Stream content, long limit = DefaultLimit, CancellationToken stop = default)
    {
        Entry.CheckName(jurisdiction, "jurisdiction");
        Entry.CheckName(subject, "subject");
        var key = await keys.Ensure(jurisdiction, subject);
        var arriving = Path.Combine(Folder(jurisdiction), "arriving");
        Directory.CreateDirectory(arriving);
        var path = Path.Combine(arriving, Guid.NewGuid().ToString("N"));
        try
        {
            var (hash, size) = await Write(path, new Header(jurisdiction, subject, key.Id, RandomNumberGenerator.GetBytes(BlobCipher.SaltSize)), key, content, limit, stop);
            if (hash is null)
                return new TooLarge(limit);
            var id = new BlobId(hash);
            var place = PathOf(jurisdiction, id);
            Directory.CreateDirectory(Path.GetDirectoryName(place) ?? folder);
            File.Move(path, place, overwrite: true);
            // A crash here may lose the name: nothing has named the file yet.
            Disk.SyncFolders(place, folder);
            return new Uploaded(id, size);
        }
        catch (IOException full) when (Disk.IsFull(full))
        {
            throw new JournalException(JournalException.Full, "The disk is full; the upload was not kept.", full);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The upload's bytes; null where there is none, or its subject is forgotten.</summary>
    public async ValueTask<byte[]?> Read(string jurisdiction, BlobId id, CancellationToken stop = default)
    {
        var path = PathOf(jurisdiction, id);
        if (!File.Exists(path))
            return null;
        var stored = await File.ReadAllBytesAsync(path, stop);
        if (new BlobId(SHA256.HashData(stored)) != id || Header.Parse(stored) is not { } header)
            throw Damaged(jurisdiction, id);
        if (keys.Find(jurisdiction, header.Subject, header.KeyId) is not { } key)
            return null;
        return Open(stored.AsMemory(header.Length), key, header) ?? throw Damaged(jurisdiction, id);
    }

    /// <summary>True where the upload is there.</summary>
    public bool Has(string jurisdiction, BlobId id) => File.Exists(PathOf(jurisdiction, id));

    /// <summary>Deletes a forgotten subject's upload.</summary>
    internal void Delete(string jurisdiction, BlobId id)
    {
        owners.TryRemove(id, out _);
        File.Delete(PathOf(jurisdiction, id));
    }

    /// <summary>Deletes what no fact names and is older than any draft, and what a crash left half arrived.</summary>
    internal int Sweep(string jurisdiction, Func<BlobId, bool> isNamed, DateTimeOffset now)
    {
        var swept = 0;
        foreach (var path in Files(jurisdiction))
            if (now - File.GetLastWriteTimeUtc(path) > OrphanAge && (BlobId.Parse(Path.GetFileName(path)) is not { } id || !isNamed(id)))
            {
                File.Delete(path);
                swept++;
            }
        return swept;
    }

    /// <summary>What is wrong with an upload that a fact names; null where all is well or its subject is forgotten.</summary>
    internal string? FindFault(string jurisdiction, BlobId id, string subject, string keyId)
    {
        if (!Has(jurisdiction, id))
            return keys.Find(jurisdiction, subject, keyId) is null ? null : "The upload is missing.";
        using var stored = File.OpenRead(PathOf(jurisdiction, id));
        return new BlobId(SHA256.HashData(stored)) == id ? null : "The upload is not what was stored.";
    }

    /// <summary>Whose key an upload is encrypted with; null where it is not there.</summary>
    internal Owner? FindOwner(string jurisdiction, BlobId id) =>
        owners.TryGetValue(id, out var owner) ? owner
            : !Has(jurisdiction, id) ? null
            : Header.Read(PathOf(jurisdiction, id)) is { } header ? new Owner(header.Subject, header.KeyId, IsNamed: false) : null;

    /// <summary>
    /// Remembers that a durable fact names the upload. An id is the hash of the file, so it stays true: an upload of somebody
    /// who was forgotten is gone, and never comes back under the same id.
    /// </summary>
    internal void Name(NamedBlob blob)
    {
        if (owners.Count >= MostRemembered)
            owners.Clear();
        owners[blob.Id] = new Owner(blob.Subject, blob.KeyId, IsNamed: true);
    }

    /// <summary>Whose key an upload is encrypted with, and whether a durable fact is known to name it.</summary>
    internal sealed record Owner(string Subject, string KeyId, bool IsNamed);

    IEnumerable<string> Files(string jurisdiction) => Directory.Exists(Folder(jurisdiction))
        ? Directory.EnumerateFiles(Folder(jurisdiction), "*", SearchOption.AllDirectories)
        : [];

    // Names are visible ASCII; what a file system could misread is escaped.
    string Folder(string jurisdiction) => Path.Combine(folder, Uri.EscapeDataString(jurisdiction));

    string PathOf(string jurisdiction, BlobId id) => Path.Combine(Folder(jurisdiction), id.Hex[..2], id.ToString());

    static JournalException Damaged(string jurisdiction, BlobId id) =>
        new(JournalException.Damaged, $"The upload {id} of jurisdiction {jurisdiction} is not what was stored.");

    static async ValueTask<(byte[]? Hash, long Size)> Write(string path, Header header, SubjectKey key, Stream content, long limit, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var cipher = new BlobCipher(key, header.Salt);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await Add(header.Bytes());
        var (plain, box, size) = (new byte[BlobCipher.ChunkSize], new byte[BlobCipher.ChunkSize + BlobCipher.TagSize], 0L);
        while (true)
        {
            var read = await content.ReadAtLeastAsync(plain, plain.Length, throwOnEndOfStream: false, stop);
            size += read;
            if (size > limit)
                return (null, size);
            var last = read < plain.Length;
            cipher.Seal(plain.AsSpan(0, read), box, last);
            await Add(box.AsMemory(0, read + BlobCipher.TagSize));
            if (last)
                break;
        }
        await file.FlushAsync(stop);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
        return (hash.GetHashAndReset(), size);

        async ValueTask Add(ReadOnlyMemory<byte> bytes)
        {
            hash.AppendData(bytes.Span);
            await file.WriteAsync(bytes, stop);
        }
    }

    static byte[]? Open(ReadOnlyMemory<byte> boxes, SubjectKey key, Header header)
    {
        const int boxSize = BlobCipher.ChunkSize + BlobCipher.TagSize;
        using var cipher = new BlobCipher(key, header.Salt);
        var chunks = (boxes.Length + boxSize - 1) / boxSize;
        var plain = new byte[boxes.Length - (chunks * BlobCipher.TagSize)];
        for (var i = 0; i < chunks; i++)
        {
            var box = boxes.Span[(i * boxSize)..Math.Min(boxes.Length, (i + 1) * boxSize)];
            if (!cipher.Open(box, plain.AsSpan(i * BlobCipher.ChunkSize, box.Length - BlobCipher.TagSize), last: i == chunks - 1))
                return null;
        }
        return plain;
    }

    sealed record Header(string Jurisdiction, string Subject, string KeyId, byte[] Salt)
    {
        public int Length => Bytes().Length;

        public byte[] Bytes() => Encoding.UTF8.GetBytes($"{Jurisdiction} {Subject} {KeyId} {Convert.ToHexStringLower(Salt)}\n");

        public static Header? Parse(ReadOnlySpan<byte> stored)
        {
            var end = stored[..Math.Min(stored.Length, LongestHeader)].IndexOf((byte)'\n');
            if (end < 0)
                return null;
            var words = Encoding.UTF8.GetString(stored[..end]).Split(' ');
            return words is [var jurisdiction, var subject, var keyId, { Length: 2 * BlobCipher.SaltSize } salt]
                ? new Header(jurisdiction, subject, keyId, Convert.FromHexString(salt))
                : null;
        }

        public static Header? Read(string path)
        {
            using var file = File.OpenRead(path);
            var start = new byte[LongestHeader];
            return Parse(start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
        }
    }
}
