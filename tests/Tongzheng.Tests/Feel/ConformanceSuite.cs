using Dmn = Tongzheng.Cli.Conformance.Dmn;

namespace Tongzheng.Tests.Feel;

/// <summary>The public conformance suite of DMN: every case of every folder, none skipped silently.</summary>
public sealed class ConformanceSuite
{
    /// <summary>Folders that the suite itself calls non-compliant, whose expectations differ from the standard's.</summary>
    static readonly Dictionary<string, string> otherwise = new()
    {
        ["0015-all-any"] = "expects the text \"true\" from a decision on texts that are typed as numbers",
        ["0019-flight-rebooking"] = "hands in miles as text where the type says number",
    };

    public static TheoryData<string> Folders()
    {
        var data = new TheoryData<string>();
        if (!Directory.Exists(Path.Combine(Conformance.Root, "dmn-tck")))
            data.Add("");
        else
        {
            foreach (var level in Directory.GetDirectories(Path.Combine(Conformance.Root, "dmn-tck")).Order(StringComparer.Ordinal))
            {
                foreach (var folder in Directory.GetDirectories(level).Order(StringComparer.Ordinal))
                    data.Add($"{Path.GetFileName(level)}/{Path.GetFileName(folder)}");
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_case_of_the_folder_gives_what_the_suite_expects(string folder)
    {
        var cases = Dmn.RunAll(Path.Combine(Conformance.Folder("dmn-tck"), folder)).ToList();
        Assert.NotEmpty(cases);
        var name = Path.GetFileName(folder);
        var failed = cases.Where(one => one.Outcome != Dmn.Outcome.Passed).Select(one => $"{one.Id}: {one.Reason}").ToList();
        if (otherwise.ContainsKey(name))
            Assert.True(failed.Count > 0, $"{name} passes now: take it off the list.");
        else
            Assert.True(failed.Count == 0, string.Join(Environment.NewLine, failed));
    }

    [Fact]
    public void The_table_names_every_level_with_passed_and_total()
    {
        var output = new StringWriter();
        Dmn.Run(Conformance.Folder("dmn-tck"), output);
        Assert.Contains("compliance-level-2: 67 / 67", output.ToString());
        Assert.Contains("compliance-level-3: 2785 / 2785", output.ToString());
    }

    /// <summary>Our own models, laid out like the suite: corners of the standard that the suite leaves out.</summary>
    [Theory]
    [MemberData(nameof(OwnFolders))]
    public void Our_own_models_give_what_the_standard_says(string folder)
    {
        var failed = Dmn.RunAll(Repository.PathOf($"tests/Tongzheng.Tests/Feel/models/{folder}"))
            .Where(one => one.Outcome != Dmn.Outcome.Passed).Select(one => $"{one.Id}: {one.Reason}").ToList();
        Assert.True(failed.Count == 0, string.Join(Environment.NewLine, failed));
    }

    public static TheoryData<string> OwnFolders() =>
        new(Directory.GetDirectories(Repository.PathOf("tests/Tongzheng.Tests/Feel/models")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));

    [Fact]
    public void Odd_folders_are_run_and_what_cannot_be_read_is_told()
    {
        const string Model = "<definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' name='m' namespace='m'><decision id='d' name='d'><variable name='d'/><literalExpression><text>1</text></literalExpression></decision></definitions>";
        const string Test = "<testCases xmlns='urn:another'><modelName>m.dmn</modelName><testCase id='1'><resultNode name='d'><expected><value xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='xsd:decimal'>1</value></expected></resultNode></testCase></testCases>";
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            Put("a/models/m.dmn", Model);                                        // the model in a folder of its own
            Put("a/a-test.xml", Test);
            Put("b/m.dmn", Model.Replace("20191111", "20240513", StringComparison.Ordinal));
            Put("b/b-test.xml", Test.Replace("<modelName>m.dmn</modelName>", "", StringComparison.Ordinal)); // no model named
            Put("c/m.dmn", Model);                                               // no expected value: null is expected
            Put("c/c-test.xml", "<testCases><modelName>m.dmn</modelName><testCase id='1'><resultNode name='d'/></testCase></testCases>");
            Put("d/m.dmn", Model);
            Put("d/d-test.xml", "<testCases>");                                  // a damaged test file
            Put("e/m.dmn", "<definitions>");                                     // a damaged model
            Put("e/e-test.xml", Test);
            Put("f/f-test.xml", Test);                                           // no model at all
            var output = new StringWriter();
            Assert.Equal(1, Dmn.Run(folder.FullName, output));
            var outcomes = Dmn.RunAll(folder.FullName).ToDictionary(one => one.Folder, one => one.Outcome);
            Assert.Equal(["a", "b"], outcomes.Where(pair => pair.Value == Dmn.Outcome.Passed).Select(pair => pair.Key));
            Assert.Equal(["c", "d", "e", "f"], outcomes.Where(pair => pair.Value == Dmn.Outcome.Failed).Select(pair => pair.Key));
            Assert.Contains("2 / 6", output.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        void Put(string path, string text)
        {
            var full = Path.Combine(folder.FullName, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }
    }

    [Fact]
    public void A_folder_without_test_cases_fails()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var test = folder.CreateSubdirectory("compliance-level-9").CreateSubdirectory("0001-empty");
            File.WriteAllText(Path.Combine(test.FullName, "m.dmn"), "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='m'/>");
            var output = new StringWriter();
            Assert.Equal(1, Dmn.Run(folder.FullName, output));
            Assert.Contains("compliance-level-9: 0 / 1", output.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
