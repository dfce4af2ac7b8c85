using System.Runtime.InteropServices;

namespace Tongzheng.Journals.Store;

/// <summary>
/// The functions of SQLite that run for every value of every statement, by bare pointers that the caller keeps alive:
/// counting the uses of a handle, and a copy of each text that SQLite makes for itself, cost more than binding it.
/// </summary>
static partial class Native
{
    public const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_changes"), SuppressGCTransition]
    public static partial int Changes(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static partial int ColumnType(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long ColumnInteger(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_double"), SuppressGCTransition]
    public static partial double ColumnReal(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_text"), SuppressGCTransition]
    public static partial nint ColumnText(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    public static partial nint ColumnBlob(nint statement, int column);

    /// <summary>How long the text or the bytes are that were just asked for.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    public static partial int ColumnBytes(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static partial int Bind(nint statement, int index);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static partial int Bind(nint statement, int index, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_double"), SuppressGCTransition]
    public static partial int Bind(nint statement, int index, double value);

    /// <param name="statement">The statement.</param>
    /// <param name="index">The parameter.</param>
    /// <param name="utf8">Bytes that stay where they are until the statement has run.</param>
    /// <param name="length">How many.</param>
    /// <param name="release">0: they are the caller's.</param>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text"), SuppressGCTransition]
    public static partial int BindText(nint statement, int index, nint utf8, int length, nint release = 0);

    /// <param name="statement">The statement.</param>
    /// <param name="index">The parameter.</param>
    /// <param name="bytes">Bytes that stay where they are until the statement has run.</param>
    /// <param name="length">How many.</param>
    /// <param name="release">0: they are the caller's.</param>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob"), SuppressGCTransition]
    public static partial int BindBlob(nint statement, int index, nint bytes, int length, nint release = 0);
}
