using Tongzheng.Casework;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Services.Apply;
using Tongzheng.Services.Pages;
using Tongzheng.Services.Queue;
using Tongzheng.Web;

namespace Tongzheng.Services.Kiosk;

/// <summary>
/// The kiosk of a hall (自助终端): a browser in which every page has large type and targets, and whose person is forgotten
/// when they are done or walk away.
/// </summary>
static class KioskPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/kiosk", Start).Public().ExcludeFromDescription();
        routes.MapGet("/kiosk/services", Simple).Public().ExcludeFromDescription();
        routes.MapGet("/kiosk/still-there", StillThere).Public().ExcludeFromDescription();
        // Ending is a GET as well, so that a page nobody touches can go there by itself without JavaScript. A link from
        // elsewhere ends nothing: the cookie of a kiosk does not come with it.
        routes.MapGet("/kiosk/end", (Delegate)End).Public().ExcludeFromDescription();
        routes.MapPost("/kiosk/end", (Delegate)End).Public().ExcludeFromDescription();
        routes.MapPost("/kiosk/enrol", Enrol).Requires(Permission.ActAtCounter).ExcludeFromDescription();
        routes.MapPost("/kiosk/release", Release).Requires(Permission.ActAtCounter).ExcludeFromDescription();
    }

    static IResult Start(HttpContext context, Kiosks kiosks, Halls halls, NodeSettings settings, Clock clock, bool? ended)
    {
        // In the demo any browser may look at the kiosk of the first hall; elsewhere a clerk of the hall makes one of it.
        var hall = kiosks.HallOf(context);
        if (hall is null && settings.Demo && halls.All is [var first, ..])
        {
            kiosks.Enrol(context, first);
            return Results.Redirect("/kiosk");
        }
        if (hall is null) return Problem.For(context, new Refusal("kiosk.not-one"));
        var language = context.Language();
        return new DrawnPage<KioskPage> { Frame = context.Frame("自助办事", "Self-service"), Model = new KioskView
        {
            Hall = hall.Name.In(language),
            HallKey = hall.Key,
            IsOpen = hall.IsOpenAt(clock.Now, WorkCalendar.Shipped),
            Name = context.Caller().Person is null ? null : context.Caller().Name,
            Ended = ended == true,
            Hidden = [Frames.NewKey()],
        } };
    }

    static DrawnPage<KioskServicesPage> Simple(HttpContext context, Versions versions)
    {
        var language = context.Language();
        return new() { Frame = context.Frame("选一件事办", "Choose a service", new Crumb(language.Of("自助办事", "Self-service"), "/kiosk")), Model = new KioskServicesView(
            [.. versions.Catalogue.Matters.Where(matter => matter.ForPersons && matter.TakesApplications && versions.FindLive(matter.Slug) is { } version && IsSimple(version.ApplicationForm)).OrderBy(matter => matter.Popular ? 0 : 1).ThenBy(matter => matter.Id, StringComparer.Ordinal)
                .Select(matter => new Way(matter.Name.In(language), "/matters/" + matter.Slug, Note: Search.IsAtOnce(matter) ? language.Of("当场办结", "on the spot") : null))]) };
    }

    /// <summary>What can be done standing up: for people, on one page of questions, with no paper that would have to be scanned.</summary>
    static bool IsSimple(Form form) => Paging.Of(form).Count == 1
        && form.All.Count(component => component.Type == "filepicker" && component.Required) <= MostScans;

    /// <summary>The scanner of a kiosk takes an identity card and one paper; a pile belongs to the counter.</summary>
    const int MostScans = 2;

    static IResult StillThere(HttpContext context, string? next)
    {
        if (!context.Caller().IsSignedIn) return Results.Redirect("/kiosk");
        var onward = next is { Length: > 1 } && next[0] == '/' && next[1] is not ('/' or '\\') ? next : "/kiosk";
        return new DrawnPage<StillTherePage> { Frame = context.Frame("您还在吗？", "Are you still there?") with { Refresh = KioskSession.WarningSeconds, RefreshHref = "/kiosk/end" }, Model = new StillThereView(onward, KioskSession.WarningSeconds) };
    }

    static async Task<IResult> End(HttpContext context)
    {
        if (!context.Kiosk()) return Results.Redirect("/");
        await SignIn.End(context);
        // What the browser kept of the person goes too: pages for going back, and anything a page stored.
        context.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Results.Redirect("/kiosk?ended=true");
    }

    static async Task<IResult> Enrol(HttpContext context, Kiosks kiosks, Halls halls)
    {
        if (halls.Of(context.Caller().Home) is not { } hall) return Problem.For(context, new Refusal("hall.unknown"));
        kiosks.Enrol(context, hall);
        await SignIn.End(context);
        return Results.Redirect("/kiosk");
    }

    static IResult Release(HttpContext context)
    {
        Kiosks.Release(context);
        return Results.Redirect("/counter");
    }
}
