using System.Text;
using Tongzheng.Journals;

namespace Tongzheng.Tests.Journals;

/// <summary>Uploads: encrypted for their subject, durable before the fact that names them, checked, swept, forgotten, backed up.</summary>
public sealed class BlobTests : IAsyncLifetime
{
    readonly SqlitePlace place = new();
    Journal journal = null!;

    string Folder => Path.Combine(place.Folder, "blobs");

    JournalOptions Options => place.Options with { Blobs = Folder };

    public async ValueTask InitializeAsync() => journal = await Journal.Open(Options);

    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        await place.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public async Task An_upload_is_read_back_and_is_encrypted_on_disk(int size)
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("身份证明 林晚晴 ", 1 + (size / 20))))[..size];

        var id = await Upload("person/1", content);

        Assert.Equal(content, await journal.Blobs.Read(Some.City, id));
        Assert.Equal(id, BlobId.Parse(id.ToString()));
        Assert.DoesNotContain("林晚晴", Encoding.UTF8.GetString(File.ReadAllBytes(FileOf(id))));
        Assert.Null(await journal.Blobs.Read("590200", id));
    }

    [Fact]
    public async Task An_upload_over_the_limit_is_refused_and_leaves_nothing()
    {
        Assert.Equal(new TooLarge(1000), await journal.Blobs.Put(Some.City, "person/1", new MemoryStream(new byte[1001]), limit: 1000));
        Assert.IsType<Uploaded>(await journal.Blobs.Put(Some.City, "person/1", new MemoryStream(new byte[1000]), limit: 1000));
        Assert.Single(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_fact_cannot_name_an_upload_that_is_not_there()
    {
        var missing = BlobId.Parse("blob-" + new string('0', 64)) ?? throw new InvalidOperationException();

        await Assert.ThrowsAsync<ArgumentException>(async () => await journal.Append(Naming("k1", missing)));
        Assert.Equal(0, await journal.Size(Some.City));
    }

    [Fact]
    public async Task A_damaged_or_missing_upload_is_refused_and_named_by_verify()
    {
        var (first, second) = (await Upload("person/1", "one"u8.ToArray()), await Upload("person/1", "two"u8.ToArray()));
        await journal.Append(Naming("k1", first));
        await journal.Append(Naming("k2", second));
        Assert.Empty((await journal.Verify()).Findings);

        var bytes = File.ReadAllBytes(FileOf(first));
        bytes[^1] ^= 1;
        File.WriteAllBytes(FileOf(first), bytes);
        File.Delete(FileOf(second));

        Assert.Equal(JournalException.Damaged, (await Assert.ThrowsAsync<JournalException>(async () => await journal.Blobs.Read(Some.City, first))).Code);
        var findings = (await journal.Verify()).Findings;
        Assert.Equal(new[] { first.ToString(), second.ToString() }.Order(), findings.Select(f => f.Where).Order());
        Assert.All(findings, finding => Assert.Equal(Part.Upload, finding.Part));
    }

    [Fact]
    public async Task What_no_fact_names_is_swept_when_it_is_older_than_any_draft()
    {
        var (named, orphan, fresh) = (await Upload("person/1", "named"u8.ToArray()), await Upload("person/1", "orphan"u8.ToArray()), await Upload("person/1", "fresh"u8.ToArray()));
        await journal.Append(Naming("k1", named));
        foreach (var id in new[] { named, orphan })
            File.SetLastWriteTimeUtc(FileOf(id), DateTime.UtcNow.AddDays(-31));

        Assert.Equal(1, await journal.SweepUploads(DateTimeOffset.UtcNow));

        Assert.Equal((true, false, true), (journal.Blobs.Has(Some.City, named), journal.Blobs.Has(Some.City, orphan), journal.Blobs.Has(Some.City, fresh)));
    }

    [Fact]
    public async Task Forgetting_a_subject_deletes_the_uploads_and_everything_still_verifies()
    {
        var (named, draft, other) = (await Upload("person/1", "named"u8.ToArray()), await Upload("person/1", "draft"u8.ToArray()), await Upload("person/2", "other"u8.ToArray()));
        await journal.Append(Naming("k1", named));
        await journal.Append(Naming("k2", other));

        await journal.Forget(Some.City, "person/1", Some.Noon, Some.Json(new { }));

        Assert.False(journal.Blobs.Has(Some.City, named));
        Assert.Null(await journal.Blobs.Read(Some.City, draft));
        Assert.Equal("other"u8.ToArray(), await journal.Blobs.Read(Some.City, other));
        Assert.Empty((await journal.Verify()).Findings);
    }

    [Fact]
    public async Task A_backup_taken_under_load_opens_and_verifies_with_the_keys_of_the_other_backup()
    {
        var upload = await Upload("person/1", "proof"u8.ToArray());
        await journal.Append(Naming("k0", upload));
        var (copy, keys) = (Path.Combine(place.Folder, "backup"), Path.Combine(place.Folder, "elsewhere"));
        var load = Task.WhenAll(Enumerable.Range(1, 200).Select(i => journal.Append(Some.Licence($"k{i}", $"JY{i}", $"person/{i % 9}")).AsTask()));
        await journal.Backup(copy);
        await load;
        await journal.Backup(copy);
        await journal.BackupKeys(keys);

        await using var restored = await Journal.Open(Options with
        {
            Database = Path.Combine(copy, "journal.db"),
            Keys = Path.Combine(keys, "keys.db"),
            Blobs = Path.Combine(copy, "blobs"),
        });

        var verification = await restored.Verify();
        Assert.Equal((201, 0), (verification.Facts, verification.Findings.Count));
        Assert.Equal("proof"u8.ToArray(), await restored.Blobs.Read(Some.City, upload));
        Assert.Empty(Directory.GetFiles(copy, "*keys*", SearchOption.AllDirectories));
        Assert.Equal(202, Assert.IsType<Appended>(await restored.Append(Some.Licence("next", "JYN"))).LastPosition);
    }

    async Task<BlobId> Upload(string subject, byte[] content) =>
        Assert.IsType<Uploaded>(await journal.Blobs.Put(Some.City, subject, new MemoryStream(content))).Id;

    static Append Naming(string key, BlobId id) => new()
    {
        Jurisdiction = Some.City,
        Key = key,
        Time = Some.Noon,
        Streams = [new StreamAppend("case/" + key, StreamAppend.New, [new NewFact("material.supplied", Some.Json(new { file = id.ToString() }))])],
    };

    string FileOf(BlobId id) => Path.Combine(Folder, Some.City, id.ToString()[5..7], id.ToString());
}
