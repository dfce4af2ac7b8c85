using Tongzheng.Kernel;

namespace Tongzheng.Matters.Events;

/// <summary>Who needs what of whom, and the order that follows from it.</summary>
internal static class Order
{
    /// <summary>Marks what one component yields to another and what the one form stands for, and returns the components so that each comes after what it needs.</summary>
    public static IReadOnlyList<Part> Of(IReadOnlyList<Part> parts, ComponentTable table, IReadOnlySet<string> applicationForms)
    {
        foreach (var part in parts)
        {
            foreach (var field in part.Fields.Where(field => field.Key.Length > 0 && field.Element is null && !part.Draft.Keep.Contains(field.Key)))
            {
                // A form that asks for no more than papers says nothing of its own: its application stays a paper.
                if (field.Type == "filepicker" && part.Matter.Form is { Generated: false } && field.Names.Any(applicationForms.Contains)) field.IsOneForm = true;
                else if (parts.FirstOrDefault(other => other != part && field.Names.Intersect(table.GivenBy(other.Matter)).Any()) is { } giver && field.Type is "filepicker" or "textfield")
                {
                    field.YieldedBy = giver;
                    Add(part, giver);
                }
            }
            foreach (var word in part.Draft.After)
                if (parts.FirstOrDefault(other => other.Draft.Word == word) is not { } before)
                    part.Draft.At.Report("event.after", "after", new($"没有组成事项“{word}”。", $"There is no component “{word}”."), new("写本一件事中的一个组成事项。", "Name a component of this life event."));
                else Add(part, before);
        }
        return Sorted(parts);

        void Add(Part part, Part before)
        {
            if (!part.Needs.Contains(before)) part.Needs.Add(before);
        }
    }

    static List<Part> Sorted(IReadOnlyList<Part> parts)
    {
        var sorted = new List<Part>();
        while (parts.FirstOrDefault(part => !sorted.Contains(part) && part.Needs.All(sorted.Contains)) is { } next) sorted.Add(next);
        if (sorted.Count == parts.Count) return sorted;
        var circle = Circle(parts.First(part => !sorted.Contains(part)), sorted);
        circle[0].Draft.At.Report("event.circle", "word",
            new($"这几个组成事项互相等待：{string.Join("；", Waits(circle, "zh"))}。", $"These components wait for each other: {string.Join("; ", Waits(circle, "en"))}."),
            new($"去掉 after，改正 {ComponentTable.File} 的 yields，或者用 keep 让其中一份材料仍由申请人提交。", $"Remove an “after”, correct “yields” of {ComponentTable.File}, or let the applicant hand in one of the documents with “keep”."));
        return [.. sorted, .. parts.Except(sorted)];
    }

    static List<Part> Circle(Part from, List<Part> sorted)
    {
        var way = new List<Part>();
        for (var at = from; ; at = at.Needs.First(need => !sorted.Contains(need)))
        {
            if (way.IndexOf(at) is var begin and >= 0) return way[begin..];
            way.Add(at);
        }
    }

    static IEnumerable<string> Waits(List<Part> circle, string language) => circle.Select((part, at) =>
    {
        var before = circle[(at + 1) % circle.Count];
        var what = part.Fields.FirstOrDefault(field => field.YieldedBy == before)?.Label;
        return language == "en" ? $"“{part.Draft.Word}” needs {(what is null ? "" : $"“{what}” of ")}“{before.Draft.Word}”" : $"“{part.Draft.Word}”要等“{before.Draft.Word}”{(what is null ? "" : $"的“{what}”")}";
    });

    /// <summary>What must be directly before a component: needs that no other need implies.</summary>
    public static IReadOnlyList<Part> Direct(Part part) => [.. part.Needs.Where(need => !part.Needs.Any(other => other != need && Reaches(other, need)))];

    static bool Reaches(Part from, Part to) => from.Needs.Contains(to) || from.Needs.Any(need => Reaches(need, to));
}
