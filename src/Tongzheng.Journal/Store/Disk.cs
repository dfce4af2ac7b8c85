using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tongzheng.Journals.Store;

/// <summary>What .NET does not offer of the disk.</summary>
static partial class Disk
{
    const int NoSpace = 28, QuotaExceeded = 122;                    // Linux's ENOSPC and EDQUOT
    const int WindowsDiskFull = unchecked((int)0x80070070), WindowsHandleDiskFull = unchecked((int)0x80070027);

    public static bool IsFull(IOException failure) =>
        failure.HResult is WindowsDiskFull or WindowsHandleDiskFull
        || (!OperatingSystem.IsWindows() && failure.HResult is NoSpace or QuotaExceeded);

    /// <summary>Makes the names of a new file and of its folders durable, up to a folder that was there before. Windows does so by itself.</summary>
    public static void SyncFolders(string file, string upTo)
    {
        if (OperatingSystem.IsWindows())
            return;
        for (var folder = Path.GetDirectoryName(file); folder is not null && folder.Length >= upTo.Length; folder = Path.GetDirectoryName(folder))
        {
            using var handle = new SafeFileHandle(Open(folder, 0), ownsHandle: true);
            if (handle.IsInvalid || Sync(handle) != 0)
                throw new IOException($"The folder {folder} cannot be synced to disk (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    /// <summary>Makes what was written to a file durable, and its length; not its times, which fsync would wait for too.</summary>
    public static void SyncData(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux())
            RandomAccess.FlushToDisk(file);
        else if (DataSync(file) != 0)
            throw new IOException($"fdatasync failed with error {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int DataSync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);
}
