using System.Globalization;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Directories.Demo;

/// <summary>Individual businesses and companies of the demo, each led by one of its people.</summary>
sealed class DemoFirms
{
    const int AgeToLead = 22;
    const int OldestToLead = 66;

    static readonly Text IndividualBusiness = new("个体工商户", "Individual business");
    static readonly Text Company = new("有限责任公司", "Limited company");

    readonly List<EnterpriseRegistered> firms = [];
    readonly NameBook names;

    public DemoFirms(DemoPeople people, NameBook names)
    {
        this.names = names;
        var leaders = people.All.Where(person => person.CitizenId is { } number && number.AgeOn(DemoPeople.Today) is >= AgeToLead and <= OldestToLead).ToList();
        var known = people.Residents.Select(resident => resident.Person.Person).ToHashSet();
        Add(people.Resident("ouyang-qing"), isCompany: true); // the others of the stories have no firm yet
        for (var i = 0; i < leaders.Count; i += 3)
            if (!known.Contains(leaders[i].Person))
                Add(leaders[i], isCompany: i % 4 == 0);
    }

    public IEnumerable<(string Stream, Fact Fact)> Of(JurisdictionId jurisdiction) => firms
        .Where(firm => JurisdictionId.Of(firm.Region) == jurisdiction)
        .Select(firm => (Enterprise.StreamOf(firm.Enterprise), (Fact)firm));

    void Add(PersonRegistered leader, bool isCompany)
    {
        var key = $"enterprise/{firms.Count}";
        var chance = new Chance(key);
        var county = leader.Residence.SixDigits;
        var place = leader.Address![..3]; // 澜阳区, 霁安县 …
        var trade = names.One(isCompany ? "company" : "trade", chance).Split(':');
        var brand = names.One("brand", chance);
        firms.Add(new EnterpriseRegistered(
            EnterpriseId.Fixed(DemoProvince.Founded, Chance.SeedOf(key)),
            CreditCode.Create(isCompany ? "91" : "92", county.ToString(), OrganisationCode.Create(string.Create(CultureInfo.InvariantCulture, $"MA59{firms.Count:0000}"))),
            isCompany ? $"{place}{brand}{trade[0]}有限公司" : $"{place}{brand}{trade[0]}",
            isCompany ? Company : IndividualBusiness, leader.Person, leader.Residence,
            $"{place}{names.One("street", chance)}{chance.Between(1, 180)}号{(isCompany ? "" : "一层")}",
            new DateOnly(chance.Between(2008, 2025), chance.Between(1, 12), chance.Between(1, 28)),
            isCompany ? Money.OfYuan(chance.Between(1, 60) * 100_000m) : null, trade[1]));
    }
}
