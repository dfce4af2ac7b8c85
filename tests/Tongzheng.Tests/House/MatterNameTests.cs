using System.Text.RegularExpressions;
using Tongzheng.Tests.Matters;

namespace Tongzheng.Tests.House;

/// <summary>A matter is data: a program that names one has made it a special case, and the next one would need code too.</summary>
public sealed class MatterNameTests
{
    // Titles of laws and rules stand in the tables of law; some hold the name of a matter.
    const string TablesOfLaw = "Kernel/facts/";

    static readonly IReadOnlyList<(string File, string Text)> Files = [.. Source.All("src")
        .Select(path => (File: Path.GetRelativePath(Repository.Root, path).Replace(Path.DirectorySeparatorChar, '/'), Text: File.ReadAllText(path)))
        .Where(file => !file.File.Contains(TablesOfLaw, StringComparison.Ordinal) && !file.File.EndsWith("Matters/README.md", StringComparison.Ordinal))];

    [Fact]
    public void No_file_of_the_program_names_a_single_matter_because_a_matter_needs_no_code()
    {
        var named =
            from matter in Packs.Catalogue.Matters
            from word in new (string Word, string Pattern)[] { (matter.Name.Zh, Regex.Escape(matter.Name.Zh)), (matter.Id, Whole(matter.Id)), (matter.BasicCode?.ToString() ?? matter.Id, Whole(matter.BasicCode?.ToString() ?? matter.Id)), (matter.Slug, Slug(matter.Slug)) }
            from file in Files
            where Regex.IsMatch(file.Text, word.Pattern)
            select $"{file.File}: {word.Word}";
        Assert.Empty(named.Distinct());
    }

    static string Whole(string word) => $@"(?<![\w-]){Regex.Escape(word)}(?![\w-])";

    // One English word may stand in prose; as an address or in quotes it is the matter.
    static string Slug(string slug) => slug.Contains('-', StringComparison.Ordinal) ? Whole(slug) : $@"[""/]{Regex.Escape(slug)}[""/]";
}
