using System.Security.Cryptography;
using Tongzheng.Forms;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework.Files;

/// <summary>A file was received (stream file/{id}); its bytes lie encrypted for its owner.</summary>
[Kind("file.received")]
public sealed record FileReceived : Fact
{
    public required string File { get; init; }
    public required string Owner { get; init; }
    public required string Blob { get; init; }
    public required long Bytes { get; init; }
    public required string MediaType { get; init; }
    [Personal(nameof(Owner))] public string? Name { get; init; }

    /// <summary>SHA-256 of the file as it was handed in, in hex.</summary>
    [Personal(nameof(Owner))] public string? Hash { get; init; }
}

/// <summary>A file taken over from another government, and the fact that says so.</summary>
public sealed record TakenOver(Upload Upload, StreamAppend Fact);

/// <summary>Takes files in: kind and size are checked, a virus scan may look first, the bytes are on disk before the fact that names them.</summary>
/// <param name="scan">What looks at each file first; nothing where it is left out.</param>
public sealed class FileDesk(Journal journal, VirusScan? scan = null)
{
    /// <summary>A name longer than a file system's is no name.</summary>
    public const int MaxNameLength = 200;

    // Some hundred bytes each: what a large city hands in within an hour.
    const int MostRecent = 20_000;

    readonly Recent<(JurisdictionId, string), FileReceived> recent = new(journal, MostRecent);

    public async Task<Outcome<Upload>> Receive(Act act, string owner, string name, Stream content, long length, CancellationToken stop)
    {
        name = string.Concat(name.Where(character => !Written.IsUnseen(character)));
        name = name.Length > MaxNameLength ? name[..(MaxNameLength - 10)] + Path.GetExtension(name) : name;
        if (length > Web.Multipart.MaxFileBytes) return new Refusal("file.too-large", ("name", name), ("most", Web.Multipart.MaxFileBytes / 1024 / 1024), ("size", length / 1024 / 1024));
        var bytes = new byte[length];
        await content.ReadExactlyAsync(bytes, stop);
        var kind = FileKinds.Check(name, bytes);
        if (kind.Value is not { } mediaType) return kind.Refusal ?? new Refusal("file.kind");
        if (scan is not null && await scan.Check(name, bytes, stop) is { } found) return found;
        if (await journal.Blobs.Put(act.Jurisdiction.ToString(), owner, new MemoryStream(bytes), Web.Multipart.MaxFileBytes, stop) is not Uploaded { Id: var id })
            return new Refusal("file.too-large", ("name", name), ("most", Web.Multipart.MaxFileBytes / 1024 / 1024), ("size", length / 1024 / 1024));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var received = new FileReceived { File = DocumentId.New(act.Now).ToString(), Owner = owner, Blob = id.ToString(), Bytes = length, MediaType = mediaType, Name = name, Hash = hash };
        await journal.Append(new Append
        {
            Jurisdiction = act.Jurisdiction.ToString(),
            Key = "file/" + received.File,
            Time = act.Now,
            Streams = [Facts.To("file/" + received.File, StreamAppend.New, received)],
        }, stop);
        return new Upload(received.File, name, mediaType, length, hash);
    }

    /// <summary>
    /// Takes over a file that another government hands on: looked at as any other, stored for its owner, under the id it has
    /// already. The fact of it belongs into the append of what it came with.
    /// </summary>
    public async Task<Outcome<TakenOver>> TakeOver(Act act, string owner, Upload handed, byte[] content, CancellationToken stop)
    {
        if (FileKinds.Check(handed.Name, content).Refusal is { } wrong) return wrong;
        if (scan is not null && await scan.Check(handed.Name, content, stop) is { } found) return found;
        if (await journal.Blobs.Put(act.Jurisdiction.ToString(), owner, new MemoryStream(content), Web.Multipart.MaxFileBytes, stop) is not Uploaded { Id: var id })
            return new Refusal("file.too-large", ("name", handed.Name), ("most", Web.Multipart.MaxFileBytes / 1024 / 1024), ("size", content.Length / 1024 / 1024));
        return new TakenOver(handed, Facts.To("file/" + handed.Id, StreamAppend.Any, new FileReceived { File = handed.Id, Owner = owner, Blob = id.ToString(), Hash = handed.Hash, Bytes = handed.Bytes, MediaType = handed.MediaType, Name = handed.Name }));
    }

    /// <summary>A file that somebody owns; null where there is none, or it is another's.</summary>
    public async Task<Upload?> Find(JurisdictionId jurisdiction, string id, string owner, CancellationToken stop) =>
        await Received(jurisdiction, id, stop) is { } received && received.Owner == owner ? new Upload(received.File, received.Name ?? received.File, received.MediaType, received.Bytes, received.Hash ?? "") : null;

    /// <summary>The bytes of a file; null where it is gone, or its owner is forgotten. Whoever asks has seen to it that they may be read.</summary>
    public async Task<byte[]?> Read(JurisdictionId jurisdiction, string id, CancellationToken stop) =>
        await Received(jurisdiction, id, stop) is { } received && BlobId.Parse(received.Blob) is { } blob ? await journal.Blobs.Read(jurisdiction.ToString(), blob, stop) : null;

    // A file that was forgotten with its owner may be handed on anew, under the same id: the last fact counts, and is kept when it can be read.
    async Task<FileReceived?> Received(JurisdictionId jurisdiction, string id, CancellationToken stop)
    {
        var shelf = recent.Now();
        if (shelf.TryFind((jurisdiction, id), out var received)) return received;
        await foreach (var fact in journal.ReadStream(jurisdiction.ToString(), "file/" + id, stop: stop)) received = Facts.Read(fact) as FileReceived;
        if (received is { Name: not null }) shelf.Keep((jurisdiction, id), received);
        return received;
    }
}
