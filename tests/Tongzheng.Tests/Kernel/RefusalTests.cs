using System.Text.RegularExpressions;
using Tongzheng.Kernel;

namespace Tongzheng.Tests.Kernel;

public sealed partial class RefusalTests
{
    static readonly Lazy<string> Source = new(() => string.Concat(Directory
        .EnumerateFiles(Repository.PathOf("src", "Tongzheng"), "*.*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && Path.GetFileName(file) != "Refusals.cs"
            && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(File.ReadAllText)));

    [Fact]
    public void Every_refusal_in_the_source_has_a_sentence_because_a_bare_code_helps_nobody() =>
        Assert.Empty(NewRefusal().Matches(Source.Value).Select(match => match.Groups[1].Value).Distinct().Except(Refusals.All.Select(entry => entry.Code)));

    [Fact]
    public void Every_sentence_is_used_because_a_dead_one_misleads() =>
        Assert.All(Refusals.All, entry => Assert.Contains($"\"{entry.Code}\"", Source.Value, StringComparison.Ordinal));

    [Fact]
    public void Every_sentence_stands_in_both_languages_with_the_same_places()
    {
        Assert.All(Refusals.All, entry =>
        {
            Assert.Matches("^[a-z0-9-]+(\\.[a-z0-9-]+)+$", entry.Code);
            Assert.NotNull(entry.Sentence.En);
            Assert.Matches("[。}]$", entry.Sentence.Zh); // a sentence, or one that ends with somebody else's
            Assert.Equal(Places(entry.Sentence.Zh), Places(entry.Sentence.En));
        });
        Assert.Distinct(Refusals.All.Select(entry => entry.Code));
    }

    [Fact]
    public void A_text_among_the_particulars_is_rendered_in_the_readers_language()
    {
        var no = new Refusal("money.form", ("text", new Text("十元", "ten yuan")));
        Assert.Contains("十元", no.In(Language.Chinese));
        Assert.Contains("ten yuan", no.In(Language.English));
    }

    static IEnumerable<string> Places(string sentence) => Place().Matches(sentence).Select(match => match.Value).Order();

    [GeneratedRegex("""Refusal\(\s*"([^"]+)""")]
    private static partial Regex NewRefusal();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}
