namespace Tongzheng.Journals.Store;

/// <summary>
/// Empty copies of read models' tables beside the live ones, so that the same statements can be replayed into them: on
/// SQLite in a file that is unlinked as soon as it is open, on PostgreSQL in a schema that is searched first.
/// </summary>
sealed class Shadow : IDisposable
{
    const string Name = "journal_shadow";

    readonly IReadOnlyList<ReadModel> models;
    readonly string path = "";
    readonly Session? scratch;

    /// <param name="live">The session that sees the live tables; on SQLite not in a transaction, on PostgreSQL in one.</param>
    /// <param name="place">The database the session belongs to.</param>
    /// <param name="models">Whose tables to make.</param>
    public Shadow(Session live, Database place, IReadOnlyList<ReadModel> models)
    {
        Live = live;
        this.models = models;
        if (live.Dialect.IsPostgres)
        {
            live.Script($"CREATE SCHEMA {Name}; SET LOCAL search_path = {Name}, public;");
        }
        else
        {
            path = $"{place.FilePath}.shadow-{Guid.NewGuid():N}";
            scratch = Database.OpenScratch(path);
        }
        foreach (var model in models)
            Writer.Script(model.Schema(live.Dialect));
        if (live.Dialect.IsPostgres)
            return;
        live.Script($"ATTACH DATABASE '{path.Replace("'", "''", StringComparison.Ordinal)}' AS {Name}");
        live.Query($"SELECT count(*) FROM {Name}.sqlite_schema", row => row.Integer(0));    // opens the file
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
    }

    /// <summary>Sees the live tables.</summary>
    public Session Live { get; }

    /// <summary>Writes the copies.</summary>
    public Session Writer => scratch ?? Live;

    /// <summary>The keys of rows that differ between a live table and its copy, at most <paramref name="most"/> of each kind.</summary>
    public IReadOnlyList<string> Differences(string table, int most)
    {
        var live = Live.Dialect.IsPostgres ? $"public.{table}" : $"main.{table}";
        var columns = string.Join(", ", Live.Columns(table, keyOnly: false));
        var keys = Live.Columns(table, keyOnly: true);
        var key = string.Join(" || ', ' || ", keys.Select(column => $"coalesce(CAST({column} AS text), '')"));
        return [.. Only(live, $"{Name}.{table}"), .. Only($"{Name}.{table}", live)];

        List<string> Only(string one, string other) => Live.Query(
            $"SELECT {key} FROM (SELECT {columns} FROM {one} EXCEPT SELECT {columns} FROM {other}) AS differing LIMIT {most}", row => row.Text(0));
    }

    /// <summary>Puts the copies in the place of the live tables, in the live session's open transaction.</summary>
    public void Swap()
    {
        foreach (var model in models)
        {
            foreach (var table in model.Tables)
                Live.Script($"DROP TABLE IF EXISTS {(Live.Dialect.IsPostgres ? "public" : "main")}.{table}");
            if (!Live.Dialect.IsPostgres)
                Live.Script(model.Schema(Live.Dialect));
            foreach (var table in model.Tables)
                Live.Script(Live.Dialect.IsPostgres
                    ? $"ALTER TABLE {Name}.{table} SET SCHEMA public"
                    : $"INSERT INTO main.{table} SELECT * FROM {Name}.{table}");
            Live.Execute("INSERT INTO journal_model (name, version) VALUES (@name, @version) ON CONFLICT (name) DO UPDATE SET version = excluded.version",
                ("@name", model.Name), ("@version", model.Version));
        }
        if (Live.Dialect.IsPostgres)
            Live.Script($"DROP SCHEMA {Name}; SET LOCAL search_path = public;");
    }

    /// <summary>Drops the copies.</summary>
    public void Dispose()
    {
        if (scratch is null)
            return;             // the schema goes with the transaction
        Live.Rollback();
        Live.Script($"DETACH DATABASE {Name}");
        scratch.Dispose();
        File.Delete(path);
    }
}
