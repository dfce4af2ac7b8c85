using Tongzheng.Casework;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.MyCases;

/// <summary>A step of the party that is over: done in another window or by whoever else acts for them, out of time, withdrawn: where the case stands now, and what was typed in vain.</summary>
static class Overtaken
{
    public static DrawnPage<MessagePage> Draw(HttpContext context, Case current, IEnumerable<SummaryRow> typed)
    {
        var language = context.Language();
        return new()
        {
            Frame = context.Frame("这一步不用再办了", "This step is no longer to be done", new Crumb(language.Of("我的办件", "My cases"), "/cases"), new Crumb(current.Opened.Number, $"/cases/{current.Id}")),
            Model = new MessageView
            {
                Title = language.Of("这一步不用再办了", "This step is no longer to be done"),
                Paragraphs = [language.Of("可能已经在另一个窗口里办了，可能由一起办的人办了，也可能期限已过或者申请已经撤回。没有重复提交。", "It may have been done in another window or by whoever acts with you, or its time is over, or the application was withdrawn. Nothing was submitted twice.")],
                Typed = [.. typed],
                Ways = [new(language.Of("看这个办件现在办到哪一步", "See where this case stands now"), $"/cases/{current.Id}")],
            },
            StatusCode = StatusCodes.Status409Conflict,
        };
    }
}
