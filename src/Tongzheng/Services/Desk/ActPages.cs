using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Casework.Pages;
using Tongzheng.Casework.Verbs;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>A verb of casework on a page: the officer's under the desk, the party's under their own case.</summary>
static class ActPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (path, permission) in new[] { ("/desk/cases/{id}/acts/{verb}", Permission.HandleCases), ("/cases/{id}/acts/{verb}", Permission.OwnAffairs) })
        {
            routes.MapGet(path, Form).Requires(permission).ExcludeFromDescription();
            routes.MapPost(path, Post).Requires(permission).ExcludeFromDescription();
        }
    }

    static Task<IResult> Form(string id, string verb, HttpContext context, FindCase find, VerbDesk acts, long? task, CancellationToken stop) =>
        find.With(context, id, stop, current => Draw(context, current, verb, new VerbDesk.Asked(new DoVerb.Request(task)), acts, stop));

    static Task<IResult> Post(string id, string verb, HttpContext context, FindCase find, VerbDesk acts, CancellationToken stop) =>
        find.With(context, id, stop, async current =>
        {
            var form = await context.Request.ReadFormAsync(stop);
            var request = new DoVerb.Request(Number(form["task"]), string.Join(',', form["target"].OfType<string>()), form["reason"].ToString(), Number(form["seen"]));
            var done = await DoVerb.Handle(acts.Cases, acts.Aims, current, verb, request, VerbDesk.ActOf(context, current), context.Caller().Posts, stop);
            if (done.Value is not null) return Results.Redirect(VerbDesk.CaseHref(context, current));
            // What stands now: somebody else may have acted between the page and the post.
            var now = (await find.For(context.Caller(), id, stop)).Value ?? current;
            return await Draw(context, now, verb, new VerbDesk.Asked(request, done.Refusal), acts, stop);
        });

    static async Task<IResult> Draw(HttpContext context, Case current, string code, VerbDesk.Asked asked, VerbDesk acts, CancellationToken stop)
    {
        if (VerbTable.Find(code) is not { IsOfProcedure: false } verb) return Problem.For(context, new Refusal("page.unknown"));
        var view = await acts.View(context, current, verb, asked, stop);
        var language = context.Language();
        var list = context.Caller().Person is null ? new Crumb(language.Of("工作台", "Desk"), "/desk") : new Crumb(language.Of("我的办件", "My cases"), "/cases");
        return new DrawnPage<ActPage> { Frame = context.Frame(verb.Name.Zh, verb.Name.In(language), list, new Crumb(current.Opened.Number, view.CaseHref)), Model = view, StatusCode = asked.Refusal is { } refusal ? Problem.StatusOf(refusal) : view.IsPossible ? StatusCodes.Status200OK : StatusCodes.Status409Conflict };
    }

    static long? Number(string? text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
