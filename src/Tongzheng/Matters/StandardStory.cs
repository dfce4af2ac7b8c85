using System.Text.Json;
using System.Text.Json.Nodes;
using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>
/// The story every matter has even if its pack tells none: a person applies with each listed material, each post does
/// its part within the stated limit, and the applicant holds the stated result.
/// </summary>
public static class StandardStory
{
    /// <summary>The matter's own stories, or the standard one where it uses a shared procedure and a generated form.</summary>
    public static IReadOnlyList<Story> Of(Matter matter) =>
        matter.Stories.Count > 0 ? matter.Stories : For(matter) is { } story ? [story] : [];

    /// <summary>The way a matter is granted without anybody waiting or correcting: what a life event's story means by <c>succeed</c>.</summary>
    public static Story? Granting(Matter matter) =>
        Of(matter).FirstOrDefault(story => story.Steps.Any(step => step.Then.End == "granted") && story.Steps.All(step => step.Does is not ("wait" or "correct" or "open")))
        ?? Of(matter).FirstOrDefault(story => story.Steps.Any(step => step.Then.End == "granted"));

    static Story? For(Matter matter)
    {
        if (matter.Procedure is not { Shared: true } procedure || matter.Form is not { Generated: true }) return null;
        StoryStep[]? steps = procedure.Name switch
        {
            "on-the-spot" => [Apply(matter, "handle"), Granted(matter, "handle", "clerk", 0, Answer("outcome", "grant"))],
            "filing" => [Apply(matter, "receive"), Granted(matter, "receive", "clerk", 0, Answer("outcome", "grant"), "receipt")],
            "review" or "benefit" => [Apply(matter, "accept"), Accepted(["review"]), Reviewed("review", "reviewOpinion", "reviewNote", ["decide"]), Granted(matter, "decide", "decider", 1, Answer("decision", "grant"))],
            "joint" => [Apply(matter, "accept"), Accepted(["review", "jointReview"]), Reviewed("review", "reviewOpinion", "reviewNote", ["jointReview"]), Reviewed("jointReview", "jointOpinion", "jointNote", ["decide"]), Granted(matter, "decide", "decider", 1, Answer("decision", "grant"))],
            _ => null,
        };
        return steps is null ? null
            : new Story(new($"{matter.Name.Zh}：从申请到结果", $"{matter.Name.En}: from application to result"), procedure.File, matter.ForPersons ? "person" : "organisation", steps);
    }

    static StoryStep Apply(Matter matter, string first) => new()
    {
        By = "applicant",
        Does = "apply",
        Answers = Answer("explanation", "按标准故事提交。"),
        Files = matter.Materials.ToDictionary(material => material.Key, _ => Story.SamplePdf),
        Then = StoryExpectation.Nothing with { Tasks = [first] },
    };

    static StoryStep Accepted(string[] next) => new()
    {
        By = "clerk",
        Does = "complete",
        Task = "accept",
        Answers = Answer("outcome", "accept"),
        Then = StoryExpectation.Nothing with { Tasks = next, Letters = ["accepted"], Due = "running" },
    };

    static StoryStep Reviewed(string task, string opinion, string note, string[] next) => new()
    {
        Day = 1,
        By = "reviewer",
        Does = "complete",
        Task = task,
        Answers = Answer(opinion, "pass", note, "材料齐全，符合条件。"),
        Then = StoryExpectation.Nothing with { Tasks = next },
    };

    static StoryStep Granted(Matter matter, string task, string by, int day, JsonElement answers, string letter = "granted") => new()
    {
        Day = day,
        By = by,
        Does = "complete",
        Task = task,
        Answers = answers,
        Then = StoryExpectation.Nothing with { Tasks = [], End = "granted", Letters = [letter], Result = matter.Result?.Name.Zh },
    };

    static JsonElement Answer(params string[] keysAndValues)
    {
        var answers = new JsonObject();
        for (var i = 0; i < keysAndValues.Length; i += 2) answers[keysAndValues[i]] = keysAndValues[i + 1];
        using var document = JsonDocument.Parse(answers.ToJsonString());
        return document.RootElement.Clone();
    }
}
