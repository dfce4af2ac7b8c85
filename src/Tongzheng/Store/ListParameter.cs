using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;

namespace Tongzheng.Store;

/// <summary>
/// A list among a statement's parameters, written <c>IN @name</c>: for SQLite Dapper writes the list out, PostgreSQL takes
/// an array as one parameter. The list itself is handed in as an array.
/// </summary>
public static partial class ListParameter
{
    public static string In(this Dialect dialect, string sql) => dialect.IsPostgres ? InList().Replace(sql, "= ANY ($1)") : sql;

    /// <summary>
    /// Rows by a statement that stays prepared, for what is listed all day; a list, <c>IN @name</c>, is written out. No name of a
    /// list begins another's.
    /// </summary>
    public static List<T> Read<T>(this Journal journal, string sql, Func<Row, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var values = new List<(string Name, object? Value)>();
        foreach (var (name, value) in parameters)
        {
            if (value is not IReadOnlyList<string> list)
            {
                values.Add((name, value));
                continue;
            }
            var first = values.Count;
            for (var i = 0; i < list.Count; i++) values.Add(($"{name}{i}", list[i]));
            sql = sql.Replace("IN " + name, list.Count == 0 ? "IN (NULL)" : $"IN ({string.Join(", ", values.Skip(first).Select(each => each.Name))})", StringComparison.Ordinal);
        }
        return journal.Query(sql, read, CollectionsMarshal.AsSpan(values));
    }

    [GeneratedRegex(@"\bIN (@\w+)")]
    private static partial Regex InList();
}
