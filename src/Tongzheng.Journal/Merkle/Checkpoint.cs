using System.Globalization;

namespace Tongzheng.Journals.Merkle;

/// <summary>A tree's size and root under its owner's name: the text of a C2SP tlog-checkpoint.</summary>
public sealed record Checkpoint(string Origin, long Size, Hash Root)
{
    /// <summary>The text to sign.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n");

    /// <summary>Reads a note's text; null where it is no checkpoint. Extension lines are allowed and ignored.</summary>
    public static Checkpoint? Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length < 4 || lines[^1].Length > 0 || lines[0].Length == 0 || lines[3..^1].Any(line => line.Length == 0))
            return null;
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size) || (lines[1][0] == '0' && lines[1] != "0"))
            return null;
        var root = new byte[Hash.Size];
        if (lines[2].Length != 44 || !Convert.TryFromBase64String(lines[2], root, out var length) || length != Hash.Size)
            return null;
        return new Checkpoint(lines[0], size, new Hash(root));
    }
}
