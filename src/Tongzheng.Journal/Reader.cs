using System.Data.Common;
using System.Runtime.CompilerServices;
using Tongzheng.Journals.Merkle;
using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>Reads facts. Each is checked against its leaf before anybody sees it.</summary>
sealed class Reader(Database database, KeyStore keys)
{
    // One connection is not held longer than a page, so that a slow reader does not keep old snapshots alive.
    const int PageSize = 500;

    const string Columns = "position, time, kind, stream, version, salt, payload, personal, leaf";

    public async ValueTask<RecordedFact?> Read(string jurisdiction, long position, CancellationToken stop)
    {
        var facts = await Page($"SELECT {Columns} FROM journal_fact WHERE jurisdiction = @jurisdiction AND position = @position",
            jurisdiction, stop, ("@position", position));
        return facts.Count == 0 ? null : facts[0];
    }

    public async IAsyncEnumerable<RecordedFact> ReadStream(string jurisdiction, string stream, long fromVersion, [EnumeratorCancellation] CancellationToken stop)
    {
        while (true)
        {
            var page = await Page($"""
                SELECT {Columns} FROM journal_fact
                WHERE jurisdiction = @jurisdiction AND stream = @stream AND version >= @from ORDER BY version LIMIT {PageSize}
                """, jurisdiction, stop, ("@stream", stream), ("@from", fromVersion));
            foreach (var fact in page)
                yield return fact;
            if (page.Count < PageSize)
                yield break;
            fromVersion = page[^1].Version + 1;
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
            foreach (var fact in page)
                yield return fact;
            if (page.Count < PageSize)
                yield break;
            position = page[^1].Position;
        }
    }

    public async ValueTask<Appended?> FindAnswer(string jurisdiction, string key, CancellationToken stop)
    {
        await using var connection = database.OpenRead();
        await using var command = Command(connection, "SELECT first, last, answer FROM journal_answer WHERE jurisdiction = @jurisdiction AND key = @key",
            jurisdiction, ("@key", key));
        await using var row = await command.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) ? new Appended(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2), Repeated: true) : null;
    }

    public async ValueTask<long> Size(string jurisdiction, CancellationToken stop)
    {
        await using var connection = database.OpenRead();
        await using var command = Command(connection, "SELECT size FROM journal_head WHERE jurisdiction = @jurisdiction", jurisdiction);
        return await command.ExecuteScalarAsync(stop) is long size ? size : 0;
    }

    public async ValueTask<IReadOnlyList<string>> Jurisdictions(CancellationToken stop)
    {
        await using var connection = database.OpenRead();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT jurisdiction FROM journal_head ORDER BY jurisdiction";
        await using var row = await command.ExecuteReaderAsync(stop);
        var found = new List<string>();
        while (await row.ReadAsync(stop))
            found.Add(row.GetString(0));
        return found;
    }

    async ValueTask<List<RecordedFact>> Page(string sql, string jurisdiction, CancellationToken stop, params (string Name, object Value)[] parameters)
    {
        await using var connection = database.OpenRead();
        await using var command = Command(connection, sql, jurisdiction, parameters);
        await using var row = await command.ExecuteReaderAsync(stop);
        var facts = new List<RecordedFact>();
        while (await row.ReadAsync(stop))
            facts.Add(Check(jurisdiction, row));
        return facts;
    }

    static DbCommand Command(DbConnection connection, string sql, string jurisdiction, params (string Name, object Value)[] parameters)
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

    RecordedFact Check(string jurisdiction, DbDataReader row)
    {
        var position = row.GetInt64(0);
        var time = Entry.Time(row.GetInt64(1));
        var (kind, stream, version) = (row.GetString(2), row.GetString(3), row.GetInt64(4));
        var (salt, payload, leaf) = (row.GetFieldValue<byte[]>(5), row.GetFieldValue<byte[]>(6), row.GetFieldValue<byte[]>(8));
        var parts = SealedPart.Read(row.IsDBNull(7) ? [] : row.GetFieldValue<byte[]>(7)) ?? throw Damaged(jurisdiction, position);
        var entry = Entry.Bytes(jurisdiction, position, time, kind, Entry.Commitment(salt, stream, version, parts, payload));
        if (!Hash.Leaf(entry).ToArray().AsSpan().SequenceEqual(leaf))
            throw Damaged(jurisdiction, position);

        var personal = new List<PersonalPart>(parts.Count);
        foreach (var part in parts)
            if (keys.Find(jurisdiction, part.Subject, part.KeyId) is { } key)
                personal.Add(part.Open(key) ?? throw Damaged(jurisdiction, position));
        return new RecordedFact(jurisdiction, position, time, kind, stream, version, payload, personal);
    }

    static JournalException Damaged(string jurisdiction, long position) =>
        new(JournalException.Damaged, $"The entry at position {position} of journal {jurisdiction} is not what was recorded.");
}
