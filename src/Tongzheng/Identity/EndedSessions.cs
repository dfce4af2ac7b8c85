using System.Collections.Concurrent;
using Tongzheng.Kernel;

namespace Tongzheng.Identity;

/// <summary>
/// Sessions that were ended before they ran out: a copy of their cookie lets nobody in. Kept in memory until the session
/// would have run out by itself; after a restart of the node that time is short and no longer than a session.
/// </summary>
public sealed class EndedSessions(Clock clock)
{
    readonly ConcurrentDictionary<string, DateTimeOffset> ended = new();

    public bool Contains(string session) => ended.ContainsKey(session);

    public void Add(string session)
    {
        ended[session] = clock.Now + Sessions.Length;
        foreach (var (old, until) in ended)
            if (until < clock.Now) ended.TryRemove(old, out _);
    }
}
