using System.Text;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Matters;

/// <summary>What somebody looks for: words, and the facets they narrowed it to; null is "any".</summary>
public sealed record SearchQuery
{
    public string Words { get; init; } = "";

    /// <summary><c>person</c> or <c>organisation</c>.</summary>
    public string? Party { get; init; }

    public string? Theme { get; init; }
    public string? LifeStage { get; init; }

    /// <summary>The office that carries the duty.</summary>
    public string? Office { get; init; }

    public string? ItemType { get; init; }

    /// <summary>Only what can be applied for here.</summary>
    public bool CanApply { get; init; }

    /// <summary>Only what can be done at once (即办).</summary>
    public bool AtOnce { get; init; }
}

/// <summary>Matters found, best first, and how many each value of a facet would leave.</summary>
public sealed record SearchResult(
    IReadOnlyList<Matter> Matters, IReadOnlyList<FacetValue> Parties, IReadOnlyList<FacetValue> Themes,
    IReadOnlyList<FacetValue> LifeStages, IReadOnlyList<FacetValue> Offices, IReadOnlyList<FacetValue> ItemTypes)
{
    /// <summary>Life events (一件事) that fit: they stand by themselves, before the single matters.</summary>
    public IReadOnlyList<Matter> LifeEvents { get; init; } = [];

    /// <summary>Where nothing fits: matters that share the rarest pairs of letters with what was asked (怎么开饭馆 → 开饭馆), the nearest first.</summary>
    public IReadOnlyList<Matter> Nearest { get; init; } = [];
}

/// <summary>One value of a facet, its name, and how many matters it leaves under the other facets chosen.</summary>
public sealed record FacetValue(string Value, Text Name, int Count);

/// <summary>
/// Search in the catalogue, which is reference data in memory: every word must occur as a substring, in either
/// language; names count most, and punctuation counts for nothing. A thousand matters are read in about a millisecond, so there is no index to go stale.
/// </summary>
public sealed class Search
{
    readonly Entry[] _entries, _events;
    readonly IReadOnlyDictionary<string, Text> _offices;

    public Search(Catalogue catalogue)
    {
        _entries = [.. catalogue.Matters.Where(matter => matter.Event is null).Select(matter => new Entry(matter))];
        _events = [.. catalogue.Matters.Where(matter => matter.Event is not null).Select(matter => new Entry(matter))];
        _offices = catalogue.Shared.Departments.Values.Where(department => department.Name.Zh == department.Office)
            .ToDictionary(department => department.Office, department => department.Name);
    }

    public SearchResult Find(SearchQuery query)
    {
        var words = Words(query.Words.Length > Bigrams.MaxQueryCharacters ? query.Words[..Bigrams.MaxQueryCharacters] : query.Words);
        var hits = _entries.Select(entry => (entry.Matter, Rank: entry.Rank(words)))
            .Where(hit => hit.Rank is not null && (!query.CanApply || hit.Matter.TakesApplications) && (!query.AtOnce || IsAtOnce(hit.Matter)))
            .ToList();
        bool Fits(Matter matter, string? except) => Facets.All(facet => facet.Name == except || facet.Wanted(query) is not { } wanted || facet.Values(matter).Contains(wanted));
        IReadOnlyList<FacetValue> Count(string facet, Func<string, Text> name) =>
            [.. hits.Where(hit => Fits(hit.Matter, facet)).SelectMany(hit => Facets.Single(each => each.Name == facet).Values(hit.Matter))
                .GroupBy(value => value).Select(group => new FacetValue(group.Key, name(group.Key), group.Count()))
                .OrderByDescending(value => value.Count).ThenBy(value => value.Value, StringComparer.Ordinal)];
        return new SearchResult(
            [.. hits.Where(hit => Fits(hit.Matter, null)).OrderByDescending(hit => hit.Rank)
                .ThenByDescending(hit => hit.Matter.TakesApplications).ThenByDescending(hit => hit.Matter.Popular)
                .ThenBy(hit => hit.Matter.Name.Zh.Length).ThenBy(hit => hit.Matter.Id, StringComparer.Ordinal).Select(hit => hit.Matter)],
            Count("party", value => Parties[value]),
            Count("theme", value => NameOf(value, matter => matter.Theme)),
            Count("lifeStage", value => NameOf(value, matter => matter.LifeStage)),
            Count("office", value => _offices.GetValueOrDefault(value) ?? value),
            Count("itemType", value => Codes.ItemTypes.GetValueOrDefault(value) ?? value))
        {
            Nearest = hits.Count > 0 ? [] : Nearest(words, query.CanApply),
            LifeEvents = [.. _events.Select(entry => (entry.Matter, Rank: entry.Rank(words))).Where(hit => hit.Rank is not null && !query.AtOnce && Fits(hit.Matter, null))
                .OrderByDescending(hit => hit.Rank).ThenBy(hit => hit.Matter.Id, StringComparer.Ordinal).Select(hit => hit.Matter)],
        };
    }

    /// <summary>What was typed, as words: a comma, a question mark or a bracket parts them.</summary>
    static string[] Words(string typed)
    {
        var words = new StringBuilder(typed.Length);
        foreach (var rune in Bigrams.Fold(typed).EnumerateRunes()) words.Append(Rune.IsLetterOrDigit(rune) ? rune.ToString() : " ");
        return words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A pair of letters weighs the more the fewer matters have it: 登记 says little, 饭馆 much.</summary>
    List<Matter> Nearest(string[] words, bool canApply)
    {
        const int Most = 6, PairsOfAQuestion = 32;
        var weights = words.SelectMany(Pairs).Distinct().Take(PairsOfAQuestion)
            .Select(pair => (Pair: pair, Having: _entries.Count(entry => entry.Is(pair)))).Where(each => each.Having > 0)
            .Select(each => (each.Pair, Weight: Math.Log(1 + (double)_entries.Length / each.Having))).ToList();
        return [.. _entries.Where(entry => !canApply || entry.Matter.TakesApplications)
            .Select(entry => (entry.Matter, Weight: weights.Where(each => entry.Is(each.Pair)).Sum(each => each.Weight)))
            .Where(near => near.Weight > 0).OrderByDescending(near => near.Weight)
            .ThenByDescending(near => near.Matter.Popular).ThenBy(near => near.Matter.Id, StringComparer.Ordinal).Take(Most).Select(near => near.Matter)];

        static IEnumerable<string> Pairs(string word)
        {
            for (var at = 0; at + 1 < word.Length; at++) yield return word.Substring(at, 2);
        }
    }

    /// <summary>Asked often, for the first page.</summary>
    public IReadOnlyList<Matter> Popular => [.. _entries.Select(entry => entry.Matter).Where(matter => matter.Popular)];

    /// <summary>Every life event, by its number in the list.</summary>
    public IReadOnlyList<Matter> LifeEvents => [.. _events.Select(entry => entry.Matter)];

    /// <summary>Done while one waits: on the spot by law, or decided by rule.</summary>
    public static bool IsAtOnce(Matter matter) => matter.CanApply && matter.CaseType == "1";

    static readonly IReadOnlyDictionary<string, Text> Parties = new Dictionary<string, Text>
    {
        ["person"] = new("个人", "Person"),
        ["organisation"] = new("法人和其他组织", "Organisation"),
    };

    static readonly Facet[] Facets =
    [
        new("party", query => query.Party, matter => [.. Of(matter.ForPersons, "person"), .. Of(matter.ForOrganisations, "organisation")]),
        new("theme", query => query.Theme, matter => Of(matter.Theme?.Zh)),
        new("lifeStage", query => query.LifeStage, matter => Of(matter.LifeStage?.Zh)),
        new("office", query => query.Office, matter => Of(matter.Office)),
        new("itemType", query => query.ItemType, matter => Of(matter.ItemType)),
    ];

    static string[] Of(string? value) => value is null ? [] : [value];

    static string[] Of(bool when, string value) => when ? [value] : [];

    Text NameOf(string value, Func<Matter, Text?> part) =>
        _entries.Concat(_events).Select(entry => part(entry.Matter)).First(text => text?.Zh == value) ?? value;

    sealed record Facet(string Name, Func<SearchQuery, string?> Wanted, Func<Matter, string[]> Values);

    sealed class Entry(Matter matter)
    {
        // Weights: a word in the name says what the matter is; in a keyword, what people call it; elsewhere, what it touches.
        const int NameStarts = 16, InName = 8, InKeyword = 6, InResult = 3, Elsewhere = 1;

        readonly string _name = Bigrams.Fold(matter.Name.Zh);
        readonly string _nameEn = Bigrams.Fold(matter.Name.En ?? "");
        readonly string _keywords = Bigrams.Fold(string.Join('\n', matter.Keywords));
        readonly string _result = Bigrams.Fold(matter.Result is { } result ? $"{result.Name.Zh}\n{result.Name.En}" : "");
        readonly string _rest = Bigrams.Fold(string.Join('\n',
            [matter.Id, matter.BasicCode.ToString() ?? "", matter.Department.Zh, matter.Department.En ?? "", matter.Theme?.Zh ?? "", matter.Theme?.En ?? "",
                matter.LifeStage?.Zh ?? "", matter.Basis ?? "", matter.Note, .. matter.Materials.SelectMany(material => new[] { material.Name.Zh, material.Name.En ?? "" })]));

        public Matter Matter => matter;

        /// <summary>Whether this is what the matter is, or is called.</summary>
        public bool Is(string word) => Weight(word) >= InKeyword;

        /// <summary>Sum over the words; null where one of them occurs nowhere.</summary>
        public int? Rank(string[] words)
        {
            var sum = 0;
            foreach (var word in words)
            {
                if (Weight(word) is not { } weight) return null;
                sum += weight;
            }
            return sum;
        }

        int? Weight(string word) =>
            _name.StartsWith(word, StringComparison.Ordinal) || _nameEn.StartsWith(word, StringComparison.Ordinal) ? NameStarts
            : _name.Contains(word, StringComparison.Ordinal) || _nameEn.Contains(word, StringComparison.Ordinal) ? InName
            : _keywords.Contains(word, StringComparison.Ordinal) ? InKeyword
            : _result.Contains(word, StringComparison.Ordinal) ? InResult
            : _rest.Contains(word, StringComparison.Ordinal) ? Elsewhere
            : null;
    }
}
