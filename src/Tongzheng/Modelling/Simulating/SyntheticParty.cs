using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Kernel;

namespace Tongzheng.Modelling.Simulating;

/// <summary>A party that exists nowhere: well-formed numbers of a region that no notice has ever given out.</summary>
static class SyntheticParty
{
    const string Region = "590102";
    const int Youngest = 18, Oldest = 88;

    static readonly Text Source = new("模拟数据", "Simulated");

    public static Party Make(Matters.Matter matter, DateOnly today, Random chance)
    {
        var facts = new Dictionary<string, Known>();
        var born = today.AddYears(-chance.Next(Youngest, Oldest)).AddDays(-chance.Next(1, 365));
        Set("person.name", "模拟申请人");
        Set("person.region", Region);
        Set("person.number", CitizenId.Create(Region, born, chance.Next(1000)).ToString());
        Set("person.documentKind", "居民身份证");
        Set("person.birthDate", born);
        Set("person.sex", chance.Next(2) == 0 ? "男" : "女");
        Set("person.address", "模拟地址1号");
        Set("person.phone", Phone(chance));
        if (matter.ForPersons && (!matter.ForOrganisations || chance.Next(2) == 0)) return new Party("simulated", "模拟申请人", true, facts);
        Set("organisation.name", "模拟企业");
        Set("organisation.code", CreditCodeOf(chance));
        Set("organisation.address", "模拟地址2号");
        Set("organisation.establishedOn", today.AddDays(-chance.Next(30, 7000)));
        Set("organisation.kind", "有限责任公司");
        return new Party("simulated", "模拟企业", false, facts);

        void Set(string element, FeelValue value) => facts[element] = new Known(value, Source);
    }

    public static string NumberOf(DateOnly today, Random chance) => CitizenId.Create(Region, today.AddYears(-chance.Next(Youngest, Oldest)), chance.Next(1000)).ToString();

    public static string CreditCodeOf(Random chance) =>
        CreditCode.Create("91", Region, OrganisationCode.Create("MA" + chance.Next(1_000_000).ToString("000000", CultureInfo.InvariantCulture))).ToString();

    public static string Phone(Random chance) => "13" + chance.Next(1_000_000_000).ToString("000000000", CultureInfo.InvariantCulture);
}
