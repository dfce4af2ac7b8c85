using System.Diagnostics;

namespace Tongzheng.Tests.Node;

/// <summary><c>tongzheng</c> on the command line, in a process of its own, as an operator runs it.</summary>
static class CommandLine
{
    /// <summary>How it ended, and all it said.</summary>
    public static async Task<(int Code, string Said)> Run(params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Tongzheng.Cli.dll"), .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var run = Process.Start(start) ?? throw new InvalidOperationException("The command line did not start.");
        var (output, error) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (run.ExitCode, await output + await error);
    }
}
