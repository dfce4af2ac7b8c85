namespace Tongzheng.Journals.Store;

/// <summary>What a database error means to the journal; <c>Unsynced</c>: nobody knows how much of what was written to a file is on disk.</summary>
enum StoreFault { Constraint, Full, Busy, Damaged, Unsynced, Other }

/// <summary>A database error, classified.</summary>
sealed class StoreException(StoreFault fault, string message, string? constraint = null, Exception? cause = null) : Exception(message, cause)
{
    public StoreFault Fault { get; } = fault;

    /// <summary>The constraint that failed, by the name both databases agree on.</summary>
    public string? Constraint { get; } = constraint;
}
