using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongzheng.Bench.Pages;

/// <summary>Slices of wrk: 64 connections that each ask again as soon as they are answered.</summary>
static partial class Wrk
{
    const int Connections = 64;

    /// <summary>nginx and wrk, where Debian puts them; says what is missing.</summary>
    public static bool IsHere()
    {
        var here = File.Exists("/usr/sbin/nginx") && File.Exists("/usr/bin/wrk");
        if (!here) Console.WriteLine("nginx and wrk are needed (Debian: nginx-light, wrk).");
        return here;
    }

    /// <summary>Answers in a second; every one must be a success.</summary>
    public static double PerSecond(string address, int seconds, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/wrk", ["-t2", $"-c{Connections}", $"-d{seconds}s", .. arguments, address]) { RedirectStandardOutput = true };
        using var wrk = Process.Start(start) ?? throw new InvalidOperationException("wrk did not start.");
        var said = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();
        if (said.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException($"{address} refused: {said}");
        return double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();
}
