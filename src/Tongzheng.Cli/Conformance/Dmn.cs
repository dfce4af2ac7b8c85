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

        /// <summary>Another result was given, or the case could not be read.</summary>
        Failed,
    }

    /// <summary>Runs all cases, prints a table by folder, each case that did not pass with its reason, and passed/total by level.</summary>
    /// <returns>0 when all passed, 1 when some did not, 2 when there was nothing to run.</returns>
    public static int Run(string folder, TextWriter output)
    {
        var cases = RunAll(folder).ToList();
        foreach (var test in cases.GroupBy(one => (one.Level, one.Folder)))
            output.WriteLine($"{test.Key.Level,-22} {test.Key.Folder,-44} {Passed(test),4} / {test.Count(),4}");
        foreach (var one in cases.Where(one => one.Outcome != Outcome.Passed))
            output.WriteLine($"FAILED  {one.Level}/{one.Folder} {one.Id}: {one.Reason}");
        foreach (var level in cases.GroupBy(one => one.Level))
            output.WriteLine($"{level.Key}: {Passed(level)} / {level.Count()}");
        return cases.Count == 0 ? 2 : cases.TrueForAll(one => one.Outcome == Outcome.Passed) ? 0 : 1;
    }

    /// <summary>
    /// All cases below a folder. A test folder is one that holds a test file, or else a model that no test folder around it
    /// holds; without a case it counts as failed, and so does what cannot be read.
    /// </summary>
    public static IEnumerable<Case> RunAll(string folder)
    {
        folder = Path.GetFullPath(folder);
        var tested = Directory.GetFiles(folder, "*.xml", SearchOption.AllDirectories).Where(DmnTestFile.IsOne).Select(FolderOf).ToHashSet();
        var untested = Directory.GetFiles(folder, "*.dmn", SearchOption.AllDirectories).Select(FolderOf)
            .Where(holder => !tested.Any(test => IsWithin(holder, test) || IsWithin(test, holder)));
        return tested.Concat(untested).Distinct().Order(StringComparer.Ordinal).SelectMany(RunFolder);

        string FolderOf(string file) => Path.GetDirectoryName(file) ?? folder;
    }

    static bool IsWithin(string folder, string outer) => folder == outer || folder.StartsWith(outer + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    static int Passed(IEnumerable<Case> cases) => cases.Count(one => one.Outcome == Outcome.Passed);

    static List<Case> RunFolder(string folder)
    {
        var (level, name) = (Path.GetFileName(Path.GetDirectoryName(folder) ?? ""), Path.GetFileName(folder));
        List<Case> cases = [];
        try
        {
            var paths = Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal).Where(DmnTestFile.IsOne).ToList();
            var models = new DmnModels(folder);
            foreach (var path in paths)
                cases.AddRange(RunFile(path, models, paths.Count > 1).Select(one => one with { Level = level, Folder = name }));
        }
        catch (Exception problem) when (IsOfTheFiles(problem))
        {
            cases.Add(new(level, name, "-", Outcome.Failed, problem.Message));
        }

        if (cases.Count == 0)
            cases.Add(new(level, name, "-", Outcome.Failed, "the folder has no test case"));
        return cases;
    }

    static IEnumerable<Case> RunFile(string path, DmnModels models, bool named)
    {
        DmnTestFile? file;
        string? damage = null;
        try
        {
            file = DmnTestFile.Read(path);
        }
        catch (Exception problem) when (IsOfTheFiles(problem))
        {
            (file, damage) = (null, problem.Message);
        }

        if (file is null || file.Cases.Count == 0)
            yield return new("", "", Path.GetFileName(path), Outcome.Failed, damage ?? "the file has no test case");
        foreach (var test in file?.Cases ?? [])
        {
            var reason = test.Damage ?? Judge(models, file!, test);
            yield return new("", "", named ? $"{file!.Name}#{test.Id}" : test.Id, reason is null ? Outcome.Passed : Outcome.Failed, reason);
        }
    }

    static bool IsOfTheFiles(Exception problem) =>
        problem is DmnException or ArgumentException or FormatException or IOException or UnauthorizedAccessException or System.Xml.XmlException;

    /// <summary>Why a case did not pass; null when it did.</summary>
    static string? Judge(DmnModels models, DmnTestFile file, DmnTestCase test)
    {
        try
        {
            var model = models.Get(file);
            foreach (var expected in test.Expected)
            {
                var (actual, diagnostics) = Evaluate(model, test, expected.Name);
                if (!DmnExpectation.Meets(actual, expected.Value))
                {
                    var why = diagnostics.Count == 0 ? "" : $" ({diagnostics[0].Message})";
                    return $"{expected.Name} is {actual}, expected {expected.Value}{why}";
                }
            }

            return test.Expected.Count == 0 ? "the case expects nothing" : null;
        }
        catch (Exception problem) when (IsOfTheFiles(problem))
        {
            return problem.Message;
        }
    }

    static (FeelValue, IReadOnlyList<Diagnostic>) Evaluate(DmnModel model, DmnTestCase test, string result)
    {
        var options = new EvaluationOptions { Now = DateTimeOffset.UtcNow };
        var isDecision = model.Decisions.Any(decision => decision.Name == result || decision.Id == result);
        if (test.Invocable is null && isDecision)
        {
            var decided = model.Evaluate(result, test.Inputs, options);
            return (decided.Value, decided.Diagnostics);
        }

        var name = test.Invocable ?? result;
        var invoked = model.Invoke(name, test.Inputs, options);
        // A service of several outputs gives them all; a result may name one of them.
        var isOne = isDecision && name != result && invoked.Value.AsContext is { } several && several.Contains(result);
        return (isOne ? invoked.Value.AsContext!.Get(result) : invoked.Value, invoked.Diagnostics);
    }
}
