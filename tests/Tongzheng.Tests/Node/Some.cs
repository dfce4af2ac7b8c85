using System.Text;
using Tongzheng.Directories;
using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Node;

/// <summary>Things the tests hand in.</summary>
static class Some
{
    /// <summary>The smallest thing that begins as a PDF does.</summary>
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    /// <summary>澜阳区书院街道, where the people of the stories live.</summary>
    public const string Place = "590102001";

    /// <summary>The government that a matter goes to from a place.</summary>
    public static string JurisdictionOf(Matter matter, string place = Place) =>
        Jurisdiction.For(RegionCode.Parse(place), matter.UseLevel switch
        {
            "1" => RegionLevel.State, "2" => RegionLevel.Province, "3" => RegionLevel.City, "5" => RegionLevel.Town, "6" => RegionLevel.Village, _ => RegionLevel.County,
        }).ToString();
}
