using Tongzheng.Directories;
using Tongzheng.Directories.Demo;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng;

/// <summary>Founds the demo province at the first start: the facts of <see cref="DemoProvince"/>, appended like any others.</summary>
static class Seed
{
    /// <summary>Streams written in one append; a start killed half way goes on behind the last whole one.</summary>
    const int StreamsAtOnce = 200;

    public static async Task Province(Journal journal, string folder, ILogger log)
    {
        var place = 0;
        foreach (var jurisdiction in DemoProvince.Load(folder).Facts().GroupBy(fact => fact.Jurisdiction))
        {
            foreach (var batch in jurisdiction.GroupBy(fact => fact.Stream).Chunk(StreamsAtOnce))
            {
                var outcome = await journal.Append(new Append
                {
                    Jurisdiction = jurisdiction.Key.ToString(),
                    Key = $"demo/{place++}",
                    Time = DemoProvince.Founded,
                    Streams = [.. batch.Select(stream => Facts.To(stream.Key, StreamAppend.New, stream.Select(fact => fact.Fact)))],
                    Request = System.Text.Encoding.UTF8.GetBytes(jurisdiction.Key.ToString()),
                });
                if (outcome is Appended { Repeated: true }) continue;
                if (outcome is not Appended) throw new InvalidOperationException($"The demo province could not be founded in {jurisdiction.Key}: {outcome}");
            }
            log.LogInformation("Demo: {Jurisdiction} founded", jurisdiction.Key);
        }
    }
}
