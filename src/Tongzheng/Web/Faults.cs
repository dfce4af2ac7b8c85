using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Web;

/// <summary>
/// The outermost edge of every request: what nobody foresaw becomes a plain sentence with a number that the log knows,
/// and a page that was not found gets our own words.
/// </summary>
public static class Faults
{
    // What the router answers by itself comes without a word.
    static Refusal? Unsaid(int status) => status switch
    {
        StatusCodes.Status404NotFound => new Refusal("page.unknown"),
        StatusCodes.Status405MethodNotAllowed => new Refusal("request.method"),
        StatusCodes.Status415UnsupportedMediaType => new Refusal("request.media-type"),
        _ => null,
    };

    public static async Task Answer(HttpContext context, RequestDelegate next)
    {
        var log = context.RequestServices.GetRequiredService<ILogger<Problem.Log>>();
        try
        {
            if (Requests.Unreadable(context.Request) is { } unread)
            {
                await Problem.For(context, unread).ExecuteAsync(context);
                return;
            }
            await next(context);
            if (context.Response is { HasStarted: false, ContentLength: null or 0, ContentType: null } && Unsaid(context.Response.StatusCode) is { } refusal)
                await Problem.For(context, refusal).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest; // nobody is there to read it
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            await Problem.For(context, Requests.WhyNot(fault)).ExecuteAsync(context);
        }
        catch (JournalException fault) when (!context.Response.HasStarted)
        {
            log.LogError(fault, "The journal refused {Path}, trace {Trace}", context.Request.Path, context.TraceIdentifier);
            await Problem.For(context, new Refusal("journal.unavailable", ("trace", context.TraceIdentifier))).ExecuteAsync(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            log.LogError(fault, "{Method} {Path} failed, trace {Trace}", context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await Problem.For(context, new Refusal("node.fault", ("trace", context.TraceIdentifier))).ExecuteAsync(context);
        }
    }
}
