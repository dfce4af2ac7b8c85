using System.Security.Cryptography;

namespace Tongzheng.Kernel;

/// <summary>A secret of the node in a file of its own, which only its owner can read. It belongs to the key store's side: never in the same backup as the data.</summary>
public static class KeyFile
{
    /// <summary>In bytes; as long as the digests that are made with it.</summary>
    public const int Size = 32;

    /// <summary>The key in a file, made if the file is missing.</summary>
    public static byte[] OpenOrCreate(string path)
    {
        if (!File.Exists(path)) Create(Path.GetFullPath(path));
        return File.ReadAllBytes(path);
    }

    // Written aside, synced and then moved: a crash leaves no key or a whole one, and of two processes one wins.
    static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(aside, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(Size));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }
}
