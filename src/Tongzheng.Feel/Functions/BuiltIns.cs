using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Functions;

/// <summary>All built-in functions by name (DMN 1.5, 10.3.4).</summary>
static class BuiltIns
{
    static readonly Dictionary<string, BuiltIn> all = Collect();

    /// <summary>Their names, as the outermost names of every text.</summary>
    public static Names Names { get; } = ToNames();

    public static IEnumerable<BuiltIn> All => all.Values;

    public static BuiltIn? Find(string name) => all.GetValueOrDefault(name);

    static Dictionary<string, BuiltIn> Collect() =>
        new[]
            {
                Booleans.All, Conversions.All, Numbers.All, Strings.All, Patterns.All, Lists.All, Statistics.All,
                Contexts.All, Dates.All, Intervals.All,
            }
            .SelectMany(topic => topic)
            .GroupBy(entry => entry.Name)
            .ToDictionary(
                group => group.Key,
                group => new BuiltIn(group.Key, group.Select(entry => Signature.Parse(entry.Parameters, entry.Code)).ToArray()),
                StringComparer.Ordinal);

    static Names ToNames()
    {
        var names = new Names(null);
        foreach (var name in all.Keys)
            names.Add(name);
        return names;
    }
}
