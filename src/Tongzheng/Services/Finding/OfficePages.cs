using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Finding;

/// <summary>
/// What each office may and must do, for everybody to read (权责清单公开): powers, duties, intermediary services, and what
/// it must not do.
/// </summary>
static class OfficePages
{
    /// <summary>An office with its address, as a program lists it.</summary>
    public sealed record Line(string Organisation, Text Name, string Jurisdiction, Text Address, string Phone);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/offices", List).Public().ExcludeFromDescription();
        routes.MapGet("/offices/{organisation}", One).Public().ExcludeFromDescription();
        routes.MapGet("/api/offices", (Offices offices, Hosted hosted, HttpContext context, string? region) => Results.Ok(offices.Of(Place(context, hosted, region).ToString())
            .Select(office => new Line(office.Code.ToString(), office.Name, office.Jurisdiction.ToString(), office.Address, office.Phone)))).Public().WithTags("Matters").WithSummary("The offices of a government").Produces<IReadOnlyList<Line>>();
        routes.MapGet("/api/offices/{organisation}/lists", Read).Public().WithTags("Matters").WithSummary("An office's lists of powers, duties, intermediary services and prohibitions").Produces<IReadOnlyList<OfficePowers>>();
    }

    static async Task<IResult> Read(string organisation, HttpContext context, Journal journal, Offices offices, Hosted hosted, Versions versions, CancellationToken stop)
    {
        if (Find(organisation, offices, hosted) is not { } office) return Problem.Of(new Refusal("office.unknown"), context.Language());
        return Results.Ok(await ListsOf(office, journal, versions, stop));
    }

    static DrawnPage<OfficesPage> List(HttpContext context, Offices offices, Hosted hosted, string? region)
    {
        var language = context.Language();
        var place = Place(context, hosted, region);
        return new() { Frame = context.Frame("权责清单", "Powers and duties"), Model = new OfficesView
        {
            Place = hosted.NameOf(place.ToString()).In(language),
            Places = [.. hosted.Governments.Where(government => government.Id.Level >= RegionLevel.City).Select(government => new Way(government.Name.In(language), "/offices?region=" + government.Id))],
            Offices = [.. offices.Of(place.ToString()).Select(office => new Way(office.Name.In(language), "/offices/" + office.Code))],
        } };
    }

    static async Task<IResult> One(string organisation, HttpContext context, Journal journal, Offices offices, Hosted hosted, Versions versions, CancellationToken stop)
    {
        if (Find(organisation, offices, hosted) is not { } office) return Problem.For(context, new Refusal("office.unknown"));
        var language = context.Language();
        var lists = await ListsOf(office, journal, versions, stop);
        PowerLine Show(PowerEntry entry) => new(entry.Name.In(language), entry.Code is { } code && versions.Catalogue.Find(code) is { } matter ? "/matters/" + matter.Slug : null,
            entry.ItemType is { } type ? Codes.ItemTypes[type].In(language) : null, entry.Basis is { } basis ? new LegalBasis(basis).In(language) : null, entry.IsExample);
        return new DrawnPage<OfficePage> { Frame = context.Frame(office.Name.Zh, office.Name.In(language), new Crumb(language.Of("权责清单", "Powers and duties"), "/offices?region=" + office.Jurisdiction)), Model = new OfficeView
        {
            Name = office.Name.In(language),
            Address = office.Address.In(language),
            Phone = office.Phone,
            Hours = office.OpeningHours.In(language),
            Successor = office.IsDissolved && Find(offices.InCharge(office.Jurisdiction.ToString(), office.Code.ToString()), offices, hosted) is { IsDissolved: false } heir ? new Way(heir.Name.In(language), "/offices/" + heir.Code) : null,
            Powers = [.. lists.SelectMany(list => list.Powers).Select(Show)],
            Duties = [.. lists.SelectMany(list => list.Duties).Select(Show)],
            Intermediaries = [.. lists.SelectMany(list => list.Intermediaries).Select(Show)],
            Negative = [.. lists.SelectMany(list => list.Negative).Select(Show)],
        } };
    }

    // The lists are those of the kinds of office whose departments' work it does.
    static async Task<IReadOnlyList<OfficePowers>> ListsOf(Organisation office, Journal journal, Versions versions, CancellationToken stop)
    {
        return versions.Catalogue.Shared.ListsOf(await Organisation.DepartmentsOf(journal, office.Jurisdiction, office.Code, stop));
    }

    static Organisation? Find(string organisation, Offices offices, Hosted hosted) =>
        hosted.Jurisdictions.Select(jurisdiction => offices.Find(jurisdiction, organisation)).FirstOrDefault(found => found is not null);

    static JurisdictionId Place(HttpContext context, Hosted hosted, string? region) =>
        JurisdictionId.TryParse(region ?? context.Region() ?? Guide.DefaultPlace(hosted), out var place) && hosted.Jurisdictions.Contains(place.ToString()) ? place : JurisdictionId.Parse(Guide.DefaultPlace(hosted) ?? hosted.Jurisdictions[0]);
}
