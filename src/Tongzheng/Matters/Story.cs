using System.Text.Json;
using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>
/// A story (*.story.yaml): who does what on which day, and what must be true then. It is played through HTTP.
/// </summary>
/// <param name="Applicant">Who applies: a <c>person</c>, an <c>organisation</c>, an <c>elder</c> of 82, or <c>office</c>: nobody outside; a field whose fact is known fills itself.</param>
public sealed record Story(Text Title, string File, string Applicant, IReadOnlyList<StoryStep> Steps)
{
    /// <summary>Name of the demo file put into a slot when the story does not care which.</summary>
    public const string SamplePdf = "sample.pdf";
}

/// <summary>One act, or one look, of a story.</summary>
public sealed record StoryStep
{
    /// <summary>Days after the story's first day; the clock is moved there before the act.</summary>
    public int Day { get; init; }

    /// <summary><c>applicant</c>, or the post that acts: clerk, reviewer, inspector, decider, counter; null for a look only.</summary>
    public string? By { get; init; }

    /// <summary>Of a life event: the component whose case is acted on, and of which <c>then</c> speaks; null for the case itself.</summary>
    public string? Component { get; init; }

    /// <summary><c>apply</c>, <c>open</c> (an officer, ex officio), <c>complete</c>, <c>correct</c>, <c>withdraw</c>, <c>rate</c> <c>wait</c> (nobody acts; the clock does), <c>look</c> (nothing is done), or <c>succeed</c> (a component goes as its own story that is granted; <c>then</c> speaks of the life event).</summary>
    public required string Does { get; init; }

    /// <summary>The task completed, by the id of its element; of a <c>wait</c>, the timer that fires, where several run.</summary>
    public string? Task { get; init; }

    /// <summary>Answers by form key: a JSON object.</summary>
    public JsonElement Answers { get; init; }

    /// <summary>File slots filled, by form key: the name of the demo file each gets.</summary>
    public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    public required StoryExpectation Then { get; init; }

    /// <summary>Line in the story's file; 0 where the story was derived.</summary>
    internal int Line { get; init; }
}

/// <summary>What must be true after a step; what is null or empty is not asked.</summary>
/// <param name="Tasks">Ids of exactly the tasks that are open.</param>
/// <param name="Components">Of a life event: the components whose cases are open, exactly.</param>
/// <param name="End">Id of the end event reached: granted, refused, not-accepted, withdrawn, or one of the procedure's own.</param>
/// <param name="Refused">Stable code of the refusal the step meets.</param>
/// <param name="Letters">Kinds of letter sent by this step.</param>
/// <param name="Result">Name of the result the party has got: a licence, or a letter.</param>
/// <param name="Due">The statutory clock: <c>running</c>, <c>stopped</c> or <c>none</c>, or the last day it comes to.</param>
public sealed record StoryExpectation(
    IReadOnlyList<string>? Tasks, string? End, string? Refused, IReadOnlyList<string> Letters, string? Result, string? Due, IReadOnlyList<string>? Components = null)
{
    public static readonly StoryExpectation Nothing = new(null, null, null, [], null, null);
}
