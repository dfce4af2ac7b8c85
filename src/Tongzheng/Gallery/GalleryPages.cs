using System.Reflection;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Gallery;

/// <summary>
/// Every page with sample content at <c>/gallery/{name}</c>, to be looked at while templates are written and to be
/// tested for accessibility. Mapped in development only; it reads and writes nothing.
/// </summary>
public static class GalleryPages
{
    /// <summary>Samples by name, in the order of a visit.</summary>
    public static IReadOnlyList<Sample> All { get; } =
        [.. PortalSamples.All, .. ApplicationSamples.All, .. CaseSamples.All, .. LicenceSamples.All, .. DeskSamples.All, .. CounterSamples.All, .. HallSamples.All, .. ListSamples.All, .. ModellingSamples.All, .. SimulationSamples.All];

    internal const string ProcedureHref = "/gallery/files/sample.bpmn";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ProcedureHref, (IHostEnvironment host) => Results.File(Above(host.ContentRootPath, "packs/procedures/review/review.bpmn"), "application/xml")).Public();
        routes.MapGet("/gallery", () => Results.Content(Index(), "text/html; charset=utf-8")).Public();
        routes.MapGet("/gallery/{name}", (string name, HttpRequest request, string? lang, string? elder) =>
            All.FirstOrDefault(sample => sample.Name == name) is { } found
                ? found.Render(FrameOf(found, Language.FromTag(lang), elder == "1", request))
                : Results.NotFound()).Public();
    }

    /// <summary>Pages of the assembly that no sample shows.</summary>
    public static IReadOnlyList<Type> Missing =>
    [
        .. Assembly.GetExecutingAssembly().GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Piece)) && type.Name.EndsWith("Page", StringComparison.Ordinal))
            .Where(type => All.All(sample => sample.Page != type)),
    ];

    internal static PageFrame FrameOf(Sample sample, Language language, bool elder, HttpRequest request) => new()
    {
        Title = sample.Title.In(language),
        Language = language,
        Elder = elder,
        Path = request.Path,
        Query = request.QueryString.ToString(),
        Place = new Text("云岚省", "Yunlan"),
        UserName = sample.IsAnonymous ? null : language.Of("沈知远", "Shen Zhiyuan"),
        IsOfficer = sample.IsOfficer,
        IsDemo = true,
        MovedClock = sample.IsOfficer ? "2026-06-10 09:30" : null,
        Wide = sample.IsOfficer,
        Crumbs = sample.Crumbs(language),
    };

    // The content root is the project or the repository, as one starts it.
    static string Above(string folder, string path) =>
        File.Exists(Path.Combine(folder, path)) || Path.GetDirectoryName(folder) is not { } parent ? Path.Combine(folder, path) : Above(parent, path);

    static string Index() =>
        "<!DOCTYPE html><html lang=zh-Hans><meta charset=utf-8><title>页面样张</title><h1>页面样张 · Gallery</h1><ul>"
        + string.Concat(All.Select(sample =>
            $"<li><a href=\"/gallery/{sample.Name}\">{sample.Title.Zh}</a> · <a href=\"/gallery/{sample.Name}?lang=en\">{sample.Title.En}</a>"
            + $" · <a href=\"/gallery/{sample.Name}?elder=1\">长辈模式</a></li>"))
        + "</ul>";
}

/// <summary>One page with content. <see cref="Name"/> is its address in the gallery.</summary>
public sealed record Sample(string Name, Text Title, Type Page, Func<PageFrame, DrawnPage> Render)
{
    /// <summary>Seen by an officer at a desk or counter.</summary>
    public bool IsOfficer { get; init; }

    public bool IsAnonymous { get; init; }

    public Func<Language, IReadOnlyList<Crumb>> Crumbs { get; init; } = _ => [];

    /// <summary>A page whose content is made for the reader's language.</summary>
    public static Sample Of<TPage>(string name, Text title, Func<Language, object> model) where TPage : Piece =>
        new(name, title, typeof(TPage), frame => new DrawnPage<TPage> { Frame = frame, Model = model(frame.Language) });

    /// <summary>A page that is text alone.</summary>
    public static Sample Of<TPage>(string name, Text title) where TPage : Piece =>
        new(name, title, typeof(TPage), frame => new DrawnPage<TPage> { Frame = frame });
}
