using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Tongzheng.Journals.Merkle;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>
/// Reads facts. Each is checked against its leaf before anybody sees it. What is asked by position, by key or in the order of
/// the journal is on disk when it is given; a stream is what the next fact is decided upon, and may be a moment ahead.
/// </summary>
sealed class Reader(Database database, KeyStore keys, Damage damage, Horizon horizon)
{
    // One connection is not held longer than a page, so that a slow reader does not keep old snapshots alive.
    const int PageSize = 500;

    // Most streams are shorter; who asks a long one for its beginning does not read it all.
    const int FirstPageSize = 32;

    const string Columns = "position, time, kind, stream, version, salt, payload, personal, leaf";

    public async ValueTask<RecordedFact?> Read(string jurisdiction, long position, CancellationToken stop)
    {
        var facts = await Page($"SELECT {Columns} FROM journal_fact WHERE jurisdiction = @jurisdiction AND position = @position",
            jurisdiction, stop, ("@position", position));
        await horizon.Wait();
        // A damaged index may lead to another row, or to none.
        if (facts.Count == 0)
            return position >= 1 && position <= await Size(jurisdiction, stop) ? throw damage.At(jurisdiction, position) : null;
        return facts[0].Position == position ? facts[0] : throw damage.At(jurisdiction, position);
    }

    public async IAsyncEnumerable<RecordedFact> ReadStream(string jurisdiction, string stream, long fromVersion, [EnumeratorCancellation] CancellationToken stop)
    {
        fromVersion = Math.Max(1, fromVersion);
        for (var size = FirstPageSize; ; size = PageSize)
        {
            var page = await Page($"""
                SELECT {Columns} FROM journal_fact
                WHERE jurisdiction = @jurisdiction AND stream = @stream AND version >= @from ORDER BY version LIMIT @size
                """, jurisdiction, stop, ("@stream", stream), ("@from", fromVersion), ("@size", (long)size));
            foreach (var fact in page)
            {
                if (fact.Stream != stream || fact.Version != fromVersion++)
                    throw damage.In(jurisdiction, $"The stream {stream} of journal {jurisdiction} lacks version {fromVersion - 1}.");
                yield return fact;
            }
            if (page.Count < size)
                yield break;
        }
    }

    public async IAsyncEnumerable<RecordedFact> ReadAfter(string jurisdiction, long position, [EnumeratorCancellation] CancellationToken stop = default)
    {
        while (true)
        {
            var page = await Page($"""
                SELECT {Columns} FROM journal_fact
                WHERE jurisdiction = @jurisdiction AND position > @position ORDER BY position LIMIT {PageSize}
                """, jurisdiction, stop, ("@position", position));
            await horizon.Wait();
            foreach (var fact in page)
                yield return fact.Position == ++position ? fact : throw damage.At(jurisdiction, position);
            if (page.Count < PageSize)
                yield break;
        }
    }

    /// <summary>The bytes of entries as they were hashed, each checked.</summary>
    public async ValueTask<List<byte[]>> Entries(string jurisdiction, long firstIndex, int count, CancellationToken stop)
    {
        await using var connection = database.OpenRead();
        await using var command = Command(connection, $"""
            SELECT {Columns} FROM journal_fact
            WHERE jurisdiction = @jurisdiction AND position > @position ORDER BY position LIMIT {count}
            """, jurisdiction, ("@position", firstIndex));
        await using var reader = await command.ExecuteReaderAsync(stop);
        var row = new DataRow(reader);
        var entries = new List<byte[]>(count);
        while (await reader.ReadAsync(stop))
            entries.Add(Check(jurisdiction, row).Entry);
        return entries;
    }

    public async ValueTask<Appended?> FindAnswer(string jurisdiction, string key, CancellationToken stop)
    {
        await using var connection = database.OpenRead();
        await using var command = Command(connection,
            "SELECT digest, first, last, answer, seal FROM journal_answer WHERE jurisdiction = @jurisdiction AND key = @key", jurisdiction, ("@key", key));
        await using var row = await command.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop))
            return null;
        await horizon.Wait();
        var stored = new StoredAnswer(row.GetFieldValue<byte[]>(0), row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3));
        return stored.Seal(jurisdiction, key).AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(4))
            ? new Appended(stored.First, stored.Last, stored.Answer, Repeated: true)
            : throw damage.In(jurisdiction, $"The answer kept with key {key} of journal {jurisdiction} is not what was recorded.");
    }

    /// <summary>The uploads of one subject, or of all, that facts name.</summary>
    public async ValueTask<HashSet<BlobId>> Blobs(string jurisdiction, string? subject)
    {
        await using var connection = database.OpenRead();
        await using var command = subject is null
            ? Command(connection, "SELECT id FROM journal_blob WHERE jurisdiction = @jurisdiction", jurisdiction)
            : Command(connection, "SELECT id FROM journal_blob WHERE jurisdiction = @jurisdiction AND subject = @subject", jurisdiction, ("@subject", subject));
        await using var row = await command.ExecuteReaderAsync();
        var ids = new HashSet<BlobId>();
        while (await row.ReadAsync())
            if (BlobId.Parse(row.GetString(0)) is { } id)
                ids.Add(id);
        return ids;
    }

    public async ValueTask<long> Size(string jurisdiction, CancellationToken stop)
    {
        await using var connection = database.OpenRead();
        await using var command = Command(connection, "SELECT size FROM journal_head WHERE jurisdiction = @jurisdiction", jurisdiction);
        var found = await command.ExecuteScalarAsync(stop);
        await horizon.Wait();
        return found is long size ? size : 0;
    }

    public async ValueTask<IReadOnlyList<string>> Jurisdictions(CancellationToken stop)
    {
        await using var connection = database.OpenRead();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT jurisdiction FROM journal_head ORDER BY jurisdiction";
        await using var row = await command.ExecuteReaderAsync(stop);
        var found = new List<string>();
        while (await row.ReadAsync(stop))
            found.Add(row.GetValue(0) as string ?? throw new JournalException(JournalException.Damaged, "A journal's head row has lost its name."));
        return found;
    }

    /// <summary>
    /// The next facts after a position, in order, as one connection sees them; null for one that is damaged, whose position
    /// is then what its row says, or else its place in the order.
    /// </summary>
    public static List<(long Position, StoredFact? Fact, Hash Leaf)> PageAfter(DbConnection connection, string jurisdiction, long position)
    {
        using var command = Command(connection, $"""
            SELECT {Columns} FROM journal_fact
            WHERE jurisdiction = @jurisdiction AND position > @position ORDER BY position LIMIT {PageSize}
            """, jurisdiction, ("@position", position));
        using var reader = command.ExecuteReader();
        var row = new DataRow(reader);
        var facts = new List<(long, StoredFact?, Hash)>();
        while (reader.Read())
            facts.Add((PositionIn(row) ?? position + facts.Count + 1, TryCheck(jurisdiction, row, out var stored, out var leaf) ? stored : null, leaf));
        return facts;
    }

    /// <summary>Decrypts the parts whose keys are there; null where a part is not what was recorded.</summary>
    public RecordedFact? TryOpen(StoredFact stored)
    {
        var personal = new List<PersonalPart>(stored.Parts.Count);
        foreach (var part in stored.Parts)
        {
            if (keys.Find(stored.Jurisdiction, part.Subject, part.KeyId) is not { } key)
                continue;
            if (part.Open(key) is not { } open)
                return null;
            personal.Add(open);
        }
        return new RecordedFact(stored.Jurisdiction, stored.Position, stored.Time, stored.Kind, stored.Stream, stored.Version, stored.Payload, personal);
    }

    async ValueTask<List<RecordedFact>> Page(string sql, string jurisdiction, CancellationToken stop, params (string Name, object? Value)[] parameters)
    {
        List<(long? Position, StoredFact? Fact)> page;
        if (database.Dialect.IsPostgres)
        {
            page = [];
            await using var connection = database.OpenRead();
            await using var command = Command(connection, sql, jurisdiction, parameters);
            await using var reader = await command.ExecuteReaderAsync(stop);
            var row = new DataRow(reader);
            while (await reader.ReadAsync(stop))
                page.Add(Read(jurisdiction, row));
        }
        else
            page = Prepared(sql, jurisdiction, parameters);
        return [.. page.Select(read => read.Fact is { } stored && TryOpen(stored) is { } fact ? fact : throw DamageAt(jurisdiction, read.Position))];
    }

    // SQLite answers at once, so nothing is waited for; a statement that stays prepared costs a third of one that does not.
    List<(long? Position, StoredFact? Fact)> Prepared(string sql, string jurisdiction, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        Session? session = null;
        try
        {
            session = database.TakeReader();
            var page = session.Query(sql, row => Read(jurisdiction, row), [("@jurisdiction", jurisdiction), .. parameters]);
            database.GiveBack(session);
            return page;
        }
        catch (StoreException failed)
        {
            session?.Dispose();
            throw failed.Fault == StoreFault.Damaged
                ? damage.In(jurisdiction, $"The database file of journal {jurisdiction} is damaged: {failed.Message}")
                : new JournalException(JournalException.Failed, $"The journal cannot be read: {failed.Message}", failed);
        }
    }

    internal static DbCommand Command(DbConnection connection, string sql, string jurisdiction, params (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters.Append(("@jurisdiction", jurisdiction)))
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    StoredFact Check(string jurisdiction, Row row) =>
        TryCheck(jurisdiction, row, out var stored, out _) ? stored : throw DamageAt(jurisdiction, PositionIn(row));

    JournalException DamageAt(string jurisdiction, long? position) =>
        position is { } known ? damage.At(jurisdiction, known) : damage.In(jurisdiction, $"An entry of journal {jurisdiction} has lost its position.");

    static long? PositionIn(Row row) => row is DataRow data ? data.Whole(0) : row.IsNull(0) ? null : row.Integer(0);

    static (long? Position, StoredFact? Fact) Read(string jurisdiction, Row row) =>
        (PositionIn(row), TryCheck(jurisdiction, row, out var stored, out _) ? stored : null);

    static bool TryCheck(string jurisdiction, Row row, [NotNullWhen(true)] out StoredFact? stored, out Hash leaf)
    {
        (stored, leaf) = (null, default);
        try
        {
            if (SealedPart.Read(row.Blob(7)) is not { } parts)
                return false;
            stored = new StoredFact(jurisdiction, row.Integer(0), Entry.Time(row.Integer(1)), row.Text(2), row.Text(3), row.Integer(4),
                row.Blob(5), row.Blob(6), parts);
            leaf = Hash.Leaf(stored.Entry);
            return leaf.ToArray().AsSpan().SequenceEqual(row.Blob(8));
        }
        catch (Exception damaged) when (damaged is InvalidCastException or ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            return false;       // a column that no longer holds what its type says
        }
    }

    sealed class DataRow(DbDataReader reader) : Row
    {
        /// <summary>The whole number in a column; null where it holds none.</summary>
        public long? Whole(int column) => reader.GetValue(column) as long?;

        public override bool IsNull(int column) => reader.IsDBNull(column);

        public override long Integer(int column) => reader.GetInt64(column);

        public override string Text(int column) => reader.GetString(column);

        public override byte[] Blob(int column) => reader.IsDBNull(column) ? [] : reader.GetFieldValue<byte[]>(column);

        public override double Real(int column) => reader.GetDouble(column);
    }
}
