using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Identity;

/// <summary>
/// Stands before every route: reads the session (cookie or bearer token), asks the route's permission, and checks the
/// token of the form of every unsafe request that a cookie could have been sent with. A route without a mark is refused.
/// </summary>
public static class Guard
{
    public const string CookieName = "tongzheng";

    public static async Task Stand(HttpContext context, RequestDelegate next)
    {
        // Nothing matched, or the router itself answers: another method, another media type.
        if (context.GetEndpoint() is not RouteEndpoint endpoint) { await next(context); return; }
        var bearer = context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
        var caller = await context.RequestServices.GetRequiredService<RecentSessions>().Caller(context, bearer);
        context.Items[typeof(Caller)] = caller;

        var needs = endpoint.Metadata.GetMetadata<Needs>()?.Permission;
        if (needs is null) { await Problem.For(context, new Refusal("route.unmarked")).ExecuteAsync(context); return; }
        var isSafe = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (!isSafe && !bearer && !HoldsToken(context)) { await Problem.For(context, new Refusal("request.forged")).ExecuteAsync(context); return; }
        // A key that could not be kept would make the retry a second act.
        if (context.Request.Headers[Acts.KeyHeader].ToString() is { Length: > 0 } key && !Acts.IsKey(key)) { await Problem.For(context, new Refusal("request.key", ("most", Acts.MaxKeyLength))).ExecuteAsync(context); return; }
        if (!caller.May(needs.Value))
        {
            await Problem.For(context, new Refusal(!caller.IsSignedIn ? "sign-in.needed" : caller.HoldsNoPost ? "permission.no-post" : "permission.denied")).ExecuteAsync(context);
            return;
        }
        await next(context);
    }

    // Programs without a cookie have nothing that could be forged with; with one, they send the token like a page.
    static bool HoldsToken(HttpContext context) =>
        (Problem.IsForProgram(context.Request) && !context.Request.Cookies.ContainsKey(CookieName)) || context.RequestServices.GetRequiredService<FormToken>().IsIn(context);

    public static Caller Caller(this HttpContext context) => context.Items[typeof(Caller)] as Caller ?? Identity.Caller.Nobody;
}
