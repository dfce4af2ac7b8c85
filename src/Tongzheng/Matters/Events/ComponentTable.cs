using Tongzheng.Kernel;

namespace Tongzheng.Matters.Events;

/// <summary>
/// The reviewed table (events/components.yaml): which matter a word of the national list is, which words need no case,
/// and what a matter yields besides a result of the same name.
/// </summary>
internal sealed class ComponentTable
{
    public const string File = "events/components.yaml";

    readonly Dictionary<string, string> matters = [];
    readonly Dictionary<string, IReadOnlyList<string>> yields = [];

    public static ComponentTable Read(PackFiles files, ICollection<Finding> findings)
    {
        var table = new ComponentTable();
        if (files.Text(File, findings) is not { } text || Section.Read(File, text, findings) is not { } root) return table;
        var seen = new HashSet<string>();
        foreach (var entry in root.Subs("components"))
        {
            var word = entry.Required("word");
            var covered = entry.Both("covered");
            if (covered is not null) table.Covered[word] = covered;
            else table.matters[word] = entry.Required("matter");
            entry.Word("note");
            if (word.Length > 0 && !seen.Add(word))
                entry.Report("component.twice", "word", new($"“{word}”写了两次。", $"“{word}” is written twice."), new("删除其中一个。", "Remove one of them."));
            entry.Close();
        }
        foreach (var entry in root.Subs("yields"))
        {
            table.yields[entry.Required("matter")] = entry.Words("gives");
            if (entry.Words("gives").Count == 0) entry.Required("gives");
            entry.Close();
        }
        root.Close();
        return table;
    }

    /// <summary>Words that need no case, each with the reason.</summary>
    public Dictionary<string, Text> Covered { get; } = [];

    public IEnumerable<string> Words => matters.Keys.Concat(Covered.Keys);

    public string? MatterOf(string word) => matters.GetValueOrDefault(word);

    /// <summary>Names of what a matter gives: its result, and what the table says besides.</summary>
    public IEnumerable<string> GivenBy(Matter matter) =>
        (matter.Result is { Name.Zh: { Length: > 0 } result } ? [result] : Array.Empty<string>()).Concat(yields.GetValueOrDefault(matter.Slug) ?? []);
}
