using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services;

/// <summary>Signing in and out on pages. In demo mode the panel lists people of the demo; otherwise it says that nobody can be let in yet.</summary>
static class SignInPages
{
    const int LongestWay = 2000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Page).Public().ExcludeFromDescription();
        routes.MapPost("/sign-in", Handle).Public().ExcludeFromDescription();
        routes.MapPost("/sign-out", (Delegate)Leave).Public().ExcludeFromDescription();
        routes.MapGet("/api/demo/accounts", (DemoAccounts accounts, NodeSettings settings, HttpContext context) => settings.Demo
            ? Results.Ok(accounts.All) : Problem.Of(new Refusal("sign-in.no-provider"), context.Language()))
            .Requires(Permission.Demo).WithTags("Session").WithSummary("In demo mode: who one can be").Produces<IReadOnlyList<DemoAccounts.Account>>();
    }

    static IResult Page(HttpContext context, DemoAccounts accounts, NodeSettings settings, string? next)
    {
        var language = context.Language();
        return new DrawnPage<SignInPage> { Frame = context.Frame("登录", "Sign in"), Model = new SignInView
        {
            Next = Local(next),
            DemoAction = settings.Demo ? "/sign-in" : null,
            DemoPeople = settings.Demo ? [.. accounts.Groups(language).Take(context.Kiosk() ? 1 : 4)] : [],
            Message = next is null ? null : language.Of("请登录后继续。填过的内容都在。", "Please sign in to go on. What you typed is kept."),
        } };
    }

    static async Task<IResult> Handle(HttpContext context, Journal journal, NodeSettings settings, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var who = form["who"].ToString().Split('@');
        var found = await SignIn.Find(journal, settings, who[0], who.ElementAtOrDefault(1) ?? "", stop);
        if (found.Value is not { } caller) return Problem.For(context, found.Refusal ?? new Refusal("sign-in.unknown"));
        if (context.Kiosk() && caller.Person is null) return Problem.For(context, new Refusal("kiosk.people-only"));
        await SignIn.Start(context, caller);
        return Results.Redirect(Local(form["next"]) ?? (context.Kiosk() ? "/kiosk" : caller.Holds(Role.Counter) ? "/counter" : caller.May(Permission.HandleCases) ? "/desk" : caller.Holds(Role.Auditor) ? "/audit" : caller.Holds(Role.Steward) ? "/modelling" : "/"));
    }

    static async Task<IResult> Leave(HttpContext context)
    {
        await SignIn.End(context);
        return Results.Redirect(context.Kiosk() ? "/kiosk/end" : "/");
    }

    // Only ways within this site: a link must not be able to send people elsewhere after they signed in; and none that is
    // longer than what browsers carry.
    static string? Local(string? next) => next is { Length: > 1 and <= LongestWay } && next[0] == '/' && next[1] is not ('/' or '\\') ? next : null;
}
