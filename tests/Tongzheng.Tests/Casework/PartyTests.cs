using Tongzheng.Casework;
using Tongzheng.Forms;

namespace Tongzheng.Tests.Casework;

public sealed class PartyTests
{
    static readonly DateOnly Today = new(2026, 3, 23);

    [Fact]
    public void A_firm_is_an_enterprise_to_every_decision_whatever_its_register_calls_its_kind()
    {
        var firm = new Party("enterprise/1", "示例公司", false, new Dictionary<string, Known> { ["organisation.kind"] = new("有限责任公司", "法人基础信息"), ["organisation.name"] = new("示例公司", "法人基础信息") });
        Assert.Equal("enterprise", firm.ToVariables(Today).Get("kind").AsString);
        Assert.Equal("示例公司", firm.ToVariables(Today).Get("name").AsString);
    }

    [Fact]
    public void An_office_that_is_its_own_party_is_an_office() =>
        Assert.Equal("office", new Party("office/1", "示例局", false, new Dictionary<string, Known> { ["party.kind"] = new("office", "机构编制信息") }).ToVariables(Today).Get("kind").AsString);
}
