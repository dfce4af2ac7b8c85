using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Directories.Demo;

/// <summary>Writes the demo province into an empty journal, at the node's first start.</summary>
public static class FoundDemo
{
    // Enough to share one flush among many, small enough that other writers wait for milliseconds only.
    const int StreamsAtOnce = 200;

    /// <summary>
    /// Appends every fact of the demo. A crash half-way leaves whole batches; the next start goes on after them, because
    /// each batch has its key.
    /// </summary>
    /// <param name="journal">Where to.</param>
    /// <param name="demo">What.</param>
    /// <param name="founded">Told after each jurisdiction.</param>
    /// <param name="stop">Gives up between two batches.</param>
    public static async Task Found(Journal journal, DemoProvince demo, Action<JurisdictionId>? founded = null, CancellationToken stop = default)
    {
        var batch = 0;
        foreach (var ofJurisdiction in demo.Facts().GroupBy(fact => fact.Jurisdiction))
        {
            foreach (var streams in ofJurisdiction.GroupBy(fact => fact.Stream).Chunk(StreamsAtOnce))
            {
                var outcome = await journal.Append(new Append
                {
                    Jurisdiction = ofJurisdiction.Key.ToString(),
                    Key = $"demo/{batch++}",
                    Time = DemoProvince.Founded,
                    Streams = [.. streams.Select(stream => Facts.To(stream.Key, StreamAppend.New, stream.Select(fact => fact.Fact)))],
                    // A newer program may make other people; what was founded stays as it was.
                    Request = System.Text.Encoding.UTF8.GetBytes(ofJurisdiction.Key.ToString()),
                }, stop);
                if (outcome is not Appended)
                    throw new InvalidOperationException($"The demo province cannot be founded in {ofJurisdiction.Key}: {outcome}");
            }
            founded?.Invoke(ofJurisdiction.Key);
        }
    }
}
