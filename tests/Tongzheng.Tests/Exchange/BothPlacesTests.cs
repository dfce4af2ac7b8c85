using Tongzheng.Matters;
using Tongzheng.Tests.Matters;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Exchange;

/// <summary>多地联办 as packs alone: the stories of every matter whose procedure asks another government, through HTTP.</summary>
public sealed class BothPlacesTests
{
    [Fact]
    public async Task A_matter_of_two_places_goes_as_its_stories_tell()
    {
        var asking = Packs.Catalogue.Matters.Where(matter => matter.Event is null && matter.Procedure?.Xml.Contains("tz:message", StringComparison.Ordinal) == true).ToList();
        Assert.NotEmpty(asking);
        await using var node = await RunningNode.Start();
        var played = asking.SelectMany(matter => StandardStory.Of(matter).Select(story => new PlayedStory(node, matter, story))).ToList();
        Assert.True(played.Count >= 2);
        await Fortnight.Live(node, played);
        Assert.All(played, story => Assert.Null(story.Fault?.ToString()));
    }
}
