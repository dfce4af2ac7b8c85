using System.Collections.Concurrent;
using System.Security.Cryptography;
using Tongzheng.Kernel;

namespace Tongzheng.Web;

/// <summary>
/// Pages that are the same for everybody who is not signed in are drawn once and kept as bytes with their ETag: home,
/// search, guides. A page is kept for one language, mode and place; all are dropped when the catalogue changes. Nothing of
/// anybody's session is ever kept: a request with a session walks past.
/// </summary>
public sealed class ReadyPages(string sessionCookie, Clock clock)
{
    /// <summary>Pages kept at once, at some 30 KB each; when full, all are dropped and drawn anew.</summary>
    public const int MostKept = 4000;

    /// <summary>An address longer than this was not linked to by us.</summary>
    const int LongestKey = 300;

    sealed record Page(byte[] Body, string ContentType, string Tag);

    readonly ConcurrentDictionary<string, Page> kept = new();

    /// <summary>The mark of a route whose page may be kept.</summary>
    public sealed class Mark;

    public void Drop() => kept.Clear();

    public async Task Serve(HttpContext context, RequestDelegate next)
    {
        if (!MayBeKept(context)) { await next(context); return; }
        var key = $"{context.Language().Tag}|{context.Elder()}|{context.Region()}|{context.Kiosk()}|{context.Request.Path}{context.Request.QueryString}";
        if (key.Length > LongestKey) { await next(context); return; }
        if (kept.TryGetValue(key, out var page)) { await Send(context, page); return; }

        var response = context.Response.Body;
        using var drawn = new MemoryStream();
        context.Response.Body = drawn;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = response;
        }
        page = new Page(drawn.ToArray(), context.Response.ContentType ?? "text/html; charset=utf-8", $"\"{Convert.ToHexStringLower(SHA256.HashData(drawn.ToArray()).AsSpan(0, 12))}\"");
        if (context.Response.StatusCode != StatusCodes.Status200OK) { await response.WriteAsync(page.Body, context.RequestAborted); return; }
        if (kept.Count >= MostKept) kept.Clear();
        kept[key] = page;
        await Send(context, page);
    }

    // The demo's moved clock is shown on every page, so nothing is kept while it stands apart.
    bool MayBeKept(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint()?.Metadata.GetMetadata<Mark>() is not null
        && !context.Request.Cookies.ContainsKey(sessionCookie) && !context.Request.Headers.ContainsKey("Authorization") && clock.Moved < TimeSpan.FromMinutes(1);

    static async Task Send(HttpContext context, Page page)
    {
        context.Response.Headers.CacheControl = "private, no-cache"; // kept by the browser, asked for again with its tag
        context.Response.Headers.ETag = page.Tag;
        if (context.Request.Headers.IfNoneMatch == page.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = page.ContentType;
        context.Response.ContentLength = page.Body.Length;
        await context.Response.Body.WriteAsync(page.Body, context.RequestAborted);
    }
}

public static class ReadyRoutes
{
    /// <summary>Says that the page is the same for everybody who is not signed in.</summary>
    public static TBuilder Ready<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new ReadyPages.Mark());
}
