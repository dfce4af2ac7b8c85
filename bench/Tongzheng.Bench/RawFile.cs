using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tongzheng.Bench;

/// <summary>The limit of one durable write at a time: appends 2 KiB to a file and waits for fdatasync.</summary>
sealed partial class RawFile(string path) : IDisposable
{
    readonly SafeFileHandle file = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite);
    readonly byte[] record = new byte[2048];
    long at;

    public void Append()
    {
        RandomAccess.Write(file, record, at);
        at += record.Length;
        if (FileDataSync((int)file.DangerousGetHandle()) != 0)
            throw new IOException("fdatasync failed");
    }

    public void Dispose() => file.Dispose();

    [LibraryImport("libc", EntryPoint = "fdatasync")]
    private static partial int FileDataSync(int file);
}
