using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Importing;

/// <summary>
/// Reads a district's published list of matters: departments, main items, items with the address of their page. Every
/// row becomes a matter that can be found and read; what the list does not hold stays unknown (来源未公布), and what
/// cannot be mapped is reported row by row. A row without a name is no matter; it is reported and the others come in.
/// </summary>
public static partial class ImportList
{
    /// <summary>A name is what stands in a heading; what is longer is a page that slipped into the column.</summary>
    const int LongestName = 300;

    /// <summary>The word such lists write where an item belongs to no main item.</summary>
    const string Unclassified = "未分类";

    /// <exception cref="JsonException">The file is not such a list.</exception>
    public static ImportedList Read(Stream json, Shared shared)
    {
        var departments = JsonSerializer.Deserialize<List<SourceDepartment?>>(json, JsonSerializerOptions.Web) ?? [];
        var rows = new List<ImportedRow>();
        var unusable = new List<UnusableRow>();
        var (codes, names) = (new HashSet<string>(), new HashSet<string>());
        foreach (var department in departments)
            foreach (var main in department?.Items ?? [])
                foreach (var item in main?.SubItems ?? [])
                {
                    var number = rows.Count + unusable.Count + 1;
                    if (item?.Name?.Trim() is { Length: > 0 and <= LongestName } name)
                        rows.Add(Row(number, department?.Department ?? "", main?.MainItem ?? Unclassified, name, item.Link?.Trim() ?? "", shared, codes, names));
                    else unusable.Add(new(number, [item?.Name is { Length: > LongestName } ? new($"名称超过{LongestName}个字", $"the name is longer than {LongestName} characters") : new("没有名称", "has no name")]));
                }
        return new ImportedList(rows, unusable);
    }

    static ImportedRow Row(int number, string department, string mainItem, string name, string link, Shared shared, HashSet<string> codes, HashSet<string> names)
    {
        var address = ItemAddress.Parse(link);
        var problems = address.Problems.ToList();
        var office = shared.DepartmentAliases.GetValueOrDefault(department);
        if (office is null)
            problems.Add(new($"部门“{department}”没有对应的机构", $"department “{department}” has no office here"));
        if (!names.Add(name))
            problems.Add(new($"名称“{name}”在清单中重复", $"the name “{name}” occurs twice in the list"));
        // It becomes a link on the page: an address that runs as a script is none.
        var isPage = Uri.TryCreate(link, UriKind.Absolute, out var page) && (page.Scheme == Uri.UriSchemeHttp || page.Scheme == Uri.UriSchemeHttps);
        if (!isPage) problems.Add(new("没有可以打开的网址", "has no address that can be opened"));
        var id = address.ItemCode;
        if (!Code().IsMatch(id) || !codes.Add(id))
        {
            problems.Add(new("没有自己的编码，按名称和网址编号", "has no code of its own; numbered by name and address"));
            id = "x-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(department + name + link)))[..16];
        }
        var matter = new Matter
        {
            Id = id,
            Slug = id,
            Name = name,
            BasicCode = null, // what has twelve characters may be a local code too; it never shadows the catalogue's own
            ItemType = address.ItemType ?? "",
            Department = department,
            Office = office ?? department,
            Note = mainItem == Unclassified || mainItem == name ? "" : mainItem,
            SourceAddress = isPage ? link : null,
        };
        return new ImportedRow(number, matter, address, problems);
    }

    // It becomes the address of the matter's page here. One without a digit could be the name of a matter of our own.
    [GeneratedRegex("^(?=.*[0-9])[A-Za-z0-9_.-]{1,120}$", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    sealed record SourceDepartment([property: JsonRequired] string? Department, [property: JsonRequired] IReadOnlyList<SourceMainItem?>? Items);

    sealed record SourceMainItem([property: JsonPropertyName("main_item")] string? MainItem, [property: JsonPropertyName("sub_items"), JsonRequired] IReadOnlyList<SourceItem?>? SubItems);

    sealed record SourceItem(string? Name, string? Link);
}

/// <summary>A list as imported, row by row.</summary>
/// <param name="Unusable">Rows that are no matter.</param>
public sealed record ImportedList(IReadOnlyList<ImportedRow> Rows, IReadOnlyList<UnusableRow> Unusable)
{
    public IEnumerable<Matter> Matters => Rows.Select(row => row.Matter);

    /// <summary>Rows of which something could not be mapped.</summary>
    public IEnumerable<ImportedRow> Incomplete => Rows.Where(row => row.Problems.Count > 0);
}

/// <summary>A row that did not come in, and why.</summary>
public sealed record UnusableRow(int Number, IReadOnlyList<Text> Problems);

/// <summary>One row: the matter, what its address says, and what could not be mapped.</summary>
public sealed record ImportedRow(int Number, Matter Matter, ItemAddress Address, IReadOnlyList<Text> Problems);
