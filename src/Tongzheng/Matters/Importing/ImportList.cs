using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Importing;

/// <summary>
/// Reads a district's published list of matters: departments, main items, items with the address of their page. Every
/// row becomes a matter that can be found and read; what the list does not hold stays unknown (来源未公布), and what
/// cannot be mapped is reported row by row.
/// </summary>
public static class ImportList
{
    /// <summary>The word such lists write where an item belongs to no main item.</summary>
    const string Unclassified = "未分类";

    /// <exception cref="JsonException">The file is not such a list.</exception>
    public static ImportedList Read(Stream json, Shared shared)
    {
        var departments = JsonSerializer.Deserialize<List<SourceDepartment>>(json, JsonSerializerOptions.Web) ?? [];
        var rows = new List<ImportedRow>();
        var (codes, names) = (new HashSet<string>(), new HashSet<string>());
        foreach (var department in departments)
            foreach (var main in department.Items)
                foreach (var item in main.SubItems)
                    rows.Add(Row(rows.Count + 1, department.Department, main.MainItem, item, shared, codes, names));
        return new ImportedList(rows);
    }

    static ImportedRow Row(int number, string department, string mainItem, SourceItem item, Shared shared, HashSet<string> codes, HashSet<string> names)
    {
        var address = ItemAddress.Parse(item.Link);
        var problems = address.Problems.ToList();
        var office = shared.DepartmentAliases.GetValueOrDefault(department);
        if (office is null)
            problems.Add(new($"部门“{department}”没有对应的机构", $"department “{department}” has no office here"));
        if (!names.Add(item.Name))
            problems.Add(new($"名称“{item.Name}”在清单中重复", $"the name “{item.Name}” occurs twice in the list"));
        var id = address.ItemCode;
        if (id == "" || !codes.Add(id))
        {
            problems.Add(new("没有自己的编码，按名称和网址编号", "has no code of its own; numbered by name and address"));
            id = "x-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(department + item.Name + item.Link)))[..16];
        }
        var matter = new Matter
        {
            Id = id,
            Slug = id,
            Name = item.Name,
            BasicCode = null, // what has twelve characters may be a local code too; it never shadows the catalogue's own
            ItemType = address.ItemType ?? "",
            Department = department,
            Office = office ?? department,
            Note = mainItem == Unclassified || mainItem == item.Name ? "" : mainItem,
            SourceAddress = item.Link,
        };
        return new ImportedRow(number, matter, address, problems);
    }

    sealed record SourceDepartment([property: JsonRequired] string Department, [property: JsonRequired] IReadOnlyList<SourceMainItem> Items);

    sealed record SourceMainItem([property: JsonPropertyName("main_item"), JsonRequired] string MainItem, [property: JsonPropertyName("sub_items"), JsonRequired] IReadOnlyList<SourceItem> SubItems);

    sealed record SourceItem([property: JsonRequired] string Name, [property: JsonRequired] string Link);
}

/// <summary>A list as imported, row by row.</summary>
public sealed record ImportedList(IReadOnlyList<ImportedRow> Rows)
{
    public IEnumerable<Matter> Matters => Rows.Select(row => row.Matter);

    /// <summary>Rows of which something could not be mapped.</summary>
    public IEnumerable<ImportedRow> Incomplete => Rows.Where(row => row.Problems.Count > 0);
}

/// <summary>One row: the matter, what its address says, and what could not be mapped.</summary>
public sealed record ImportedRow(int Number, Matter Matter, ItemAddress Address, IReadOnlyList<Text> Problems);
