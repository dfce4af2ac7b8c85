using System.Text.RegularExpressions;
using Tongzheng.Kernel;
using Tongzheng.Oversight;
using Tongzheng.Store;

namespace Tongzheng.Tests.House;

/// <summary>An auditor reads words: every kind of fact and every kind of stream has its name in both languages.</summary>
public sealed partial class FactWordsTests
{
    [Fact]
    public void Every_kind_of_fact_has_words_and_no_words_are_left_of_one_that_is_gone() =>
        Assert.Equal(Facts.Kinds.Select(kind => kind.Name).Append("subject.forgotten").Order(StringComparer.Ordinal), FactWords.Kinds.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_stream_that_the_source_appends_to_has_words()
    {
        var named = Source.Files("src/Tongzheng").Concat(Source.Files("src/Tongzheng.Journal")).SelectMany(File.ReadLines)
            .Where(line => line.Contains("tream", StringComparison.Ordinal) || line.Contains("Facts.To(", StringComparison.Ordinal) || line.Contains("yield return", StringComparison.Ordinal))
            .SelectMany(line => StreamName().Matches(line)).Select(match => match.Groups["about"].Value).ToHashSet();
        Assert.True(named.Count > 20, $"Only {named.Count} streams were found in the source.");
        Assert.Empty(named.Except(FactWords.Streams.Keys));
        Assert.Empty(FactWords.Streams.Keys.Except(named).Except(["jurisdiction"])); // which has no id behind it
    }

    [Fact]
    public void The_words_are_Chinese_and_English() =>
        Assert.All(FactWords.Kinds.Values.Concat(FactWords.Streams.Values), words =>
        {
            Assert.Matches(@"^[\u4e00-\u9fff，、]+$", words.In(Language.Chinese));
            Assert.Matches("^[A-Z][A-Za-z ]+$", words.In(Language.English));
        });

    // "case/" + id, $"region/{code}"; a key of idempotency looks like one
    [GeneratedRegex("""(?<!Key = (?:string\.Create\(CultureInfo\.InvariantCulture, )?)(?:"(?<about>[a-z-]+)/"|\$"(?<about>[a-z-]+)/\{)""")]
    private static partial Regex StreamName();
}
