using Tongzheng.Bpmn;

namespace Tongzheng.Tests.Bpmn;

/// <summary>Every procedure that ships can be run, and nothing in it can get stuck.</summary>
public class PackTests
{
    public static TheoryData<string> Procedures()
    {
        var packs = Repository.PathOf("packs");
        return [.. Directory.EnumerateFiles(packs, "*.bpmn", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(packs, file)).Order(StringComparer.Ordinal)];
    }

    [Theory]
    [MemberData(nameof(Procedures))]
    public void A_procedure_that_ships_is_read_and_sound(string file)
    {
        var definition = ProcessDefinition.Parse(File.ReadAllText(Repository.PathOf("packs", file)));
        Assert.Empty(definition.Check().Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Message));
    }
}
