using Tongzheng.Directories;
using Tongzheng.Directories.Demo;
using Tongzheng.Directories.ReadModels;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Tests.Directories;

/// <summary>A journal with the whole demo province in it, shared by the tests that only read.</summary>
public sealed class DemoJournal : IAsyncLifetime
{
    public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("directory-").FullName;

    public DemoProvince Demo { get; } = DemoProvince.Load(Repository.PathOf("regions", "yunlan"));

    public CitizenIndex Index { get; private set; } = null!;

    public Journal Journal { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Index = CitizenIndex.OpenOrCreate(Path.Combine(Folder, "keys", "citizen-index.key"));
        Journal = await Journal.Open(new JournalOptions
        {
            Database = Path.Combine(Folder, "journal.db"),
            Keys = Path.Combine(Folder, "keys", "keys.db"),
            Models = [new GovernmentModel(), new PeopleModel(Index), new EnterpriseModel()],
        });
        await FoundDemo.Found(Journal, Demo);
    }

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        System.IO.Directory.Delete(Folder, recursive: true);
    }
}

public sealed class DirectoryTests(DemoJournal demo) : IClassFixture<DemoJournal>
{
    static readonly JurisdictionId Lanyang = JurisdictionId.Parse("590102");
    static readonly RegionCode Shuyuan = RegionCode.Parse("590102001001");

    Journal Journal => demo.Journal;

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
        var firm = Assert.Single(await Enterprise.RepresentedBy(Journal, Lanyang, head));
        Assert.Equal((firm, firm), (await Enterprise.Find(Journal, Lanyang, firm.CreditCode), await Enterprise.Find(Journal, Lanyang, firm.Id)));
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

/// <summary>What changes in the directory, each in a journal of its own.</summary>
public sealed class DirectoryChangeTests : IAsyncLifetime
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, China.Offset);
    static readonly JurisdictionId Lanyang = JurisdictionId.Parse("590102");
    static readonly RegionCode Shuyuan = RegionCode.Parse("590102001001");

    readonly string folder = System.IO.Directory.CreateTempSubdirectory("directory-").FullName;
    readonly CitizenIndex index = new(new byte[32]);
    Journal journal = null!;
    int keys;

    public async ValueTask InitializeAsync() => journal = await Journal.Open(new JournalOptions
    {
        Database = Path.Combine(folder, "journal.db"),
        Keys = Path.Combine(folder, "keys", "keys.db"),
        Models = [new GovernmentModel(), new PeopleModel(index), new EnterpriseModel()],
    });

    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    ValueTask<AppendOutcome> Append(string stream, params Fact[] facts) => journal.Append(new Append
    {
        Jurisdiction = Lanyang.ToString(),
        Key = $"test/{keys++}",
        Time = Now,
        Streams = [Facts.To(stream, StreamAppend.Any, facts)],
    });

    static PersonRegistered Registered(string name, string number, PersonId? id = null) => new(
        id ?? PersonId.New(Now), Shuyuan, name, CitizenId.Parse(number), null, CitizenId.Parse(number).Sex, CitizenId.Parse(number).BirthDate, "汉族", null, null);

    [Fact]
    public async Task A_citizen_number_belongs_to_one_person()
    {
        var first = Registered("李䶮", "590101199001010014");
        Assert.IsType<Appended>(await Append(Person.StreamOf(first.Person), first));
        var second = Registered("李龙", "590101199001010014");
        Assert.Equal(new Refused("directory_person_by_number"), await Append(Person.StreamOf(second.Person), second));
        Assert.Equal("李䶮", (await Person.Find(journal, index, Lanyang, CitizenId.Parse("590101199001010014")))?.Name);
    }

    [Fact]
    public async Task A_corrected_record_replaces_what_was_known()
    {
        var person = Registered("李龙", "590101199001010014");
        await Append(Person.StreamOf(person.Person), person);
        await Append(Person.StreamOf(person.Person), person with { Name = "李䶮", Phone = "0590-7000001" });
        var known = await Person.Find(journal, Lanyang, person.Person);
        Assert.Equal(("李䶮", "0590-7000001"), (known!.Name, known.Phone));
    }

    [Fact]
    public async Task A_dissolved_body_is_responsible_for_nothing_and_names_its_successor()
    {
        OrganisationFounded Body(string code, string name) => new(
            CreditCode.Parse(code), name, RegionCode.Parse("590102"), RegionLevel.County, ["林业"], null, "", "", "");
        await Append("organisation/old", Body("11590000MB0A00018B", "林业局"));
        await Append("organisation/new", Body("11590000MB0A000266", "自然资源局"));
        await Append("organisation/old", new OrganisationDissolved(CreditCode.Parse("11590000MB0A00018B"), CreditCode.Parse("11590000MB0A000266"), "机构改革"));
        Assert.Equal("自然资源局", Assert.Single(await Organisation.Responsible(journal, Lanyang, "林业", RegionLevel.County, Shuyuan)).Name.Zh);
        var old = await Organisation.Find(journal, Lanyang, CreditCode.Parse("11590000MB0A00018B"));
        Assert.Equal((true, CreditCode.Parse("11590000MB0A000266")), (old!.IsDissolved, old.Successor));
    }

    [Fact]
    public async Task An_officer_who_left_a_post_no_longer_holds_it()
    {
        var body = CreditCode.Parse("11590000MB0A00018B");
        var officer = OfficerId.New(Now);
        await Append($"officer/{officer}", new OfficerAppointed(officer, "王伟", [new(body, Role.Clerk), new(body, Role.Reviewer)]));
        await Append($"officer/{officer}", new OfficerReleased(officer, new PostId(body, Role.Reviewer), "轮岗"));
        Assert.Equal([new PostId(body, Role.Clerk)], (await Officer.Find(journal, Lanyang, officer))!.Posts);
    }
}
