using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Tongzheng.Bench;

/// <summary>The peers written for Node, in one process that waits between its slices. Absent until <c>npm ci</c> was run in their folder.</summary>
sealed class Peers : IDisposable
{
    readonly Process process;

    Peers(Process process) => this.process = process;

    /// <param name="name">Their folder under bench.</param>
    public static Peers? Start(string name)
    {
        var folder = Folder(AppContext.BaseDirectory, name);
        if (folder is null || !Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            Console.WriteLine($"  peers not run: npm ci --ignore-scripts in bench/{name} installs them");
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

    static string? Folder(string from, string name)
    {
        for (var at = new DirectoryInfo(from); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "bench", name, "peers.mjs")))
                return Path.Combine(at.FullName, "bench", name);
        }

        return null;
    }
}
