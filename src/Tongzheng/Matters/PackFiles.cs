using System.Security.Cryptography;
using System.Text;

namespace Tongzheng.Matters;

/// <summary>The files of packs in memory, by their path from the packs folder; read from disk or from the node's store.</summary>
public sealed class PackFiles
{
    /// <summary>No file of a pack is longer; a procedure with its diagram is about 30 kB.</summary>
    public const int MaxBytes = 1024 * 1024;

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What some editors write before the first character of a UTF-8 file.</summary>
    const char ByteOrderMark = '\uFEFF';

    readonly SortedDictionary<string, ReadOnlyMemory<byte>> _content = new(StringComparer.Ordinal);
    readonly HashSet<string> _tooLong = [];

    public PackFiles(IEnumerable<PackFile> files)
    {
        foreach (var file in files) _content[file.Path] = file.Content;
    }

    /// <summary>Reads every file below a folder, hidden ones apart.</summary>
    public static PackFiles Load(string folder)
    {
        var files = new PackFiles([]);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (name.Split('/').Any(part => part.StartsWith('.'))) continue;
            var tooLong = new FileInfo(path).Length > MaxBytes;
            if (tooLong) files._tooLong.Add(name);
            files._content[name] = tooLong ? ReadOnlyMemory<byte>.Empty : File.ReadAllBytes(path);
        }
        return files;
    }

    /// <summary>
    /// These files as a folder to publish from: without its lists of powers it publishes nothing (清单之外无权力). A single
    /// pack read from the node's store was checked when it was published.
    /// </summary>
    public PackFiles WithPowers()
    {
        if (!Has(Powers.FileName) && Paths.Any(path => path.EndsWith("/" + ReadMatter.FileName, StringComparison.Ordinal))) _content[Powers.FileName] = "offices: []\n"u8.ToArray();
        return this;
    }

    /// <summary>These files with others that were made from them.</summary>
    internal PackFiles With(IEnumerable<PackFile> made) => new(Paths.Select(Get).Concat(made));

    public IEnumerable<string> Paths => _content.Keys;

    public bool Has(string path) => _content.ContainsKey(path);

    public IEnumerable<string> Below(string folder, string extension) =>
        Paths.Where(path => path.StartsWith(folder, StringComparison.Ordinal) && path.EndsWith(extension, StringComparison.Ordinal));

    public PackFile Get(string path) => new(path, _content[path]);

    /// <summary>A file's text; null with a finding where it is missing, too long or not UTF-8.</summary>
    public string? Text(string path, ICollection<Finding> findings)
    {
        if (!_content.TryGetValue(path, out var bytes))
            return Refuse("file.missing", "文件不存在。", "The file does not exist.", "补上文件，或改正引用它的地方。", "Add it, or correct what names it.");
        if (_tooLong.Contains(path) || bytes.Length > MaxBytes)
            return Refuse("file.too-long", $"文件超过 {MaxBytes} 字节。", $"The file has more than {MaxBytes} bytes.", "缩小文件。", "Make it smaller.");
        try
        {
            return Utf8.GetString(bytes.Span).TrimStart(ByteOrderMark);
        }
        catch (DecoderFallbackException)
        {
            return Refuse("file.encoding", "文件不是 UTF-8 编码。", "The file is not UTF-8.", "另存为 UTF-8。", "Save it as UTF-8.");
        }

        string? Refuse(string code, string zh, string en, string remedy, string remedyEn)
        {
            findings.Add(new(code, path, 1, 1, new(zh, en), new(remedy, remedyEn)));
            return null;
        }
    }

    /// <summary>SHA-256 over paths and contents, in hex.</summary>
    public static string Hash(IEnumerable<PackFile> files)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            sha.AppendData(Encoding.UTF8.GetBytes(file.Path));
            sha.AppendData([0]);
            sha.AppendData(SHA256.HashData(file.Content.Span));
        }
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
