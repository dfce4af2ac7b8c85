using System.Globalization;
using Tongzheng.Directories;
using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>What is said about a case, between its party and the office and by those the office asks.</summary>
static class TalkVerbs
{
    public static Outcome<Done> Say(Doing doing) => (Done)doing.Fact;

    public static Refusal? UrgedToday(Case current, OpenedTask? task, Act act) =>
        current.History.Any(happening => happening.Fact is CaseActed { Verb: "urge" } && China.DayOf(happening.At) == act.Today) ? new Refusal("urge.today") : null;

    public static Outcome<Done> Urge(Doing doing) => (Done)(doing.Fact with { Urged = true });

    /// <summary>A task for each expert at once. The clock stops where the law of the matter lets it for expert review.</summary>
    public static Outcome<Done> AskExperts(Doing doing)
    {
        var tasks = doing.Aim.Officers.Select((expert, place) => (Expert: expert, Post: expert.Posts.First(HandlesCases), Place: place)).Select(asked =>
            new OpenedTask(doing.NextTask(asked.Place), VerbTable.ElementOf("opine"), new Text("出具专家意见", "Expert opinion"), null, asked.Post.Role.ToString(), asked.Post.Organisation.ToString(), null, false, null)
            { Assignee = ((Actor)asked.Expert.Id).ToString(), Verb = "opine" });
        var fact = doing.Fact with { Tasks = [.. tasks] };
        var ground = doing.Verb.Ground ?? "";
        var mayStop = doing.Case.Clock.Statutory is { } statutory && StopGround.Find(statutory.Procedure, ground) is not null && doing.Case.Pauses.All(pause => pause.Verb != doing.Verb.Code);
        return (Done)(mayStop ? ClockVerbs.Paused(doing, fact, [.. doing.Case.Pauses, new Pause(doing.Verb.Code, ground, doing.Act.Now)]) : fact);
    }

    /// <summary>The last opinion lets the clock go on.</summary>
    public static Outcome<Done> Opine(Doing doing)
    {
        var fact = doing.Fact with { ClosedTasks = [doing.TheTask.Task] };
        var isLast = doing.Case.Tasks.Count(task => task.Verb == doing.Verb.Code) == 1;
        return (Done)(isLast && doing.Case.Pauses.Any(pause => pause.Verb == "expert") ? ClockVerbs.Paused(doing, fact, [.. doing.Case.Pauses.Where(pause => pause.Verb != "expert")]) : fact);
    }

    public static bool HandlesCases(PostId post) => post.Role != Role.Auditor && post.Role != Role.Steward;
}
