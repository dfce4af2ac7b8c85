namespace Tongzheng.Journals;

/// <summary>
/// Whether this process has written to a stream since somebody looked: every append is counted when it begins and when it is
/// over. Streams share counters, so that their number is bounded: an append to another stream may look like one to this, never
/// the other way round.
/// </summary>
sealed class Stamps
{
    // Half a megabyte: two streams that are written within the same seconds hardly ever meet.
    const int Counters = 1 << 16;

    readonly int[] begun = new int[Counters];
    readonly int[] over = new int[Counters];

    /// <summary>The same as long as nothing is begun on the stream; null while something is under way.</summary>
    public int? Find(string jurisdiction, string stream)
    {
        var at = At(jurisdiction, stream);
        var ended = Volatile.Read(ref over[at]);        // first: what is begun in between is then seen
        return Volatile.Read(ref begun[at]) == ended ? ended : null;
    }

    public void Begin(Append append) => Count(begun, append);

    public void End(Append append) => Count(over, append);

    static void Count(int[] counters, Append append)
    {
        foreach (var stream in append.Streams)
            Interlocked.Increment(ref counters[At(append.Jurisdiction, stream.Stream)]);
    }

    static int At(string jurisdiction, string stream) => HashCode.Combine(jurisdiction, stream) & (Counters - 1);
}
