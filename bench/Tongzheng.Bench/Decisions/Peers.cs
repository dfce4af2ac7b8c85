using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Tongzheng.Bench.Decisions;

/// <summary>The peers written for Node, in one process that waits between its slices. Absent until <c>npm ci</c> was run in bench/feel.</summary>
sealed class Peers : IDisposable
{
    readonly Process process;

    Peers(Process process) => this.process = process;

    public static Peers? Start()
    {
        var folder = Folder(AppContext.BaseDirectory);
        if (folder is null || !Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Console.WriteLine("  peers not run: npm ci --ignore-scripts in bench/feel installs them");
            return null;
        }

        var start = new ProcessStartInfo("node", "peers.mjs") { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true };
        return Process.Start(start) is { } process ? new(process) : null;
    }

    /// <summary>Runs of one peer in a second.</summary>
    public double PerSecond(string what, double seconds)
    {
        process.StandardInput.WriteLine(JsonSerializer.Serialize(new { what, seconds }));
        process.StandardInput.Flush();
        return double.Parse(process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The peers ended."), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    static string? Folder(string from)
    {
        for (var at = new DirectoryInfo(from); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "bench", "feel", "peers.mjs")))
                return Path.Combine(at.FullName, "bench", "feel");
        }

        return null;
    }
}
