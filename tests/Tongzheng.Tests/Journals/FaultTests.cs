using System.Data.Common;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;

namespace Tongzheng.Tests.Journals;

/// <summary>What a failing write does.</summary>
public enum Fault
{
    /// <summary>The statement fails and has done nothing.</summary>
    Lost,

    /// <summary>The statement is done, and an error comes back.</summary>
    KeptThoughAnErrorCameBack,

    /// <summary>The statement fails, and so does everything after it on that connection.</summary>
    ConnectionLost,

    /// <summary>The statement is done, an error comes back, and everything after it fails on that connection.</summary>
    KeptAndConnectionLost,
}

/// <summary>
/// The fault table: each fault at each statement of an append, in the facts and in the keys. Whatever happens, what was
/// acknowledged is there, what was refused is not, a retry ends with exactly one copy, and everything verifies.
/// </summary>
public sealed class FaultTests
{
    // More statements than an append has; the test checks that the last ones were not reached.
    const int Steps = 24;

    [Theory]
    [EachFault]
    public async Task An_append_meets_a_fault_in_the_facts(Fault fault) => Assert.InRange(await RunTable(fault, inKeys: false), 7, Steps - 1);

    [Theory]
    [EachFault]
    public async Task An_append_meets_a_fault_in_the_keys(Fault fault) => Assert.InRange(await RunTable(fault, inKeys: true), 4, Steps - 1);

    [Theory]
    [EachFault]
    public Task Neighbours_in_a_batch_meet_a_fault(Fault fault) => RunBatch(fault, besideARefusal: false);

    // The batch is taken back, and written again with each member under its own savepoint.
    [Theory]
    [EachFault]
    public Task Neighbours_of_a_refused_one_meet_a_fault(Fault fault) => RunBatch(fault, besideARefusal: true);

    static async Task RunBatch(Fault fault, bool besideARefusal)
    {
        for (var step = 0; step < 60; step += 7)
        {
            await using var place = new SqlitePlace();
            var plan = new FaultPlan();
            var acknowledged = new List<string>();
            await using (var journal = await Journal.Open(place.Options with { Around = plan.Around }))
            {
                await journal.Append(Some.Licence("k0", "JY0"));
                plan.Arm(step, fault);
                var refused = besideARefusal ? Refusal(journal) : Task.CompletedTask;
                var results = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => Try(journal, Some.Licence($"k{i}", $"JY{i}"))));
                await refused;
                acknowledged.AddRange(Enumerable.Range(1, 20).Where(i => results[i - 1]).Select(i => $"k{i}"));
            }
            await using var again = await place.Open();
            foreach (var key in acknowledged)
                Assert.NotNull(await again.FindAnswer(Some.City, key));
            Assert.Equal(1 + acknowledged.Count, await again.Size(Some.City));
            Assert.Empty((await again.Verify()).Findings);
        }
    }

    static async Task<int> RunTable(Fault fault, bool inKeys)
    {
        for (var step = 0; step < Steps; step++)
        {
            await using var place = new SqlitePlace();
            var plan = new FaultPlan();
            await using (var journal = await Journal.Open(inKeys ? place.Options with { AroundKeys = plan.Around } : place.Options with { Around = plan.Around }))
            {
                await journal.Append(Some.Licence("k0", "JY0", "person/0"));
                plan.Arm(step, fault);
                var acknowledged = await Try(journal, Some.Licence("k1", "JY1", "person/1"));
                if (!plan.HasStruck)
                    return step;
                Assert.Equal(acknowledged, await journal.FindAnswer(Some.City, "k1") is not null);

                var retry = Assert.IsType<Appended>(await journal.Append(Some.Licence("k1", "JY1", "person/1")));
                Assert.Equal((2, acknowledged), (retry.FirstPosition, retry.Repeated));
                Assert.IsType<Appended>(await journal.Append(Some.Licence("k2", "JY2", "person/2")));
            }
            await using var again = await place.Open();
            Assert.Equal(3, await again.Size(Some.City));
            Assert.Empty((await again.Verify()).Findings);
        }
        return Steps;
    }

    static async Task Refusal(Journal journal)
    {
        try
        {
            Assert.IsType<Refused>(await journal.Append(Some.Licence("again", "JY0")));
        }
        catch (JournalException failed)
        {
            Assert.Equal(JournalException.Failed, failed.Code);
        }
    }

    static async Task<bool> Try(Journal journal, Append append)
    {
        try
        {
            Assert.IsType<Appended>(await journal.Append(append));
            return true;
        }
        catch (JournalException failed)
        {
            Assert.Equal(JournalException.Failed, failed.Code);
            return false;
        }
    }

    sealed class EachFaultAttribute() : ClassDataAttribute(typeof(AllFaults));


    sealed class AllFaults : TheoryData<Fault>
    {
        public AllFaults() => AddRange(Enum.GetValues<Fault>());
    }
}

/// <summary>Lets the n-th statement from now fail once.</summary>
sealed class FaultPlan
{
    int left = -1;
    Fault fault;

    public bool HasStruck { get; private set; }

    public Session Around(Session session) => new Faulty(session, this);

    public void Arm(int statements, Fault kind) => (fault, left) = (kind, statements);

    sealed class Faulty(Session inner, FaultPlan plan) : Through(inner)
    {
        bool broken;

        public override void Begin() => Step(() => { base.Begin(); return 0; });

        public override void BeginSnapshot() => Step(() => { base.BeginSnapshot(); return 0; });

        public override void Commit() => Step(() => { base.Commit(); return 0; });

        public override void Script(string sql) => Step(() => { base.Script(sql); return 0; });

        public override int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
        {
            var copy = parameters.ToArray();
            return Step(() => base.Execute(sql, copy));
        }

        public override List<T> Query<T>(string sql, Func<Row, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
        {
            var copy = parameters.ToArray();
            return Step(() => base.Query(sql, read, copy));
        }

        T Step<T>(Func<T> run)
        {
            if (broken)
                throw new StoreException(StoreFault.Other, "The connection is lost.");
            if (plan.left < 0 || plan.left-- > 0)
                return run();
            plan.HasStruck = true;
            broken = plan.fault is Fault.ConnectionLost or Fault.KeptAndConnectionLost;
            if (plan.fault is Fault.KeptThoughAnErrorCameBack or Fault.KeptAndConnectionLost)
                run();
            throw new StoreException(StoreFault.Other, "A fault.");
        }
    }
}

/// <summary>A session that does what another does.</summary>
class Through(Session inner) : Session
{
    public override Dialect Dialect => inner.Dialect;

    public override DbConnection Connection => inner.Connection;

    public override void Begin() => inner.Begin();

    public override void BeginSnapshot() => inner.BeginSnapshot();

    public override void Commit() => inner.Commit();

    public override CommitLog? OpenLog() => inner.OpenLog();

    public override void KeepLog() => inner.KeepLog();

    public override void Settle() => inner.Settle();

    public override void Rollback() => inner.Rollback();

    public override void Script(string sql) => inner.Script(sql);

    public override bool HasTable(string table) => inner.HasTable(table);

    public override bool Scrub(IReadOnlyList<string> tables) => inner.Scrub(tables);

    public override IReadOnlyList<string> Columns(string table, bool keyOnly) => inner.Columns(table, keyOnly);

    public override int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => inner.Execute(sql, parameters);

    public override List<T> Query<T>(string sql, Func<Row, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters) => inner.Query(sql, read, parameters);

    public override void Dispose() => inner.Dispose();
}
