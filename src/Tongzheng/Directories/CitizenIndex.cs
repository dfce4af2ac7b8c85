using System.Security.Cryptography;
using System.Text;
using Tongzheng.Kernel;

namespace Tongzheng.Directories;

/// <summary>The keyed digest under which a number is found without being stored.</summary>
public sealed class CitizenIndex
{
    readonly byte[] key;

    public CitizenIndex(byte[] key)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyFile.Size);
        this.key = key;
    }

    /// <summary>Under the key in a file, which is made if it is missing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The file does not hold a key.</exception>
    public static CitizenIndex OpenOrCreate(string path) => new(KeyFile.OpenOrCreate(path));

    public string Of(CitizenId number) => Of(number.ToString());

    /// <summary>The digest of the number of another document.</summary>
    public string Of(string documentNumber) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(documentNumber)));
}
