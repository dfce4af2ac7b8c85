using Tongzheng.Bpmn;

namespace Tongzheng.Cli.Conformance;

/// <summary>
/// Runs outside suites of BPMN files and prints passed/total for each. A folder is known by what it holds: <c>expected.json</c> (executable
/// processes with their traces, as betsy), <c>bpmn_constraints</c> (files to be refused), <c>Reference</c> (tool exports for the round trip,
/// as MIWG); otherwise every .bpmn file in it must load. A folder of such folders runs them all.
/// </summary>
public static class Bpmn
{
    /// <summary>Runs everything in the folder; 0 when all passed.</summary>
    public static int Run(string folder, TextWriter output)
    {
        if (!Directory.Exists(folder))
        {
            output.WriteLine($"{folder} is no folder.");
            return 2;
        }
        var results = Suites(folder).ToList();
        foreach (var result in results)
        {
            foreach (var failure in result.Failures)
                output.WriteLine($"  {failure}");
            output.WriteLine($"{result.Name}: {result.Passed}/{result.Total}");
        }
        output.WriteLine($"bpmn: {results.Sum(result => result.Passed)}/{results.Sum(result => result.Total)}");
        return results.TrueForAll(result => result.Passed == result.Total) && results.Count > 0 ? 0 : 1;
    }

    /// <summary>The suites found in a folder, each run as it is asked for.</summary>
    public static IEnumerable<BpmnResult> Suites(string folder)
    {
        var known = false;
        if (File.Exists(Path.Combine(folder, "expected.json")))
        {
            known = true;
            yield return BpmnTraces.Run(folder);
        }
        if (Directory.Exists(Path.Combine(folder, "bpmn_constraints")))
        {
            known = true;
            yield return Refusals(Path.Combine(folder, "bpmn_constraints"));
        }
        if (Directory.Exists(Path.Combine(folder, "Reference")))
        {
            known = true;
            yield return BpmnExchange.Run(folder);
        }
        if (known)
            yield break;
        if (Directory.EnumerateFiles(folder, "*.bpmn").Any() || !Directory.EnumerateDirectories(folder).Any())
        {
            yield return Loads(folder);
            yield break;
        }
        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (!Directory.EnumerateFiles(inner, "*.bpmn", SearchOption.AllDirectories).Any())
                continue;
            foreach (var result in Suites(inner))
                yield return result;
        }
    }

    /// <summary>Files that break a rule of BPMN: each must be refused, and not because of its placeholder expressions.</summary>
    internal static BpmnResult Refusals(string folder)
    {
        var result = new BpmnResult(Path.GetFileName(folder) + " refused");
        foreach (var file in Files(folder))
        {
            try
            {
                var definitions = ProcessDefinition.ParseAll(BpmnTraces.Translate(File.ReadAllText(file)));
                result.Failed($"{Path.GetFileName(file)}: accepted ({definitions.Count} processes)");
            }
            catch (BpmnException)
            {
                result.Pass();
            }
        }
        return result;
    }

    /// <summary>Procedures of others: every file must be read, every process compiled.</summary>
    internal static BpmnResult Loads(string folder)
    {
        var result = new BpmnResult(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) + " loaded");
        foreach (var file in Files(folder))
        {
            try
            {
                ProcessDefinition.ParseAll(File.ReadAllText(file));
                result.Pass();
            }
            catch (BpmnException refusal)
            {
                result.Failed($"{Path.GetFileName(file)}: {refusal.Message}");
            }
        }
        return result;
    }

    internal static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.bpmn", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
}

/// <summary>What a suite gave.</summary>
public sealed class BpmnResult(string name)
{
    readonly List<string> failures = [];

    /// <summary>The suite.</summary>
    public string Name => name;

    /// <summary>Cases that came out as they should.</summary>
    public int Passed { get; private set; }

    /// <summary>All cases.</summary>
    public int Total => Passed + failures.Count;

    /// <summary>The others, each with what happened instead.</summary>
    public IReadOnlyList<string> Failures => failures;

    internal void Pass() => Passed++;

    internal void Failed(string what) => failures.Add(what);
}
