using System.Net;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tongzheng.Casework.Files;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Services.Apply;
using Tongzheng.Store;

namespace Tongzheng.Tests.Node;

/// <summary>What is kept because it was read lately is never older than the journal, and never outlives a session or a person.</summary>
[Collection(OneNode.Name)]
public sealed class RecentlyReadTests(NodeFixture fixture)
{
    static readonly JurisdictionId County = JurisdictionId.Parse("590102");

    readonly RunningNode node = fixture.Node;

    Act ActNow => new() { Jurisdiction = County, Who = Actor.Node, Now = node.Clock.Now, IdempotencyKey = Guid.NewGuid().ToString() };

    async Task Record(string stream, params Fact[] facts) => Assert.IsType<Appended>(await node.Journal.Append(new Append
    {
        Jurisdiction = County.ToString(), Key = Guid.NewGuid().ToString(), Time = node.Clock.Now, Streams = [Facts.To(stream, StreamAppend.Any, facts)],
    }));

    async Task<PersonRegistered> Somebody(string name)
    {
        var person = new PersonRegistered(PersonId.New(node.Clock.Now), RegionCode.Parse("590102001001"), name, null, null, null, null, null, null, null);
        await Record(Person.StreamOf(person.Person), person);
        return person;
    }

    [Fact]
    public async Task A_corrected_person_is_an_applicant_under_the_new_name_at_once()
    {
        var (applicants, person) = (node.Services.GetRequiredService<Applicants>(), await Somebody("李龙"));
        Assert.Equal("李龙", (await applicants.OfPerson(County, person.Person, default))?.Name);
        Assert.Null((await applicants.OfPerson(County, person.Person, default))?.Facts.GetValueOrDefault("person.phone"));

        await Record(Person.StreamOf(person.Person), person with { Name = "李䶮", Phone = "0590-7000001" });
        var corrected = await applicants.OfPerson(County, person.Person, default);
        Assert.Equal(("李䶮", "0590-7000001"), (corrected?.Name, corrected?.Facts["person.phone"].Value.AsString));
    }

    [Fact]
    public async Task A_forgotten_person_is_no_applicant_and_no_file_has_the_name_they_gave_it()
    {
        var (applicants, files, person) = (node.Services.GetRequiredService<Applicants>(), node.Services.GetRequiredService<FileDesk>(), await Somebody("欧阳㐂"));
        var owner = person.Person.ToString();
        var upload = (await files.Receive(ActNow, owner, "欧阳㐂的户口簿.pdf", new MemoryStream(Some.Pdf), Some.Pdf.Length, default)).Value?.Id ?? "";
        Assert.NotNull(await applicants.OfPerson(County, person.Person, default));
        Assert.Equal("欧阳㐂的户口簿.pdf", (await files.Find(County, upload, owner, default))?.Name);
        Assert.Null(await files.Find(County, upload, PersonId.New(node.Clock.Now).ToString(), default)); // another's

        Assert.True(await node.Journal.Forget(County.ToString(), owner, node.Clock.Now, Encoding.UTF8.GetBytes("{}")));
        Assert.Null(await applicants.OfPerson(County, person.Person, default));
        Assert.Equal(upload, (await files.Find(County, upload, owner, default))?.Name);
    }

    [Fact]
    public async Task An_office_that_was_founded_or_dissolved_has_or_has_no_matters_at_once()
    {
        var offices = node.Services.GetRequiredService<Offices>();
        const string Department = "试验部门";
        Assert.Null(offices.FindFor(County.ToString(), Department));
        var codes = new[] { "MB99A001", "MB99A002" }.Select(number => CreditCode.Create("11", "590102", OrganisationCode.Create(number))).ToList();
        foreach (var code in codes)
            await Record($"organisation/{code}", new OrganisationFounded(code, "试验局", RegionCode.Parse("590102"), RegionLevel.County, code == codes[0] ? [Department] : ["试验二部"], code == codes[0] ? null : codes[0], "书院街道", "0590-5000000", "9:00–17:00"));
        Assert.Equal(codes[0].ToString(), offices.FindFor(County.ToString(), Department));

        Assert.NotNull((await DissolveOffice.Handle(node.Journal, offices, new(codes[0], codes[1], "机构改革"), ActNow, default)).Value);
        Assert.Equal(codes[1].ToString(), offices.FindFor(County.ToString(), Department));
        Assert.NotNull((await DissolveOffice.Handle(node.Journal, offices, new(codes[1], null, "机构改革"), ActNow, default)).Value);
        Assert.Null(offices.FindFor(County.ToString(), Department));
    }

    [Fact]
    public async Task After_signing_out_no_copy_of_the_cookie_lets_anybody_in()
    {
        using var browser = new Browser(node.Address);
        await browser.SignIn((await node.Accounts()).First(account => account.Key == "li-yan"), "/");
        using var copy = browser.Copy();
        for (var read = 0; read < 2; read++) Assert.Equal(HttpStatusCode.OK, (await copy.Get("/api/session")).Status);

        Assert.NotNull((await browser.Submit(await browser.Get("/cases"), "/sign-out", [])).Location);
        Assert.Equal(HttpStatusCode.Unauthorized, (await copy.Get("/api/session")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/session")).Status);
    }

    [Fact]
    public async Task A_session_that_was_read_before_runs_out_when_it_was_to()
    {
        var time = new Standing();
        var services = new ServiceCollection().AddLogging().AddDataProtection().Services;
        services.AddAuthentication().AddBearerToken(options => options.TimeProvider = time);
        await using var provider = services.BuildServiceProvider();
        var principal = new Caller { Who = PersonId.New(node.Clock.Now), Home = County, Name = "陈秀英" }.ToPrincipal(BearerTokenDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { ExpiresUtc = time.Now.AddHours(2) }, $"{BearerTokenDefaults.AuthenticationScheme}:AccessToken");
        var token = provider.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(BearerTokenDefaults.AuthenticationScheme).BearerTokenProtector.Protect(ticket);
        var sessions = new RecentSessions(node.Journal, new EndedSessions(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), time), time);
        async Task<string?> Name(string authorization)
        {
            await using var request = provider.CreateAsyncScope();
            var context = new DefaultHttpContext { RequestServices = request.ServiceProvider };
            context.Request.Headers.Authorization = authorization;
            return (await sessions.Caller(context, isBearer: true)).Name;
        }

        Assert.Equal("陈秀英", await Name("Bearer " + token));
        time.Now = time.Now.AddMinutes(119);
        Assert.Equal("陈秀英", await Name("Bearer " + token));
        Assert.Null(await Name("Bearer " + token[..^1]));
        time.Now = time.Now.AddMinutes(2);
        Assert.Null(await Name("Bearer " + token));
    }

    sealed class Standing : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
