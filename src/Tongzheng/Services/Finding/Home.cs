using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Finding;

/// <summary>The first page: 要办什么？</summary>
static class Home
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", Handle).Public().Ready().ExcludeFromDescription();

    static DrawnPage<HomePage> Handle(HttpContext context, Versions versions, Hosted hosted)
    {
        var language = context.Language();
        var search = versions.Search;
        var all = search.Find(new SearchQuery());
        return new() { Frame = context.Frame("一网通办", "Public services"), Model = new HomeView
        {
            MatterCount = all.Matters.Count,
            Audiences =
            [
                new Way(language.Of("个人办事", "For people"), "/search?party=person", Note: language.Of("户籍、社保、医疗、婚育、住房、养老", "Household, insurance, health, family, housing, old age")),
                new Way(language.Of("企业办事", "For organisations"), "/search?party=organisation", Note: language.Of("开办、经营许可、工程建设、变更和注销", "Starting, licences, building, changing and closing")),
                new Way(language.Of("到窗口办", "At a counter"), "/halls", Note: language.Of("取号、预约、办公时间", "Numbers, appointments, opening hours")),
            ],
            LifeEvents = [.. search.LifeEvents.Select(matter => Link(matter, language))],
            Popular = [.. search.Popular.Select(matter => Link(matter, language))],
            AtOnce = [.. versions.Catalogue.Matters.Where(matter => matter.CanApply && matter.InstantCandidate && matter.Decisions.Count > 0).Select(matter => Link(matter, language))],
            Themes = Ways(all.Themes, "theme", language),
            LifeStages = Ways(all.LifeStages, "lifeStage", language),
            Departments = Ways(all.Offices, "office", language),
            Regions = [.. hosted.Governments.Where(place => place.Id.Level >= RegionLevel.City).Select(place => new Way(place.Name.In(language), "/?region=" + place.Id))],
        } };
    }

    internal static MatterLink Link(Matter matter, Language language) => new(matter.Name.In(language), "/matters/" + matter.Slug, matter.Department.In(language))
    {
        Tags = [.. Tags(matter, language)],
        Summary = matter.Conditions?.In(language),
    };

    internal static IEnumerable<CardTag> Tags(Matter matter, Language language)
    {
        if (matter.Event is { } life)
        {
            yield return new CardTag(language.Of("一件事", "Life event"), TagColour.Green);
            yield return new CardTag(language.Of($"{life.Components.Count} 个事项", $"{life.Components.Count} matters"));
        }
        else if (matter.IsExOfficio) yield return new CardTag(language.Of("依职权办理", "By the office itself"));
        else if (!matter.CanApply) yield return new CardTag(language.Of("仅供查阅", "To read only"));
        else if (matter.Decisions.Count > 0 && matter.InstantCandidate) yield return new CardTag(language.Of("秒批", "Decided at once"), TagColour.Green);
        else if (Matters.Search.IsAtOnce(matter)) yield return new CardTag(language.Of("即办", "On the spot"), TagColour.Green);
        if (matter.CrossProvince.Length > 0) yield return new CardTag(language.Of("跨省通办", "Cross-province"), TagColour.Blue);
    }

    internal static IReadOnlyList<Way> Ways(IReadOnlyList<FacetValue> values, string facet, Language language, string kept = "") =>
        [.. values.Select(value => new Way(value.Name.In(language), $"/search?{kept}{facet}={Uri.EscapeDataString(value.Value)}", value.Count))];
}
