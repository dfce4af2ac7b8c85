using Tongzheng.Exchange;

namespace Tongzheng.Tests.Exchange;

/// <summary>Where the way between two governments breaks.</summary>
public enum Cut
{
    /// <summary>It does not.</summary>
    Nowhere,

    /// <summary>The message does not arrive.</summary>
    Before,

    /// <summary>It arrives and is taken, and the answer is lost.</summary>
    After,
}

/// <summary>The way between governments, as a test wants it. It counts what went.</summary>
public sealed class CutDoor
{
    /// <summary>Asked for each message on its way; the number says how often it has come by before.</summary>
    public Func<Envelope, int, Cut> Where { get; set; } = (_, _) => Cut.Nowhere;

    public List<(string Name, string From, string To)> Carried { get; } = [];

    readonly Dictionary<string, int> seen = [];

    public Deliver Way(Deliver through) => async (bytes, stop) =>
    {
        var envelope = Envelope.Read(bytes);
        var before = seen.GetValueOrDefault(envelope.Message);
        seen[envelope.Message] = before + 1;
        var cut = Where(envelope, before);
        if (cut == Cut.Before) throw new IOException("The line is dead.");
        var reply = await through(bytes, stop);
        Carried.Add((envelope.Name, envelope.From, envelope.To));
        if (cut == Cut.After) throw new IOException("The answer is lost.");
        return reply;
    };
}
