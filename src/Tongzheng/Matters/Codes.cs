using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>The code lists of GB/T 39046-2020 annex A that a matter uses, each code with its name.</summary>
public static class Codes
{
    public static readonly IReadOnlyDictionary<string, Text> ItemTypes = new Dictionary<string, Text>
    {
        ["01"] = new("行政许可", "Administrative licence"),
        ["02"] = new("行政处罚", "Administrative penalty"),
        ["03"] = new("行政强制", "Administrative compulsion"),
        ["04"] = new("行政征收", "Administrative levy"),
        ["05"] = new("行政给付", "Administrative benefit"),
        ["06"] = new("行政检查", "Administrative inspection"),
        ["07"] = new("行政确认", "Administrative confirmation"),
        ["08"] = new("行政奖励", "Administrative award"),
        ["09"] = new("行政裁决", "Administrative adjudication"),
        ["10"] = new("其他类别事项", "Other matter"),
        ["20"] = new("公共服务事项", "Public service"),
    };

    /// <summary>Item types a person applies for; the others the office starts by itself (依职权).</summary>
    public static readonly IReadOnlySet<string> ByApplication = new HashSet<string> { "01", "05", "07", "08", "09", "10", "20" };

    public static readonly IReadOnlyDictionary<string, Text> ServiceObjects = new Dictionary<string, Text>
    {
        ["1"] = new("自然人", "Person"),
        ["2"] = new("企业法人", "Enterprise"),
        ["3"] = new("事业法人", "Public institution"),
        ["4"] = new("社会组织法人", "Social organisation"),
        ["5"] = new("行政机关", "Public body"),
        ["6"] = new("其他组织", "Other organisation"),
    };

    public static readonly IReadOnlyDictionary<string, Text> UseLevels = new Dictionary<string, Text>
    {
        ["1"] = new("国家级", "State"),
        ["2"] = new("省级", "Province"),
        ["3"] = new("市级", "City"),
        ["4"] = new("县级", "County"),
        ["5"] = new("镇（乡、街道）级", "Town"),
        ["6"] = new("村（社区）级", "Village"),
        ["7"] = new("分级管理", "Shared among levels"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CaseTypes = new Dictionary<string, Text>
    {
        ["1"] = new("即办件", "Done on the spot"),
        ["2"] = new("承诺件", "Done within the promised time"),
        ["9"] = new("其他", "Other"),
    };

    public static readonly IReadOnlyDictionary<string, Text> LimitUnits = new Dictionary<string, Text>
    {
        ["on-the-spot"] = new("当场", "on the spot"),
        ["working-day"] = new("个工作日", "working days"),
        ["calendar-day"] = new("日", "days"),
        ["month"] = new("个月", "months"),
        ["per-announcement"] = new("按公告", "as announced"),
    };

    public static readonly IReadOnlyDictionary<string, Text> OnlineDepths = new Dictionary<string, Text>
    {
        ["I"] = new("Ⅰ级：网上发布办事指南、表格下载", "I: guide and forms online"),
        ["II"] = new("Ⅱ级：网上预约、咨询、收件", "II: appointment, advice and intake online"),
        ["III"] = new("Ⅲ级：网上预审受理，现场核验原件一次", "III: acceptance online, originals checked once in person"),
        ["IV"] = new("Ⅳ级：全程网办", "IV: wholly online"),
    };

    public static readonly IReadOnlyList<string> CrossProvinceModes = ["", "全程网办", "异地代收代办", "多地联办"];

    public static readonly IReadOnlyDictionary<string, Text> ResultKinds = new Dictionary<string, Text>
    {
        ["licence"] = new("证照", "Licence"),
        ["document"] = new("文书", "Document"),
        ["money"] = new("资金", "Payment"),
        ["record"] = new("登记信息", "Record"),
    };

    /// <summary>What a page says for an element the source does not publish.</summary>
    public static readonly Text NotPublished = new("来源未公布", "Not published by the source");
}
