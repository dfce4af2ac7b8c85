using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Matters.Importing;

/// <summary>A published list was imported (stream list/{source}). A later import of the same source replaces it whole.</summary>
[Kind("list.imported")]
public sealed record ListImported : Fact
{
    /// <summary>A short name of the list, such as the place that publishes it.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the file, in hex.</summary>
    public required string Sha256 { get; init; }

    public required IReadOnlyList<Row> Rows { get; init; }

    /// <summary>One item as far as the list tells; <see cref="Problems"/> says what could not be mapped.</summary>
    public sealed record Row(int Number, string Id, string Name, string ItemType, string Department, string Office, string Note, string? Address, IReadOnlyList<Text> Problems)
    {
        public static Row Of(ImportedRow row) => new(row.Number, row.Matter.Id, row.Matter.Name.Zh, row.Matter.ItemType, row.Matter.Department.Zh,
            row.Matter.Office, row.Matter.Note, row.Matter.SourceAddress, row.Problems);
    }
}
