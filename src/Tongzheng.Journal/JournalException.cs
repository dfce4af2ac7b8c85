namespace Tongzheng.Journals;

/// <summary>The journal cannot do what it was asked. <see cref="Code"/> is stable; nothing acknowledged is lost.</summary>
public sealed class JournalException : Exception
{
    /// <summary>The disk is full; nothing of the append was kept. Writing resumes when there is room.</summary>
    public const string Full = "journal.full";

    /// <summary>An entry, the tree or the database file is damaged; writing is stopped.</summary>
    public const string Damaged = "journal.damaged";

    /// <summary>The database failed; nothing of the append was kept.</summary>
    public const string Failed = "journal.failed";

    /// <summary>The database failed while committing and cannot be asked: repeat the append with the same key.</summary>
    public const string InDoubt = "journal.in-doubt";

    /// <summary>The journal was closed before the append was written.</summary>
    public const string Closed = "journal.closed";

    /// <summary>Personal text was offered for a subject who is being forgotten at this moment; nothing was kept.</summary>
    public const string BeingForgotten = "journal.being-forgotten";

    internal JournalException(string code, string message, Exception? cause = null) : base(message, cause) => Code = code;

    /// <summary>One of the codes above.</summary>
    public string Code { get; }
}
