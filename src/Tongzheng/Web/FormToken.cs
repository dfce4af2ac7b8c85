using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tongzheng.Web;

/// <summary>
/// What every form of a page carries, so that no other site can post in a visitor's name: the digest, under the node's key, of a
/// secret that a cookie keeps in the visitor's browser (OWASP, signed double-submit cookie). It belongs to the browser and not to the
/// session: what is posted after the session ran out is no forgery, and is kept as a draft. Who signs out leaves no secret behind,
/// so the pages that stood open then post nothing more.
/// </summary>
public sealed class FormToken
{
    public const string Field = "_token";

    /// <summary>A program that has a session's cookie sends the token of a page in this header.</summary>
    public const string Header = "RequestVerificationToken";

    const string Cookie = "tongzheng-form";

    /// <summary>128 bits, which nobody guesses.</summary>
    const int SecretSize = 16;

    static readonly int SecretLength = Base64Url.GetEncodedLength(SecretSize);

    readonly byte[] key;

    public FormToken(byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, HMACSHA256.HashSizeInBytes);
        this.key = key;
    }

    /// <summary>The token for a page that is being drawn. A browser without a secret is given one.</summary>
    public string For(HttpContext context)
    {
        if (SecretOf(context) is { } secret) return Of(secret);
        secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretSize));
        // Lax and not Strict: who comes by a link from elsewhere would be given another, and what they have open could not be posted.
        context.Response.Cookies.Append(Cookie, secret, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, IsEssential = true });
        return Of(secret);
    }

    /// <summary>Whether a post brings the token that belongs to its browser's secret, and no browser says that it comes from elsewhere.</summary>
    public bool IsIn(HttpContext context)
    {
        // Another host of the same domain could have put its own secret into the browser.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site") return false;
        var token = context.Request.Headers[Header].ToString();
        if (token.Length == 0 && context.Request.HasFormContentType) token = context.Request.Form[Field].ToString();
        return SecretOf(context) is { } secret && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Of(secret)));
    }

    /// <summary>The browser forgets its secret; the next page gives it another.</summary>
    public static void Drop(HttpContext context) => context.Response.Cookies.Delete(Cookie);

    static string? SecretOf(HttpContext context) => context.Request.Cookies[Cookie] is { } secret && secret.Length == SecretLength ? secret : null;

    string Of(string secret) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(secret)));
}
