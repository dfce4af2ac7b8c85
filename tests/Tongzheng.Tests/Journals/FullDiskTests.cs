using Tongzheng.Journals;

namespace Tongzheng.Tests.Journals;

/// <summary>A full disk: a clear error, nothing lost, and service resumes when there is room.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_full_disk_refuses_clearly_loses_nothing_and_service_resumes()
    {
        await using var place = new SqlitePlace();
        var pages = 100;
        var acknowledged = new List<string>();
        await using (var journal = await Journal.Open(place.Options with
        {
            Around = session =>
            {
                session.Script($"PRAGMA max_page_count = {pages}");
                return session;
            },
        }))
        {
            JournalException? full = null;
            for (var i = 0; i < 5000 && full is null; i++)
                try
                {
                    Assert.IsType<Appended>(await journal.Append(Some.Licence($"k{i}", $"JY{i}")));
                    acknowledged.Add($"k{i}");
                }
                catch (JournalException refused)
                {
                    full = refused;
                }
            Assert.Equal((JournalException.Full, "The disk is full; nothing was written."), (full?.Code, full?.Message));
            Assert.Equal(acknowledged.Count, await journal.Size(Some.City));
            Assert.Single((await journal.Read(Some.City, acknowledged.Count))!.Personal);

            pages = 10_000;
            Assert.IsType<Appended>(await journal.Append(Some.Licence($"k{acknowledged.Count}", $"JY{acknowledged.Count}")));
        }
        await using var again = await place.Open();
        foreach (var key in acknowledged)
            Assert.NotNull(await again.FindAnswer(Some.City, key));
        Assert.Empty((await again.Verify()).Findings);
    }

    [Fact]
    public async Task A_full_key_store_refuses_before_anything_is_written()
    {
        await using var place = new SqlitePlace();
        var pages = 12;
        await using var journal = await Journal.Open(place.Options with
        {
            AroundKeys = session =>
            {
                session.Script($"PRAGMA max_page_count = {pages}");
                return session;
            },
        });
        var i = 0;
        var full = await Assert.ThrowsAsync<JournalException>(async () =>
        {
            for (; i < 5000; i++)
                await journal.Append(Some.Licence($"k{i}", $"JY{i}", $"person/{i}"));
        });
        Assert.Equal(JournalException.Full, full.Code);
        Assert.Equal(i, await journal.Size(Some.City));

        pages = 10_000;
        Assert.IsType<Appended>(await journal.Append(Some.Licence($"k{i}", $"JY{i}", $"person/{i}")));
        Assert.Empty((await journal.Verify()).Findings);
    }

    [Fact]
    public async Task A_full_upload_folder_refuses_clearly_keeps_nothing_half_and_service_resumes()
    {
        await using var place = new SqlitePlace();
        var folder = Path.Combine(place.Folder, "blobs");
        Directory.CreateDirectory(folder);
        Mount(folder, "1m");
        try
        {
            await using var journal = await Journal.Open(place.Options with { Blobs = folder });
            var first = Assert.IsType<Uploaded>(await journal.Blobs.Put(Some.City, "person/1", new MemoryStream(new byte[500_000])));

            var full = await Assert.ThrowsAsync<JournalException>(async () => await journal.Blobs.Put(Some.City, "person/1", new MemoryStream(new byte[900_000])));

            Assert.Equal((JournalException.Full, "The disk is full; the upload was not kept."), (full.Code, full.Message));
            Assert.Single(Directory.GetFiles(folder, "*", SearchOption.AllDirectories));
            Assert.Equal(500_000, (await journal.Blobs.Read(Some.City, first.Id))?.Length);
            Assert.IsType<Uploaded>(await journal.Blobs.Put(Some.City, "person/1", new MemoryStream(new byte[100_000])));
        }
        finally
        {
            Run("umount", folder);
        }
    }

    [Fact]
    public async Task A_commit_that_finds_no_room_in_the_file_system_fails_whole_and_service_resumes_when_there_is_some()
    {
        await using var place = new SqlitePlace();
        var folder = Path.Combine(place.Folder, "small");
        Directory.CreateDirectory(folder);
        Mount(folder, "3m");
        try
        {
            var filler = Path.Combine(folder, "filler");
            await File.WriteAllBytesAsync(filler, new byte[1 << 20]);
            await using var journal = await Journal.Open(place.Options with { Database = Path.Combine(folder, "journal.db") });
            var kept = new List<string>();
            JournalException? full = null;
            for (var i = 0; i < 5000 && full is null; i++)
            {
                // More than the log is handed at once, so that some commit is cut in the middle.
                var many = await Task.WhenAll(Enumerable.Range(0, 64).Select(async j =>
                {
                    try
                    {
                        Assert.IsType<Appended>(await journal.Append(Some.Licence($"k{i}-{j}", $"JY{i}-{j}")));
                        return ((string?)$"k{i}-{j}", (JournalException?)null);
                    }
                    catch (JournalException refused)
                    {
                        return (null, refused);
                    }
                }));
                kept.AddRange(many.Select(one => one.Item1).OfType<string>());
                full = many.Select(one => one.Item2).FirstOrDefault(refused => refused is not null);
            }
            Assert.Equal((JournalException.Full, "The disk is full; nothing was written."), (full?.Code, full?.Message));
            Assert.Equal(kept.Count, await journal.Size(Some.City));

            File.Delete(filler);
            Assert.IsType<Appended>(await journal.Append(Some.Licence("after", "JY-after")));
            foreach (var key in kept)
                Assert.NotNull(await journal.FindAnswer(Some.City, key));
            Assert.Empty((await journal.Verify()).Findings);
        }
        finally
        {
            Run("umount", folder);
        }
    }

    /// <summary>A disk of a given size at a folder; the test is not run where that may not be made.</summary>
    internal static void Mount(string folder, string size)
    {
        if (Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder) == 0)
            return;
        const string missing = "A folder of limited size needs the right to mount one.";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(missing);
        Assert.Skip(missing);
    }

    internal static int Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process?.WaitForExit();
        return process?.ExitCode ?? -1;
    }
}
