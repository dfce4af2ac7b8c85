using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Directories;

/// <summary>
/// The posts of officers, asked at every request of one: who was relieved holds nothing from then on, however long the session
/// still lasts. Kept as they were read as long as nothing has been recorded of the officer since.
/// </summary>
public sealed class HeldPosts(Journal journal)
{
    // Some hundred bytes each: the officers of a city.
    const int MostRecent = 10_000;

    readonly Recent<(JurisdictionId, OfficerId), Held> recent = new(journal, MostRecent);

    /// <summary>What they hold now; nothing for somebody who left, or whom the directory does not know.</summary>
    public async ValueTask<IReadOnlyList<PostId>> Of(JurisdictionId jurisdiction, OfficerId officer, CancellationToken stop)
    {
        var (shelf, stamp) = (recent.Now(), journal.StampOf(jurisdiction.ToString(), Officer.StreamOf(officer)));
        if (stamp is not null && shelf.TryFind((jurisdiction, officer), out var held) && held.Stamp == stamp) return held.Posts;
        var posts = (await Officer.Find(journal, jurisdiction, officer, stop))?.Posts ?? [];
        if (stamp is { } asRead) shelf.Keep((jurisdiction, officer), new Held(posts, asRead));
        return posts;
    }

    sealed record Held(IReadOnlyList<PostId> Posts, int Stamp);
}
