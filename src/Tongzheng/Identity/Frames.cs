using System.Globalization;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Identity;

/// <summary>The frame of a page: who reads it, in which language, on which clock.</summary>
public static class Frames
{
    static readonly Text Place = new("云岚省", "Yunlan Province");

    public static PageFrame Frame(this HttpContext context, string zh, string en, params IReadOnlyList<Crumb> crumbs)
    {
        var caller = context.Caller();
        var language = context.Language();
        var clock = context.RequestServices.GetRequiredService<Clock>();
        return new PageFrame
        {
            Language = language,
            Elder = context.Elder(),
            Kiosk = context.Kiosk(),
            Watch = context.Kiosk() && caller.IsSignedIn ? (KioskSession.IdleSeconds, KioskSession.WarningSeconds) : null,
            Title = language.Of(zh, en),
            Path = context.Request.Path,
            Query = context.Request.QueryString.ToString(),
            Place = Place,
            UserName = caller.IsSignedIn ? caller.Name : null,
            IsOfficer = caller.Officer is not null,
            IsDemo = clock.CanMove,
            MovedClock = clock.Moved > TimeSpan.FromMinutes(1) ? clock.Now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null,
            Nav = caller.Officer is null ? [] : Work(caller, language),
            Crumbs = context.Request.Path == "/" ? [] : [new Crumb(language.Of("首页", "Home"), "/"), .. crumbs],
        };
    }

    // An officer signed in for work: the ways to it, and none to cases and licences that are a person's own.
    static IReadOnlyList<NavLink> Work(Caller caller, Language language) =>
    [
        new(language.Of("办事", "Services"), "/"),
        .. caller.May(Permission.HandleCases) ? new[] { new NavLink(language.Of("工作台", "Desk"), "/desk") } : [],
        .. caller.May(Permission.Lead) ? new[] { new NavLink(language.Of("工作负荷", "Workload"), "/desk/workload") } : [],
        .. caller.May(Permission.ActAtCounter) ? new[] { new NavLink(language.Of("窗口", "Counter"), "/counter") } : [],
        .. caller.May(Permission.KeepCatalogue) ? new[] { new NavLink(language.Of("事项建模", "Modelling"), "/modelling") } : [],
        .. caller.May(Permission.Audit) ? new[] { new NavLink(language.Of("日志", "Journal"), "/audit") } : [],
    ];

    /// <summary>The key a page posts back, so that a double click is one act.</summary>
    public static (string Name, string Value) NewKey() => (Acts.KeyField, Guid.CreateVersion7().ToString("N"));
}
