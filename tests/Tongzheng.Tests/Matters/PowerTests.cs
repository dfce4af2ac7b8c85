using Tongzheng.Matters;
using Tongzheng.Matters.Linting;

namespace Tongzheng.Tests.Matters;

/// <summary>清单之外无权力: what is on no list of the office that performs it does not publish.</summary>
public sealed class PowerTests : IDisposable
{
    static readonly LintScope Scope = new(LintScope.StandardServices, null);

    readonly string folder = Directory.CreateTempSubdirectory("packs-").FullName;

    public PowerTests()
    {
        foreach (var path in Directory.EnumerateFiles(Packs.Folder, "*", SearchOption.AllDirectories).Where(path => !path.Contains("/services/", StringComparison.Ordinal)
            || path.Contains("/food-business/", StringComparison.Ordinal) || path.Contains("/credit-repair/", StringComparison.Ordinal) || path.Contains("/unemployment-registration/", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Packs.Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy) ?? folder);
            File.Copy(path, copy);
        }
    }

    [Fact]
    public void Every_matter_as_shipped_stands_on_the_lists_of_its_office() =>
        Assert.DoesNotContain(Packs.Catalogue.Findings, finding => finding.Code.StartsWith("power.", StringComparison.Ordinal));

    [Fact]
    public void A_power_taken_off_the_list_is_refused_by_the_linter_and_left_out_by_publishing_with_file_line_and_remedy()
    {
        Change("powers.yaml", text => string.Join('\n', text.Split('\n').Where(line => !line.Contains("000100058000", StringComparison.Ordinal))));
        var line = 1 + Array.FindIndex(File.ReadAllLines(Path.Combine(folder, "services/food-business/matter.yaml")), text => text.StartsWith("basicCode:", StringComparison.Ordinal));
        foreach (var findings in new[] { Lint.Run(folder, Scope), Catalogue.Load(folder).Findings })
        {
            var finding = Assert.Single(findings, finding => finding.Code == "power.not-listed");
            Assert.Equal(("services/food-business/matter.yaml", line), (finding.File, finding.Line));
            Assert.Contains("市场监督管理", finding.Message.Zh);
            Assert.Contains(Powers.FileName, finding.Remedy.Zh);
        }
        Assert.Null(Catalogue.Load(folder).Find("food-business")); // the node publishes what the catalogue holds
        Assert.NotNull(Catalogue.Load(folder).Find("unemployment-registration"));
    }

    [Fact]
    public void A_licence_that_stands_among_the_duties_alone_is_no_power()
    {
        Change("services/food-business/matter.yaml", text => text.Replace("basicCode: \"000100058000\"", "basicCode: \"002000021000\"", StringComparison.Ordinal));
        Assert.Contains(Catalogue.Load(folder).Findings, finding => finding.Code == "power.not-listed" && finding.Message.Zh.Contains("权力清单上", StringComparison.Ordinal));
    }

    [Fact]
    public void A_joint_task_is_held_against_the_lists_of_the_joint_office()
    {
        Change("powers.yaml", text => string.Join('\n', text.Split('\n').Where(line => !line.Contains("联办", StringComparison.Ordinal))));
        var finding = Assert.Single(Catalogue.Load(folder).Findings, finding => finding.Code == "power.not-listed");
        Assert.Equal("services/credit-repair/matter.yaml", finding.File);
    }

    [Fact]
    public void A_task_that_names_a_power_of_its_own_is_pointed_at_in_the_procedure()
    {
        Change("services/food-business/food-business.bpmn", text => text.Replace("<zeebe:property name=\"tz:step\"", "<zeebe:property name=\"tz:power\" value=\"009900000000\" /><zeebe:property name=\"tz:step\"", StringComparison.Ordinal));
        var finding = Catalogue.Load(folder).Findings.First(finding => finding.Code == "power.not-listed");
        Assert.Equal("services/food-business/food-business.bpmn", finding.File);
        Assert.True(finding.Line > 1);
        Assert.Contains("009900000000", finding.Message.Zh);
    }

    [Fact]
    public void What_stands_on_the_negative_list_may_not_be_done()
    {
        Change("powers.yaml", text => text.Replace("    negative:\n      - { name: { zh: 不得要求申请人到指定", "    negative:\n      - { code: \"000100058000\", name: { zh: 不得要求申请人到指定", StringComparison.Ordinal));
        Assert.Contains(Catalogue.Load(folder).Findings, finding => finding.Code == "power.forbidden" && finding.File == "services/food-business/matter.yaml");
    }

    [Fact]
    public void Without_its_lists_a_folder_publishes_nothing()
    {
        File.Delete(Path.Combine(folder, "powers.yaml"));
        Assert.Empty(Catalogue.Load(folder).Matters);
    }

    void Change(string file, Func<string, string> change)
    {
        var path = Path.Combine(folder, file);
        File.WriteAllText(path, change(File.ReadAllText(path)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
