using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Tongzheng.Services.Queue;
using Tongzheng.Web;

namespace Tongzheng.Services.Kiosk;

/// <summary>
/// Which browsers are kiosks, and of which hall. A clerk of the hall's government makes one of a browser that stands in the
/// hall; the cookie is sealed by the node, so nobody at home can pass for a kiosk and draw numbers without a name.
/// </summary>
public sealed class Kiosks(IDataProtectionProvider protection, Halls halls)
{
    /// <summary>A kiosk stays one until its browser is reset; a year is longer than any goes without maintenance.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    readonly IDataProtector seal = protection.CreateProtector("kiosk");

    /// <summary>The hall this browser stands in; null for a browser that is no kiosk.</summary>
    public Hall? HallOf(HttpContext context)
    {
        if (context.Request.Cookies[Preferences.KioskCookie] is not { Length: > 0 } sealedKey) return null;
        try
        {
            return halls.Find(seal.Unprotect(sealedKey));
        }
        catch (CryptographicException)
        {
            return null; // made by another node, or by hand
        }
    }

    public void Enrol(HttpContext context, Hall hall) => context.Response.Cookies.Append(Preferences.KioskCookie, seal.Protect(hall.Key),
        new CookieOptions { MaxAge = Kept, SameSite = SameSiteMode.Strict, IsEssential = true, HttpOnly = true });

    public static void Release(HttpContext context) => context.Response.Cookies.Delete(Preferences.KioskCookie);
}
