using Tongzheng.Bpmn;
using Tongzheng.Matters;
using Tongzheng.Matters.Events;

namespace Tongzheng.Tests.Matters;

/// <summary>
/// Every story of every matter, walked through the engines alone: what the procedure opens, sends and ends with is what
/// the story says. (Forms, files, clocks and posts are played through HTTP elsewhere.)
/// </summary>
public sealed class StoryTests
{
    public static TheoryData<string, string> All =>
        [.. Packs.Catalogue.Matters.SelectMany(matter => StandardStory.Of(matter).Select(story => (matter.Slug, story.Title.Zh)))];

    [Fact]
    public void Every_matter_people_apply_for_has_a_story_that_ends_with_its_result() =>
        Assert.All(Packs.Catalogue.Matters.Where(matter => !matter.IsExOfficio), matter =>
            Assert.Contains(StandardStory.Of(matter), story => story.Steps.Any(step => step.Then.Result == matter.Result?.Name.Zh) && story.Steps.Any(step => step.Then.End is not null)));

    [Fact]
    public void Every_way_a_matter_can_end_is_told_by_one_of_its_stories() =>
        Assert.All(Packs.Catalogue.Matters.Where(matter => matter.Letters.Count > 0 && matter.Event is null), matter =>
            Assert.Empty(ProcessDefinition.Parse(matter.Procedure?.Xml ?? "").Elements.Where(element => element.Kind == ElementKind.EndEvent).Select(element => element.Id)
                .Except(matter.Stories.SelectMany(story => story.Steps).Select(step => step.Then.End)).Except(ToldElsewhere).Select(end => $"{matter.Slug}: {end}")));

    [Fact]
    public void Every_way_a_life_event_can_end_and_every_rule_for_what_fails_is_told_by_one_of_their_stories()
    {
        var told = Packs.Catalogue.Matters.Where(matter => matter.Event is not null).SelectMany(matter => matter.Stories.SelectMany(story => story.Steps).Select(step => (matter.Event, Step: step))).ToList();
        Assert.Superset(new HashSet<string?> { "granted", "partly", "refused" }, told.Where(each => each.Step.Component is null || each.Step.Does == "succeed").Select(each => each.Step.Then.End).ToHashSet());
        Assert.Equal(Enum.GetValues<FailureRule>().Order(), told.Where(each => each.Step is { Component: not null, Then.End: not "granted" and not null, Does: "complete" }).Select(each => each.Event?.Find(each.Step.Component ?? "")?.OnFailure ?? default).Distinct().Order());
    }

    // Acceptance and correction are told by the stories of the shared procedures.
    static readonly string[] ToldElsewhere = ["not-accepted", "withdrawn"];

    [Fact]
    public void Every_story_that_grants_supplies_each_required_material() =>
        Assert.All(Packs.Catalogue.Matters, matter =>
            Assert.All(StandardStory.Of(matter).Where(story => story.Steps.Any(step => step.Then.End == "granted")), story =>
                Assert.Superset(matter.Materials.Where(material => material.Required == true).Select(material => material.Key).ToHashSet(),
                    story.Steps.Where(step => step.Does is "apply" or "open").SelectMany(step => step.Files.Keys).ToHashSet())));

    [Theory]
    [MemberData(nameof(All))]
    public void A_story_goes_as_it_is_told(string slug, string title)
    {
        var matter = Packs.Catalogue.Find(slug) ?? throw new InvalidOperationException(slug);
        var told = StandardStory.Of(matter).Single(story => story.Title.Zh == title);
        Assert.Null(Walk.FaultOf(matter, told));
    }
}
