using Tongzheng.Cli.Conformance;

namespace Tongzheng.Tests.Bpmn;

/// <summary>The outside suites. Floors and exact results are in docs/conformance.md.</summary>
public class ConformanceTests
{
    static BpmnResult Suite(string folder, string name) =>
        Assert.Single(Cli.Conformance.Bpmn.Suites(Conformance.Folder(folder)), result => result.Name.EndsWith(name, StringComparison.Ordinal));

    [Fact]
    public void The_betsy_processes_log_what_they_must()
    {
        var result = Suite("bpmn-betsy", "traces");
        Assert.Equal(156, result.Total);
        // This file holds SCRIPT_task1 twice and no SCRIPT_task3, so that no engine can log what is expected of it.
        Assert.StartsWith("activities/AdHocSubProcess_Parallel.bpmn", Assert.Single(result.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void The_files_an_engine_must_refuse_are_refused()
    {
        var result = Suite("bpmn-betsy", "refused");
        Assert.Equal(203, result.Total);
        Assert.InRange(result.Passed, 177, 203); // docs/conformance.md names the rest and why they are accepted
    }

    [Fact]
    public void Models_of_other_tools_come_out_as_they_went_in()
    {
        var result = Suite("bpmn-miwg", "round trip");
        Assert.Empty(result.Failures);
    }

    [Fact]
    public void The_court_procedures_load()
    {
        var results = Cli.Conformance.Bpmn.Suites(Conformance.Folder("gov-procedures")).ToList();
        Assert.Equal(120, results.Sum(result => result.Total));
        Assert.Empty(results.SelectMany(result => result.Failures));
    }
}
