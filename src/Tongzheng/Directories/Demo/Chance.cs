using System.Security.Cryptography;
using System.Text;

namespace Tongzheng.Directories.Demo;

/// <summary>Chance that falls the same way in every run (SplitMix64). Each thing made has its own, so adding one changes no other.</summary>
sealed class Chance(string seed)
{
    ulong state = (ulong)SeedOf(seed);

    /// <summary>0 to just below the bound.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>From the first up to and with the second.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    public bool Percent(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>The bits an id is made of.</summary>
    public static UInt128 SeedOf(string text) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    ulong Next()
    {
        unchecked
        {
            var mixed = state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
