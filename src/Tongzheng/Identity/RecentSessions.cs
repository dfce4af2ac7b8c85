using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Store;

namespace Tongzheng.Identity;

/// <summary>
/// Who calls, as the cookie or bearer token of a request says. Callers send the same one again and again, so what was read
/// from it is kept until it runs out or is due to be renewed. Whether the session was ended, and which posts an officer holds,
/// is asked each time.
/// </summary>
/// <param name="time">The machine's time, which sessions run on; tests have their own.</param>
public sealed class RecentSessions(Journal journal, EndedSessions ended, TimeProvider? time = null)
{
    // A token and its caller, two or three kilobytes each.
    const int MostKept = 10_000;

    // A cookie that is too long for one says so here, and is kept in others.
    const string InChunks = "chunks-";

    readonly Recent<(bool IsBearer, string Text), Read> recent = new(journal, MostKept);
    readonly HeldPosts posts = new(journal);

    sealed record Read(Caller Caller, DateTimeOffset Until);

    /// <summary>The caller; <see cref="Identity.Caller.Nobody"/> without a session, and with one that ran out or was ended.</summary>
    public async ValueTask<Caller> Caller(HttpContext context, bool isBearer)
    {
        var text = isBearer ? context.Request.Headers.Authorization.ToString() : context.Request.Cookies[Guard.CookieName];
        if (text is null) return Identity.Caller.Nobody;
        var shelf = recent.Now();
        var caller = shelf.TryFind((isBearer, text), out var kept) && (time ?? TimeProvider.System).GetUtcNow() < kept.Until ? kept.Caller : await Open(context, isBearer, text, shelf);
        if (caller.Session is not { } session || !ended.Contains(session))
            return caller.Officer is { } officer ? caller with { Posts = await posts.Of(caller.Home, officer, context.RequestAborted) } : caller;
        if (!isBearer) await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme); // else using the copy would make it last longer
        return Identity.Caller.Nobody;
    }

    static async Task<Caller> Open(HttpContext context, bool isBearer, string text, Recent<(bool, string), Read>.Shelf shelf)
    {
        var opened = await context.AuthenticateAsync(isBearer ? BearerTokenDefaults.AuthenticationScheme : CookieAuthenticationDefaults.AuthenticationScheme);
        if (opened.Principal is not { } principal) return Identity.Caller.Nobody;
        var caller = Identity.Caller.From(principal);
        if (UntilOf(opened.Properties) is { } until && !text.StartsWith(InChunks, StringComparison.Ordinal)) shelf.Keep((isBearer, text), new Read(caller, until));
        return caller;
    }

    // A cookie that is half over is renewed by the one who reads it.
    static DateTimeOffset? UntilOf(AuthenticationProperties? properties) =>
        properties is { IssuedUtc: { } issued, ExpiresUtc: { } expires } ? issued + (expires - issued) / 2 : properties?.ExpiresUtc;
}
