using Tongzheng.Bench;
using Tongzheng.Bench.Casework;
using Tongzheng.Bench.Decisions;
using Tongzheng.Bench.Journals;
using Tongzheng.Bench.Pages;

// Each benchmark is one file: it measures the limit, the peer and the product in turn in one run, and prints ratios.
Benchmark[] benchmarks =
[
    new("submissions", "complete durable submissions against raw fdatasync and a plain writer of the same rows", Submissions.Run),
    new("submissions-alone", "complete durable submissions and nothing else, for a profiler", Submissions.Alone),
    new("stages", "where the time of a submission goes", Stages.Run),
    new("casework", "five-task lifecycles against bpmn-engine in memory and raw fdatasync", Lifecycles.Run),
    new("casework-alone", "five-task lifecycles and nothing else, for a profiler", Lifecycles.Alone),
    new("growth", "lifecycles and lists with --cases N stored (in --data FOLDER, which is kept) against an empty store, or one --than M (in --base FOLDER)", Growth.Run),
    new("journal", "durable appends with read models against raw fdatasync and a plain SQLite writer", Appends.Run),
    new("merkle", "tree, proofs and verification against the SHA-256 floor", MerkleTree.Run),
    new("pages", "an anonymous page and a personal one against nginx serving the same bytes", PortalPages.Run),
    new("http", "submissions over HTTP against Kestrel's ready bytes", SubmissionsOverHttp.Run),
    new("http-alone", "submissions over HTTP and nothing else, for a profiler", SubmissionsOverHttp.Alone),
    new("pages-alone", "the personal page and nothing else, for a profiler", PortalPages.Alone),
    new("decisions", "decision tables and expressions against feelin, Zen and json-rules-engine", Decide.Run),
];

// The value of an option is no name.
var wanted = args.Where((argument, i) => !argument.StartsWith('-') && (i == 0 || args[i - 1] is not ("--cases" or "--data" or "--than" or "--base"))).ToList();
var unknown = wanted.Except(benchmarks.Select(benchmark => benchmark.Name)).ToList();
if (unknown.Count > 0)
{
    Console.Error.WriteLine($"There is no benchmark {string.Join(", ", unknown)}. There are:");
    foreach (var benchmark in benchmarks)
        Console.Error.WriteLine($"  {benchmark.Name,-14} {benchmark.What}");
    return 2;
}
Report.Machine();
foreach (var benchmark in benchmarks.Where(benchmark => wanted.Count == 0 && benchmark.Name is not ("growth" or "submissions-alone" or "casework-alone" or "http-alone" or "pages-alone") || wanted.Contains(benchmark.Name)))
{
    Console.WriteLine($"\n## {benchmark.Name}: {benchmark.What}");
    await benchmark.Run(args.Contains("--quick") ? 0.2 : 1.0);
}
return Report.BarsMissed > 0 ? 1 : 0;
