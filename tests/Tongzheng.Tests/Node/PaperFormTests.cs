using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Casework;
using Tongzheng.Kernel;
using Tongzheng.Licences.Rendering;
using Tongzheng.Services.Finding;

namespace Tongzheng.Tests.Node;

/// <summary>The application on paper: blank and as a sample, from the form that is filled in here; what the source has no sample of says so.</summary>
[Collection(OneNode.Name)]
public sealed class PaperFormTests(NodeFixture fixture)
{
    readonly RunningNode node = fixture.Node;

    [Fact]
    public async Task The_guide_opens_a_blank_form_and_a_sample_of_the_application_and_says_plainly_what_has_none()
    {
        using var browser = new Browser(node.Address);
        var guide = await browser.Get("/matters/food-business");
        var materials = guide.Document.QuerySelectorAll(".tz-materials li").ToList();
        var application = materials.Single(material => material.TextContent.Contains("申请书", StringComparison.Ordinal));
        Assert.Equal(["/matters/food-business/blank-form.pdf", "/matters/food-business/sample-form.pdf"], application.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.DoesNotContain(guide.Document.QuerySelectorAll("a"), link => link.GetAttribute("href") is "/matters/food-business/blank-form" or "/matters/food-business/sample-form"); // once is enough
        Assert.All(materials.Except([application]), material => Assert.Contains("来源未提供样例", material.TextContent, StringComparison.Ordinal));
        // A form that asks for no more than papers has nothing of its own to show.
        Assert.DoesNotContain((await browser.Get("/matters/commercial-performance")).Document.QuerySelectorAll(".tz-materials a"), _ => true);
    }

    [Fact]
    public async Task A_program_reads_which_materials_have_a_form_and_fetches_it()
    {
        var nobody = node.Nobody();
        var materials = (await nobody.Get("/api/matters/food-business/materials")).Ok().Body.EnumerateArray().ToList();
        var application = materials.Single(material => material.GetProperty("key").GetString() == "applicationLetter");
        foreach (var address in new[] { application.GetProperty("blank").GetString(), application.GetProperty("sample").GetString() })
            Assert.Equal("%PDF-1.7"u8.ToArray(), (await Fetch(address!))[..8]);
        Assert.All(materials.Where(material => material.GetProperty("key").GetString() != "applicationLetter"), material => Assert.False(material.TryGetProperty("sample", out _)));
        (await nobody.Get("/api/matters/no-such-matter/materials")).Refused(HttpStatusCode.NotFound, "matter.unknown");
        (await nobody.Get("/api/matters/administrative-penalty/blank-form")).Refused(HttpStatusCode.NotFound, "matter.no-form");
        (await nobody.Get("/api/matters/no-such-matter/sample-form")).Refused(HttpStatusCode.NotFound, "matter.unknown");
    }

    [Fact]
    public async Task A_sample_says_so_on_every_page_and_holds_the_answers_of_the_first_story()
    {
        var pages = (await Text("/matters/food-business/sample-form.pdf")).TrimEnd('\f').Split('\f');
        Assert.True(pages.Length > 1);
        Assert.All(pages, page => Assert.Contains("样例", page, StringComparison.Ordinal));
        var all = string.Concat(pages);
        foreach (var words in new[] { "桂巷小馆", "李䶮", "周小满", "LY-2026-0031", "■ 餐饮服务经营者" }) Assert.Contains(words, all, StringComparison.Ordinal);
        var blank = await Text("/matters/food-business/blank-form.pdf");
        Assert.DoesNotContain("样例", blank, StringComparison.Ordinal);
        Assert.DoesNotContain("桂巷小馆", blank, StringComparison.Ordinal);
        Assert.Contains("申请人签名", blank, StringComparison.Ordinal);
        using var browser = new Browser(node.Address);
        var page = (await browser.Get("/matters/food-business/blank-form")).Words;
        Assert.Contains("主体业态 *", page);
        Assert.Contains("食堂类型（适用时填写）", page); // asked of canteens alone: paper cannot hide it
        Assert.DoesNotContain("食堂类型（适用时填写） *", page);
    }

    [Fact]
    public void Every_form_that_is_filled_in_here_has_its_paper_in_both_languages_with_no_character_missing()
    {
        var versions = node.Services.GetRequiredService<Versions>();
        var fonts = node.Services.GetRequiredService<PrintFonts>();
        var own = versions.Catalogue.Matters.Where(matter => matter is { CanApply: true, IsExOfficio: false, Form.Generated: false }).ToList();
        Assert.True(own.Count >= 12);
        foreach (var matter in own)
            foreach (var language in new[] { Language.Chinese, Language.English })
                foreach (var filled in new[] { false, true })
                    Assert.Empty(PrintForm.Render(BlankForm.Draw(versions.Get(matter.Hash), filled, language), fonts, node.Clock.Now, language).Missing);
    }

    async Task<byte[]> Fetch(string address)
    {
        using var http = new HttpClient { BaseAddress = node.Address };
        using var response = await http.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return await response.Content.ReadAsByteArrayAsync();
    }

    async Task<string> Text(string address)
    {
        var start = new ProcessStartInfo("pdftotext", ["-layout", "-", "-"]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("pdftotext does not start.");
        await process.StandardInput.BaseStream.WriteAsync(await Fetch(address));
        process.StandardInput.Close();
        return await process.StandardOutput.ReadToEndAsync();
    }
}
