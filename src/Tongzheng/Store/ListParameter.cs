using System.Text.RegularExpressions;
using Tongzheng.Journals.Store;

namespace Tongzheng.Store;

/// <summary>
/// A list among a statement's parameters, written <c>IN @name</c>: for SQLite Dapper writes the list out, PostgreSQL takes
/// an array as one parameter. The list itself is handed in as an array.
/// </summary>
public static partial class ListParameter
{
    public static string In(this Dialect dialect, string sql) => dialect.IsPostgres ? InList().Replace(sql, "= ANY ($1)") : sql;

    [GeneratedRegex(@"\bIN (@\w+)")]
    private static partial Regex InList();
}
