using System.Text.RegularExpressions;
using System.Web;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Importing;

/// <summary>
/// What the address of an item's page says about it: <c>areaCode</c>, <c>itemCode</c>, <c>taskType</c>, <c>deptCode</c>.
/// The item code of such lists is <c>local code - area (12) - sequence (3) - body - number - version</c>; a part that
/// does not fit stays text, and <see cref="Problems"/> says so.
/// </summary>
public sealed partial record ItemAddress
{
    const int AreaDigits = 12;

    public string ItemCode { get; private init; } = "";
    public string AreaCode { get; private init; } = "";

    /// <summary>The code in the list of that place; only one of 12 characters can be a basic code.</summary>
    public string? LocalCode { get; private init; }

    public MatterCode? BasicCode { get; private init; }

    /// <summary>Code of the implementing body inside the item code, as written.</summary>
    public string? Body { get; private init; }

    public CreditCode? BodyCreditCode { get; private init; }

    /// <summary>事项类型代码, two digits; null where the address has none of the list.</summary>
    public string? ItemType { get; private init; }

    public string DepartmentCode { get; private init; } = "";
    public IReadOnlyList<Text> Problems { get; private init; } = [];

    public static ItemAddress Parse(string link)
    {
        var problems = new List<Text>();
        var query = HttpUtility.ParseQueryString(Uri.TryCreate(link, UriKind.Absolute, out var address) ? address.Query : "");
        string Take(string name)
        {
            if (query[name] is { Length: > 0 } value) return value;
            problems.Add(new($"网址中没有 {name}", $"the address has no {name}"));
            return "";
        }
        var (area, item, type, department) = (Take("areaCode"), Take("itemCode"), Take("taskType"), Take("deptCode"));
        var parts = ItemCodeForm().Match(item);
        if (item != "" && !parts.Success)
            problems.Add(new($"事项编码 {item} 的结构无法解析", $"the item code {item} has an unknown form"));
        if (area != "" && (area.Length != AreaDigits || !RegionCode.TryParse(area.TrimEnd('0').PadRight(6, '0'), out _)))
            problems.Add(new($"区划代码 {area} 不合法", $"{area} is not a region code"));
        var (local, body) = parts.Success ? (parts.Groups["local"].Value, parts.Groups["body"].Value) : (null, null);
        if (parts.Success && parts.Groups["area"].Value != area)
            problems.Add(new($"编码中的区划 {parts.Groups["area"].Value} 与网址的 {area} 不同", $"area {parts.Groups["area"].Value} in the code differs from {area} in the address"));
        var isBasic = MatterCode.TryParse(local, out var basic);
        if (local is not null && !isBasic)
            problems.Add(new($"{local} 不是 12 位基本编码，作为地方编码保存", $"{local} is not a basic code of 12 characters; kept as a local code"));
        var isCredit = CreditCode.TryParse(body, out var credit);
        if (body is not null && !isCredit && !OrganisationCode.TryParse(body.Replace("-", "", StringComparison.Ordinal), out _))
            problems.Add(new($"实施主体代码 {body} 既不是统一社会信用代码也不是组织机构代码", $"the body's code {body} is neither a credit code nor an organisation code"));
        var itemType = type.Length is 1 or 2 && Codes.ItemTypes.ContainsKey(type.PadLeft(2, '0')) ? type.PadLeft(2, '0') : null;
        if (type != "" && itemType is null)
            problems.Add(new($"事项类型 {type} 不在代码表中", $"item type {type} is not in the code list"));
        return new ItemAddress
        {
            ItemCode = item,
            AreaCode = area,
            LocalCode = local,
            BasicCode = isBasic ? basic : null,
            Body = body,
            BodyCreditCode = isCredit ? credit : null,
            ItemType = itemType,
            DepartmentCode = department,
            Problems = problems,
        };
    }

    [GeneratedRegex(@"^(?<local>.{1,20}?)-(?<area>\d{12})-(?<sequence>\d{3})-(?<body>.{1,30})-(?<number>\d)-(?<version>\d{2})$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex ItemCodeForm();
}
