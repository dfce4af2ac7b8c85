using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongzheng.Journals.Merkle;

/// <summary>A C2SP tlog-tiles path: <c>tile/&lt;L&gt;/&lt;N&gt;[.p/&lt;W&gt;]</c> or <c>tile/entries/&lt;N&gt;[.p/&lt;W&gt;]</c>.</summary>
/// <param name="Level">The tile's level, or -1 for a bundle of entries.</param>
/// <param name="Number">Its place in the level.</param>
/// <param name="Width">Hashes or entries in it; 256 when it is full.</param>
public readonly partial record struct TilePath(int Level, long Number, int Width)
{
    /// <summary>The level that stands for entries.</summary>
    public const int Entries = -1;

    /// <summary>Reads a path; null where it is not exactly what <see cref="ToString"/> writes.</summary>
    public static TilePath? Parse(string path)
    {
        var match = Form().Match(path);
        if (!match.Success)
            return null;
        var digits = match.Groups["number"].Value.Replace("x", "", StringComparison.Ordinal).Replace("/", "", StringComparison.Ordinal);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        var level = match.Groups["level"].Value is "entries" ? Entries : int.Parse(match.Groups["level"].Value, CultureInfo.InvariantCulture);
        var width = match.Groups["width"].Success ? int.Parse(match.Groups["width"].Value, CultureInfo.InvariantCulture) : Tile.Width;
        var parsed = new TilePath(level, number, width);
        return parsed.ToString() == path ? parsed : null;
    }

    /// <summary>The path.</summary>
    public override string ToString()
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{Number % 1000:000}");
        for (var rest = Number / 1000; rest > 0; rest /= 1000)
            number = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/{number}");
        return string.Create(CultureInfo.InvariantCulture, $"tile/{(Level == Entries ? "entries" : Level)}/{number}{(Width == Tile.Width ? "" : $".p/{Width}")}");
    }

    [GeneratedRegex(@"^tile/(?<level>entries|[0-9]|[1-5][0-9]|6[0-3])/(?<number>(x[0-9]{3}/){0,6}[0-9]{3})(\.p/(?<width>[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?$")]
    private static partial Regex Form();
}
