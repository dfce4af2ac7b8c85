using System.Globalization;
using Tongzheng.Kernel;

namespace Tongzheng.Directories.Demo;

/// <summary>Names made of names.csv, as varied as in a real register: by age and sex, rare characters, peoples with other customs.</summary>
sealed class NameBook
{
    readonly Dictionary<string, string[]> lists;

    public NameBook(IReadOnlyList<IReadOnlyDictionary<string, string>> rows) =>
        lists = rows.ToDictionary(row => row["kind"], row => row["values"].Contains(';', StringComparison.Ordinal)
            ? row["values"].Split(';') : [.. Letters(row["values"])]);

    public string Surname(Chance chance) => chance.Percent(2) ? chance.Of(lists["compoundSurname"]) : chance.Of(lists["surname"]);

    public string Given(Chance chance, Sex sex, int birthYear) =>
        chance.Percent(2) ? chance.Of(lists["rareGiven"])
        : chance.Of(lists[(sex == Sex.Male ? "male" : "female") + (birthYear < 1962 ? "Old" : birthYear < 1995 ? "Middle" : "Young")]);

    public string SurnameOf(string name) => lists["compoundSurname"].FirstOrDefault(surname => name.StartsWith(surname, StringComparison.Ordinal)) ?? name[..1];

    /// <summary>A whole name of a people that has no family names, with the people and the sex.</summary>
    public (string Name, string Nation, Sex Sex) Minority(Chance chance)
    {
        var parts = chance.Of(lists["minority"]).Split(':');
        return (parts[0], parts[1], parts[2] == "male" ? Sex.Male : Sex.Female);
    }

    public string One(string list, Chance chance) => chance.Of(lists[list]);

    // A character outside the basic plane is two chars of a string but one letter.
    static IEnumerable<string> Letters(string text)
    {
        for (var letters = StringInfo.GetTextElementEnumerator(text); letters.MoveNext();)
            yield return letters.GetTextElement();
    }
}
