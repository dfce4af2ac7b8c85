using System.Text.Json;
using Tongzheng.Pdf.Signing;

namespace Tongzheng.Tests.Pdf;

/// <summary>
/// Signed PDFs of the pyHanko project (MIT), with what pyHanko says of each signature. pyHanko also judges what was
/// added after a signature; here any addition makes it "not the whole document".
/// </summary>
public class PyHankoTests
{
    // Where we and pyHanko differ, and why.
    static readonly Dictionary<string, (SignatureState Ours, string Because)> Differences = new()
    {
        ["ed448-shake256-nolen.pdf/0"] = (SignatureState.Unreadable, "Ed448: .NET cannot check it, and no document of ours uses it"),
        ["extensions-indirect.pdf/1"] = (SignatureState.Unreadable, "Ed25519: .NET cannot check it, nor can poppler"),
        ["extensions-indirect-not-all-paths.pdf/1"] = (SignatureState.Unreadable, "Ed25519 again"),
        ["extensions-update-indirect.pdf/1"] = (SignatureState.Unreadable, "Ed25519 again"),
        ["minimal-signed-twice-no-sig-type.pdf/0"] = (SignatureState.NotWholeDocument, "/Type is optional (ISO 32000-1, table 252); pyHanko 0.18 stumbles over its absence"),
        ["pades-lta-dss-indirect-arrs-test.pdf/1"] = (SignatureState.NotWholeDocument, "a time stamp followed by one more revision; the verdicts give it no coverage, poppler agrees with us"),
    };

    [Fact]
    public void Every_signature_is_judged_as_pyHanko_judges_it_or_the_difference_is_explained()
    {
        string folder = Conformance.Folder("pdf-signatures");
        using var verdicts = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "verdicts-pyhanko.json")));
        var wrong = new List<string>();
        int judged = 0;
        foreach (var file in verdicts.RootElement.EnumerateObject())
        {
            var ours = PdfSignature.Verify(File.ReadAllBytes(Path.Combine(folder, file.Name))).Signatures;
            int index = 0;
            foreach (var theirs in file.Value.EnumerateArray())
            {
                judged++;
                string key = $"{file.Name}/{index}";
                var expected = Differences.TryGetValue(key, out var difference) ? difference.Ours : Expected(theirs);
                if (difference.Ours == Expected(theirs) && difference.Because is not null) wrong.Add($"{key}: no longer a difference");
                var actual = index < ours.Count ? ours[index] : null;
                if (actual?.State != expected) wrong.Add($"{key}: {actual?.State.ToString() ?? "not found"} ({actual?.Explanation}), expected {expected}");
                index++;
            }
            if (ours.Count > index) wrong.Add($"{file.Name}: {ours.Count} signatures found, {index} expected");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(36, judged);
    }

    static SignatureState Expected(JsonElement verdict) =>
        verdict.TryGetProperty("type", out _) ? SignatureState.Valid     // a document time stamp, which covers the file
        : verdict.TryGetProperty("error", out _) ? SignatureState.Unreadable
        : !verdict.GetProperty("intact").GetBoolean() || !verdict.GetProperty("valid").GetBoolean() ? SignatureState.Altered
        : verdict.GetProperty("coverage").GetString() == "ENTIRE_FILE" ? SignatureState.Valid
        : SignatureState.NotWholeDocument;
}
