namespace Tongzheng.Journals.Store;

/// <summary>
/// The journal's own tables. Facts are long rows in append order; the head row is the only one that every batch of a
/// jurisdiction changes, and holding it is what orders the batches.
/// </summary>
static class Schema
{
    public static string Tables(Dialect dialect) => $"""
        CREATE TABLE IF NOT EXISTS journal_head (
            jurisdiction text NOT NULL, size bigint NOT NULL, root {dialect.Blob} NOT NULL, checkpoint text NOT NULL,
            PRIMARY KEY (jurisdiction)){dialect.WithoutRowid};
        CREATE TABLE IF NOT EXISTS journal_fact (
            jurisdiction text NOT NULL, position bigint NOT NULL, time bigint NOT NULL, kind text NOT NULL,
            stream text NOT NULL, version bigint NOT NULL, salt {dialect.Blob} NOT NULL, payload {dialect.Blob} NOT NULL,
            personal {dialect.Blob}, leaf {dialect.Blob} NOT NULL,
            PRIMARY KEY (jurisdiction, position));
        CREATE UNIQUE INDEX IF NOT EXISTS journal_stream ON journal_fact (jurisdiction, stream, version);
        CREATE TABLE IF NOT EXISTS journal_tile (
            jurisdiction text NOT NULL, level bigint NOT NULL, number bigint NOT NULL, hashes {dialect.Blob} NOT NULL,
            PRIMARY KEY (jurisdiction, level, number));
        CREATE TABLE IF NOT EXISTS journal_answer (
            jurisdiction text NOT NULL, key text NOT NULL, digest {dialect.Blob} NOT NULL,
            first bigint NOT NULL, last bigint NOT NULL, answer {dialect.Blob} NOT NULL, seal {dialect.Blob} NOT NULL,
            PRIMARY KEY (jurisdiction, key)){dialect.WithoutRowid};
        CREATE TABLE IF NOT EXISTS journal_model (name text NOT NULL, version bigint NOT NULL, PRIMARY KEY (name));
        """;
}
