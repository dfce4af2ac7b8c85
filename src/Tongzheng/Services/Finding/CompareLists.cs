using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters.Comparing;

namespace Tongzheng.Services.Finding;

/// <summary>四级四同, and the lists of one office: every difference with both entries, for programs and for reading.</summary>
static class CompareLists
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/catalogue/findings", (Casework.Cases cases) => Results.Ok(cases.Versions.Findings)).Requires(Permission.KeepCatalogue).WithTags("Matters")
            .WithSummary("What is wrong in the packs folder, by file and line; what it names stays live as it was before").Produces<IReadOnlyList<Tongzheng.Matters.Finding>>();
        routes.MapGet("/api/catalogue/levels", (RegionLists lists) => Results.Ok(lists.CompareLevels().Select(Line.Of))).Public().WithTags("Matters")
            .WithSummary("Differences between the basic catalogue and the implementing list of each government").Produces<IReadOnlyList<Line>>();
        routes.MapGet("/api/catalogue/offices", (RegionLists lists) => Results.Ok(lists.CompareOffices().Select(Line.Of))).Public().WithTags("Matters")
            .WithSummary("Differences between an office's item catalogue, its power list and its duty catalogue").Produces<IReadOnlyList<Line>>();
    }

    /// <param name="Element">name, code, type, basis, level, or missing.</param>
    /// <param name="Demo">Put there on purpose, to show the report at work.</param>
    public sealed record Line(string Element, Entry? Upper, Entry? Lower, Text Sentence, bool Demo)
    {
        public static Line Of(Difference difference) =>
            new(difference.Element, Entry.Of(difference.Upper), Entry.Of(difference.Lower), difference.Sentence, difference.IsDemo);
    }

    public sealed record Entry(Text List, string? Code, string Name)
    {
        public static Entry? Of(ListEntry? entry) => entry is null ? null : new(entry.List, entry.Code, entry.Name);
    }
}
