using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Casework.Pages;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.MyCases;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>The desk's first page: open tasks, and the cases of the caller's offices that wait, stopped or ended.</summary>
public sealed class Worklist(Lists lists, WorkRows rows, SavedViews saved, Versions versions, Names names, Clock clock)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/desk", Page).Requires(Permission.HandleCases).ExcludeFromDescription();
        routes.MapGet("/desk/print", Print).Requires(Permission.HandleCases).ExcludeFromDescription();
    }

    static async Task<IResult> Page(HttpContext context, Worklist list, FindCase find, string? done, string? notice, CancellationToken stop) =>
        await list.Draw(context, notice switch
        {
            "saved" => context.Language().Of("视图已保存。", "The view is saved."),
            "dropped" => context.Language().Of("视图已删除。", "The view is deleted."),
            _ => await Done(done, find, context.Caller(), context.Language(), stop),
        }, [], stop);

    /// <summary>The list the address asks for, with what was just done and what of it was refused.</summary>
    internal async Task<IResult> Draw(HttpContext context, string? notice, IReadOnlyList<FieldError> errors, CancellationToken stop)
    {
        var worker = Worker.Of(context.Caller());
        var language = context.Language();
        var asked = Asked.Of(context.Request.Query);
        var lights = asked.Status is null ? lists.Lights(worker, asked.Whose, clock.Today) : new Dictionary<Light, int>();
        var listed = await Listed(asked, worker, language, stop);
        var offices = worker.Posts.Select(post => post.Organisation.ToString()).Distinct().ToList();
        var posts = asked.Status is null ? await Posts(asked, worker, offices, language, stop) : [];
        var view = new WorklistView
        {
            Post = await names.OfPosts(worker.Jurisdiction, worker.Posts, language, stop),
            Views = Views(worker, asked, lights, language),
            CurrentView = asked.Bare,
            Lights = asked.Status is not null ? [] : [.. new[] { Light.Overdue, Light.Red, Light.Yellow, Light.Green }.Select(light => new LightCount(light, lights.GetValueOrDefault(light),
                asked.Href(asked.Filter with { Light = asked.Filter.Light == light ? null : light }), asked.Filter.Light == light))],
            Matters = [.. lists.MattersOf(worker.Jurisdiction, worker.Posts).Select(matter => new Choice(matter, versions.Catalogue.Find(matter)?.Name.In(language) ?? matter))],
            Matter = asked.Filter.Matter,
            Posts = posts,
            PostChosen = asked.Filter.Post,
            Query = asked.Filter.Searched,
            Kept = [.. Asked.Parts(asked.View, new WorkFilter(Light: asked.Filter.Light, Assignee: asked.Filter.Assignee)).Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, pair.Item2 ?? ""))],
            IsFiltered = asked.Filter.IsSet,
            IsOfCases = asked.Status is not null,
            Saved = [.. saved.Of(worker.Jurisdiction, worker.Who).Select(each => new SavedLink(each.Name, "/desk" + each.Query, "/desk" + each.Query == asked.Href(asked.Filter)))],
            SaveAction = "/desk/views",
            SaveHidden = [("query", asked.Href(asked.Filter with { Searched = null })["/desk".Length..]), Frames.NewKey()],
            PrintHref = Asked.Href("/desk/print", asked.View, asked.Filter),
            Rows = listed.Rows,
            PreviousHref = listed.Previous,
            NextHref = listed.Next,
            Notice = notice,
            Errors = errors,
            Bulk = asked.Status is null && listed.Rows.Count > 0 ? await BulkOf(context, worker, asked, offices, language, stop) : null,
        };
        return new DrawnPage<WorklistPage> { Frame = context.Frame("工作台", "Desk") with { Wide = true, Path = "/desk" }, Model = view, StatusCode = errors.Count > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status200OK };
    }

    // What somebody may do to one task they may do to several: taking, giving back, and for the head giving out.
    async Task<BulkView?> BulkOf(HttpContext context, Worker worker, Asked asked, IReadOnlyList<string> offices, Language language, CancellationToken stop)
    {
        var leads = context.Caller().May(Permission.Lead) && asked.Whose == Whose.Office;
        var officers = leads ? await names.OfficersOf(worker.Jurisdiction, offices, language, stop) : [];
        return new BulkView(Asked.Href("/desk/bulk", asked.View, asked.Filter),
        [
            .. asked.Whose == Whose.Post ? new[] { new Choice("claim", language.Of("领取", "Take")) } : [],
            .. asked.Whose == Whose.Mine ? new[] { new Choice("release", language.Of("放回", "Give back")) } : [],
            .. leads ? new[] { new Choice("expedite", language.Of("加急", "Expedite")) } : [],
        ], officers, [Frames.NewKey()]) is { Acts.Count: > 0 } bulk ? bulk : null;
    }

    static Task<IResult> Print(HttpContext context, Worklist list, CancellationToken stop) => list.Printed(context, stop);

    async Task<IResult> Printed(HttpContext context, CancellationToken stop)
    {
        var worker = Worker.Of(context.Caller());
        var language = context.Language();
        var asked = Asked.Of(context.Request.Query);
        var printed = asked.Status is { } status
            ? await rows.Standing(worker, lists.OfOffices(worker, status, asked.Filter, null, Lists.MostPrinted), language, stop)
            : await rows.Tasks(worker, lists.Work(worker, asked.Whose, asked.Filter, clock.Today, size: Lists.MostPrinted), language, stop);
        return new DrawnPage<PrintedListPage> { Frame = context.Frame("任务清单", "List of tasks", new Crumb(language.Of("工作台", "Desk"), asked.Href(asked.Filter)), new Crumb(language.Of("打印", "Print"))) with { Wide = true }, Model = new PrintedListView
        {
            Title = NameOf(asked).In(language),
            Post = await names.OfPosts(worker.Jurisdiction, worker.Posts, language, stop),
            At = CaseParts.Time(clock.Now),
            By = context.Caller().Name ?? "",
            Rows = printed,
            IsCut = printed.Count == Lists.MostPrinted,
        } };
    }

    sealed record ListedRows(IReadOnlyList<WorkRow> Rows, string? Previous, string? Next);

    async Task<ListedRows> Listed(Asked asked, Worker worker, Language language, CancellationToken stop)
    {
        // One more than a page holds tells whether there is another.
        if (asked.Status is { } status)
        {
            var found = lists.OfOffices(worker, status, asked.Filter, asked.Before, Lists.PageSize + 1);
            return new(await rows.Standing(worker, found.Take(Lists.PageSize), language, stop), null, found.Count > Lists.PageSize ? asked.Href(asked.Filter, before: found[Lists.PageSize - 1].Case) : null);
        }
        var back = Key(asked.Before);
        var tasks = lists.Work(worker, asked.Whose, asked.Filter, clock.Today, back ?? Key(asked.After), back is not null, Lists.PageSize + 1);
        var more = tasks.Count > Lists.PageSize;
        List<TaskLine> lines = [.. back is null ? tasks.Take(Lists.PageSize) : tasks.TakeLast(Lists.PageSize)];
        return new(await rows.Tasks(worker, lines, language, stop),
            (back is null ? asked.After is not null : more) && lines.Count > 0 ? asked.Href(asked.Filter, before: Written(lines[0].Key)) : null,
            (back is not null || more) && lines.Count > 0 ? asked.Href(asked.Filter, after: Written(lines[^1].Key)) : null);
    }

    IReadOnlyList<NavLink> Views(Worker worker, Asked asked, IReadOnlyDictionary<Light, int> lights, Language language)
    {
        var counts = lists.Counts(worker.Jurisdiction, worker.Posts);
        // What was given to somebody of another post stands in no list of their posts: the number beside 我承办的 says that it is there.
        return
        [
            .. Asked.Open.Select(each => new NavLink(each.Name.In(language), Asked.Href("/desk", each.View, new WorkFilter()),
                each.View == asked.View ? lights.Values.Sum() : each.Whose == Whose.Mine ? lists.Lights(worker, Whose.Mine, clock.Today).Values.Sum() : null)),
            .. Asked.Standing.Select(each => new NavLink(each.Name.In(language), Asked.Href("/desk", each.View, new WorkFilter()), (int)counts.GetValueOrDefault(each.Status.ToString()))),
        ];
    }

    /// <summary>The posts to choose among: those of the offices for all open tasks, else the caller's own where there are several.</summary>
    async Task<IReadOnlyList<Choice>> Posts(Asked asked, Worker worker, IReadOnlyList<string> offices, Language language, CancellationToken stop)
    {
        var titles = await names.OfPosts(worker.Jurisdiction, offices, language, stop);
        var roles = asked.Whose == Whose.Office ? names.RolesOf(worker.Jurisdiction, offices) : [.. worker.Posts.Select(post => post.Role.ToString()).Distinct()];
        return roles.Count < 2 ? [] : [.. roles.Select(role => new Choice(role, titles(offices[0], role)))];
    }

    static Text NameOf(Asked asked) => asked.Status is null ? Asked.Open.First(each => each.View == asked.View).Name : Asked.Standing.First(each => each.View == asked.View).Name;

    static async Task<string?> Done(string? done, FindCase find, Caller caller, Language language, CancellationToken stop) =>
        done is null || (await find.For(caller, done, stop)).Value is not { } current ? null
            : language.Of($"已提交：{current.Version.Matter.Name.Zh}（{current.Opened.Number}），{CaseParts.OfficeWords(current, language)}。",
                $"Done: {current.Version.Matter.Name.In(language)} ({current.Opened.Number}). {CaseParts.OfficeWords(current, language)}.");

    // due~case~task
    static string Written(TaskKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Due}~{key.Case}~{key.Task}");

    static TaskKey? Key(string? text) =>
        text?.Split('~') is [var due, var id, var task] && long.TryParse(task, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? new TaskKey(due, id, number) : null;
}
