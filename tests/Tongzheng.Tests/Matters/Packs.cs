using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters;

/// <summary>The packs as they stand in the repository, read once for all tests.</summary>
static class Packs
{
    public static readonly string Folder = Repository.PathOf("packs");
    public static readonly string Region = Repository.PathOf("regions", "yunlan");

    static readonly Lazy<Catalogue> Once = new(() => Catalogue.Load(Folder));

    public static Catalogue Catalogue => Once.Value;

    public static TheoryData<string> Slugs => [.. Catalogue.Matters.Select(matter => matter.Slug)];
}
