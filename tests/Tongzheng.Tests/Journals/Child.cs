using System.Diagnostics;
using Tongzheng.Journals;

namespace Tongzheng.Tests.Journals;

/// <summary>
/// This program started again as a journal under load: it appends to the folder it is given and writes each
/// acknowledged key to its output, until it has done its number or is killed.
/// </summary>
public sealed class Child
{
    const string Folder = "TONGZHENG_TEST_CHILD_FOLDER", Prefix = "TONGZHENG_TEST_CHILD_PREFIX", Callers = "TONGZHENG_TEST_CHILD_CALLERS",
        Count = "TONGZHENG_TEST_CHILD_COUNT", Unsafe = "TONGZHENG_TEST_CHILD_UNSAFE";

    internal static JournalOptions Options(string folder) => new()
    {
        Database = Path.Combine(folder, "journal.db"),
        Keys = Path.Combine(folder, "keys.db"),
        Models = [new LicenceRegister()],
    };

    /// <summary>Starts the child, below another program where one is given.</summary>
    internal static Process Start(string folder, string prefix, int callers, int count, bool withoutSync = false, params string[] below)
    {
        string[] command = [.. below, Environment.ProcessPath ?? "dotnet"];
        string[] rest = Path.GetFileNameWithoutExtension(command[^1]) == "dotnet" ? [typeof(Child).Assembly.Location] : [];
        var start = new ProcessStartInfo(command[0], [.. command[1..], .. rest, "-class", typeof(Child).FullName ?? "", "-explicit", "only"]) { RedirectStandardOutput = true };
        start.Environment[Folder] = folder;
        start.Environment[Prefix] = prefix;
        start.Environment[Callers] = $"{callers}";
        start.Environment[Count] = $"{count}";
        start.Environment[Unsafe] = withoutSync ? "1" : "";
        return Process.Start(start) ?? throw new InvalidOperationException("The child did not start.");
    }

    [Fact(Explicit = true)]
    public async Task Appends_until_it_is_killed()
    {
        if (Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder)
            await Run(folder);
    }

    static async Task Run(string folder)
    {
        var (prefix, unsafely) = (Environment.GetEnvironmentVariable(Prefix), Environment.GetEnvironmentVariable(Unsafe) == "1");
        var count = int.Parse(Environment.GetEnvironmentVariable(Count) ?? "1", null);
        await using var output = Console.OpenStandardOutput();
        var writing = new Lock();
        var next = 0;
        await using var journal = await Journal.Open(Options(folder) with
        {
            Around = session =>
            {
                if (unsafely)
                    session.Script("PRAGMA synchronous = OFF");
                return session;
            },
        });
        await Task.WhenAll(Enumerable.Range(0, int.Parse(Environment.GetEnvironmentVariable(Callers) ?? "1", null)).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i <= count; i = Interlocked.Increment(ref next))
            {
                var key = $"{prefix}-{i}";
                if (await journal.Append(Some.Licence(key, key, $"person/{i % 50}")) is not Appended)
                    throw new InvalidOperationException("The child's append was refused.");
                lock (writing)
                    output.Write(System.Text.Encoding.ASCII.GetBytes($"ack {key}\n"));
            }
        })));
    }
}
