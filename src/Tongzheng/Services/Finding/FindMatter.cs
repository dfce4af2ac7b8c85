using Tongzheng.Casework;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Finding;

/// <summary>Search in the catalogue, on a page and for programs.</summary>
static class FindMatter
{
    const int PageSize = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/search", Page).Public().Ready().ExcludeFromDescription();
        routes.MapGet("/api/matters", List).Public().WithTags("Matters").WithSummary("Finds matters by words and facets, the best first").Produces<Answer>();
    }

    /// <summary>A matter in an answer to a program.</summary>
    public sealed record Line(string Slug, string Id, string? BasicCode, Text Name, Text Department, string ItemType, bool CanApply);

    /// <param name="Nearest">What comes nearest, where nothing fits.</param>
    /// <param name="Next">Given as <c>after</c>, leads to the next page; left out on the last.</param>
    public sealed record Answer(int Total, IReadOnlyList<Line> LifeEvents, IReadOnlyList<Line> Matters, IReadOnlyList<Line> Nearest, string? Next);

    static IResult List(Versions versions, string? q, string? party, string? theme, string? lifeStage, string? office, string? itemType, string? after)
    {
        var result = versions.Search.Find(Query(q, party, theme, lifeStage, office, itemType));
        var found = result.Matters;
        var page = found.Skip(Start(found, after)).Take(PageSize).ToList();
        return Results.Ok(new Answer(found.Count, [.. result.LifeEvents.Select(Of)], [.. page.Select(Of)], [.. result.Nearest.Select(Of)],
            Start(found, after) + page.Count < found.Count ? page[^1].Slug : null));
    }

    static Line Of(Matter matter) => new(matter.Slug, matter.Id, matter.BasicCode?.ToString(), matter.Name, matter.Department, matter.ItemType, matter.TakesApplications);

    static DrawnPage<SearchPage> Page(
        HttpContext context, Versions versions, string? q, string? party, string? theme, string? lifeStage, string? office, string? itemType, string? after)
    {
        var language = context.Language();
        var result = versions.Search.Find(Query(q, party, theme, lifeStage, office, itemType));
        var start = Start(result.Matters, after);
        var page = result.Matters.Skip(start).Take(PageSize).ToList();
        var chosen = new (string Name, string? Value, IReadOnlyList<FacetValue> Values, string Label)[]
        {
            ("party", party, result.Parties, language.Of("服务对象", "For whom")), ("theme", theme, result.Themes, language.Of("主题", "Theme")),
            ("lifeStage", lifeStage, result.LifeStages, language.Of("人生阶段", "Stage of life")), ("office", office, result.Offices, language.Of("部门", "Department")),
            ("itemType", itemType, result.ItemTypes, language.Of("事项类型", "Type")),
        };
        string Kept(string? without) => string.Concat(new[] { ("q", q) }.Concat(chosen.Select(facet => (facet.Name, facet.Value)))
            .Where(pair => pair.Item1 != without && !string.IsNullOrEmpty(pair.Item2)).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2 ?? "")}&"));
        return new() { Frame = context.Frame("搜索事项", "Search"), Model = new SearchView
        {
            Query = q ?? "",
            Total = result.LifeEvents.Count + result.Matters.Count,
            LifeEvents = start > 0 ? [] : [.. result.LifeEvents.Select(matter => Home.Link(matter, language))],
            Results = [.. page.Select(matter => Home.Link(matter, language))],
            Facets = [.. chosen.Where(facet => facet.Value is null && facet.Values.Count > 1).Select(facet => new Facet(facet.Label, Home.Ways(facet.Values, facet.Name, language, Kept(facet.Name))))],
            Chosen = [.. chosen.Where(facet => facet.Value is not null).Select(facet => new Way(facet.Values.FirstOrDefault(value => value.Value == facet.Value)?.Name.In(language) ?? facet.Value ?? "", "/search?" + Kept(facet.Name).TrimEnd('&')))],
            Hidden = [.. chosen.Where(facet => facet.Value is not null).Select(facet => (facet.Name, facet.Value ?? ""))],
            PreviousHref = start > 0 ? "/search?" + Kept(null) + (start > PageSize ? "after=" + result.Matters[start - PageSize - 1].Slug : "") : null,
            NextHref = start + page.Count < result.Matters.Count ? $"/search?{Kept(null)}after={page[^1].Slug}" : null,
            Suggestions = page.Count > 0 ? [] : [.. (result.Nearest.Count > 0 ? result.Nearest : versions.Search.Popular.Take(6)).Select(matter => new Way(matter.Name.In(language), "/matters/" + matter.Slug))],
        } };
    }

    static SearchQuery Query(string? words, string? party, string? theme, string? lifeStage, string? office, string? itemType) =>
        new() { Words = words ?? "", Party = party, Theme = theme, LifeStage = lifeStage, Office = office, ItemType = itemType };

    // Paging goes on behind a matter, not at a count: what is published in between shifts nothing.
    static int Start(IReadOnlyList<Matter> found, string? after)
    {
        if (after is null) return 0;
        for (var index = 0; index < found.Count; index++)
            if (found[index].Slug == after) return index + 1;
        return 0;
    }
}
