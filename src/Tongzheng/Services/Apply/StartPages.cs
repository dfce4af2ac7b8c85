using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Apply;

/// <summary>Somebody who is not signed in wants to apply: they sign in, or choose the place and fill in first.</summary>
static class StartPages
{
    public static IResult Draw(HttpContext context, Desk desk, string matter)
    {
        var language = context.Language();
        if (desk.Cases.Versions.FindLive(matter)?.Matter is not { } found)
            return Problem.For(context, new Refusal(desk.Cases.Versions.Catalogue.Find(matter) is null ? "matter.unknown" : "matter.not-here", ("matter", matter)));
        if (found.IsExOfficio) return Problem.For(context, new Refusal("matter.ex-officio", ("matter", found.Name)));
        var path = $"/matters/{found.Slug}/apply";
        return new DrawnPage<StartPage>
        {
            Frame = context.Frame($"开始申请 · {found.Name.Zh}", $"Begin · {found.Name.In(language)}", new Crumb(found.Name.In(language), "/matters/" + found.Slug)),
            Model = new StartView
            {
                MatterName = found.Name.In(language),
                MatterHref = "/matters/" + found.Slug,
                SignInHref = "/sign-in?next=" + Uri.EscapeDataString(path),
                Action = path,
                Places = [.. desk.Hosted.Governments.Where(government => government.Id.Level == RegionLevel.County).OrderBy(government => government.Id.ToString(), StringComparer.Ordinal)
                    .Select(government => new Choice(government.Id.ToString(), government.Name.In(language)))],
            },
        };
    }
}
