using Tongzheng.Directories;
using Tongzheng.Directories.Demo;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Tests.Journals;

namespace Tongzheng.Tests.Directories;

public sealed class SqliteDirectoryTests(DemoJournal<SqlitePlace> demo) : DirectoryTests<SqlitePlace>(demo), IClassFixture<DemoJournal<SqlitePlace>>;

public sealed class PostgresDirectoryTests(DemoJournal<PostgresPlace> demo) : DirectoryTests<PostgresPlace>(demo), IClassFixture<DemoJournal<PostgresPlace>>;

/// <summary>What is asked of the directory, on the whole demo province.</summary>
public abstract class DirectoryTests<TPlace>(DemoJournal<TPlace> demo) : IAsyncLifetime where TPlace : Place, new()
{
    static readonly JurisdictionId Lanyang = JurisdictionId.Parse("590102");
    static readonly RegionCode Shuyuan = RegionCode.Parse("590102001001");

    Journal Journal { get; set; } = null!;

    public async ValueTask InitializeAsync() => Journal = await demo.Open();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_person_is_found_by_citizen_number_with_all_that_is_known()
    {
        var registered = demo.Demo.Resident("chen-xiuying");
        var person = await Person.Find(Journal, demo.Index, Lanyang, registered.CitizenId!.Value);
        Assert.Equal(("陈秀英", registered.CitizenId, "澜阳区书院路12号2单元301室", 82),
            (person!.Name, person.CitizenId, person.Address, person.AgeOn(new DateOnly(2026, 9, 1))));
        Assert.Equal(person, await Person.Find(Journal, Lanyang, person.Id));
    }

    [Fact]
    public void A_statement_that_stays_prepared_takes_lists_of_any_length()
    {
        List<string> Named(params string[] regions) => Journal.Read("SELECT region FROM directory_region WHERE jurisdiction = @jurisdiction AND region IN @regions ORDER BY region LIMIT @most",
            row => row.Text(0), ("@jurisdiction", Lanyang.ToString()), ("@regions", regions), ("@most", 2));
        string[] places = ["590102001", "590102001001", "590102002"];
        Assert.Equal(places[..2], Named(places));
        Assert.Equal(places[2..], Named(places[2], "599999999999"));
        Assert.Empty(Named());
    }

    [Fact]
    public async Task A_person_unknown_here_is_not_found()
    {
        Assert.Null(await Person.Find(Journal, demo.Index, Lanyang, CitizenId.Parse("590101199001010014")));
        Assert.Null(await Person.Find(Journal, JurisdictionId.Parse("590103"), demo.Demo.Resident("chen-xiuying").Person));
        Assert.Null(await Person.Find(Journal, Lanyang, PersonId.New(DemoProvince.Founded)));
    }

    [Fact]
    public async Task A_person_without_a_citizen_number_is_found_by_passport() =>
        Assert.Equal("Łukasz Żak", (await Person.FindByDocument(Journal, demo.Index, Lanyang, "X59000004"))?.Name);

    [Fact]
    public async Task A_disability_certificate_is_part_of_the_record() =>
        Assert.Equal(new Disability(new Text("肢体", "limbs"), 1), (await Person.Find(Journal, Lanyang, demo.Demo.Resident("wang-jianguo").Person))?.Disability);

    [Fact]
    public async Task A_family_is_known_from_each_of_its_members()
    {
        var (father, daughter) = (demo.Demo.Resident("li-yan").Person, demo.Demo.Resident("li-nianci").Person);
        Assert.Contains((daughter, Relation.ParentOf, true), await Person.Related(Journal, Lanyang, father));
        Assert.Contains((father, Relation.ParentOf, false), await Person.Related(Journal, Lanyang, daughter));
        Assert.Contains(await Person.Related(Journal, Lanyang, father), related => related.Relation == Relation.Spouse);
    }

    [Fact]
    public async Task Those_entitled_by_age_are_found_in_their_community()
    {
        var old = await Person.BornBy(Journal, Lanyang, Shuyuan, new DateOnly(1946, 9, 1));
        Assert.Contains(demo.Demo.Resident("chen-xiuying").Person, old);
        Assert.DoesNotContain(demo.Demo.Resident("zhou-min").Person, old);
        Assert.True(old.Count < (await Person.BornBy(Journal, Lanyang, RegionCode.Parse("590102"), new DateOnly(1946, 9, 1))).Count);
    }

    [Fact]
    public async Task The_body_responsible_for_a_matter_has_posts_and_officers()
    {
        var market = Assert.Single(await Organisation.Responsible(Journal, Lanyang, "市场监督管理", RegionLevel.County, Shuyuan));
        Assert.Equal(("澜阳区市场监督管理局", "Lanyang District Market Regulation Bureau"), (market.Name.Zh, market.Name.En));
        Assert.Equal(market, await Organisation.Find(Journal, Lanyang, market.Code));
        Assert.Contains(await Post.Of(Journal, Lanyang, market.Code), post => post is { Id.Role: var role, Name.Zh: "审查岗" } && role == Role.Reviewer);
        var officers = await Officer.Of(Journal, Lanyang, market.Code);
        var reviewer = Assert.Single(officers, officer => officer.Holds(new PostId(market.Code, Role.Reviewer)));
        Assert.Equal(reviewer.Posts, (await Officer.Find(Journal, Lanyang, reviewer.Id))?.Posts);
        Assert.Null(await Officer.Find(Journal, JurisdictionId.Parse("590103"), reviewer.Id));
    }

    [Fact]
    public async Task A_firm_is_found_by_its_code_and_by_who_represents_it()
    {
        var head = demo.Demo.Resident("ouyang-qing").Person;
        var firm = Assert.Single(Enterprise.RepresentedBy(Journal, Lanyang, head));
        Assert.Equal((firm, firm), (Enterprise.Find(Journal, Lanyang, firm.CreditCode), Enterprise.Find(Journal, Lanyang, firm.Id)));
        Assert.EndsWith("有限公司", firm.Name);
        Assert.NotNull(firm.Capital);
    }

    [Fact]
    public async Task Every_government_and_its_places_are_listed()
    {
        var all = await Jurisdiction.All(Journal);
        Assert.Equal(15, all.Count);
        Assert.Equal(JurisdictionId.State, all[0].Id);
        Assert.Equal(["澜阳区", "书院街道", "书院社区", "桂巷社区", "江门街道", "柳堤镇"], (await Region.All(Journal, Lanyang)).Select(region => region.Name.Zh));
        Assert.True((await Organisation.All(Journal, Lanyang)).Count > 40);
    }

    [Fact]
    public async Task Founding_the_demo_again_changes_nothing()
    {
        var size = await Journal.Size("590102");
        await FoundDemo.Found(Journal, demo.Demo);
        Assert.Equal(size, await Journal.Size("590102"));
    }

    [Fact]
    public async Task No_citizen_number_stands_in_the_tables()
    {
        await using var connection = Journal.OpenRead();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM directory_person WHERE jurisdiction = '590102' AND number_digest LIKE @number";
        var number = command.CreateParameter();
        (number.ParameterName, number.Value) = ("@number", $"%{demo.Demo.Resident("chen-xiuying").CitizenId}%");
        command.Parameters.Add(number);
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }
}
