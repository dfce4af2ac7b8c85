using Tongzheng.Journals;
using Tongzheng.Store;

namespace Tongzheng.Directories.Demo;

/// <summary>Writes the demo province into an empty journal, at the node's first start.</summary>
public static class FoundDemo
{
    // Enough to share one flush among many, small enough that other writers wait for milliseconds only.
    const int FactsPerAppend = 500;

    /// <summary>
    /// Appends every fact of the demo. A crash half-way leaves whole jurisdictions or whole batches; the next start goes on
    /// after them, because each batch has its key.
    /// </summary>
    public static async Task Found(Journal journal, DemoProvince demo, CancellationToken stop = default)
    {
        foreach (var ofJurisdiction in demo.Facts().GroupBy(fact => fact.Jurisdiction))
        {
            var batch = 0;
            foreach (var facts in ofJurisdiction.GroupBy(fact => fact.Stream).Chunk(FactsPerAppend))
            {
                var outcome = await journal.Append(new Append
                {
                    Jurisdiction = ofJurisdiction.Key.ToString(),
                    Key = $"demo/{batch++}",
                    Time = DemoProvince.Founded,
                    Streams = [.. facts.Select(stream => Facts.To(stream.Key, StreamAppend.New, stream.Select(fact => fact.Fact)))],
                }, stop);
                if (outcome is not Appended)
                    throw new InvalidOperationException($"The demo province cannot be founded in {ofJurisdiction.Key}: {outcome}");
            }
        }
    }
}
