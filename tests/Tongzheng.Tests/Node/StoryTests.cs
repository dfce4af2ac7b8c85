using System.Runtime.ExceptionServices;
using Tongzheng.Matters;
using Tongzheng.Tests.Matters;
using Tongzheng.Tests.Verbs;

namespace Tongzheng.Tests.Node;

/// <summary>
/// Every matter's stories through HTTP: each listed material is handed in, each post does its part, the statutory due
/// date is the one the kernel counts from the stated limit, and the applicant holds the stated result.
/// </summary>
public sealed class StoryTests(Fortnight fortnight) : IClassFixture<Fortnight>
{
    [Theory]
    [MemberData(nameof(Fortnight.All), MemberType = typeof(Fortnight))]
    [Story("countersign")] // of the joint procedure
    public void A_story_goes_through_http_as_it_is_told(string slug, string title)
    {
        if (fortnight.FaultOf(slug, title) is { } fault) ExceptionDispatchInfo.Throw(fault);
    }
}

/// <summary>One story of each standard procedure on PostgreSQL.</summary>
public sealed class PostgresStoryTests
{
    [Fact]
    public async Task One_story_of_each_standard_procedure_goes_the_same_way_on_PostgreSQL()
    {
        var (facts, keys) = (PostgresCluster.NewDatabase(), PostgresCluster.NewDatabase());
        try
        {
            await using var node = await RunningNode.Start(facts, keys);
            var played = Packs.Catalogue.Matters.Where(matter => matter.Procedure is { Shared: true }).GroupBy(matter => matter.Procedure?.Name)
                .Select(group => (Matter: group.First(), Story: StandardStory.Of(group.First())[0]))
                .Select(told => new PlayedStory(node, told.Matter, told.Story)).ToList();
            Assert.Equal(5, played.Count);
            await Fortnight.Live(node, played);
            Assert.All(played, story => Assert.Null(story.Fault?.ToString()));
        }
        finally
        {
            PostgresCluster.Drop(facts);
            PostgresCluster.Drop(keys);
        }
    }
}
