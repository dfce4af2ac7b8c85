using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>Asks the row of a verb: whether this caller, in one of their posts, may do it to this case as it stands.</summary>
public static class May
{
    /// <summary>In which post, and to which task.</summary>
    public sealed record Allowed(PostId? Post, OpenedTask? Task);

    /// <summary>Every way in which a caller may do verbs of the table now: what the page offers as buttons.</summary>
    public static IEnumerable<(Verb Verb, Allowed Allowed)> Now(Case current, Act act, IReadOnlyList<PostId> posts) =>
        from verb in VerbTable.All
        where !verb.IsOfProcedure
        from task in Tasks(verb, current)
        let may = Be(verb, current, task?.Task, act, posts)
        where may.Value is not null
        select (verb, may.Value);

    public static Outcome<Allowed> Be(Verb verb, Case current, long? taskNumber, Act act, IReadOnlyList<PostId> posts)
    {
        if (WhereNot(verb.Stage, current) is { } early) return early;
        if (verb.On == On.Case) return To(verb, current, null, act, posts);
        Refusal why = new("task.not-open");
        foreach (var task in Tasks(verb, current).Where(task => taskNumber is null || task?.Task == taskNumber))
        {
            var may = To(verb, current, task, act, posts);
            if (may.Value is not null) return may;
            why = may.Refusal ?? why;
        }
        return why;
    }

    static IEnumerable<OpenedTask?> Tasks(Verb verb, Case current) => verb.On switch
    {
        On.Task => [.. current.Tasks.Where(task => task.Verb is null && task.Post != Case.Applicant)],
        On.OwnTask => [.. current.Tasks.Where(task => task.Verb == verb.Code)],
        _ => [null],
    };

    static Outcome<Allowed> To(Verb verb, Case current, OpenedTask? task, Act act, IReadOnlyList<PostId> posts)
    {
        PostId? post = null;
        if (act.Who.Person is { } person)
        {
            if (!verb.Who.HasFlag(Who.Party) || !Complete.Speaks(current, person)) return new Refusal("task.not-yours");
        }
        else if (!verb.Who.HasFlag(Who.Handler) && !verb.Who.HasFlag(Who.Post) || task is null)
        {
            post = PostFor(verb, current, task, act, posts);
            if (post is null) return new Refusal("verb.not-your-post", ("who", VerbWords.Of(verb.Who, current.PartyTitle)));
        }
        else
        {
            post = PostFor(verb, current, task, act, posts);
            if (post is null) return task.Assignee is not null && task.Assignee != act.Who.ToString() ? new Refusal("task.assigned") : new Refusal("task.not-your-post");
        }
        return verb.Unless(current, task, act) is { } no ? no : new Allowed(post, task);
    }

    static PostId? PostFor(Verb verb, Case current, OpenedTask? task, Act act, IReadOnlyList<PostId> posts) => posts
        .Where(post => post.Role != Role.Auditor && post.Role != Role.Steward).Where(post =>
            (verb.Who.HasFlag(Who.Office) && post.Organisation.ToString() == current.Organisation)
            || (verb.Who.HasFlag(Who.Head) && post.Role == Role.Leader && post.Organisation.ToString() == (task?.Organisation ?? current.Organisation))
            || (verb.Who.HasFlag(Who.Post) && task is not null && Complete.HoldsPost(task, post))
            || (verb.Who.HasFlag(Who.Handler) && task is not null && Complete.HoldsPost(task, post) && (task.Assignee is null || task.Assignee == act.Who.ToString())))
        .OrderByDescending(post => task is not null && Complete.HoldsPost(task, post)).ThenByDescending(post => verb.Who.HasFlag(Who.Head) && post.Role == Role.Leader)
        .Select(post => (PostId?)post).FirstOrDefault();

    /// <summary>Why a case does not stand where a verb needs it; null where it does.</summary>
    static Refusal? WhereNot(Stage stage, Case current) => stage switch
    {
        Stage.Any => null,
        Stage.Closed => current.IsClosed ? null : new Refusal("case.not-closed"),
        _ when current.IsClosed => new Refusal("case.closed"),
        Stage.BeforeAcceptance => current.Clock.StartedOn is null ? null : new Refusal("case.accepted"),
        Stage.Accepted => current.Clock.StartedOn is not null ? null : new Refusal("deadline.not-running"),
        Stage.Counting => current.Clock.Statutory is null ? new Refusal("deadline.not-running") : current.Clock.IsStopped ? new Refusal("deadline.already-stopped") : null,
        Stage.Paused => current.Pauses.Count > 0 ? null : new Refusal("deadline.not-stopped"),
        _ => null,
    };
}
