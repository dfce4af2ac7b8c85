using System.Text.Json;
using Tongzheng.Directories;
using Tongzheng.Directories.Demo;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Tests.Directories;

public sealed class DemoProvinceTests
{
    static readonly string Folder = Repository.PathOf("regions", "yunlan");
    static readonly DemoProvince Demo = DemoProvince.Load(Folder);
    static readonly IReadOnlyList<FoundingFact> Founding = [.. Demo.Facts()];
    static readonly DateOnly Day = new(2026, 9, 1);

    static IEnumerable<T> All<T>() => Founding.Select(fact => fact.Fact).OfType<T>();

    [Fact]
    public void Two_runs_make_the_same_facts()
    {
        static string Written(IEnumerable<FoundingFact> facts) =>
            string.Join('\n', facts.Select(fact => $"{fact.Jurisdiction} {fact.Stream} {JsonSerializer.Serialize(fact.Fact, fact.Fact.GetType(), Facts.Json)}"));
        Assert.Equal(Written(Founding), Written(DemoProvince.Load(Folder).Facts()));
    }

    [Fact]
    public void Every_place_is_there_down_to_the_village_and_every_government_keeps_its_own_journal()
    {
        Assert.Equal(25, All<RegionNamed>().Count());
        Assert.Equal(15, All<JurisdictionFounded>().Count());
        Assert.DoesNotContain(All<JurisdictionFounded>(), founded => founded.Jurisdiction.ToString() is "590101" or "590201");
        Assert.All(Founding.Where(fact => fact.Fact is RegionNamed { Region: var place } && place.Level >= RegionLevel.Town),
            fact => Assert.Equal(JurisdictionId.Of(((RegionNamed)fact.Fact).Region), fact.Jurisdiction));
    }

    [Fact]
    public void Every_body_has_a_name_a_code_of_region_59_and_people_in_its_posts()
    {
        var bodies = All<OrganisationFounded>().ToList();
        Assert.Distinct(bodies.Select(body => body.Organisation));
        Assert.Distinct(bodies.Select(body => body.Name.Zh));
        Assert.All(bodies, body => Assert.StartsWith("59", body.Organisation.Region));
        Assert.All(bodies, body => Assert.True(body.Organisation.Category is "11" or "12" or "54"));
        var held = All<OfficerAppointed>().SelectMany(officer => officer.Posts).ToHashSet();
        var posts = All<PostsCreated>().SelectMany(created => created.Posts.Select(post => new PostId(created.Organisation, post.Role))).ToList();
        Assert.All(posts, post => Assert.Contains(post, held));
        Assert.All(held, post => Assert.Contains(post, posts));
    }

    [Fact]
    public void Whoever_reviews_does_not_decide() =>
        Assert.DoesNotContain(All<OfficerAppointed>(), officer =>
            officer.Posts.Any(post => post.Role == Role.Reviewer) && officer.Posts.Any(post => post.Role == Role.Decider));

    // The departments as the matters name them, each with the level it is exercised at.
    public static TheoryData<string, int> Departments => [.. DepartmentsOfTheMatters()];

    static IEnumerable<(string, int)> DepartmentsOfTheMatters() =>
        System.IO.Directory.EnumerateFiles(Repository.PathOf("packs", "services"), "matter.yaml", SearchOption.AllDirectories)
            .Select(File.ReadAllLines)
            .Select(lines => (Of(lines, "department:"), int.Parse(Of(lines, "useLevel:"), System.Globalization.CultureInfo.InvariantCulture)))
            .Distinct().Order();

    static string Of(string[] lines, string name) =>
        lines.First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Trim().Trim('"');

    [Theory, MemberData(nameof(Departments))]
    public void In_every_county_somebody_is_responsible_for_every_matter(string department, int level)
    {
        foreach (var county in All<JurisdictionFounded>().Select(founded => founded.Jurisdiction).Where(each => each.Level == RegionLevel.County))
        {
            var jurisdiction = Jurisdiction.For(county.Region, (RegionLevel)level);
            var able = Bodies[jurisdiction].Where(body => body.Departments.Contains(department));
            Assert.True(Organisation.Nearest([.. able.Select(body => Founded(body, jurisdiction))], (RegionLevel)level, county.Region).Count > 0,
                $"Nobody in {jurisdiction} performs {department} at level {level}.");
        }
    }

    static readonly ILookup<JurisdictionId, OrganisationFounded> Bodies = Founding.Where(fact => fact.Fact is OrganisationFounded)
        .ToLookup(fact => fact.Jurisdiction, fact => (OrganisationFounded)fact.Fact);

    static Organisation Founded(OrganisationFounded body, JurisdictionId jurisdiction) => new(
        body.Organisation, jurisdiction, body.Name, body.Region, body.Level, body.Parent, body.Address, body.Phone, body.OpeningHours, false, null);

    [Fact]
    public void In_a_street_the_station_of_the_street_is_responsible_for_matters_of_its_level()
    {
        var (lanyang, street) = (JurisdictionId.Parse("590102"), RegionCode.Parse("590102001001"));
        IReadOnlyList<Organisation> police = [.. Bodies[lanyang].Where(body => body.Departments.Contains("公安")).Select(body => Founded(body, lanyang))];
        Assert.Equal("澜阳区书院街道派出所", Assert.Single(Organisation.Nearest(police, RegionLevel.Town, street)).Name.Zh);
        Assert.Equal("澜阳区公安局", Assert.Single(Organisation.Nearest(police, RegionLevel.County, street)).Name.Zh);
        Assert.Equal("澜阳区公安局", Assert.Single(Organisation.Nearest(police, RegionLevel.Town, RegionCode.Parse("590102"))).Name.Zh);
    }

    [Theory]
    [InlineData("590102001001", 4, "590102")]
    [InlineData("590102001001", 5, "590102")]
    [InlineData("590102001001", 3, "590100")]
    [InlineData("590102001001", 2, "590000")]
    [InlineData("590102001001", 1, "000000")]
    [InlineData("599001", 3, "599001")]
    [InlineData("599001", 2, "590000")]
    [InlineData("590100", 4, "590100")]
    public void The_government_of_the_level_acts_for_a_place(string place, int level, string jurisdiction) =>
        Assert.Equal(JurisdictionId.Parse(jurisdiction), Jurisdiction.For(RegionCode.Parse(place), (RegionLevel)level));

    [Fact]
    public void People_are_as_varied_as_in_a_register()
    {
        var people = All<PersonRegistered>().ToList();
        Assert.InRange(people.Count, 300, 600);
        Assert.Distinct(people.Where(person => person.CitizenId is not null).Select(person => person.CitizenId));
        Assert.Distinct(people.Select(person => person.Person));
        Assert.All(people.Where(person => person.CitizenId is not null), person =>
        {
            Assert.StartsWith("59", person.CitizenId!.Value.FirstRegion);
            Assert.Equal((person.BirthDate, person.Sex), (person.CitizenId.Value.BirthDate, person.CitizenId.Value.Sex));
        });
        var ages = people.Where(person => person.CitizenId is not null).Select(person => person.CitizenId!.Value.AgeOn(Day)).ToList();
        Assert.Equal((0, 95), (ages.Min(), ages.Max()));
        Assert.Contains(82, ages);
        Assert.True(ages.Count(age => age is > 0 and < 18) > 30);
        Assert.True(ages.Count(age => age >= 80) > 10);
        Assert.Contains(people, person => person.Name!.Contains('䶮', StringComparison.Ordinal));
        Assert.Contains(people, person => person.Name!.Contains('㐂', StringComparison.Ordinal));
        Assert.Contains(people, person => person.Name!.Contains('·', StringComparison.Ordinal) && person.Nation == "维吾尔族");
        Assert.Contains(people, person => person.CitizenId is null && person.Document is { Nationality: "POL" });
        Assert.True(All<DisabilityCertified>().Select(certified => certified.Level).ToHashSet().SetEquals([1, 2, 3, 4]));
    }

    [Fact]
    public void Parents_are_older_than_their_children()
    {
        var born = All<PersonRegistered>().ToDictionary(person => person.Person, person => person.BirthDate!.Value);
        var parents = All<PersonRelated>().Where(related => related.Relation == Relation.ParentOf).ToList();
        Assert.True(parents.Count > 50);
        Assert.All(parents, related => Assert.InRange(born[related.Other].Year - born[related.Person].Year, 16, 50));
    }

    [Fact]
    public void Firms_have_codes_and_grown_up_people_at_their_head()
    {
        var firms = All<EnterpriseRegistered>().ToList();
        var ages = All<PersonRegistered>().Where(person => person.CitizenId is not null).ToDictionary(person => person.Person, person => person.CitizenId!.Value.AgeOn(Day));
        Assert.InRange(firms.Count, 40, 200);
        Assert.Distinct(firms.Select(firm => firm.CreditCode));
        Assert.All(firms, firm => Assert.InRange(ages[firm.LegalRepresentative], 22, 66));
        Assert.Contains(firms, firm => firm.CreditCode.Category == "91");
        Assert.Contains(firms, firm => firm.CreditCode.Category == "92");
    }

    [Fact]
    public void Those_of_the_stories_are_who_the_stories_say()
    {
        Assert.Equal(82, Demo.Resident("chen-xiuying").CitizenId!.Value.AgeOn(Day));
        Assert.Equal("李䶮", Demo.Resident("li-yan").Name);
        Assert.All(Demo.Residents, resident => Assert.NotEmpty(resident.Note));
    }
}
