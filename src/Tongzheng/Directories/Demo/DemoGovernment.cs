using System.Globalization;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Directories.Demo;

/// <summary>The bodies of each government, with posts and officers.</summary>
sealed class DemoGovernment(
    IReadOnlyList<DemoPlace> places,
    IReadOnlyList<IReadOnlyDictionary<string, string>> departments,
    IReadOnlyList<IReadOnlyDictionary<string, string>> townBodies,
    IReadOnlyList<IReadOnlyDictionary<string, string>> posts,
    NameBook names)
{
    static readonly Text Hours = new("工作日 9:00–12:00，13:30–17:00", "Working days 9:00–12:00, 13:30–17:00");

    static readonly Role[] FullStaff = [Role.Clerk, Role.Reviewer, Role.Inspector, Role.Decider, Role.Counter, Role.Leader, Role.Steward];

    // In the two governments the stories play in, everybody has one post; elsewhere three officers share them, so that
    // whoever reviews never decides.
    static readonly string[] Showcases = ["590100", "590102"];
    static readonly Role[][] Shared = [[Role.Clerk, Role.Counter, Role.Steward], [Role.Reviewer, Role.Inspector, Role.Auditor], [Role.Decider, Role.Leader]];

    readonly Dictionary<Role, Text> titles = posts.ToDictionary(row => Role.Parse(row["role"]), row => new Text(row["zh"], row["en"]));
    readonly List<DemoPlace> governments = [.. places.Where(place => place.IsGovernment)];

    public IEnumerable<(string Stream, Fact Fact)> Of(DemoPlace government)
    {
        var number = governments.IndexOf(government);
        CreditCode? office = null; // the general office stands above the departments
        foreach (var row in departments.Where(row => IsAt(row, government.Code.Level)))
        {
            var founded = Body(government, row, number, 0, government.GovernmentName + Suffix(row, government.Code.Level), office);
            office ??= founded.Organisation;
            foreach (var fact in Staffed(founded, row, government))
                yield return fact;
        }

        var below = places.Where(place => place.Code.Level >= RegionLevel.Town && place.Code.SixDigits == government.Code).ToList();
        for (var i = 0; i < below.Count; i++)
            foreach (var row in departments.Where(row => IsAt(row, below[i].Code.Level)))
                if (townBodies.FirstOrDefault(body => body["number"] == row["number"] && body["kind"] == below[i].Kind.Zh) is { } body)
                {
                    var stem = body["suffix"] == below[i].Kind.Zh ? Stem(below[i].Name.Zh) : below[i].Name.Zh;
                    var founded = Body(below[i], row, number, i + 1, government.GovernmentName + stem + body["suffix"], office, body["en"]);
                    foreach (var fact in Staffed(founded, row, government))
                        yield return fact;
                }
    }

    static OrganisationFounded Body(
        DemoPlace place, IReadOnlyDictionary<string, string> row, int government, int town, string name, CreditCode? parent, string? en = null)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"{government:00}{row["number"]}{town:00}");
        var region = place.Code == RegionCode.State ? "590000" : place.Code.SixDigits.ToString(); // no code of the demo is outside 59
        return new OrganisationFounded(
            CreditCode.Create(row["category"], region, OrganisationCode.Create("MB" + number)), new Text(name, $"{place.Name.En} {en ?? row["en"]}"),
            place.Code, place.Code.Level, row["serves"].Split(';'), parent, new Text(place.Seat), $"0590-5{number}", Hours);
    }

    IEnumerable<(string Stream, Fact Fact)> Staffed(OrganisationFounded founded, IReadOnlyDictionary<string, string> row, DemoPlace government)
    {
        var code = founded.Organisation;
        Role[] roles = row["staff"] == "full" ? FullStaff : [.. row["staff"].Split('+').Select(Role.Parse)];
        yield return ($"organisation/{code}", founded);
        yield return ($"organisation/{code}", new PostsCreated(code, [.. roles.Select(role => new PostTitle(role, titles[role]))]));
        var teams = Showcases.Contains(government.Code.ToString())
            ? roles.Select(role => new[] { role })
            : Shared.Select(team => team.Intersect(roles).ToArray()).Where(team => team.Length > 0);
        foreach (var team in teams)
        {
            var key = $"officer/{code}/{team[0]}";
            var chance = new Chance(key);
            var sex = chance.Percent(50) ? Sex.Male : Sex.Female;
            var officer = OfficerId.Fixed(DemoProvince.Founded, Chance.SeedOf(key));
            yield return ($"officer/{officer}", new OfficerAppointed(
                officer, names.Surname(chance) + names.Given(chance, sex, chance.Between(1966, 1999)), [.. team.Select(role => new PostId(code, role))]));
        }
    }

    static bool IsAt(IReadOnlyDictionary<string, string> row, RegionLevel level) =>
        (int)level >= row["levels"][0] - '0' && (int)level <= row["levels"][2] - '0';

    static string Suffix(IReadOnlyDictionary<string, string> row, RegionLevel level) =>
        row[level <= RegionLevel.Province ? "provinceSuffix" : level == RegionLevel.City ? "citySuffix" : "countySuffix"];

    // 书院社区 + 居民委员会, 高坪村 + 村民委员会: the committee of a village is 高坪村民委员会.
    static string Stem(string name) => name.EndsWith('村') ? name[..^1] : name;
}
