using Tongzheng.Kernel;

namespace Tongzheng.Web;

/// <summary>How a visitor wants their pages: language, elder mode, region. A link sets it, a cookie keeps it; it says nothing about who they are.</summary>
public static class Preferences
{
    const string LanguageCookie = "lang", ElderCookie = "elder", RegionCookie = "region";

    /// <summary>Set in browsers that stand in a hall; sealed by the module that makes them kiosks.</summary>
    public const string KioskCookie = "kiosk";
    static readonly (string Name, string Cookie)[] Asks = [("lang", LanguageCookie), ("elder", ElderCookie), ("region", RegionCookie)];
    static readonly CookieOptions Kept = new() { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true, HttpOnly = true };

    /// <summary>The language asked for in the address, else kept, else that of a program's Accept-Language; Chinese first.</summary>
    public static Language Language(this HttpContext context) =>
        Kernel.Language.FromTag(Asked(context, "lang") ?? context.Request.Cookies[LanguageCookie]
            ?? (context.Request.Path.StartsWithSegments("/api") ? context.Request.Headers.AcceptLanguage.ToString() : null));

    public static bool Elder(this HttpContext context) => (Asked(context, "elder") ?? context.Request.Cookies[ElderCookie]) == "1";

    /// <summary>The place a visitor looks for services in; null until they have said.</summary>
    public static string? Region(this HttpContext context) => Asked(context, "region") ?? context.Request.Cookies[RegionCookie];

    /// <summary>The page is drawn for a kiosk. It gives no right: who may draw a number asks for the seal.</summary>
    public static bool Kiosk(this HttpContext context) => context.Request.Cookies.ContainsKey(KioskCookie);

    /// <summary>Keeps what the address asked for.</summary>
    public static Task Keep(HttpContext context, RequestDelegate next)
    {
        foreach (var (name, cookie) in Asks)
            if (Asked(context, name) is { Length: > 0 and <= 12 } value) context.Response.Cookies.Append(cookie, value, Kept);
        return next(context);
    }

    static string? Asked(HttpContext context, string name) => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;
}
