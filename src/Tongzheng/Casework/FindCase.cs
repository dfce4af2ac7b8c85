using Dapper;
using Tongzheng.Casework.Verbs;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Casework;

/// <summary>Finds a case by its id among the jurisdictions of the node, and asks whether the caller may see it.</summary>
public sealed class FindCase(Cases cases, Hosted hosted)
{
    /// <summary>The case, for its party and for officers whose post has to do with it. To others there is no such case.</summary>
    public async Task<Outcome<Case>> For(Caller caller, string id, CancellationToken stop)
    {
        if (!CaseId.TryParse(id, out _) || JurisdictionOf(id) is not { } jurisdiction) return new Refusal("case.unknown");
        if (await cases.Find(JurisdictionId.Parse(jurisdiction), id, stop) is not { } current) return new Refusal("case.unknown");
        return MaySee(caller, current) ? current : new Refusal("case.unknown");
    }

    /// <summary>Answers with the case, or with the refusal in the form the caller reads.</summary>
    public async Task<IResult> With(HttpContext context, string id, CancellationToken stop, Func<Case, Task<IResult>> answer)
    {
        var found = await For(context.Caller(), id, stop);
        return found.Value is { } current ? await answer(current) : Problem.For(context, found.Refusal ?? new Refusal("case.unknown"));
    }

    public Task<IResult> With(HttpContext context, string id, CancellationToken stop, Func<Case, IResult> answer) =>
        With(context, id, stop, current => Task.FromResult(answer(current)));

    /// <summary>
    /// The party and who applied for it; officers of the office that handles it or of one that has a task in it; the
    /// counter that took it in; auditors of the jurisdiction.
    /// </summary>
    public static bool MaySee(Caller caller, Case current) =>
        caller.Person is { } person ? Complete.Speaks(current, person)
        : caller.Posts.Any(post => post.Organisation.ToString() == current.Organisation
            || current.Tasks.Any(task => task.Organisation == post.Organisation.ToString())
            || current.History.Any(happening => happening.Fact is CaseAdvanced { Post: { } did } && did == post.ToString() || happening.Fact is CaseActed { Post: { } acted } && acted == post.ToString()))
        || (caller.Holds(Role.Auditor) && caller.Home.ToString() == current.Jurisdiction);

    string? JurisdictionOf(string id)
    {
        using var connection = cases.Journal.OpenRead();
        return connection.ExecuteScalar<string>(cases.Journal.Dialect.In("SELECT jurisdiction FROM case_index WHERE jurisdiction IN @hosted AND case_id = @id"), new { hosted = hosted.Jurisdictions.ToArray(), id });
    }
}
