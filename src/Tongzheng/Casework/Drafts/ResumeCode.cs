using System.Security.Cryptography;
using System.Text;
using Tongzheng.Kernel;

namespace Tongzheng.Casework.Drafts;

/// <summary>
/// The code by which somebody without a session comes back to a draft. It is shown once; only its digest is kept, so
/// nobody who reads the journal can open the draft with it.
/// </summary>
public static class ResumeCode
{
    /// <summary>Long enough to gather documents for, short enough that a lost code does not open old papers.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    // 16 of 31 letters: 79 bits, beyond guessing; in fours, as people copy them. No letter looks like another.
    const int Letters = 16, Together = 4;
    const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Letters).Chunk(Together).Select(four => new string(four)));

    /// <summary>The digest of a code as it was typed: small letters, full width, spaces and hyphens do not matter.</summary>
    public static string HashOf(string typed) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(new string([.. Written.Plain(typed).Where(Alphabet.Contains)]))));
}
