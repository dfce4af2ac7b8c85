using Tongzheng.Matters;
using Tongzheng.Tests.Matters;

namespace Tongzheng.Tests.Node;

/// <summary>
/// All stories of all matters in one node, day by day: a node has one clock, so they live the same fortnight together.
/// Each story's own test then says how it went.
/// </summary>
public sealed class Fortnight : IAsyncLifetime
{
    readonly Dictionary<(string, string), PlayedStory> played = [];
    RunningNode? node;

    public static TheoryData<string, string> All =>
        [.. Packs.Catalogue.Matters.SelectMany(matter => StandardStory.Of(matter).Select(story => (matter.Slug, story.Title.Zh)))];

    public async ValueTask InitializeAsync()
    {
        node = await RunningNode.Start();
        foreach (var matter in Packs.Catalogue.Matters)
            foreach (var story in StandardStory.Of(matter))
                played[(matter.Slug, story.Title.Zh)] = new PlayedStory(node, matter, story);
        await Live(node, [.. played.Values]);
    }

    /// <summary>The exception with which a story went wrong, or null.</summary>
    public Exception? FaultOf(string slug, string title) => played[(slug, title)].Fault;

    /// <summary>Moves the clock from day to day and plays what happens on each.</summary>
    internal static async Task Live(RunningNode node, IReadOnlyList<PlayedStory> stories)
    {
        while (stories.Where(story => story.Fault is null).Min(story => story.NextDay) is { } day)
        {
            await node.MoveTo(RunningNode.FirstDay.AddDays(day));
            foreach (var story in stories) await story.Play(day);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (node is not null) await node.DisposeAsync();
    }
}
