using System.Security.Cryptography;
using System.Text.Json;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Matters.Importing;

/// <summary>
/// Imports a published list into a jurisdiction: every row is recorded with what could not be mapped, and the report
/// comes back. The matters are found after <see cref="ImportedTable.All"/> was read into the catalogue.
/// </summary>
public static class Import
{
    /// <summary>The list of a district has about 900 items in 300 kB; a whole province would come in parts.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    public static async Task<Outcome<ImportedList>> Handle(Journal journal, string source, byte[] file, Shared shared, Act act, CancellationToken stop = default)
    {
        var decided = Decide(source, file, shared);
        if (decided.Value is not { } list) return decided;
        var fact = new ListImported
        {
            Source = source,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
            Rows = [.. list.Rows.Select(ListImported.Row.Of)],
        };
        var outcome = await journal.Append(new Append
        {
            Jurisdiction = act.Jurisdiction.ToString(),
            Key = act.IdempotencyKey,
            Time = act.Now,
            Streams = [Facts.To("list/" + source, StreamAppend.Any, fact)],
        }, stop);
        return outcome is Appended ? list : new Refusal("request.key-reused");
    }

    internal static Outcome<ImportedList> Decide(string source, byte[] file, Shared shared)
    {
        if (source is { Length: 0 or > 40 } || !source.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
            return new Refusal("list.source", ("text", source));
        if (file.Length > MaxBytes) return new Refusal("list.too-long", ("most", MaxBytes));
        try
        {
            using var json = new MemoryStream(file);
            return ImportList.Read(json, shared);
        }
        catch (JsonException broken)
        {
            return new Refusal("list.unreadable", ("line", (broken.LineNumber ?? 0) + 1));
        }
    }
}
