using Tongzheng.Kernel;
using Tongzheng.Licences.Rendering;

namespace Tongzheng.Tests.Pdf;

/// <summary>Licences of fictional people in the fictional province 59.</summary>
static class Sheets
{
    public static readonly LicenceIdentifier Identifier =
        LicenceIdentifier.Create("11100000MB0143028R058", CreditCode.Parse("11100000MB0143028R"), "5901010000000123", 1);

    public static LicenceSheet FoodBusiness => new()
    {
        Title = new Text("食品经营许可证", "Food Business Licence"),
        Statement = new Text("依照《中华人民共和国食品安全法》，准予从事下列食品经营活动。", "Under the Food Safety Law, the following food business is permitted."),
        Entries =
        [
            new(new Text("经营者名称", "Operator"), "云岚市翠湖区䶮记小吃店"),
            new(new Text("统一社会信用代码（身份证号码）", "Credit code (or citizen number)"), "92590102MA00000007"),
            new(new Text("经营场所", "Premises"), "云岚省云岚市翠湖区柳营街道望江社区滨河路128号1-2层"),
            new(new Text("主体业态", "Kind of business"), "餐饮服务经营者"),
            new(new Text("经营项目", "Food items"), "热食类食品制售；冷食类食品制售；自制饮品制售"),
        ],
        Issuer = new Text("云岚市翠湖区市场监督管理局", "Market Regulation Bureau of Cuihu District"),
        Number = "JY25901020000123",
        Identifier = Identifier,
        IssuedOn = new DateOnly(2026, 3, 9),
        ValidUntil = new DateOnly(2031, 3, 8),
        CheckAddress = new Uri($"https://yunlan.example/licences/check?id={Identifier}"),
        Demonstration = true,
    };

    public static LicenceSheet LongNames => FoodBusiness with
    {
        Title = new Text("道路危险货物运输与放射性物品运输经营许可证（副本）", "Permit for the Carriage of Dangerous Goods and Radioactive Material by Road (Copy)"),
        Issuer = new Text("云岚省云岚市翠湖区住房和城乡建设与综合行政执法管理委员会", "Committee of Housing, Urban and Rural Construction and Comprehensive Administrative Law Enforcement"),
        Statement = new Text(string.Concat(Enumerable.Repeat("依照《中华人民共和国道路运输条例》，准予从事下列活动。", 3))),
        Notes = [new Text("本证不得涂改、转让、出租、出借。"), new Text("许可事项变更的，应当自变更之日起三十日内申请变更。")],
    };

    public static LicenceSheet Crowded => FoodBusiness with
    {
        Entries = [.. Enumerable.Range(1, 12).Select(i => new LicenceEntry(new Text($"登记事项第{i}项", $"Entry {i}"),
            string.Concat(Enumerable.Repeat("许可范围包括预包装食品销售、散装食品销售、特殊食品销售；", 5 + i))))],
    };
}
