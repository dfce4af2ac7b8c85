using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Tongzheng.Tests.Journals;

/// <summary>What is acknowledged is on disk: seen from outside the process.</summary>
public sealed partial class DurabilityTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("durable-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public Task Three_kills_under_load_lose_no_acknowledged_append() => Kill(3);

    [Fact, Trait("Category", "Slow")]
    public Task Twenty_kills_under_load_lose_no_acknowledged_append() => Kill(20);

    [Fact]
    public void An_append_is_acknowledged_only_after_a_sync_that_follows_its_last_write()
    {
        Assert.Equal((20, 20), Trace(withoutSync: false));
    }

    [Fact]
    public void A_build_that_does_not_sync_fails_this_test()
    {
        Assert.Equal((20, 0), Trace(withoutSync: true));
    }

    // strace lets each thread's second sync of the file fail: the one with which the log would begin anew for the second time.
    [Fact]
    public async Task A_file_that_the_disk_cannot_sync_stops_the_writer_and_loses_no_acknowledged_append()
    {
        const int more = 1_000_000;             // than the log takes before it is copied back twice
        using var child = Child.Start(folder, "t", callers: 64, count: more, withoutSync: false,
            Strace, "-f", "-P", Path.Combine(folder, "journal.db"), "-e", "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:error=EIO:when=2+", "-o", Path.Combine(folder, "trace"));
        var output = await child.StandardOutput.ReadToEndAsync();
        await child.WaitForExitAsync();
        var acknowledged = output.Split('\n').Where(line => line.StartsWith("ack ", StringComparison.Ordinal)).Select(line => line["ack ".Length..]).ToList();
        Assert.InRange(acknowledged.Count, 1, more - 1);
        Assert.Contains("The disk could not sync the database's file.", output);

        await using var journal = await Tongzheng.Journals.Journal.Open(Child.Options(folder));
        foreach (var key in acknowledged)
            Assert.NotNull(await journal.FindAnswer(Some.City, key));
        Assert.Empty((await journal.Verify()).Findings);
    }

    static string Strace
    {
        get
        {
            if (new[] { "/usr/bin/strace", "/usr/local/bin/strace" }.FirstOrDefault(File.Exists) is { } strace)
                return strace;
            const string missing = "strace is not installed.";
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(missing);
            Assert.Skip(missing);
            return missing;
        }
    }

    async Task Kill(int times)
    {
        var acknowledged = new List<string>();
        for (var round = 0; round < times; round++)
        {
            using var child = Child.Start(folder, $"r{round}", callers: 32, count: int.MaxValue);
            // A different moment each time: after the first acknowledgement, anywhere in a batch or a flush.
            var wait = 20 + (37 * round % 200);
            Stopwatch? since = null;
            while (await child.StandardOutput.ReadLineAsync() is { } line)
            {
                if (!line.StartsWith("ack ", StringComparison.Ordinal))
                    continue;
                acknowledged.Add(line["ack ".Length..]);
                since ??= Stopwatch.StartNew();
                if (since.ElapsedMilliseconds > wait)
                    break;
            }
            child.Kill();
            // What it had said before it died; a line that was cut off is no acknowledgement.
            var rest = await child.StandardOutput.ReadToEndAsync();
            foreach (var line in rest[..(rest.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line.StartsWith("ack ", StringComparison.Ordinal)))
                acknowledged.Add(line["ack ".Length..]);
            await child.WaitForExitAsync();
            Assert.NotNull(since);
        }
        Assert.True(acknowledged.Count > times);
        await using var journal = await Tongzheng.Journals.Journal.Open(Child.Options(folder));
        foreach (var key in acknowledged)
            Assert.NotNull(await journal.FindAnswer(Some.City, key));
        var verification = await journal.Verify();
        Assert.Empty(verification.Findings);
        Assert.True(verification.Facts >= acknowledged.Count);
    }

    // Counts the acknowledgements, and those of them before which the log was written and then synced.
    (int Acknowledged, int Synced) Trace(bool withoutSync)
    {
        var trace = Path.Combine(folder, "trace");
        using var child = Child.Start(folder, "t", callers: 1, count: 20, withoutSync, Strace, "-f", "-y", "-s", "16", "-e", "trace=fdatasync,fsync,write,pwrite64", "-o", trace);
        child.StandardOutput.ReadToEnd();
        child.WaitForExit();

        var (acknowledged, synced, written, safe) = (0, 0, false, false);
        var syncing = new HashSet<string>();        // threads whose sync of the log another thread's line interrupts
        foreach (var line in File.ReadLines(trace))
        {
            var thread = line[..line.IndexOf(' ', StringComparison.Ordinal)];
            if (Write().IsMatch(line))
            {
                (written, safe) = (true, false);
            }
            else if (Sync().IsMatch(line))
            {
                safe |= line.EndsWith("= 0", StringComparison.Ordinal);
                if (line.EndsWith("<unfinished ...>", StringComparison.Ordinal))
                    syncing.Add(thread);
            }
            else if (line.Contains("sync resumed>", StringComparison.Ordinal))
            {
                safe |= syncing.Remove(thread) && line.EndsWith("= 0", StringComparison.Ordinal);
            }
            else if (line.Contains("\"ack t-", StringComparison.Ordinal))
            {
                acknowledged++;
                synced += written && safe ? 1 : 0;
                (written, safe) = (false, false);
            }
        }
        return (acknowledged, synced);
    }

    [GeneratedRegex(@"(pwrite64|write)\(\d+<[^>]*/journal\.db-wal>")]
    private static partial Regex Write();

    [GeneratedRegex(@"(fdatasync|fsync)\(\d+<[^>]*/journal\.db-wal>")]
    private static partial Regex Sync();
}
