using Microsoft.Playwright;
using Tongzheng.Matters;

namespace Tongzheng.Browser;

/// <summary>The real bpmn-js, dmn-js and form-js open every file of the packs and write it again: nothing of it is lost or said otherwise.</summary>
public sealed class ModellingEditors(GalleryHost gallery) : IClassFixture<GalleryHost>
{
    const string Unknown = """<other:stamp xmlns:other="https://example.org/other" kind="x&quot;y"><other:inner at="2026">字 &lt;b&gt;</other:inner><other:inner at="2027"/></other:stamp>""";

    [Theory]
    [InlineData("modelling-procedure", ".bpmn")]
    [InlineData("modelling-table", ".dmn")]
    [InlineData("modelling-form", ".form")]
    public async Task Every_file_of_the_packs_comes_out_of_its_editor_with_the_content_it_went_in_with(string sample, string extension)
    {
        var page = await gallery.Open(1280);
        var said = new List<string>();
        page.PageError += (_, fault) => said.Add(fault);
        await page.GotoAsync($"{gallery.Address}/gallery/{sample}");
        await page.Locator("[data-shown=drawing]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var wrong = new List<string>();
        var files = Directory.EnumerateFiles(Path.Combine(GalleryHost.Root, "packs"), "*" + extension, SearchOption.AllDirectories).Order().ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var before = await File.ReadAllTextAsync(file);
            if (extension == ".bpmn") before = WithUnknown(before);
            if (extension == ".dmn") before = before.Replace("<decision id", """<decision xmlns:other="https://example.org/other" other:mark="kept" id""", StringComparison.Ordinal);
            if (extension == ".form") before = before.Replace("\"components\": [", "\"other:mark\": { \"kept\": [1, \"字\"] }, \"components\": [", StringComparison.Ordinal);
            var after = await page.EvaluateAsync<string>(Through, new[] { extension, before });
            if (Fingerprint.Of("x" + extension, before) != Fingerprint.Of("x" + extension, after)) wrong.Add($"{Path.GetFileName(file)}: {FirstDifference(Fingerprint.Canonical("x" + extension, before), Fingerprint.Canonical("x" + extension, after))}");
        }
        await page.CloseAsync();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(said.Count == 0, string.Join("\n", said));
    }

    // Elements and attributes of somebody else: beside our own, in an element without any, on a task and in the drawing.
    static string WithUnknown(string xml)
    {
        var at = xml.IndexOf("<bpmn:extensionElements>", StringComparison.Ordinal);
        var changed = xml.Insert(at + "<bpmn:extensionElements>".Length, Unknown);
        return changed.Replace("<bpmn:process ", """<bpmn:process xmlns:other="https://example.org/other" other:mark="kept" """, StringComparison.Ordinal);
    }

    const string Through = """
        async ([extension, text]) => {
          const host = document.querySelector("[data-modeller]");
          if (extension === ".form") await host.open(text);
          else await host.modeler.importXML(text);
          if (extension === ".dmn") for (const view of host.modeler.getViews()) await host.modeler.open(view);
          return await host.written(text);
        }
        """;

    static string FirstDifference(string one, string other)
    {
        var at = 0;
        while (at < one.Length && at < other.Length && one[at] == other[at]) at++;
        string Around(string text) => text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 120)];
        return $"\n   {Around(one)}\n   {Around(other)}";
    }
}
