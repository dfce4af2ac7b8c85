using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Services.Apply;

/// <summary>Whose application it is, with the facts government has already and so does not ask (一数一源).</summary>
public sealed class Applicants(Journal journal)
{
    // A kilobyte or two each: those who apply in one hour of a large city.
    const int MostRecent = 10_000;

    static readonly Text Residents = new("人口基础信息", "Population register");
    static readonly Text Enterprises = new("法人基础信息", "Enterprise register");
    static readonly Text Disabled = new("残疾人证信息", "Disability certificate register");

    readonly Recent<(JurisdictionId, PersonId), Registered> recent = new(journal, MostRecent);

    /// <summary>The person as party; as read lately where nothing has been recorded of them since.</summary>
    public async Task<Party?> OfPerson(JurisdictionId home, PersonId id, CancellationToken stop)
    {
        var (shelf, stamp) = (recent.Now(), journal.StampOf(home.ToString(), Person.StreamOf(id)));
        if (stamp is not null && shelf.TryFind((home, id), out var known) && known.Stamp == stamp) return known.Party;
        if (await Person.Find(journal, home, id, stop) is not { } person) return null;
        var party = ToParty(person);
        if (stamp is { } asRead) shelf.Keep((home, id), new Registered(party, asRead));
        return party;
    }

    /// <summary>The enterprise as party, if the person may act for it; the person's own facts stand beside.</summary>
    public async Task<Party?> OfEnterprise(JurisdictionId home, PersonId representative, string enterprise, CancellationToken stop)
    {
        var firm = Enterprise.RepresentedBy(journal, home, representative).FirstOrDefault(each => each.Id.ToString() == enterprise);
        if (firm is null || await Person.Find(journal, home, representative, stop) is not { } person) return null;
        var facts = Facts(person);
        facts["organisation.name"] = new Known(firm.Name, Enterprises);
        facts["organisation.code"] = new Known(firm.CreditCode.ToString(), Enterprises);
        facts["organisation.address"] = new Known(firm.Address, Enterprises);
        facts["organisation.establishedOn"] = new Known(firm.EstablishedOn, Enterprises);
        facts["organisation.kind"] = new Known(firm.Kind.Zh, Enterprises);
        return new Party(firm.Id.ToString(), firm.Name, false, facts);
    }

    public static Party ToParty(Person person) => new(person.Id.ToString(), person.Name, true, Facts(person));

    sealed record Registered(Party Party, int Stamp);

    static Dictionary<string, Known> Facts(Person person)
    {
        var facts = new Dictionary<string, Known> { ["person.name"] = new(person.Name, Residents), ["person.region"] = new(person.Residence.ToString(), Residents) };
        void Set(string element, FeelValue value, Text source)
        {
            if (!value.IsNull) facts[element] = new Known(value, source);
        }
        Set("person.number", person.CitizenId?.ToString() ?? person.Document?.Number, Residents);
        Set("person.documentKind", person.CitizenId is null ? person.Document?.Kind.Zh : "居民身份证", Residents);
        Set("person.birthDate", person.BirthDate is { } born ? born : FeelValue.Null, Residents);
        Set("person.sex", person.Sex switch { Sex.Male => "男", Sex.Female => "女", _ => null }, Residents);
        Set("person.nation", person.Nation, Residents);
        Set("person.address", person.Address, Residents);
        Set("person.phone", person.Phone, Residents);
        Set("person.disabilityCategory", person.Disability?.Category.Zh, Disabled);
        Set("person.disabilityLevel", person.Disability is { } disability ? disability.Level : FeelValue.Null, Disabled);
        return facts;
    }
}
