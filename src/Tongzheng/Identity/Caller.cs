using System.Security.Claims;
using Tongzheng.Kernel;

namespace Tongzheng.Identity;

/// <summary>
/// Who calls, as the session says: nobody, a person, or an officer. Which posts an officer holds is asked of the directory
/// each time: a session outlasts a post.
/// </summary>
public sealed record Caller
{
    const string ActorClaim = "actor", HomeClaim = "home", SessionClaim = "session", NameClaim = ClaimTypes.Name;

    public static readonly Caller Nobody = new();

    public Actor? Who { get; init; }

    /// <summary>The jurisdiction whose directory knows them.</summary>
    public JurisdictionId Home { get; init; }

    /// <summary>Posts an officer holds at this moment.</summary>
    public IReadOnlyList<PostId> Posts { get; init; } = [];

    /// <summary>Which session it is, so that it can be ended before it runs out.</summary>
    public string? Session { get; init; }

    /// <summary>Shown in the page's header.</summary>
    public string? Name { get; init; }

    public PersonId? Person => Who?.Person;
    public OfficerId? Officer => Who?.Officer;
    public bool IsSignedIn => Who is not null;

    /// <summary>An officer who has been relieved of every post since signing in.</summary>
    public bool HoldsNoPost => Officer is not null && Posts.Count == 0;

    public bool Holds(Role role) => Posts.Any(post => post.Role == role);

    /// <summary>May they take a route with this mark?</summary>
    public bool May(Permission permission) => permission switch
    {
        Permission.Public or Permission.Demo => true,
        Permission.SignedIn => IsSignedIn,
        Permission.OwnAffairs => Person is not null,
        Permission.HandleCases => Posts.Any(post => post.Role != Role.Auditor && post.Role != Role.Steward),
        Permission.ActAtCounter => Holds(Role.Counter),
        Permission.Lead => Holds(Role.Leader),
        Permission.Audit => Holds(Role.Auditor),
        Permission.KeepCatalogue => Holds(Role.Steward),
        Permission.PlanWork => Holds(Role.Leader) || Holds(Role.Steward),
        _ => false,
    };

    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ActorClaim, Who?.ToString() ?? ""), new Claim(HomeClaim, Home.ToString()), new Claim(NameClaim, Name ?? ""), new Claim(SessionClaim, Guid.CreateVersion7().ToString("N")),
        ], scheme));

    public static Caller From(ClaimsPrincipal principal)
    {
        if (principal.Identity?.IsAuthenticated != true) return Nobody;
        // A session from before a change of form is no session.
        if (!Actor.TryParse(principal.FindFirstValue(ActorClaim), out var who)) return Nobody;
        if (!JurisdictionId.TryParse(principal.FindFirstValue(HomeClaim), out var home)) return Nobody;
        return new Caller
        {
            Who = who,
            Home = home,
            Session = principal.FindFirstValue(SessionClaim),
            Name = principal.FindFirstValue(NameClaim),
        };
    }
}
