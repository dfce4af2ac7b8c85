using System.Globalization;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Directories.Demo;

/// <summary>The people of the demo: those the stories tell of, and households around them.</summary>
sealed class DemoPeople
{
    // Ages are reckoned on this day: the youngest is a newborn of 2026, the oldest 95.
    internal static readonly DateOnly Today = new(2026, 9, 1);

    // How many households are made in a place; more where the stories play.
    static readonly (string Place, int Households)[] Households =
    [
        ("590102001001", 30), ("590102001002", 25), ("590102002", 15), ("590102100", 15), ("590121200200", 20), ("590121100", 12),
        ("590103", 4), ("590122", 4), ("590181", 4), ("590202", 4), ("590221", 4), ("592301", 4), ("592322", 4), ("599001", 4),
    ];

    static readonly (string Name, Sex Sex, string Nationality, DateOnly Born)[] Foreigners =
    [
        ("Maria Lopez", Sex.Female, "ESP", new(1990, 2, 14)), ("James Whitfield", Sex.Male, "GBR", new(1978, 8, 9)),
        ("Aiko Tanabe", Sex.Female, "JPN", new(1995, 11, 3)), ("Łukasz Żak", Sex.Male, "POL", new(1986, 6, 30)),
    ];

    static readonly Text[] Disabilities =
    [
        new("视力", "sight"), new("听力", "hearing"), new("言语", "speech"), new("肢体", "limbs"), new("智力", "intellect"), new("精神", "mind"), new("多重", "multiple"),
    ];

    readonly Dictionary<string, DemoPlace> places;
    readonly NameBook names;
    readonly HashSet<CitizenId> numbers = [];
    readonly List<(string Key, PersonRegistered Person, string Note)> residents = [];
    readonly List<PersonRegistered> all = [];
    readonly List<Fact> further = [];

    public DemoPeople(IReadOnlyList<DemoPlace> places, IReadOnlyList<IReadOnlyDictionary<string, string>> rows, NameBook names)
    {
        this.places = places.ToDictionary(place => place.Code.ToString());
        this.names = names;
        foreach (var row in rows)
            AddResident(row);
        Relate(Resident("li-yan"), Resident("guo-xi"), "li-nianci", "li-zhao");
        for (var i = 0; i < Foreigners.Length; i++)
            AddForeigner(Foreigners[i], i);
        foreach (var (place, households) in Households)
            for (var i = 0; i < households; i++)
                AddHousehold(this.places[place], i);
    }

    public IReadOnlyList<PersonRegistered> All => all;

    public IEnumerable<(string Key, PersonRegistered Person, string Note)> Residents => residents;

    public PersonRegistered Resident(string key) => residents.First(resident => resident.Key == key).Person;

    public IEnumerable<(string Stream, Fact Fact)> Of(JurisdictionId jurisdiction)
    {
        var here = all.Where(person => JurisdictionId.Of(person.Residence) == jurisdiction).ToDictionary(person => person.Person);
        foreach (var person in here.Values)
            yield return (Person.StreamOf(person.Person), person);
        foreach (var fact in further)
            if (fact is PersonRelated { Person: var first } && here.ContainsKey(first))
                yield return (Person.StreamOf(first), fact);
            else if (fact is DisabilityCertified { Person: var holder } && here.ContainsKey(holder))
                yield return (Person.StreamOf(holder), fact);
    }

    void AddResident(IReadOnlyDictionary<string, string> row)
    {
        var place = places[row["residence"]];
        var person = Add(row["key"], place, row["name"], row["sex"] == "male" ? Sex.Male : Sex.Female,
            DateOnly.ParseExact(row["birthDate"], "yyyy-MM-dd", CultureInfo.InvariantCulture), row["nation"], row["address"]);
        residents.Add((row["key"], person, row["note"]));
        if (row["disability"].Length > 0)
            further.Add(new DisabilityCertified(person.Person, Disabilities.First(kind => kind.Zh == row["disability"]),
                int.Parse(row["disabilityLevel"], CultureInfo.InvariantCulture)));
    }

    void AddForeigner((string Name, Sex Sex, string Nationality, DateOnly Born) row, int index)
    {
        var id = PersonId.Fixed(DemoProvince.Founded, Chance.SeedOf($"foreigner/{index}"));
        all.Add(new PersonRegistered(id, RegionCode.Parse("590102002"), row.Name, null,
            new OtherDocument(new Text("护照", "Passport"), string.Create(CultureInfo.InvariantCulture, $"X59{index + 1:000000}"), row.Nationality),
            row.Sex, row.Born, null, $"澜阳区江门路{60 + index}号", Phone(all.Count)));
    }

    void AddHousehold(DemoPlace place, int number)
    {
        var key = $"household/{place.Code}/{number}";
        var chance = new Chance(key);
        var address = AddressIn(place, chance);
        var kind = chance.Below(100);
        if (kind < 12)
            AddOne(chance, key, place, address, chance.Between(66, 95));
        else if (kind < 24)
            Relate(AddPair(chance, key, place, address, chance.Between(62, 88)));
        else if (kind < 32)
            AddMinority(chance, key, place, address);
        else if (kind < 45)
            AddOne(chance, key, place, address, chance.Between(19, 58));
        else
            AddFamily(chance, key, place, address);
    }

    void AddFamily(Chance chance, string key, DemoPlace place, string address)
    {
        var parentsAge = chance.Between(24, 52);
        var (father, mother) = AddPair(chance, key, place, address, parentsAge);
        Relate((father, mother));
        var youngest = Math.Max(0, parentsAge - 45);
        var oldest = Math.Min(25, parentsAge - 22);
        for (var i = chance.Between(0, oldest > youngest ? 3 : 1); i > 0; i--)
        {
            var sex = chance.Percent(50) ? Sex.Male : Sex.Female;
            var born = BornAt(chance, chance.Between(youngest, Math.Max(youngest, oldest)));
            var child = Add($"{key}/child{i}", place, names.SurnameOf(father.Name!) + names.Given(chance, sex, born.Year), sex, born, "汉族", address, chance);
            further.Add(new PersonRelated(father.Person, child.Person, Relation.ParentOf));
            further.Add(new PersonRelated(mother.Person, child.Person, Relation.ParentOf));
        }
        if (!chance.Percent(30))
            return;
        var grandBorn = BornAt(chance, Math.Min(95, parentsAge + chance.Between(22, 36)));
        var grandmother = Add($"{key}/grandmother", place, names.Surname(chance) + names.Given(chance, Sex.Female, grandBorn.Year), Sex.Female, grandBorn, "汉族", address, chance);
        further.Add(new PersonRelated(grandmother.Person, father.Person, Relation.ParentOf));
    }

    (PersonRegistered, PersonRegistered) AddPair(Chance chance, string key, DemoPlace place, string address, int age)
    {
        var (his, hers) = (BornAt(chance, age), BornAt(chance, Math.Max(21, age - chance.Between(0, 4))));
        return (
            Add($"{key}/husband", place, names.Surname(chance) + names.Given(chance, Sex.Male, his.Year), Sex.Male, his, "汉族", address, chance),
            Add($"{key}/wife", place, names.Surname(chance) + names.Given(chance, Sex.Female, hers.Year), Sex.Female, hers, "汉族", address, chance));
    }

    void AddOne(Chance chance, string key, DemoPlace place, string address, int age)
    {
        var sex = chance.Percent(45) ? Sex.Male : Sex.Female;
        var born = BornAt(chance, age);
        Add($"{key}/one", place, names.Surname(chance) + names.Given(chance, sex, born.Year), sex, born, "汉族", address, chance);
    }

    void AddMinority(Chance chance, string key, DemoPlace place, string address)
    {
        var (name, nation, sex) = names.Minority(chance);
        Add($"{key}/one", place, name, sex, BornAt(chance, chance.Between(20, 70)), nation, address, chance);
    }

    PersonRegistered Add(string key, DemoPlace place, string name, Sex sex, DateOnly born, string nation, string address, Chance? chance = null)
    {
        var person = new PersonRegistered(
            PersonId.Fixed(DemoProvince.Founded, Chance.SeedOf($"person/{key}")), place.Code, name, NumberFor(key, place, sex, born), null, sex, born, nation, address,
            Phone(all.Count));
        all.Add(person);
        if (chance is not null && chance.Percent(6))
            further.Add(new DisabilityCertified(person.Person, chance.Of(Disabilities), chance.Between(1, 4)));
        return person;
    }

    void Relate((PersonRegistered One, PersonRegistered Other) pair) =>
        further.Add(new PersonRelated(pair.One.Person, pair.Other.Person, Relation.Spouse));

    void Relate(PersonRegistered father, PersonRegistered mother, params string[] children)
    {
        Relate((father, mother));
        foreach (var child in children.Select(Resident))
        {
            further.Add(new PersonRelated(father.Person, child.Person, Relation.ParentOf));
            further.Add(new PersonRelated(mother.Person, child.Person, Relation.ParentOf));
        }
    }

    // The sequence is drawn for the person and moved on by two (its parity is the sex) while somebody has the number.
    CitizenId NumberFor(string key, DemoPlace place, Sex sex, DateOnly born)
    {
        var sequence = (new Chance($"number/{key}").Below(499) * 2) + (sex == Sex.Male ? 1 : 2);
        while (true)
        {
            var number = CitizenId.Create(place.Code.SixDigits.ToString(), born, sequence % 1000);
            if (numbers.Add(number))
                return number;
            sequence += 2;
        }
    }

    static DateOnly BornAt(Chance chance, int age) => Today.AddYears(-age).AddDays(-chance.Below(365));

    string AddressIn(DemoPlace place, Chance chance)
    {
        var county = places[place.Code.SixDigits.ToString()].GovernmentName;
        if (place.Name.Zh.EndsWith('村'))
            return $"{county}{places[place.Code.Parent.ToString()!].Name.Zh}{place.Name.Zh}{chance.Between(1, 8)}组{chance.Between(1, 60)}号";
        return $"{county}{names.One("street", chance)}{chance.Between(1, 180)}号{chance.Between(1, 12)}栋{chance.Between(1, 18)}0{chance.Between(1, 4)}室";
    }

    static string Phone(int number) => string.Create(CultureInfo.InvariantCulture, $"0590-7{number:000000}");
}
