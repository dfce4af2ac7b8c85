using Tongzheng.Journals.Store;

namespace Tongzheng.Journals;

/// <summary>
/// Tables computed from facts alone. They are written in the transaction that records the facts, and can be dropped
/// and rebuilt from the journal at any time, so <see cref="Apply"/> reads nothing but the fact and its own tables, and of
/// those none that counts.
/// </summary>
public abstract class ReadModel
{
    /// <summary>A stable name.</summary>
    public abstract string Name { get; }

    /// <summary>Raised whenever <see cref="Schema"/> or <see cref="Apply"/> changes; the tables are then rebuilt when the journal is opened.</summary>
    public abstract int Version { get; }

    /// <summary>The ordinary tables it owns, all named in <see cref="Schema"/>, each with a primary key led by the jurisdiction.</summary>
    public abstract IReadOnlyList<string> Tables { get; }

    /// <summary>Statements that create the tables and their indexes, separated by semicolons.</summary>
    public abstract string Schema(Dialect dialect);

    /// <summary>Applies one fact. A unique or check constraint that fails refuses the whole append.</summary>
    public abstract void Apply(RecordedFact fact, Writer writer);

    /// <summary>
    /// Deletes a subject's personal text from the tables. What is left must be exactly what a replay yields in which the
    /// subject's parts are missing. Models without personal text need not override it.
    /// </summary>
    public virtual void Forget(string jurisdiction, string subject, Writer writer) { }
}
