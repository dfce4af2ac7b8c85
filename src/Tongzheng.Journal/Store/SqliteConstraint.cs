namespace Tongzheng.Journals.Store;

/// <summary>
/// Gives a failed constraint of SQLite the name PostgreSQL would report: SQLite names the columns of a unique index,
/// not the index.
/// </summary>
static class SqliteConstraint
{
    const int Check = 275, PrimaryKey = 1555, Unique = 2067;
    const string UniquePrefix = "UNIQUE constraint failed: ", CheckPrefix = "CHECK constraint failed: ";

    /// <summary>True for the constraints that refuse facts; a null in a NOT NULL column is a mistake in a read model.</summary>
    public static bool IsRefusal(int extendedCode) => extendedCode is Check or PrimaryKey or Unique;

    public static string Name(string message, Session session)
    {
        if (message.StartsWith(CheckPrefix, StringComparison.Ordinal))
            return message[CheckPrefix.Length..];
        if (!message.StartsWith(UniquePrefix, StringComparison.Ordinal))
            return message;
        var columns = message[UniquePrefix.Length..];
        if (columns.StartsWith("index '", StringComparison.Ordinal))   // an index on an expression is named
            return columns[7..^1];
        var table = columns[..columns.IndexOf('.', StringComparison.Ordinal)];
        var wanted = columns.Replace(table + ".", "", StringComparison.Ordinal);
        var index = session.Find("""
            SELECT name, origin
            FROM pragma_index_list(@table) AS i
            WHERE "unique" = 1
              AND (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) = @columns
            """, row => (Name: row.Text(0), Origin: row.Text(1)), ("@table", table), ("@columns", wanted));
        return index.Origin == "c" ? index.Name : table + "_pkey";
    }
}
