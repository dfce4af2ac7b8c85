using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Identity;

/// <summary>
/// Signing in. In demo mode anybody may be anybody, and the panel says so. Outside it an identity provider vouches for
/// people; where none is set up, nobody is let in.
/// </summary>
public static class SignIn
{
    /// <param name="Account"><c>person/{id}</c> or <c>officer/{id}</c>.</param>
    /// <param name="Jurisdiction">Whose directory knows them.</param>
    public sealed record Request(string Account, string Jurisdiction);

    /// <summary>Who the caller is, and the posts they hold.</summary>
    public sealed record Answer(string? Account, string? Name, string Jurisdiction, IReadOnlyList<string> Posts);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/session", Handle).Requires(Permission.Public).WithTags("Session").WithSummary("In demo mode: a bearer token for a person or officer").Produces<AccessTokenResponse>();
        routes.MapGet("/api/session", (HttpContext context) => Results.Ok(new Answer(
            context.Caller().Who?.ToString(), context.Caller().Name, context.Caller().Home.ToString(), [.. context.Caller().Posts.Select(post => post.ToString())]))).Requires(Permission.SignedIn).WithTags("Session").WithSummary("Who the caller is").Produces<Answer>();
    }

    static async Task<IResult> Handle(Request request, HttpContext context, Journal journal, NodeSettings settings, CancellationToken stop)
    {
        var found = await Find(journal, settings, request.Account, request.Jurisdiction, stop);
        return found.Value is { } caller
            ? Results.SignIn(caller.ToPrincipal(BearerTokenDefaults.AuthenticationScheme), authenticationScheme: BearerTokenDefaults.AuthenticationScheme)
            : Problem.Of(found.Refusal ?? new Refusal("sign-in.unknown"), context.Language());
    }

    /// <summary>Starts a session by cookie.</summary>
    public static Task Start(HttpContext context, Caller caller)
    {
        var now = DateTimeOffset.UtcNow; // sessions run on the machine's time, whatever the demo's clock says
        var properties = context.Kiosk() ? new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + KioskSession.Length, AllowRefresh = true } : new AuthenticationProperties();
        return context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, caller.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme), properties);
    }

    /// <summary>Ends the session, here and for every copy of its cookie; pages that are still open post nothing more.</summary>
    public static Task End(HttpContext context)
    {
        FormToken.Drop(context);
        if (context.Caller().Session is { } session) context.RequestServices.GetRequiredService<EndedSessions>().Add(session);
        return context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <summary>The caller an account is, as the directory has them.</summary>
    public static async Task<Outcome<Caller>> Find(Journal journal, NodeSettings settings, string account, string jurisdiction, CancellationToken stop)
    {
        if (!settings.Demo) return new Refusal("sign-in.no-provider");
        if (!Actor.TryParse(account, out var who) || !JurisdictionId.TryParse(jurisdiction, out var home)) return new Refusal("sign-in.unknown");
        if (who.Person is { } id)
            return await Person.Find(journal, home, id, stop) is { } person
                ? new Caller { Who = who, Home = home, Name = person.Name } : new Refusal("sign-in.unknown");
        return who.Officer is { } officerId && await Officer.Find(journal, home, officerId, stop) is { } officer
            ? new Caller { Who = who, Home = home, Name = officer.Name, Posts = officer.Posts } : new Refusal("sign-in.unknown");
    }
}
