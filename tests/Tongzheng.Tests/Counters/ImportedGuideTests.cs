using System.Text.Json;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Counters;

/// <summary>A district's published list through the node: every one of its matters is found by its name, and its guide opens.</summary>
[Collection(OneHall.Name)]
public sealed class ImportedGuideTests(NodeFixture fixture)
{
    [Fact]
    public async Task Each_of_the_885_imported_matters_is_found_by_name_and_its_guide_says_what_the_source_does_not()
    {
        var node = fixture.Node;
        var file = Path.Combine(Conformance.Folder("real-data"), "service-items", "district-service-items-zh.json");
        var steward = await node.As((await node.Accounts()).First(account => account.Jurisdiction == "590102" && account.Post?.EndsWith("/steward", StringComparison.Ordinal) == true));
        var content = new ByteArrayContent(await File.ReadAllBytesAsync(file));
        content.Headers.ContentType = new("application/json");
        var imported = (await steward.Send(new HttpRequestMessage(HttpMethod.Post, "/api/imports/district") { Content = content })).Ok().Body;
        Assert.Equal(885, imported.GetProperty("rows").GetInt32());

        var catalogue = node.Services.GetService(typeof(Tongzheng.Casework.Versions)) is Tongzheng.Casework.Versions versions ? versions.Catalogue : throw new InvalidOperationException();
        var matters = catalogue.Matters.Where(matter => matter.Folder == "").ToList();
        Assert.Equal(885, matters.Count);
        using var browser = new Browser(node.Address);
        var wrong = new List<string>();
        foreach (var matter in matters)
        {
            if (!await IsFound(node.Nobody(), matter)) wrong.Add($"not found by name: {matter.Name.Zh}");
            var guide = await browser.Get("/matters/" + Uri.EscapeDataString(matter.Slug));
            if ((int)guide.Status != 200) wrong.Add($"{(int)guide.Status}: {matter.Slug}");
            else if (!guide.Words.Contains(matter.Name.Zh, StringComparison.Ordinal) || !guide.Words.Contains("来源未公布", StringComparison.Ordinal)) wrong.Add($"guide of {matter.Name.Zh} is incomplete");
        }
        Assert.Empty(wrong);
    }

    // Several rows of the list have one name; each is on some page of what is found.
    static async Task<bool> IsFound(Client client, Tongzheng.Matters.Matter matter)
    {
        for (string? after = ""; after is not null;)
        {
            var page = (await client.Get($"/api/matters?q={Uri.EscapeDataString(matter.Name.Zh)}" + (after.Length > 0 ? "&after=" + Uri.EscapeDataString(after) : ""))).Ok().Body;
            if (page.GetProperty("matters").EnumerateArray().Any(line => line.GetProperty("slug").GetString() == matter.Slug)) return true;
            after = page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
        }
        return false;
    }
}
