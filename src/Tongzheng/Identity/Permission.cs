namespace Tongzheng.Identity;

/// <summary>
/// What a route asks of the one who calls it. Every route names one, or is marked public; a test reads them all.
/// Place and separation of duties are asked in the handling, where the case is known.
/// </summary>
public enum Permission
{
    /// <summary>Anybody, signed in or not.</summary>
    Public,

    /// <summary>A signed-in person, for their own affairs or those of the enterprise they represent.</summary>
    OwnAffairs,

    /// <summary>Anybody signed in, officer or person.</summary>
    SignedIn,

    /// <summary>An officer with a post that handles cases.</summary>
    HandleCases,

    /// <summary>An officer at a counter, acting for somebody who stands there.</summary>
    ActAtCounter,

    /// <summary>A leader: figures and approvals of the own organisation.</summary>
    Lead,

    /// <summary>An auditor: reads everything of the jurisdiction, changes nothing.</summary>
    Audit,

    /// <summary>A steward: catalogue and lists.</summary>
    KeepCatalogue,

    /// <summary>A leader or a steward: plays made-up cases through a procedure.</summary>
    PlanWork,

    /// <summary>Only in demo and test mode: picking a person, moving the clock.</summary>
    Demo,
}

/// <summary>The mark a route carries.</summary>
public sealed record Needs(Permission Permission);

public static class PermissionRoutes
{
    /// <summary>Marks a route with what it asks of the caller.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder route, Permission permission) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new Needs(permission));

    /// <summary>Marks a route as open to everybody.</summary>
    public static TBuilder Public<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.Requires(Permission.Public);
}
