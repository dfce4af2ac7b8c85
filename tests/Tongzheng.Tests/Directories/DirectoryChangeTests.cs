using System.Text;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Tests.Journals;

namespace Tongzheng.Tests.Directories;

/// <summary>What changes in the directory, each in a journal of its own.</summary>
public sealed class DirectoryChangeTests : IAsyncLifetime
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, China.Offset);
    static readonly JurisdictionId Lanyang = JurisdictionId.Parse("590102");
    static readonly RegionCode Shuyuan = RegionCode.Parse("590102001001");

    readonly SqlitePlace place = new();
    readonly CitizenIndex index = new(new byte[32]);
    Journal journal = null!;
    int keys;

    public async ValueTask InitializeAsync() =>
        journal = await Journal.Open(place.Options with { Models = DemoJournal<SqlitePlace>.Models(index) });

    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        await place.DisposeAsync();
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

    [Fact]
    public async Task A_forgotten_person_is_in_no_byte_and_not_found_and_a_rebuild_agrees()
    {
        var person = Registered("欧阳䶮㐂", "590101199001010014") with { Address = "澜阳区听泉里甲999号", Phone = "0590-7654321" };
        await Append(Person.StreamOf(person.Person), person,
            new DisabilityCertified(person.Person, new Text("肢体", "limbs"), 1));
        Assert.True(Holds("欧阳䶮㐂"), "because the table holds the name before");

        Assert.True(await journal.Forget(Lanyang.ToString(), person.Person.ToString(), Now, "{}"u8.ToArray()));

        Assert.All(["欧阳䶮㐂", "590101199001010014", index.Of(person.CitizenId!.Value), "听泉里甲999号", "0590-7654321"], text => Assert.False(Holds(text), text));
        Assert.Null(await Person.Find(journal, index, Lanyang, person.CitizenId!.Value));
        Assert.Null(await Person.Find(journal, Lanyang, person.Person));
        Assert.Empty((await journal.Verify()).Findings);
        await journal.Rebuild();
        Assert.Empty((await journal.Verify()).Findings);
    }

    bool Holds(string text) => System.IO.Directory.EnumerateFiles(place.Folder, "*", SearchOption.AllDirectories).Any(file =>
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[open.Length];
        open.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });
}
