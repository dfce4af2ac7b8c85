using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Web;

namespace Tongzheng.Modelling;

/// <summary>A steward begins to change a live matter, or to write a new one from an empty folder.</summary>
static class OpenDraft
{
    /// <param name="Name">Name of a new matter; left out for one that is live.</param>
    /// <param name="NameEn">The same in English.</param>
    /// <param name="Department">Who does it, as lists.yaml names it; of a new matter.</param>
    public sealed record Request(string? Name = null, string? NameEn = null, string? Department = null);

    // Where new matters stand among the packs.
    const string NewFolder = "services/";

    // The standard procedure a new matter begins with: it is right as it stands, and can be taken as one's own.
    const string FirstProcedure = "review";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/modelling/new", NewPage).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapPost("/modelling/{slug}/open", Page).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapPost("/api/modelling/{slug}", Handle).Requires(Permission.KeepCatalogue).WithTags("Modelling").WithSummary("Opens a draft of a live matter, or of a new one").Produces<ReadDraft.DraftAnswer>();
    }

    static async Task<IResult> Handle(string slug, Request request, HttpContext context, Workshop workshop, CancellationToken stop) =>
        await Open(slug, request, context, workshop, stop) is { } refusal ? Problem.Of(refusal, context.Language()) : await ReadDraft.Answer(slug, context, workshop, stop);

    static async Task<IResult> Page(string slug, HttpContext context, Workshop workshop, CancellationToken stop) =>
        await Open(slug, new Request(), context, workshop, stop) is { } refusal && refusal.Code != "matter-draft.open-already" ? Problem.For(context, refusal) : Results.Redirect("/modelling/" + slug);

    static async Task<IResult> NewPage(HttpContext context, Workshop workshop, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var (slug, request) = (form["slug"].ToString().Trim(), new Request(form["name"].ToString().Trim(), form["nameEn"].ToString().Trim(), form["department"]));
        return await Open(slug, request, context, workshop, stop) is { } refusal ? ModellingPages.New(context, workshop, slug, request, [refusal]) : Results.Redirect("/modelling/" + slug);
    }

    static async Task<Refusal?> Open(string slug, Request request, HttpContext context, Workshop workshop, CancellationToken stop)
    {
        var asked = context.Modeller();
        if (asked.Value is not { } act) return asked.Refusal;
        var opened = Decide(slug, request, workshop.Versions.FindLive(slug)?.Matter, workshop.Versions.Catalogue, act);
        return opened.Value is { } fact ? await workshop.Begin(fact, act, stop) : opened.Refusal;
    }

    internal static Outcome<DraftOpened> Decide(string slug, Request request, Matter? live, Catalogue catalogue, Act act)
    {
        if (live is { Folder.Length: > 0 } && string.IsNullOrEmpty(request.Name))
            return new DraftOpened
            {
                Slug = live.Slug,
                Folder = live.Folder,
                Name = live.Name,
                Base = live.Hash,
                Files = live.Files.Where(file => file.Path.StartsWith(live.Folder, StringComparison.Ordinal))
                    .ToDictionary(file => file.Path[live.Folder.Length..], file => System.Text.Encoding.UTF8.GetString(file.Content.Span)),
                By = act.Who.ToString(),
            };
        if (string.IsNullOrEmpty(request.Name)) return new Refusal("matter.unknown", ("matter", slug));
        if (!MatterDraft.IsSlug(slug)) return new Refusal("matter-draft.slug", ("text", slug)) { Field = "slug" };
        if (catalogue.Find(slug) is not null) return new Refusal("matter-draft.slug-taken", ("text", slug)) { Field = "slug" };
        if (request.Name.Any(Unquotable) || request.NameEn?.Any(Unquotable) == true) return new Refusal("matter-draft.name") { Field = "name" };
        if (request.Department is not { } department || !catalogue.Shared.Departments.ContainsKey(department)) return new Refusal("matter-draft.department") { Field = "department" };
        return new DraftOpened
        {
            Slug = slug,
            Folder = $"{NewFolder}{slug}/",
            Name = new Text(request.Name, request.NameEn is { Length: > 0 } english ? english : null),
            Files = new Dictionary<string, string> { [ReadMatter.FileName] = Empty(request.Name, request.NameEn ?? "", department, catalogue) },
            By = act.Who.ToString(),
        };
    }

    static bool Unquotable(char character) => character is '"' or '\\' || char.IsControl(character);

    // What nobody can know stays to be filled in, and is a finding until then.
    static string Empty(string name, string english, string department, Catalogue catalogue) => $$"""
        id: ""
        name: { zh: "{{name}}", en: "{{english}}" }
        basicCode: "" # 12 位；须在权责清单上 / 12 characters, on the lists of the office
        itemType: "01"
        serviceObjects: ["1"]
        department: "{{department}}"
        useLevel: "4"
        caseType: "2"
        statutoryLimit: { value: 20, unit: working-day }
        basis: ""
        basisStatus: unconfirmed
        materials: []
        result: { zh: "", en: "", kind: document }
        theme: {{catalogue.Shared.Themes.Keys.FirstOrDefault()}}
        onlineDepth: IV
        crossProvince: ""
        procedure: {{FirstProcedure}}

        """;
}
