using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services;

/// <summary>The page a person sees for a refusal.</summary>
static class RefusalPages
{
    public static IResult Draw(HttpContext context, Refusal refusal) =>
        Results.Text(refusal.In(context.Language()), "text/plain; charset=utf-8", statusCode: Problem.StatusOf(refusal));
}
