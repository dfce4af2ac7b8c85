using Tongzheng.Directories.Demo;
using Tongzheng.Journals;

namespace Tongzheng;

/// <summary>Founds the demo province at the first start: the facts of <see cref="DemoProvince"/>, appended like any others.</summary>
static class Seed
{
    public static Task Province(Journal journal, string folder, ILogger log) =>
        FoundDemo.Found(journal, DemoProvince.Load(folder), jurisdiction => log.LogInformation("Demo: {Jurisdiction} founded", jurisdiction));
}
