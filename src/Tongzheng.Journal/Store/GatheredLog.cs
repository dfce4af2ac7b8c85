using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Tongzheng.Journals.Store;

/// <summary>
/// A file system for SQLite (https://sqlite.org/vfs.html) that is the system's own, but for one thing: what a commit writes to the
/// write-ahead log goes there in few large calls. SQLite makes two for each page, and they cost as much as all its work on the page.
/// </summary>
/// <remarks>
/// What follows on the last write is held back until the last frame of its transaction has come, or the buffer is full; any other
/// call on the log writes it first. So frames are in the file before SQLite tells readers of them, as without it, and an error is met by the commit.
/// The connection must not let pages go before (<c>PRAGMA cache_spill = OFF</c>): what is held back then always belongs to a commit under way.
/// </remarks>
static unsafe partial class GatheredLog
{
    /// <summary>Its name in a connection string.</summary>
    public const string Name = "gathered-log";

    // https://sqlite.org/fileformat2.html#walformat: a frame has a header, and the header of a transaction's last frame says the size of the database.
    const int FrameHeader = 24, SizeInHeader = 4;

    // SQLite's own unix layer takes no more than 128 KiB at once.
    const int BufferSize = 0x1ffff;

    static readonly Lazy<bool> Registration = new(Register);
    static Vfs* system;
    static FileMethods* systemFile;
    static FileMethods* logFile;

    /// <summary>Makes the name known to SQLite; false where the system has no file system to build on.</summary>
    public static bool IsRegistered => Registration.Value;

    static bool Register()
    {
        system = Find(null);
        if (system is null || system->Version < 3)
            return false;
        var own = (Vfs*)NativeMemory.AllocZeroed((nuint)sizeof(Vfs));
        *own = *system;
        own->FileSize = Held(system->FileSize) + sizeof(Gathered);
        own->Name = (byte*)Marshal.StringToCoTaskMemUTF8(Name);
        own->Open = &Open;
        return Register(own, isDefault: 0) == raw.SQLITE_OK;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Open(Vfs* vfs, byte* name, SqliteFile* file, int flags, int* opened)
    {
        const int log = 0x00080000;             // SQLITE_OPEN_WAL
        var code = system->Open(system, name, file, flags, opened);
        if (code != raw.SQLITE_OK || (flags & log) == 0)
            return code;
        if (logFile is null)
        {
            var methods = (FileMethods*)NativeMemory.Alloc((nuint)sizeof(FileMethods));
            systemFile = file->Methods;
            *methods = *systemFile;
            methods->Close = &Close;
            methods->Read = &Read;
            methods->Write = &Write;
            methods->Truncate = &Truncate;
            methods->Sync = &Sync;
            methods->Size = &Size;
            logFile = methods;
        }
        file->Methods = logFile;
        *Of(file) = new Gathered { Bytes = (byte*)NativeMemory.Alloc(BufferSize) };
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Write(SqliteFile* file, byte* bytes, int count, long offset)
    {
        var held = Of(file);
        var follows = offset == held->End;
        held->End = offset + count;
        if (count == FrameHeader)
            held->IsLast = BinaryPrimitives.ReadInt32BigEndian(new ReadOnlySpan<byte>(bytes + SizeInHeader, sizeof(int))) != 0;

        // What does not follow on the last write begins a transaction, or mends a frame that was written before: it is not held back.
        if ((!follows || count > BufferSize - held->Count) && Flush(file) is var code && code != raw.SQLITE_OK)
            return code;
        if (!follows)
            return systemFile->Write(file, bytes, count, offset);
        if (held->Count == 0)
            held->Start = offset;
        Buffer.MemoryCopy(bytes, held->Bytes + held->Count, BufferSize - held->Count, count);
        held->Count += count;
        return held->IsLast && count != FrameHeader ? Flush(file) : raw.SQLITE_OK;
    }

    static int Flush(SqliteFile* file)
    {
        var held = Of(file);
        if (held->Count == 0)
            return raw.SQLITE_OK;
        var count = held->Count;
        held->Count = 0;                        // what could not be written is of a transaction that fails
        return systemFile->Write(file, held->Bytes, count, held->Start);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Read(SqliteFile* file, byte* bytes, int count, long offset) =>
        Flush(file) is var code && code != raw.SQLITE_OK ? code : systemFile->Read(file, bytes, count, offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Truncate(SqliteFile* file, long size) =>
        Flush(file) is var code && code != raw.SQLITE_OK ? code : systemFile->Truncate(file, size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Sync(SqliteFile* file, int flags) =>
        Flush(file) is var code && code != raw.SQLITE_OK ? code : systemFile->Sync(file, flags);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Size(SqliteFile* file, long* size) =>
        Flush(file) is var code && code != raw.SQLITE_OK ? code : systemFile->Size(file, size);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static int Close(SqliteFile* file)
    {
        var flushed = Flush(file);
        NativeMemory.Free(Of(file)->Bytes);
        var closed = systemFile->Close(file);
        return flushed != raw.SQLITE_OK ? flushed : closed;
    }

    /// <summary>Syncs the file of a connection's database, as SQLite does itself.</summary>
    public static void SyncFile(nint database)
    {
        const int filePointer = 7, data = 0x10 | 2;     // SQLITE_FCNTL_FILE_POINTER; SQLITE_SYNC_DATAONLY, SQLITE_SYNC_NORMAL
        SqliteFile* file;
        if (Control(database, null, filePointer, &file) == raw.SQLITE_OK)
            file->Methods->Sync(file, data);
    }

    // Behind what the system keeps of a file.
    static Gathered* Of(SqliteFile* file) => (Gathered*)((byte*)file + Held(system->FileSize));

    static int Held(int size) => (size + 7) & ~7;

    [LibraryImport(Native.Library, EntryPoint = "sqlite3_vfs_find")]
    private static partial Vfs* Find(byte* name);

    [LibraryImport(Native.Library, EntryPoint = "sqlite3_vfs_register")]
    private static partial int Register(Vfs* vfs, int isDefault);

    [LibraryImport(Native.Library, EntryPoint = "sqlite3_file_control")]
    private static partial int Control(nint database, byte* name, int what, void* argument);

    /// <summary>Frames of a log that are not in the file yet.</summary>
    internal struct Gathered
    {
        public byte* Bytes;                     // what is held back,
        public int Count;                       // how much of it,
        public long Start;                      // and where it belongs
        public long End;                        // of the last write, held back or not
        public bool IsLast;                     // the last frame's header says that a transaction ends with it
    }

    /// <summary>SQLite's <c>sqlite3_file</c>.</summary>
    internal struct SqliteFile
    {
        public FileMethods* Methods;
    }

    /// <summary>SQLite's <c>sqlite3_io_methods</c>, version 3.</summary>
    internal struct FileMethods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<SqliteFile*, int> Close;
        public delegate* unmanaged[Cdecl]<SqliteFile*, byte*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<SqliteFile*, byte*, int, long, int> Write;
        public delegate* unmanaged[Cdecl]<SqliteFile*, long, int> Truncate;
        public delegate* unmanaged[Cdecl]<SqliteFile*, int, int> Sync;
        public delegate* unmanaged[Cdecl]<SqliteFile*, long*, int> Size;
        public Rest Rest;                       // locks, control, shared memory, mapping: the system's
    }

    /// <summary>The twelve methods of a file that stay as they are.</summary>
    [InlineArray(12)]
    internal struct Rest
    {
        nint method;
    }

    /// <summary>SQLite's <c>sqlite3_vfs</c>, version 3.</summary>
    internal struct Vfs
    {
        public int Version, FileSize, LongestPath;
        public Vfs* Next;
        public byte* Name;
        public nint Data;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, SqliteFile*, int, int*, int> Open;
        public Others Others;
    }

    /// <summary>The fifteen functions of a file system that stay as they are.</summary>
    [InlineArray(15)]
    internal struct Others
    {
        nint function;
    }
}
