using Tongzheng.Kernel;

namespace Tongzheng.Directories.Demo;

/// <summary>
/// The demonstration province: reads a folder such as <c>regions/yunlan</c> and makes the same facts of it in every run.
/// The node appends them at its first start.
/// </summary>
public sealed class DemoProvince
{
    /// <summary>The day the demo's records begin; ids of its people and firms are of this instant.</summary>
    public static readonly DateTimeOffset Founded = new(2026, 1, 1, 9, 0, 0, China.Offset);

    readonly IReadOnlyList<DemoPlace> places;
    readonly DemoGovernment government;
    readonly DemoPeople people;
    readonly DemoFirms firms;

    DemoProvince(string folder)
    {
        IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string file)
        {
            using var reader = File.OpenText(Path.Combine(folder, file));
            return Table.Rows(reader);
        }

        var names = new NameBook(Rows("names.csv"));
        places = [.. Rows("places.csv").Select(DemoPlace.Of)];
        government = new DemoGovernment(places, Rows("departments.csv"), Rows("town-bodies.csv"), Rows("posts.csv"), names);
        people = new DemoPeople(places, Rows("residents.csv"), names);
        firms = new DemoFirms(people, names);
    }

    /// <exception cref="IOException">A file of the folder is missing.</exception>
    public static DemoProvince Load(string folder) => new(folder);

    /// <summary>Everything, in the order it is to be appended: the state first, in each jurisdiction places before bodies before people.</summary>
    public IEnumerable<FoundingFact> Facts()
    {
        foreach (var place in places.Where(place => place.IsGovernment))
        {
            var jurisdiction = JurisdictionId.Of(place.Code);
            yield return new(jurisdiction, "jurisdiction", new JurisdictionFounded(jurisdiction, new Text(place.GovernmentName, place.Name.En)));
            foreach (var inside in places.Where(each => JurisdictionOf(each) == jurisdiction))
                yield return new(jurisdiction, $"region/{inside.Code}", new RegionNamed(inside.Code, inside.Name, inside.Kind));
            foreach (var (stream, fact) in government.Of(place))
                yield return new(jurisdiction, stream, fact);
            foreach (var (stream, fact) in people.Of(jurisdiction))
                yield return new(jurisdiction, stream, fact);
            foreach (var (stream, fact) in firms.Of(jurisdiction))
                yield return new(jurisdiction, stream, fact);
        }
    }

    /// <summary>Somebody the stories tell of, by the key in residents.csv.</summary>
    public PersonRegistered Resident(string key) => people.Resident(key);

    /// <summary>The people of residents.csv, for the demo's sign-in panel: key, record and who they are.</summary>
    public IEnumerable<(string Key, PersonRegistered Person, string Note)> Residents => people.Residents;

    // A collective code belongs to its city.
    static JurisdictionId JurisdictionOf(DemoPlace place) =>
        JurisdictionId.Of(place.IsCollective ? place.Code.Parent ?? place.Code : place.Code);
}
