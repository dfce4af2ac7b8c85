using Tongzheng.Kernel;

namespace Tongzheng.Web;

/// <summary>Draws the page a person sees for a refusal; registered by the module that has the page.</summary>
public delegate IResult RefusalPage(HttpContext context, Refusal refusal);

/// <summary>
/// A refusal as problem details (RFC 9457): <c>type</c> is <c>/problems/{code}</c>, <c>title</c> the sentence in the
/// caller's language, and members <c>code</c>, <c>field</c> and, for a form, <c>errors</c>.
/// </summary>
public static class Problem
{
    public const string MediaType = "application/problem+json";

    /// <summary>The name under which faults are logged.</summary>
    public sealed class Log;

    /// <summary>True where a program asks: the API, or a caller that does not take HTML.</summary>
    public static bool IsForProgram(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || !(request.Headers.Accept.Count == 0 || request.Headers.Accept.ToString() is var accept && (accept.Contains("text/html") || accept.Contains("*/*")));

    /// <summary>The answer in the form the caller reads: problem details for a program, a page for a person.</summary>
    public static IResult For(HttpContext context, Refusal refusal) =>
        IsForProgram(context.Request) ? Of(refusal, context.Language()) : context.RequestServices.GetRequiredService<RefusalPage>()(context, refusal);

    public static IResult Of(Refusal refusal, Language language) => Of([refusal], language);

    /// <summary>All that is wrong with one form; the first gives the status.</summary>
    public static IResult Of(IReadOnlyList<Refusal> refusals, Language language)
    {
        var first = refusals[0];
        var body = new Dictionary<string, object?>
        {
            ["type"] = "/problems/" + first.Code,
            ["title"] = first.In(language),
            ["status"] = StatusOf(first),
            ["code"] = first.Code,
        };
        if (first.Field is { } field) body["field"] = field;
        if (refusals.Any(refusal => refusal.Field is not null))
            body["errors"] = refusals.Select(refusal => new { field = refusal.Field, code = refusal.Code, message = refusal.In(language) });
        return Results.Json(body, contentType: MediaType, statusCode: StatusOf(first));
    }

    public static int StatusOf(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.Method => StatusCodes.Status405MethodNotAllowed,
        RefusalKind.MediaType => StatusCodes.Status415UnsupportedMediaType,
        RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
