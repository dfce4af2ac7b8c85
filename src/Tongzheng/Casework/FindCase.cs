using Dapper;
using Tongzheng.Casework.Verbs;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Casework;

/// <summary>Finds a case by its id among the jurisdictions of the node, and asks whether the caller may see it.</summary>
public sealed class FindCase(Cases cases, Hosted hosted, Offices offices)
{
    /// <summary>The case, for its party and for officers whose post has to do with it. To others there is no such case.</summary>
    public async Task<Outcome<Case>> For(Caller caller, string id, CancellationToken stop)
    {
        if (!CaseId.TryParse(id, out _) || JurisdictionOf(caller, id) is not { } jurisdiction) return new Refusal("case.unknown");
        if (await cases.Find(JurisdictionId.Parse(jurisdiction), id, stop) is not { } found) return new Refusal("case.unknown");
        // A closed case of a dissolved office has nobody to hand it over; whoever follows the office answers for it.
        var current = offices.InCharge(jurisdiction, found.Organisation) is var office && office != found.Organisation ? found with { Organisation = office } : found;
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

    // Each government is asked by itself, the caller's own first, where nearly every case is.
    string? JurisdictionOf(Caller caller, string id)
    {
        using var connection = cases.Journal.OpenRead();
        return hosted.Jurisdictions.OrderByDescending(jurisdiction => jurisdiction == caller.Home.ToString()).FirstOrDefault(jurisdiction =>
            connection.ExecuteScalar<long>("SELECT COUNT(*) FROM case_index WHERE jurisdiction = @jurisdiction AND case_id = @id", new { jurisdiction, id }) > 0);
    }
}
