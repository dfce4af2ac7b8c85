using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Tongzheng.Casework;
using Tongzheng.Casework.Pages;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.MyCases;
using Tongzheng.Web;
using CaseStore = Tongzheng.Casework.Cases;

namespace Tongzheng.Services.Desk;

/// <summary>The desk's first page: the open tasks of the caller's posts, and the cases of their offices that wait, stopped or ended.</summary>
static class Worklist
{
    /// <summary>The lists besides one's own tasks, by the status of the case.</summary>
    static readonly (string View, CaseStatus Status, Text Name)[] Others =
    [
        ("waiting", CaseStatus.Correcting, new("等待申请人", "Waiting for the applicant")),
        ("incidents", CaseStatus.Incident, new("需要人工处理", "Needs a person")),
        ("suspended", CaseStatus.Suspended, new("暂停计时", "Clock stopped")),
        ("accepted", CaseStatus.Accepted, new("办理中", "In progress")),
        ("closed", CaseStatus.Closed, new("已办结", "Closed")),
    ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/desk", Page).Requires(Permission.HandleCases).ExcludeFromDescription();

    /// <summary>What the address asks for.</summary>
    sealed record Asked(string? View, WorkFilter Filter, string? After, string? Before, string? Done)
    {
        public static Asked Of(IQueryCollection query) => new(Text(query["view"]),
            new WorkFilter(Text(query["matter"]), Text(query["q"]), Enum.TryParse<Light>(query["light"], true, out var light) && light != Light.Stopped ? light : null),
            Text(query["after"]), Text(query["before"]), Text(query["done"]));

        public string Href(string? view, WorkFilter filter, string? after = null, string? before = null)
        {
            var parts = new[] { ("view", view), ("light", filter.Light?.ToString().ToLowerInvariant()), ("matter", filter.Matter), ("q", filter.Number), ("after", after), ("before", before) }
                .Where(pair => pair.Item2 is not null).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2 ?? "")}").ToList();
            return parts.Count == 0 ? "/desk" : "/desk?" + string.Join('&', parts);
        }

        static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    static async Task<IResult> Page(HttpContext context, Lists lists, CaseStore cases, FindCase find, Names names, Clock clock, CancellationToken stop)
    {
        var language = context.Language();
        var caller = context.Caller();
        var asked = Asked.Of(context.Request.Query);
        var posts = caller.Posts;
        var today = clock.Today;
        var lights = lists.Lights(caller.Home, posts, today);
        var counts = lists.Counts(caller.Home, posts);
        var other = Others.FirstOrDefault(each => each.View == asked.View);
        var titles = new List<string>();
        foreach (var post in posts.Take(2)) titles.Add(await names.OfPost(caller.Home, post, language, stop));
        string NameOf(string matter) => cases.Versions.Catalogue.Find(matter)?.Name.In(language) ?? matter;

        var view = new WorklistView
        {
            Post = string.Join(language.Of("；", "; "), titles) + (posts.Count > 2 ? language.Of("等", " and others") : ""),
            Views =
            [
                new(language.Of("待我办理", "To do"), asked.Href(null, new WorkFilter()), lights.Values.Sum()),
                .. Others.Select(each => new NavLink(each.Name.In(language), asked.Href(each.View, new WorkFilter()), (int)counts.GetValueOrDefault(each.Status.ToString()))),
            ],
            CurrentView = asked.Href(other.View, new WorkFilter()),
            Lights = other.View is not null ? [] : [.. new[] { Light.Overdue, Light.Red, Light.Yellow, Light.Green }.Select(light => new LightCount(light, lights.GetValueOrDefault(light),
                asked.Href(null, asked.Filter with { Light = asked.Filter.Light == light ? null : light }), asked.Filter.Light == light))],
            Matters = [.. lists.MattersOf(caller.Home, posts).Select(matter => new Choice(matter, NameOf(matter)))],
            Matter = asked.Filter.Matter,
            Query = asked.Filter.Number,
            Kept = [.. new[] { ("view", other.View), ("light", asked.Filter.Light?.ToString().ToLowerInvariant()) }.Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, pair.Item2 ?? ""))],
            IsFiltered = asked.Filter != new WorkFilter(),
            Rows = [],
            Notice = await Notice(asked.Done, find, caller, language, stop),
        };
        view = other.View is null ? await Tasks(view) : await Standing(view);
        return new RazorComponentResult<WorklistPage>(new { Frame = context.Frame("工作台", "Desk") with { Wide = true }, Model = view });

        async Task<WorklistView> Tasks(WorklistView empty)
        {
            var back = Key(asked.Before);
            // One more than a page holds tells whether there is another.
            var found = lists.Work(caller.Home, posts, asked.Filter, today, back ?? Key(asked.After), back is not null, Lists.PageSize + 1);
            var more = found.Count > Lists.PageSize;
            List<TaskLine> lines = [.. back is null ? found.Take(Lists.PageSize) : found.TakeLast(Lists.PageSize)];
            var rows = new List<WorkRow>();
            foreach (var line in lines)
            {
                if (await cases.Find(caller.Home, line.Case, stop) is not { } current) continue;
                var due = DateOnly.ParseExact(line.Due, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                rows.Add(RowOf(current, $"/desk/cases/{line.Case}?task={line.Task}", current.Tasks.FirstOrDefault(task => task.Task == line.Task)?.Name.In(language) ?? line.Name,
                    line.LightOn(today), DueWords.Of(due, today, cases.Around.Calendar, language), line.DueIsProvisional, line.OpenedAt));
            }
            return empty with
            {
                Rows = rows,
                PreviousHref = (back is null ? asked.After is not null : more) && lines.Count > 0 ? asked.Href(null, asked.Filter, before: Written(lines[0].Key)) : null,
                NextHref = (back is not null || more) && lines.Count > 0 ? asked.Href(null, asked.Filter, after: Written(lines[^1].Key)) : null,
            };
        }

        async Task<WorklistView> Standing(WorklistView empty)
        {
            var found = lists.OfOffices(caller.Home, posts, other.Status, asked.Filter, asked.Before, Lists.PageSize + 1);
            var rows = new List<WorkRow>();
            foreach (var line in found.Take(Lists.PageSize))
            {
                if (await cases.Find(caller.Home, line.Case, stop) is not { } current) continue;
                var clockOf = current.Clock.Statutory ?? current.Clock.Promised;
                rows.Add(RowOf(current, $"/desk/cases/{line.Case}", StepOf(current),
                    current.IsClosed ? Light.Green : current.Clock.IsStopped ? Light.Stopped : clockOf?.On(cases.Around.Calendar, clock.Now).LightAt(clock.Now) ?? Light.Green,
                    current.IsClosed ? language.Of($"{current.Clock.EndedOn:yyyy-MM-dd}办结", $"closed {current.Clock.EndedOn:yyyy-MM-dd}") : DueWords.Of(current.Clock.Due, today, cases.Around.Calendar, language),
                    current.Clock.IsProvisional && !current.IsClosed, line.MovedAt));
            }
            return empty with { Rows = rows, NextHref = found.Count > Lists.PageSize ? asked.Href(other.View, asked.Filter, before: found[Lists.PageSize - 1].Case) : null };
        }

        string StepOf(Case current) => current.IsClosed ? CaseStep.OutcomeWords(current.Outcome ?? "").In(language)
            : current.Incidents.Count > 0 ? language.Of("需要人工处理", "Needs a person")
            : string.Join(language.Of("、", ", "), current.Tasks.Select(task => task.Name.In(language)));

        WorkRow RowOf(Case current, string href, string step, Light light, string due, bool provisional, string since) => new()
        {
            Href = href,
            CaseNumber = current.Opened.Number,
            Matter = current.Opened.MatterName.In(language),
            Applicant = current.Opened.PartyName ?? language.Of("（已删除）", "(erased)"),
            Step = step,
            Light = light,
            DueText = due,
            Provisional = provisional,
            SinceText = CaseParts.Time(DateTimeOffset.Parse(since, CultureInfo.InvariantCulture)),
        };
    }

    static async Task<string?> Notice(string? done, FindCase find, Caller caller, Language language, CancellationToken stop) =>
        done is null || (await find.For(caller, done, stop)).Value is not { } current ? null
            : language.Of($"已提交：{current.Opened.MatterName.Zh}（{current.Opened.Number}），{CaseParts.OfficeWords(current, language)}。",
                $"Done: {current.Opened.MatterName.In(language)} ({current.Opened.Number}). {CaseParts.OfficeWords(current, language)}.");

    // due~case~task
    static string Written(TaskKey key) => string.Create(CultureInfo.InvariantCulture, $"{key.Due}~{key.Case}~{key.Task}");

    static TaskKey? Key(string? text) =>
        text?.Split('~') is [var due, var id, var task] && long.TryParse(task, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new TaskKey(due, id, number) : null;
}
