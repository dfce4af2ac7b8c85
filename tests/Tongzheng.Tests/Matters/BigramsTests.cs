using Microsoft.Data.Sqlite;
using Tongzheng.Matters;
using Tongzheng.Store;

namespace Tongzheng.Tests.Matters;

public sealed class BigramsTests
{
    [Theory]
    [InlineData("食品经营", "食品 品经 经营 营")]
    [InlineData("税", "税")]
    [InlineData("A类，许可", "a类 类 许可 可")]
    [InlineData("ＡＢ１", "ab b1 1")]
    [InlineData("㐂𠮷", "㐂𠮷 𠮷")]
    [InlineData("，。！", "")]
    public void A_run_becomes_its_pairs_and_its_last_one(string text, string tokens) =>
        Assert.Equal(tokens, Bigrams.Of(text));

    [Theory]
    [InlineData("食品经营", "\"食品 品经 经营\"", "('食品' <-> '品经' <-> '经营')")]
    [InlineData("税", "\"税\" *", "('税':*)")]
    [InlineData("食品 许可", "\"食品\" AND \"许可\"", "('食品') & ('许可')")]
    [InlineData("a类·税", "\"a类 类 税\" *", "('a类' <-> '类' <-> '税':*)")]
    [InlineData("' OR \" *", "\"or\"", "('or')")]
    [InlineData("--", null, null)]
    public void A_query_is_a_phrase_of_the_same_pairs(string query, string? fts5, string? tsquery)
    {
        Assert.Equal(fts5, Bigrams.Fts5(query));
        Assert.Equal(tsquery, Bigrams.TsQuery(query));
    }

    [Fact]
    public void In_SQLite_the_rows_found_are_exactly_those_that_contain_the_words()
    {
        var names = Packs.Catalogue.Matters.Select(matter => matter.Name.Zh).ToList();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Run(connection, "CREATE VIRTUAL TABLE names USING fts5(tokens, content='', tokenize='unicode61')");
        for (var i = 0; i < names.Count; i++)
        {
            using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO names(rowid, tokens) VALUES (@id, @tokens)";
            insert.Parameters.AddWithValue("@id", i + 1);
            insert.Parameters.AddWithValue("@tokens", Bigrams.Of(names[i]));
            insert.ExecuteNonQuery();
        }

        var random = new Random(7);
        for (var round = 0; round < 600; round++)
        {
            var name = names[random.Next(names.Count)];
            var start = random.Next(name.Length);
            var query = name.Substring(start, random.Next(1, Math.Min(6, name.Length - start) + 1));
            if (!query.All(char.IsLetterOrDigit)) continue;
            using var find = connection.CreateCommand();
            find.CommandText = "SELECT rowid FROM names WHERE names MATCH @query ORDER BY rowid";
            find.Parameters.AddWithValue("@query", Bigrams.Fts5(query));
            using var rows = find.ExecuteReader();
            var found = new List<string>();
            while (rows.Read()) found.Add(names[rows.GetInt32(0) - 1]);
            Assert.Equal(names.Where(each => each.Contains(query, StringComparison.Ordinal)), found);
        }
    }

    static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
