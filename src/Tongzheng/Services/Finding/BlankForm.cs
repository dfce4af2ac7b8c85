using Tongzheng.Casework;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Licences.Rendering;
using Tongzheng.Matters;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Finding;

/// <summary>The application form on paper (空白表) and an example of it filled in (样例): as a page, as PDF, and for programs.</summary>
static class BlankForm
{
    /// <summary>A document to hand in, and the addresses of its blank form and its sample; null where the source has none.</summary>
    public sealed record Paper(string Key, Text Name, bool? Required, int? Copies, string? Blank, string? Sample);

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (name, filled) in new[] { ("blank-form", false), ("sample-form", true) })
        {
            routes.MapGet($"/matters/{{matter}}/{name}", (string matter, HttpContext context, Versions versions) => Page(matter, filled, context, versions)).Public().ExcludeFromDescription();
            routes.MapGet($"/matters/{{matter}}/{name}.pdf", (string matter, HttpContext context, Versions versions, PrintFonts fonts, Clock clock) => Pdf(matter, filled, context, versions, fonts, clock)).Public().ExcludeFromDescription();
            routes.MapGet($"/api/matters/{{matter}}/{name}", (string matter, HttpContext context, Versions versions, PrintFonts fonts, Clock clock) => Pdf(matter, filled, context, versions, fonts, clock))
                .Public().WithTags("Matters").WithSummary(filled ? "The application form filled in with made-up answers, as PDF" : "The application form to be filled in by hand, as PDF").Produces<Stream>(contentType: "application/pdf");
        }
        routes.MapGet("/api/matters/{matter}/materials", Materials).Public().WithTags("Matters").WithSummary("The documents to hand in, and where each has a blank form and a sample").Produces<IReadOnlyList<Paper>>();
    }

    /// <summary>The blank form and the sample of a material, which is so where it is the application itself.</summary>
    public static (string? Blank, string? Sample) Of(Matter matter, Material material, RunningMatter? version, Shared shared) =>
        version is null or { Matter.IsExOfficio: true } || !shared.IsApplicationForm(matter, material) ? default
            : ($"/matters/{matter.Slug}/blank-form.pdf", PaperForm.HasSample(version) ? $"/matters/{matter.Slug}/sample-form.pdf" : null);

    static IResult Materials(string matter, HttpContext context, Versions versions)
    {
        if (versions.Catalogue.Find(matter) is not { } found) return Problem.Of(new Refusal("matter.unknown", ("matter", matter)), context.Language());
        var version = versions.FindLive(matter);
        return Results.Ok(found.Materials.Select(material =>
        {
            var (blank, sample) = Of(found, material, version, versions.Catalogue.Shared);
            return new Paper(material.Key, material.Name, material.Required, material.Copies, ForPrograms(blank), ForPrograms(sample));
        }));

        static string? ForPrograms(string? page) => page is null ? null : "/api" + page[..^".pdf".Length];
    }

    static IResult Page(string matter, bool filled, HttpContext context, Versions versions)
    {
        if (Find(matter, filled, versions) is not { } version) return Problem.For(context, WhyNot(matter, versions));
        var form = Draw(version, filled, context.Language());
        return new DrawnPage<BlankFormPage> { Frame = context.Frame(filled ? "填写样例" : "空白表", filled ? "A form filled in" : "Blank form", new Crumb(form.Matter, form.MatterHref)), Model = form };
    }

    static IResult Pdf(string matter, bool filled, HttpContext context, Versions versions, PrintFonts fonts, Clock clock)
    {
        if (Find(matter, filled, versions) is not { } version) return Problem.For(context, WhyNot(matter, versions));
        var language = context.Language();
        var printed = PrintForm.Render(Draw(version, filled, language), fonts, China.StartOf(clock.Today), language);
        return Results.File(printed.File, "application/pdf", version.Matter.Name.In(language) + language.Of(filled ? "申请表（样例）" : "申请表", filled ? " (sample)" : " (form)") + ".pdf");
    }

    // Where nobody applies there is no form to hand in; a sample that there is no story for is not made up.
    static RunningMatter? Find(string matter, bool filled, Versions versions) => versions.FindLive(matter) is { Matter.IsExOfficio: false } version && (!filled || PaperForm.HasSample(version)) ? version : null;

    static Refusal WhyNot(string matter, Versions versions) => versions.FindLive(matter) is null ? new Refusal("matter.unknown", ("matter", matter)) : new Refusal("matter.no-form");

    internal static BlankFormView Draw(RunningMatter version, bool filled, Language language) => new()
    {
        Matter = version.Matter.Name.In(language),
        MatterHref = "/matters/" + version.Matter.Slug,
        Department = version.Matter.Department.In(language),
        IsSample = filled,
        PdfHref = $"/matters/{version.Matter.Slug}/{(filled ? "sample" : "blank")}-form.pdf",
        OtherHref = filled ? $"/matters/{version.Matter.Slug}/blank-form" : PaperForm.HasSample(version) ? $"/matters/{version.Matter.Slug}/sample-form" : null,
        Lines = PaperForm.Lines(version, filled, language),
    };
}
