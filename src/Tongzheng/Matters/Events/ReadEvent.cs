using System.Text;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Events;

/// <summary>A life event as its folder tells it (event.yaml), before its components are looked at.</summary>
internal sealed record EventDraft(string Folder, Section Root, string List, string Status, Text Name, string Lead, IReadOnlyList<ComponentDraft> Components)
{
    public string Slug => Folder.TrimEnd('/').Split('/')[^1];

    /// <summary>A finding of what was compiled, at the place in event.yaml that it comes from.</summary>
    public Finding Traced(Finding found, IReadOnlyList<PackFile> made) =>
        made.FirstOrDefault(file => file.Path == found.File) is not { } compiled ? found
            : found with { File = Folder + ReadEvent.FileName, Line = LineOf(compiled, found.Line), Column = 1 };

    // The compiled matter.yaml has a key a line; what it took over from event.yaml stands there under the same key.
    int LineOf(PackFile compiled, int line)
    {
        var lines = Encoding.UTF8.GetString(compiled.Content.Span).Split('\n');
        var key = line > 0 && line <= lines.Length ? lines[line - 1].Split(':')[0] : "";
        return Root.Find(key is "department" or "jointDepartments" ? "lead" : key)?.Line ?? 1;
    }
}

/// <summary>One component as event.yaml tells it.</summary>
/// <param name="Word">What the national list calls it.</param>
/// <param name="After">Words of components that must be over first, besides those that yield something.</param>
/// <param name="Keep">Keys of documents that are asked for although another component yields them.</param>
/// <param name="Rename">Own key → key in the one form, where another component means something else by it.</param>
/// <param name="Same">Keys that are one with another component's although the words differ.</param>
internal sealed record ComponentDraft(
    Section At, string Word, Text? Choice, string? When, IReadOnlyList<string> After, IReadOnlyList<string> Keep,
    IReadOnlyDictionary<string, string> Rename, IReadOnlyList<string> Same, FailureRule OnFailure);

internal static class ReadEvent
{
    public const string FileName = "event.yaml";

    static readonly Dictionary<string, FailureRule> Rules = new()
    {
        ["stop"] = FailureRule.Stop,
        ["go-on"] = FailureRule.GoOn,
        ["ask-applicant"] = FailureRule.AskApplicant,
        ["ask-lead"] = FailureRule.AskLead,
    };

    /// <summary>The elements that go to matter.yaml as they are.</summary>
    public static readonly string[] Elements = ["basicCode", "useLevel", "theme", "lifeStage", "keywords", "popular", "conditions", "note"];

    public static EventDraft? From(string folder, PackFiles files, ICollection<Finding> findings)
    {
        var file = folder + FileName;
        if (files.Text(file, findings) is not { } text || Section.Read(file, text, findings) is not { } root) return null;
        if (files.Has(folder + ReadMatter.FileName))
            root.Report("event.and-matter", "list", new($"文件夹里又有 {ReadMatter.FileName}；一件事由 {FileName} 生成。", $"The folder has a {ReadMatter.FileName} too; a life event is made from {FileName}."), new("删除其中一个。", "Remove one of them."));
        var draft = new EventDraft(folder, root, root.Required("list"), root.OneOf("status", LifeEvent.Statuses), root.RequiredBoth("name"), root.Required("lead"),
            [.. root.Subs("components").Select(Component)]);
        foreach (var element in Elements) root.Find(element);
        if (draft.Components.Count == 0) root.Required("components");
        root.Close();
        return draft;
    }

    static ComponentDraft Component(Section section)
    {
        var rename = section.Sub("rename");
        var draft = new ComponentDraft(section, section.Required("word"), section.Both("choice"), section.Word("when"), section.Words("after"), section.Words("keep"),
            rename?.All().ToDictionary(pair => pair.Key, pair => rename.Word(pair.Key) ?? "") ?? [], section.Words("same"),
            section.Word("onFailure") is { } ? Rules.GetValueOrDefault(section.OneOf("onFailure", Rules.Keys)) : FailureRule.Stop);
        section.Close();
        return draft;
    }
}
