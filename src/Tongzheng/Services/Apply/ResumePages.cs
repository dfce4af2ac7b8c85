using System.Globalization;
using Tongzheng.Casework.Drafts;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Apply;

/// <summary>A draft of somebody who is not signed in: the code that opens it again, and going on with it.</summary>
static class ResumePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/resume", (HttpContext context, string? code) => Ask(context, code ?? "", null)).Public().ExcludeFromDescription();
        routes.MapPost("/drafts/resume", Open).Public().ExcludeFromDescription();
    }

    static DrawnPage<ResumePage> Ask(HttpContext context, string code, Refusal? refusal) =>
        new() { Frame = context.Frame("取回草稿", "Go on with a draft"), Model = new ResumeView(code, refusal is null ? [] : [FieldError.Of(refusal, context.Language())]), StatusCode = refusal is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound };

    static async Task<IResult> Open(HttpContext context, DraftDesk drafts, Hosted hosted, Clock clock, CancellationToken stop)
    {
        var code = (await context.Request.ReadFormAsync(stop))["code"].ToString();
        return drafts.FindByCode(hosted.Jurisdictions, code, clock.Now) is { } found
            ? Results.Redirect($"/matters/{found.Matter}/apply?draft={found.Draft}&region={found.Jurisdiction}&page=1")
            : Ask(context, code, new Refusal("draft.code") { Field = "code" });
    }

    /// <summary>The page that shows the code, this once.</summary>
    public static IResult Saved(HttpContext context, Matter matter, string here, string code, DateTimeOffset now)
    {
        var language = context.Language();
        var until = China.DayOf(now + ResumeCode.Life).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new DrawnPage<SavedDraftPage>
        {
            Frame = context.Frame("草稿已保存", "Your draft is saved"),
            Model = new SavedDraftView(matter.Name.In(language), code, "/drafts/resume?code=" + code,
                language.Of($"保留到{until}，之后内容不再能读。", $"Kept until {until}; after that nobody can read it."), here),
        };
    }
}
