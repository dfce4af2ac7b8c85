using Tongzheng.Casework;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Finding;

/// <summary>The figures a region sets for itself, each marked with how sure it is (地区参数公开).</summary>
static class ShowParameters
{
    /// <param name="Value">As decisions read it: a number, true or false, a list, or a length of time (ISO 8601).</param>
    public sealed record Line(string Key, Text Label, System.Text.Json.Nodes.JsonNode? Value, string? Unit, string Status, Text? Note);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/parameters", Page).Public().ExcludeFromDescription();
        routes.MapGet("/api/parameters", (Surroundings around) => Results.Ok(around.ParametersOf("").All.Select(each => new Line(each.Key, each.Label, each.Value, each.Unit, each.Status, each.Note))))
            .Public().WithTags("Matters").WithSummary("The figures the region sets for itself").Produces<IReadOnlyList<Line>>();
    }

    static DrawnPage<ParametersPage> Page(HttpContext context, Surroundings around)
    {
        var language = context.Language();
        return new() { Frame = context.Frame("地区参数", "Figures of this place"), Model = new ParametersView([.. around.ParametersOf("").All
            .Select(each => new ParameterLine(each.Label.In(language), Words(each, language), each.IsExample, each.Note?.In(language), each.Key.StartsWith("limit.", StringComparison.Ordinal)))]) };
    }

    static readonly Dictionary<string, Text> Units = new()
    {
        ["working-day"] = new("个工作日", "working day(s)"), ["calendar-day"] = new("日", "day(s)"), ["month"] = new("个月", "month(s)"), ["year"] = new("年", "year(s)"),
        ["hour"] = new("小时", "hour(s)"), ["minute"] = new("分钟", "minute(s)"), ["second"] = new("秒", "second(s)"),
        ["平方米"] = new("平方米", "m²"), ["周岁"] = new("周岁", "years of age"), ["元/月"] = new("元/月", "yuan a month"), ["元/人·月"] = new("元/人·月", "yuan a person and month"),
        ["年"] = new("年", "year(s)"), ["个月"] = new("个月", "month(s)"),
    };

    static string Words(Matters.Parameter parameter, Language language)
    {
        var value = parameter.Value switch
        {
            System.Text.Json.Nodes.JsonArray list => string.Join(language.Of("、", ", "), list.Select(item => item?.ToString())),
            { } single when single.ToString() is "true" or "false" => single.ToString() == "true" ? language.Of("是", "yes") : language.Of("否", "no"),
            { } single => single.ToString().Trim('P', 'D', 'M', 'Y'),
            null => language.Of("未定", "not set"),
        };
        if (parameter.Unit is not { } unit) return value;
        var words = Units.GetValueOrDefault(unit)?.In(language) ?? unit;
        return language.IsEnglish ? $"{value} {words.Replace("(s)", value == "1" ? "" : "s", StringComparison.Ordinal)}" : value + words;
    }
}
