namespace Tongzheng.Web;

/// <summary>
/// Who asks for the head alone (a monitor, a checker of links) is answered as who asks for the whole, and the server leaves the body out
/// (RFC 9110, 9.3.2).
/// </summary>
public static class Heads
{
    public static Task Answer(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
        return next(context);
    }
}
