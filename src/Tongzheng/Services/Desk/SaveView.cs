using Microsoft.Extensions.Primitives;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>An officer keeps the filter of the worklist under a name, or throws one away.</summary>
static class SaveView
{
    /// <summary>A name that fits on a tab.</summary>
    const int MaxName = 20;

    /// <summary>More than fit on a page are no help.</summary>
    const int MostViews = 12;

    /// <summary>Longer than all filters of the list together.</summary>
    const int LongestQuery = 500;

    /// <param name="Query">As in the address of the worklist: <c>?view=office&amp;light=overdue</c>.</param>
    public sealed record Request(string Name, string Query);

    public sealed record Removal(string Name);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/desk/views", Page).Requires(Permission.HandleCases).ExcludeFromDescription();
        routes.MapPost("/desk/views/drop", DropPage).Requires(Permission.HandleCases).ExcludeFromDescription();
        var api = routes.MapGroup("/api/work/views").WithTags("Cases");
        api.MapGet("", (HttpContext context, SavedViews views) => Results.Ok(views.Of(context.Caller().Home, Who(context)))).Requires(Permission.HandleCases)
            .WithSummary("The caller's saved views of the worklist").Produces<IReadOnlyList<SavedViews.Line>>();
        api.MapPost("", Handle).Requires(Permission.HandleCases).WithSummary("Keeps a filter of the worklist under a name").Produces<IReadOnlyList<SavedViews.Line>>();
        api.MapPost("/removal", Drop).Requires(Permission.HandleCases).WithSummary("Throws a saved view away").Produces<IReadOnlyList<SavedViews.Line>>();
    }

    static async Task<IResult> Handle(Request request, HttpContext context, Journal journal, SavedViews views, CancellationToken stop) =>
        await Save(request, context, journal, views, stop) is { } refusal ? Problem.Of(refusal, context.Language()) : Results.Ok(views.Of(context.Caller().Home, Who(context)));

    static async Task<IResult> Drop(Removal request, HttpContext context, Journal journal, SavedViews views, CancellationToken stop) =>
        await Remove(request.Name, context, journal, views, stop) is { } refusal ? Problem.Of(refusal, context.Language()) : Results.Ok(views.Of(context.Caller().Home, Who(context)));

    static async Task<IResult> Page(HttpContext context, Journal journal, SavedViews views, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var request = new Request(form["name"].ToString(), form["query"].ToString());
        var canonical = Canonical(request.Query);
        return await Save(request, context, journal, views, stop) is { } refusal ? Problem.For(context, refusal)
            : Results.Redirect("/desk" + canonical + (canonical.Length > 0 ? "&" : "?") + "notice=saved");
    }

    static async Task<IResult> DropPage(HttpContext context, Journal journal, SavedViews views, CancellationToken stop) =>
        await Remove((await context.Request.ReadFormAsync(stop))["name"].ToString(), context, journal, views, stop) is { } refusal ? Problem.For(context, refusal) : Results.Redirect("/desk?notice=dropped");

    static async Task<Refusal?> Save(Request request, HttpContext context, Journal journal, SavedViews views, CancellationToken stop)
    {
        var name = request.Name.Trim();
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl)) return new Refusal("view.name", ("most", MaxName)) { Field = "name" };
        var kept = views.Of(context.Caller().Home, Who(context));
        if (kept.Count >= MostViews && kept.All(view => view.Name != name)) return new Refusal("view.too-many", ("most", MostViews));
        if (request.Query.Length > LongestQuery) return new Refusal("request.field", ("field", "query"));
        return await Append(context, journal, new ViewSaved { Officer = Who(context), Name = name, Query = Canonical(request.Query) }, stop);
    }

    static async Task<Refusal?> Remove(string name, HttpContext context, Journal journal, SavedViews views, CancellationToken stop) =>
        views.Of(context.Caller().Home, Who(context)).All(view => view.Name != name) ? new Refusal("view.unknown")
            : await Append(context, journal, new ViewDropped { Officer = Who(context), Name = name }, stop);

    static async Task<Refusal?> Append(HttpContext context, Journal journal, Fact fact, CancellationToken stop)
    {
        var act = context.Act(context.Caller().Home);
        return await journal.Append(new Append
        {
            Jurisdiction = act.Jurisdiction.ToString(),
            Key = act.IdempotencyKey,
            Time = act.Now,
            Streams = [new StreamAppend("desk/" + act.Who, StreamAppend.Any, [Facts.Write(fact)])],
        }, stop) is Appended ? null : new Refusal("request.key-reused");
    }

    /// <summary>What the worklist makes of a query, without searched text.</summary>
    internal static string Canonical(string query)
    {
        var read = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
        var asked = Asked.Of(name => read.GetValueOrDefault(name, StringValues.Empty));
        return Asked.Href("", asked.View, asked.Filter with { Searched = null });
    }

    static string Who(HttpContext context) => context.Caller().Who?.ToString() ?? "";
}
