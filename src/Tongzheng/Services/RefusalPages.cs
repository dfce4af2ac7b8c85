using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services;

/// <summary>The page a person sees for a refusal. Who has to sign in comes back to where they were.</summary>
static class RefusalPages
{
    public static IResult Draw(HttpContext context, Refusal refusal)
    {
        if (refusal.Code == "sign-in.needed" && HttpMethods.IsGet(context.Request.Method))
            return Results.Redirect("/sign-in?next=" + Uri.EscapeDataString(context.Request.Path + context.Request.QueryString));
        var view = MessageView.Of(refusal, context.Language());
        return new DrawnPage<MessagePage> { Frame = context.Frame(view.Title, view.Title), Model = view, StatusCode = Problem.StatusOf(refusal) };
    }
}
