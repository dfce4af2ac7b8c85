using Tongzheng.Kernel;

namespace Tongzheng.Matters.Comparing;

/// <summary>
/// One entry of a published list: the basic catalogue, a government's implementing list, an office's power list or duty
/// catalogue. An element that this kind of list does not hold is null, and is not compared.
/// </summary>
/// <param name="List">Whose list: 国家基本目录, 澜阳区实施清单, 澜阳区市场监督管理局权力清单.</param>
/// <param name="Code">基本编码; null where the entry names none.</param>
public sealed record ListEntry(Text List, string? Code, string Name)
{
    public string? ItemType { get; init; }
    public string? Basis { get; init; }

    /// <summary>行使层级代码.</summary>
    public string? UseLevel { get; init; }

    /// <summary>Said of entries that differ on purpose, to show the report at work.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The entry of a matter in a list that holds all elements.</summary>
    public static ListEntry Of(Matter matter, Text list) => new(list, matter.BasicCode?.ToString(), matter.Name.Zh)
    {
        ItemType = matter.ItemType,
        Basis = matter.Basis,
        UseLevel = matter.UseLevel,
    };

    public override string ToString() => $"{List.Zh}：{Name}（{Code ?? "无编码"}）";
}

/// <summary>
/// Where two lists do not say the same. Both entries are named; one is null only where a list lacks the other's.
/// </summary>
/// <param name="Element">name, code, type, basis, level, or missing.</param>
/// <param name="Sentence">The difference in words, naming both entries.</param>
public sealed record Difference(string Element, ListEntry? Upper, ListEntry? Lower, Text Sentence)
{
    /// <summary>Put there on purpose, to show the report at work.</summary>
    public bool IsDemo => Upper?.IsDemo == true || Lower?.IsDemo == true;
}
