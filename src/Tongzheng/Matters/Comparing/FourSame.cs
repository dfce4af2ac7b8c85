using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Matters.Comparing;

/// <summary>
/// 四级四同: the same matter has the same name, code, type and basis at state, province, city and county, and is exercised
/// at the level the catalogue says. The same comparison sets the item catalogue beside the power list and the duty
/// catalogue of one office. Entries are paired by code, else by name; what remains is missing on one side.
/// </summary>
public static class FourSame
{
    /// <param name="upper">The list that leads: the basic catalogue.</param>
    /// <param name="upperList">Its name, for what it lacks.</param>
    /// <param name="lower">The list that follows it.</param>
    /// <param name="lowerList">Its name, for what it lacks.</param>
    public static IReadOnlyList<Difference> Compare(IReadOnlyList<ListEntry> upper, Text upperList, IReadOnlyList<ListEntry> lower, Text lowerList)
    {
        var differences = new List<Difference>();
        var unpaired = lower.ToList();
        foreach (var above in upper)
        {
            var below = unpaired.Find(entry => entry.Code is not null && entry.Code == above.Code)
                ?? unpaired.Find(entry => Same(entry.Name, above.Name) && !upper.Any(other => other.Code is not null && other.Code == entry.Code));
            if (below is null)
            {
                differences.Add(new("missing", above, null, new($"{above} 在{lowerList.Zh}中没有对应的条目。", $"{above} has no entry in {lowerList.En ?? lowerList.Zh}.")));
                continue;
            }
            unpaired.Remove(below);
            differences.AddRange(Elements(above, below));
        }
        differences.AddRange(unpaired.Select(below => new Difference("missing", null, below, new($"{below} 在{upperList.Zh}中没有对应的条目。", $"{below} has no entry in {upperList.En ?? upperList.Zh}."))));
        return differences;
    }

    static IEnumerable<Difference> Elements(ListEntry above, ListEntry below)
    {
        foreach (var (element, zh, of) in Compared)
            if (of(above) is { } upper && of(below) is { } lower && upper != lower)
            {
                var how = Same(upper, lower) ? "（只是写法不同）" : "";
                yield return new(element, above, below, new($"{zh}不同{how}：{above} 为“{upper}”，{below} 为“{lower}”。", $"The {element} differs: {above} has “{upper}”, {below} has “{lower}”."));
            }
    }

    static readonly (string Element, string Zh, Func<ListEntry, string?> Of)[] Compared =
    [
        ("name", "名称", entry => entry.Name),
        ("code", "编码", entry => entry.Code),
        ("type", "类型", entry => entry.ItemType),
        ("basis", "依据", entry => entry.Basis),
        ("level", "行使层级", entry => entry.UseLevel),
    ];

    // Width, case and blanks make no other name; a human eye does not see them.
    static bool Same(string a, string b) => Plain(a) == Plain(b);

    static string Plain(string text) => Bigrams.Fold(text).Replace(" ", "", StringComparison.Ordinal);
}
