using Tongzheng.Kernel;
using Tongzheng.Matters.Events;

namespace Tongzheng.Matters.Linting;

/// <summary>What packs may rely on besides their own files.</summary>
/// <param name="Services">Service task types that some module performs.</param>
/// <param name="Parameters">The region's parameters; null where none are at hand, and then their keys are not checked.</param>
public sealed record LintScope(IReadOnlySet<string> Services, Parameters? Parameters)
{
    /// <summary>The effects that the standard procedures ask for, each by the name its performer registers.</summary>
    public static readonly IReadOnlySet<string> StandardServices = new HashSet<string> { "document.number", "fine.add", "licence.issue", "licence.revoke", "notice.publish", "notice.send", "notice.unpublish", "rating.ask", "service.measure", "supervision.open" };
}

/// <summary>
/// Reads packs as the node does and looks at everything in them: what the engines say of procedures and decisions, forms,
/// licences, stories and examples, and that they fit together. A pack with a finding must not be published.
/// </summary>
public static class Lint
{
    public static IReadOnlyList<Finding> Run(string packsFolder, LintScope scope) => Run(PackFiles.Load(packsFolder).WithPowers(), scope);

    internal static IReadOnlyList<Finding> Run(PackFiles files, LintScope scope)
    {
        var catalogue = Catalogue.Read(files);
        var findings = new List<Finding>(catalogue.Findings);
        foreach (var form in catalogue.Shared.Forms.Values) LintForm.Check(form, findings);
        var procedures = new HashSet<string>(); // a shared one is checked once
        foreach (var matter in catalogue.Drafts)
        {
            if (matter.Form is { Generated: false } own) LintForm.Check(own, findings, matter.ForPersons);
            foreach (var form in matter.TaskForms.Values.Where(form => !catalogue.Shared.Forms.ContainsKey(form.Id))) LintForm.Check(form, findings);
            var models = LintDecision.Check(matter, findings);
            if (procedures.Add(matter.Procedure?.File ?? "")) LintProcedure.Check(matter, models, scope, findings);
            LintLicence.Check(matter, models, scope, findings);
            LintLetter.Check(matter, findings);
            LintStory.Check(matter, catalogue, findings);
        }
        LintParameters.Check(catalogue, scope, findings);
        findings = [.. findings.Select(found => OfEvent(found, files, catalogue))];
        UnusedFiles(files, catalogue, findings);
        TwiceDecided(catalogue, findings);
        return [.. findings.DistinctBy(finding => (finding.Code, finding.File, finding.Line, finding.Column, finding.Message.Zh))
            .OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line).ThenBy(finding => finding.Column)];
    }

    // What was compiled has no file on disk; what is wrong with it is mended in the event.yaml it was made from.
    static Finding OfEvent(Finding found, PackFiles files, Catalogue catalogue) =>
        files.Has(found.File) || catalogue.Drafts.FirstOrDefault(matter => matter.Event is not null && found.File.StartsWith(matter.Folder, StringComparison.Ordinal)) is not { } matter ? found
            : found with { File = matter.Folder + ReadEvent.FileName, Line = 1, Column = 1 };

    // packs/DOMAIN/SLUG/FILE
    const int PackDepth = 2;

    static void UnusedFiles(PackFiles files, Catalogue catalogue, List<Finding> findings)
    {
        var used = catalogue.Drafts.SelectMany(matter => matter.Files.Select(file => file.Path))
            .Concat(catalogue.Shared.Procedures.Values.Select(procedure => procedure.File))
            .Concat(catalogue.Shared.Forms.Values.Select(form => form.File)).Append(Shared.ListsFile)
            .Concat(catalogue.Drafts.Where(matter => matter.Event is not null).Select(matter => matter.Folder + ReadEvent.FileName)).ToHashSet();
        foreach (var folder in files.Paths.Where(path => path.Count(each => each == '/') == PackDepth && !path.StartsWith(Shared.ProcedureFolder, StringComparison.Ordinal) && !path.StartsWith(Shared.FormFolder, StringComparison.Ordinal)).Select(path => path[..(path.LastIndexOf('/') + 1)]).Distinct().Where(folder => !files.Has(folder + ReadMatter.FileName) && !files.Has(folder + ReadEvent.FileName)))
            findings.Add(new("folder.no-matter", folder + ReadMatter.FileName, 1, 1, new("文件夹里没有这个文件，其余的都不会读取。", "The folder lacks this file; nothing else in it is read."),
                new($"加上 {ReadMatter.FileName}，文件名用小写。", $"Add {ReadMatter.FileName}, in small letters.")));
        var folders = catalogue.Drafts.Select(matter => matter.Folder).ToHashSet();
        foreach (var path in files.Paths.Where(path => !used.Contains(path) && folders.Contains(path[..(path.LastIndexOf('/') + 1)])))
            findings.Add(new("file.unused", path, 1, 1, new("没有地方用到这个文件。", "Nothing uses this file."),
                new($"在 {ReadMatter.FileName} 中写上它，或者删除它。", $"Name it in {ReadMatter.FileName}, or remove it.")));
    }

    static void TwiceDecided(Catalogue catalogue, List<Finding> findings)
    {
        foreach (var twice in catalogue.Drafts.SelectMany(matter => matter.Cases).GroupBy(cases => cases.Decision).Where(group => group.Select(cases => Folder(cases.File)).Distinct().Count() > 1))
            findings.Add(new("decision.twice", twice.Last().File, 1, 1, new($"两个事项都有名为 “{twice.Key}” 的决策。", $"Two matters have a decision “{twice.Key}”."),
                new("给其中一个换名；算法登记簿按名登记。", "Rename one of them; the register of algorithms goes by name.")));
    }

    static string Folder(string path) => path[..path.LastIndexOf('/')];
}
