using System.Security.Cryptography;
using System.Text;
using Tongzheng.Kernel;

namespace Tongzheng.Directories;

/// <summary>
/// The keyed digest under which a number is found without being stored. The key belongs to the key store's side: it is
/// never in the same backup as the data.
/// </summary>
public sealed class CitizenIndex
{
    const int KeySize = 32;

    readonly byte[] key;

    public CitizenIndex(byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeySize);
        this.key = key;
    }

    /// <summary>The key in a file, made if the file is missing; it can then be read by its owner only.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The file does not hold a key.</exception>
    public static CitizenIndex OpenOrCreate(string path)
    {
        if (!File.Exists(path))
            Create(Path.GetFullPath(path));
        return new CitizenIndex(File.ReadAllBytes(path));
    }

    // Written aside, synced and then moved: a crash leaves no key or a whole one, and of two processes one wins.
    static void Create(string path)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(aside, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(KeySize));
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

    public string Of(CitizenId number) => Of(number.ToString());

    /// <summary>The digest of the number of another document.</summary>
    public string Of(string documentNumber) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(documentNumber)));
}
