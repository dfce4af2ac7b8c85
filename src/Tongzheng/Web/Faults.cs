using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Web;

/// <summary>
/// The outermost edge of every request: what nobody foresaw becomes a plain sentence with a number that the log knows,
/// and a page that was not found gets our own words.
/// </summary>
public static class Faults
{
    public static async Task Answer(HttpContext context, RequestDelegate next)
    {
        var log = context.RequestServices.GetRequiredService<ILogger<Problem.Log>>();
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: StatusCodes.Status404NotFound, ContentLength: null, ContentType: null })
                await Problem.For(context, new Refusal("page.unknown")).ExecuteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest; // nobody is there to read it
        }
        catch (BadHttpRequestException fault) when (!context.Response.HasStarted)
        {
            await Problem.For(context, new Refusal(fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? "request.too-large" : "request.malformed")).ExecuteAsync(context);
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
