using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Tongzheng.Identity;

/// <summary>
/// Sessions that were ended before they ran out: a copy of their cookie lets nobody in, also after a restart. They are
/// kept until the session would have run out by itself, in a file beside the keys that open the cookies: who loses the
/// one loses the other, and then no cookie opens anything. Sessions run on the machine's time, whatever the demo's clock says.
/// </summary>
public sealed class EndedSessions
{
    /// <summary>Lines that are out of date before the file is written anew.</summary>
    const int MostStale = 1000;

    readonly string file;
    readonly TimeProvider time;
    readonly Lock gate = new(); // guards the file and how many lines it has
    readonly ConcurrentDictionary<string, DateTimeOffset> ended = new();
    int lines;

    public EndedSessions(string file, TimeProvider time)
    {
        (this.file, this.time) = (file, time);
        if (!File.Exists(file)) return;
        // A line that a crash cut short ended nothing: its sign-out was never answered.
        foreach (var line in File.ReadLines(file))
            if (line.Split(' ') is [var at, { Length: > 0 } session] && DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, out var until) && until > time.GetUtcNow()) ended[session] = until;
        Rewrite();
    }

    public bool Contains(string session) => ended.ContainsKey(session);

    /// <summary>Ends a session; when this returns, it stays ended.</summary>
    public void Add(string session)
    {
        var until = time.GetUtcNow() + Sessions.Length;
        lock (gate)
        {
            ended[session] = until;
            foreach (var (old, end) in ended)
                if (end < time.GetUtcNow()) ended.TryRemove(old, out _);
            if (++lines > ended.Count + MostStale) Rewrite();
            else Write(FileMode.Append, Line(session, until));
        }
    }

    void Rewrite()
    {
        lines = ended.Count;
        var next = file + ".next";
        Write(next, FileMode.Create, string.Concat(ended.Select(each => Line(each.Key, each.Value))));
        File.Move(next, file, overwrite: true);
    }

    void Write(FileMode mode, string text) => Write(file, mode, text);

    static void Write(string path, FileMode mode, string text)
    {
        using var stream = new FileStream(path, mode, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    static string Line(string session, DateTimeOffset until) => string.Create(CultureInfo.InvariantCulture, $"{until:O} {session}\n");
}
