using Tongzheng.Feel;

namespace Tongzheng.Tests.Feel;

/// <summary>A large table is looked up by column; it must answer as the same table gone through rule by rule.</summary>
public sealed class IndexTests
{
    [Theory]
    [InlineData("FIRST")]
    [InlineData("COLLECT")]
    [InlineData("UNIQUE")]
    public void A_large_table_answers_as_the_rules_one_by_one(string policy)
    {
        var random = new Random(7);
        string[] inputs = ["n: number", "t: string", "d: date"];
        var rules = Enumerable.Range(0, 300).Select(i => new[]
        {
            random.Next(4) switch { 0 => "-", 1 => $"{random.Next(40)}", 2 => $"< {random.Next(40)}.5", _ => $"[{random.Next(20)}..{20 + random.Next(20)})" },
            random.Next(3) switch { 0 => "-", 1 => $"\"k{random.Next(9)}\"", _ => $"not(\"k{random.Next(9)}\")" },
            random.Next(2) == 0 ? "-" : $">= date(\"2024-01-{random.Next(1, 29):00}\")",
            $"{i}",
        }).ToArray();
        var indexed = Tables.Model(policy, inputs, rules);
        // "?" makes a test opaque, so that this table has no index.
        var plain = Tables.Model(policy, inputs, rules.Select(rule => new[] { Opaque(rule[0]), Opaque(rule[1]), Opaque(rule[2]), rule[3] }).ToArray());
        for (var i = 0; i < 300; i++)
        {
            var given = new FeelContext()
                .Set("n", random.Next(10) == 0 ? FeelValue.Null : (FeelValue)(random.Next(90) / 2m))
                .Set("t", random.Next(10) == 0 ? FeelValue.Null : (FeelValue)$"k{random.Next(12)}")
                .Set("d", new DateOnly(2024, 1, random.Next(1, 31)));
            Assert.Equal(plain.Evaluate("d", given, CaseFiles.Options).Value, indexed.Evaluate("d", given, CaseFiles.Options).Value);
        }
    }

    static string Opaque(string test) => test == "-" ? test : $"{(test.StartsWith("not", StringComparison.Ordinal) ? $"not(? in {test[3..]})" : $"? in ({test})")}";
}
