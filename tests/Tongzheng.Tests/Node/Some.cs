using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
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

    /// <summary>The committee of residents there.</summary>
    public const string Committee = "590102001002";

    /// <summary>Whose officers write documents in the stories.</summary>
    public const string Department = "政务服务和数据";

    /// <summary>The government that a matter goes to from a place.</summary>
    public static string JurisdictionOf(Matter matter, string place = Place) =>
        Jurisdiction.For(RegionCode.Parse(place), matter.UseLevel switch
        {
            "1" => RegionLevel.State, "2" => RegionLevel.Province, "3" => RegionLevel.City, "5" => RegionLevel.Town, "6" => RegionLevel.Village, _ => RegionLevel.County,
        }).ToString();
}

/// <summary>An application for a food business licence, complete.</summary>
static class SomeFood
{
    public static readonly string[] Slots = ["applicationLetter", "businessLicence", "layoutFacilitiesOperatingProcedure", "foodSafetyRules"];

    public static async Task<JsonObject> Answers(Client applicant, string premises = "桂巷小馆")
    {
        var answers = JsonSerializer.SerializeToNode(new
        {
            premisesName = premises,
            premisesAddress = "青梧市澜阳区书院街道桂巷 8 号",
            premisesArea = 86,
            staffCount = 4,
            businessForm = "restaurant",
            foodItems = new[] { "hot", "cold" },
            online = "no",
            safetyOfficers = new[] { new { name = "周小满", certificate = "LY-2026-0031" } },
            truthful = true,
        })?.AsObject() ?? [];
        foreach (var slot in Slots) answers[slot] = await File(applicant);
        return answers;
    }

    public static async Task<JsonArray> File(Client applicant) =>
        [new JsonObject { ["upload"] = await applicant.Upload("590102", "材料.pdf", Some.Pdf) }];

    /// <summary>A submitted application; its id.</summary>
    public static async Task<string> Submitted(Client applicant) =>
        (await applicant.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers = await Answers(applicant) })).Ok().Body.GetProperty("case").GetString() ?? "";
}

/// <summary>An open task as an officer's program sees it.</summary>
sealed record OpenTask(string Case, long Task, string Element, string Post, string Jurisdiction, string Organisation)
{
    /// <summary>The open task of an element in a case, as its applicant sees it.</summary>
    public static async Task<OpenTask> Of(Client applicant, string id, string element)
    {
        var seen = (await applicant.Get($"/api/cases/{id}")).Ok().Body;
        var task = seen.GetProperty("tasks").EnumerateArray().Single(open => open.GetProperty("element").GetString() == element);
        return new OpenTask(id, task.GetProperty("task").GetInt64(), element, task.GetProperty("post").GetString() ?? "",
            seen.GetProperty("jurisdiction").GetString() ?? "", task.GetProperty("organisation").GetString() ?? "");
    }

    public string Path => $"/api/cases/{Case}/tasks/{Task}";
}
