namespace Tongzheng.Journals.Store;

/// <summary>
/// The journal's own tables. Facts are long rows in append order; the head row is the only one that every batch of a
/// jurisdiction changes, and holding it is what orders the batches.
/// </summary>
static class Schema
{
    public static string Tables(Dialect dialect) => $"""
        CREATE TABLE IF NOT EXISTS journal_head (
            jurisdiction text NOT NULL, size {dialect.Integer} NOT NULL, root {dialect.Blob} NOT NULL, checkpoint text NOT NULL,
            PRIMARY KEY (jurisdiction)){dialect.WithoutRowid};
        CREATE TABLE IF NOT EXISTS journal_fact (
            jurisdiction text NOT NULL, position {dialect.Integer} NOT NULL, time {dialect.Integer} NOT NULL, kind text NOT NULL,
            stream text NOT NULL, version {dialect.Integer} NOT NULL, salt {dialect.Blob} NOT NULL, payload {dialect.Blob} NOT NULL,
            personal {dialect.Blob}, leaf {dialect.Blob} NOT NULL,
            PRIMARY KEY (jurisdiction, position)){dialect.Strict};
        CREATE UNIQUE INDEX IF NOT EXISTS journal_stream ON journal_fact (jurisdiction, stream, version);
        CREATE TABLE IF NOT EXISTS journal_tile (
            jurisdiction text NOT NULL, level {dialect.Integer} NOT NULL, number {dialect.Integer} NOT NULL, hashes {dialect.Blob} NOT NULL,
            PRIMARY KEY (jurisdiction, level, number)){dialect.Strict};
        CREATE TABLE IF NOT EXISTS journal_answer (
            jurisdiction text NOT NULL, key text NOT NULL, digest {dialect.Blob} NOT NULL,
            first {dialect.Integer} NOT NULL, last {dialect.Integer} NOT NULL, answer {dialect.Blob} NOT NULL, seal {dialect.Blob} NOT NULL,
            PRIMARY KEY (jurisdiction, key)){dialect.WithoutRowid};
        CREATE TABLE IF NOT EXISTS journal_blob (
            jurisdiction text NOT NULL, subject text NOT NULL, id text NOT NULL, key_id text NOT NULL,
            PRIMARY KEY (jurisdiction, subject, id)){dialect.WithoutRowid};
        CREATE TABLE IF NOT EXISTS journal_model (name text NOT NULL, version {dialect.Integer} NOT NULL, PRIMARY KEY (name)){dialect.Strict};
        """;

    /// <summary>
    /// Makes the tables of a new journal. One that has some of them has all of them, word for word: a definition that
    /// differs would let rows be read wrongly, or look as if there were none.
    /// </summary>
    public static void Prepare(Session session)
    {
        if (session.Dialect.IsPostgres || !Names.Any(session.HasTable))
        {
            session.Script(Tables(session.Dialect));
            return;
        }
        if (Differences(session, Tables(session.Dialect)) is [var first, ..])
            throw new StoreException(StoreFault.Damaged, $"The definition of {first} is not what it was.");
    }

    /// <summary>The tables and indexes of a SQLite database whose definition is not what the statements give.</summary>
    public static List<string> Differences(Session session, string statements)
    {
        const string select = "SELECT type || ' ' || name, tbl_name || ' ' || coalesce(sql, '') FROM sqlite_schema WHERE name <> 'sqlite_stat1'";
        using var expected = Database.OpenScratch(":memory:");
        expected.Script(statements);
        var found = session.Query(select, row => (Name: row.Text(0), Sql: row.Text(1))).ToLookup(row => row.Name, row => row.Sql);
        return [.. expected.Query(select, row => (Name: row.Text(0), Sql: row.Text(1)))
            .Where(row => found[row.Name].SingleOrDefault() != row.Sql).Select(row => row.Name)];
    }

    /// <summary>
    /// Tells SQLite what its tables hold when they are full: a jurisdiction names a great part of one, each further column of an
    /// index a sixteenth of what is left. Knowing nothing it takes one column for as good as three, and reads all cases of a
    /// jurisdiction for those of one person. Counting would take long in a large journal and say nothing in a new one.
    /// </summary>
    public static void TellSizes(Session session)
    {
        if (session.Dialect.IsPostgres)
            return;             // counts by itself
        session.Script("""
            ANALYZE journal_model;
            DELETE FROM sqlite_stat1;
            INSERT INTO sqlite_stat1 (tbl, idx, stat)
            SELECT t.name, iif(t.wr AND i.origin = 'pk', t.name, i.name), '1000000 ' || (
                SELECT group_concat(iif(i."unique" AND c.seqno = last.seqno, 1, max(2, 1000000 >> (4 + 4 * c.seqno))), ' ')
                FROM pragma_index_info(i.name) AS c, (SELECT max(seqno) AS seqno FROM pragma_index_info(i.name)) AS last)
            FROM pragma_table_list AS t, pragma_index_list(t.name) AS i
            WHERE t.schema = 'main' AND t.type = 'table' AND (SELECT name FROM pragma_index_info(i.name) WHERE seqno = 0) = 'jurisdiction';
            ANALYZE sqlite_schema;
            """);
    }

    static readonly string[] Names = ["journal_head", "journal_fact", "journal_tile", "journal_answer", "journal_blob", "journal_model"];
}
