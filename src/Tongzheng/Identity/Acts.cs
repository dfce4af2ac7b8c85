using Tongzheng.Kernel;

namespace Tongzheng.Identity;

/// <summary>Makes the act of a request: who, in which post, for whom, when, under which key.</summary>
public static class Acts
{
    /// <summary>The header a program sends so that a retry on a bad network is harmless.</summary>
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>The same, as a page posts it; made new each time the page is drawn.</summary>
    public const string KeyField = "_key";

    /// <summary>Longer than any UUID; a key is a name, not a message.</summary>
    public const int MaxKeyLength = 100;

    public static Act Act(this HttpContext context, JurisdictionId jurisdiction, PostId? post = null, PersonId? onBehalfOf = null, string? reason = null)
    {
        var caller = context.Caller();
        return new Act
        {
            Jurisdiction = jurisdiction,
            Who = caller.Who ?? Actor.Node,
            OnBehalfOf = onBehalfOf,
            Post = post,
            Now = context.RequestServices.GetRequiredService<Clock>().Now,
            Reason = reason,
            // The key is the caller's own: another's equal key is another act.
            IdempotencyKey = $"{caller.Who?.ToString() ?? "anonymous"}/{Key(context)}",
        };
    }

    /// <summary>Whether the journal can keep this as a key.</summary>
    public static bool IsKey(string key) => key.Length is > 0 and <= MaxKeyLength && key.All(each => each is > ' ' and <= '~' and not '"' and not '\\');

    static string Key(HttpContext context)
    {
        var key = context.Request.Headers[KeyHeader].ToString();
        if (key.Length == 0 && context.Request.HasFormContentType) key = context.Request.Form[KeyField].ToString();
        return IsKey(key) ? key : Guid.CreateVersion7().ToString("N");
    }
}
