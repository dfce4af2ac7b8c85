using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Apply;

/// <summary>The answers of one page, to be read once more.</summary>
static class Answers
{
    public static ReviewSection Section(IReadOnlyList<Component> page, Filled filled, IReadOnlyDictionary<string, Known> known, Language language, string changeHref)
    {
        var title = page.FirstOrDefault(component => component.Type == "group")?.Label.In(language) is { Length: > 0 } label ? label : language.Of("申请内容", "Application");
        return new ReviewSection(title, [.. ReadBack.Lines(page, filled, known, language).Select(line => new SummaryRow(
            line.Label, line.Files.Count > 0 ? string.Join(language.Of("、", ", "), line.Files.Select(file => file.Name)) : line.Value, line.Source is null ? changeHref : null))]);
    }
}
