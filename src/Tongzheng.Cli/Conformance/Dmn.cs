using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Cli.Conformance;

/// <summary>Runs a folder laid out like the DMN TCK: compliance levels, in them test folders, in them models and test files.</summary>
public static class Dmn
{
    /// <summary>One case of one test file.</summary>
    /// <param name="Level">The folder of the level.</param>
    /// <param name="Folder">The test folder.</param>
    /// <param name="Id">The case, with its file where the folder has several.</param>
    /// <param name="Outcome">How it ended.</param>
    /// <param name="Reason">Why it did not pass.</param>
    public sealed record Case(string Level, string Folder, string Id, Outcome Outcome, string? Reason);

    /// <summary>How a case ended.</summary>
    public enum Outcome
    {
        /// <summary>Every expected result was given.</summary>
        Passed,

        /// <summary>Another result was given.</summary>
        Failed,

        /// <summary>The case needs what this engine does not do by intention; never counted as passed.</summary>
        NotRun,
    }

    /// <summary>Runs all cases, prints a table by folder, each case that did not pass with its reason, and passed/total by level.</summary>
    /// <returns>0 when all passed, 1 when some did not, 2 when there was nothing to run.</returns>
    public static int Run(string folder, TextWriter output)
    {
        var cases = RunAll(folder).ToList();
        foreach (var test in cases.GroupBy(one => (one.Level, one.Folder)))
            output.WriteLine($"{test.Key.Level,-22} {test.Key.Folder,-44} {Passed(test),4} / {test.Count(),4}");
        foreach (var one in cases.Where(one => one.Outcome != Outcome.Passed))
            output.WriteLine($"{(one.Outcome == Outcome.Failed ? "FAILED " : "NOT RUN")} {one.Level}/{one.Folder} {one.Id}: {one.Reason}");
        foreach (var level in cases.GroupBy(one => one.Level))
            output.WriteLine($"{level.Key}: {Passed(level)} / {level.Count()}");
        return cases.Count == 0 ? 2 : cases.TrueForAll(one => one.Outcome == Outcome.Passed) ? 0 : 1;
    }

    /// <summary>All cases below a folder. A test folder without a test file, and a test file without a case, count as failed.</summary>
    public static IEnumerable<Case> RunAll(string folder) =>
        Directory.GetFiles(folder, "*.dmn", SearchOption.AllDirectories)
            .Select(model => Path.GetDirectoryName(model) ?? folder)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .SelectMany(RunFolder);

    static int Passed(IEnumerable<Case> cases) => cases.Count(one => one.Outcome == Outcome.Passed);

    static IEnumerable<Case> RunFolder(string folder)
    {
        var (level, name) = (Path.GetFileName(Path.GetDirectoryName(folder) ?? ""), Path.GetFileName(folder));
        var models = new Models(folder);
        var files = Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(DmnTestFile.Read).OfType<DmnTestFile>().ToList();
        if (files.Sum(file => file.Cases.Count) == 0)
            yield return new(level, name, "-", Outcome.Failed, "the folder has no test case");
        foreach (var file in files)
        {
            foreach (var test in file.Cases)
            {
                var id = files.Count > 1 ? $"{file.Name}#{test.Id}" : test.Id;
                var (outcome, reason) = models.UsesForeignCode(file.ModelName)
                    ? (Outcome.NotRun, "the model calls functions of Java, which are not run")
                    : Judge(models, file, test);
                yield return new(level, name, id, outcome, reason);
            }
        }
    }

    static (Outcome, string?) Judge(Models models, DmnTestFile file, DmnTestCase test)
    {
        try
        {
            var model = models.ByFile(file.ModelName);
            foreach (var expected in test.Expected)
            {
                var (actual, diagnostics) = Evaluate(model, test, expected.Name);
                if (!DmnExpectation.Meets(actual, expected.Value))
                {
                    var why = diagnostics.Count == 0 ? "" : $" ({diagnostics[0].Message})";
                    return (Outcome.Failed, $"{expected.Name} is {actual}, expected {expected.Value}{why}");
                }
            }

            return test.Expected.Count == 0 ? (Outcome.Failed, "the case expects nothing") : (Outcome.Passed, null);
        }
        catch (Exception problem) when (problem is DmnException or ArgumentException or FormatException or IOException)
        {
            return (Outcome.Failed, problem.Message);
        }
    }

    static (FeelValue, IReadOnlyList<Diagnostic>) Evaluate(DmnModel model, DmnTestCase test, string decision)
    {
        var options = new EvaluationOptions { Now = DateTimeOffset.UtcNow };
        if (test.Invocable is { } name)
        {
            var invoked = model.Invoke(name, test.Inputs, options);
            return (invoked.Value, invoked.Diagnostics);
        }

        var result = model.Evaluate(decision, test.Inputs, options);
        return (result.Value, result.Diagnostics);
    }

    /// <summary>The models of a folder, by file name, and for imports by namespace.</summary>
    sealed class Models(string folder)
    {
        readonly Dictionary<string, DmnModel> parsed = [];
        readonly Dictionary<string, string> fileOf = Directory.GetFiles(folder, "*.dmn")
            .GroupBy(DmnTestFile.NamespaceOf)
            .ToDictionary(group => group.Key, group => group.First());

        public DmnModel ByFile(string name) => ByPath(Path.Combine(folder, name));

        public bool UsesForeignCode(string name) =>
            File.Exists(Path.Combine(folder, name)) && File.ReadAllText(Path.Combine(folder, name)).Contains("kind=\"Java\"", StringComparison.Ordinal);

        DmnModel ByPath(string path)
        {
            if (!parsed.TryGetValue(path, out var model))
                parsed[path] = model = DmnModel.Parse(File.ReadAllText(path), space => fileOf.TryGetValue(space, out var other) && other != path ? ByPath(other) : null);
            return model;
        }
    }
}
