using Dmn = Tongzheng.Cli.Conformance.Dmn;

namespace Tongzheng.Tests.Feel;

/// <summary>The public conformance suite of DMN: every case of every folder, none skipped silently.</summary>
public sealed class ConformanceSuite
{
    /// <summary>Cases that are not run by intention, and why. They never count as passed.</summary>
    static readonly Dictionary<string, string> notRun = new()
    {
        ["0076-feel-external-java"] = "external functions written in Java",
    };

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
        if (notRun.ContainsKey(name))
        {
            Assert.All(cases, one => Assert.Equal(Dmn.Outcome.NotRun, one.Outcome));
            return;
        }

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
        Assert.Contains("compliance-level-3: 2767 / 2785", output.ToString());
        Assert.Contains("0076-feel-external-java", output.ToString());
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
