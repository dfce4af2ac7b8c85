using System.ComponentModel;
using System.Diagnostics;
using Tongzheng.Kernel;

namespace Tongzheng.Casework.Files;

/// <summary>
/// Hands each file that comes in to a program of the operator's choice before it is stored. The program gets the path of
/// the file as its last argument and tells by its exit code: 0 clean, 1 infected (as <c>clamscan</c> and <c>clamdscan</c>
/// do), anything else could not tell. A file that could not be looked at is not taken either.
/// </summary>
/// <param name="command">The program and its arguments, separated by spaces; null or empty looks at nothing.</param>
/// <param name="longestSeconds">When a program has not answered by then, the file counts as not looked at.</param>
public sealed class VirusScan(string? command, int longestSeconds = VirusScan.LongestSeconds)
{
    /// <summary>A scanner that loads its signatures anew takes about half of this for the largest file.</summary>
    public const int LongestSeconds = 60;

    const int Clean = 0, Infected = 1;

    public bool IsOn => !string.IsNullOrWhiteSpace(command);

    /// <summary>Null where the file may come in, else why not.</summary>
    public async Task<Refusal?> Check(string name, ReadOnlyMemory<byte> content, CancellationToken stop)
    {
        if (!IsOn) return null;
        var words = (command ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var path = Path.Combine(Path.GetTempPath(), "tongzheng-" + Path.GetRandomFileName());
        try
        {
            await Write(path, content, stop);
            return await Ask(words[0], [.. words[1..], path], stop) switch
            {
                Clean => null,
                Infected => new Refusal("file.infected", ("name", name)),
                _ => new Refusal("file.not-scanned", ("name", name)),
            };
        }
        finally
        {
            // The only copy outside the encrypted store: it goes whatever the program said.
            File.Delete(path);
        }
    }

    static async Task Write(string path, ReadOnlyMemory<byte> content, CancellationToken stop)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(path, options);
        await file.WriteAsync(content, stop);
    }

    async Task<int?> Ask(string program, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(stop);
        until.CancelAfter(TimeSpan.FromSeconds(longestSeconds));
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { UseShellExecute = false } };
        try
        {
            process.Start();
            await process.WaitForExitAsync(until.Token);
            return process.ExitCode;
        }
        catch (Win32Exception)
        {
            return null; // no such program, or it may not be run
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return null;
        }
    }
}
