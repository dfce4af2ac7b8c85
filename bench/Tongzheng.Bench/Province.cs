using System.Net.Http.Json;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Tongzheng.Casework;
using Tongzheng.Casework.Files;
using Tongzheng.Directories;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Services.Apply;

namespace Tongzheng.Bench;

/// <summary>
/// The node as it runs, with the demo province in a folder of its own: what the benchmarks measure is its own way of
/// taking in applications and doing tasks, not a copy of it.
/// </summary>
sealed class Province : IAsyncDisposable
{
    /// <summary>The county where most of the demo's people live.</summary>
    public static readonly JurisdictionId County = JurisdictionId.Parse("590102");

    const string KnownPower = "000100058000";

    static readonly string[] Powers = ["000100998000", "000100999000"];

    const string Place = "590102001";

    static readonly byte[] Scan = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    readonly Node node;
    readonly WebApplication app;
    readonly bool temporary;

    Province(Node node, WebApplication app, string folder, bool temporary) => (this.node, this.app, Folder, this.temporary) = (node, app, folder, temporary);

    public string Folder { get; }
    public IServiceProvider Services => app.Services;
    public Cases Cases => Services.GetRequiredService<Cases>();
    public Journal Journal => Services.GetRequiredService<Journal>();
    public Clock Clock => Services.GetRequiredService<Clock>();
    public string Address => app.Urls.First();

    /// <param name="folder">An existing node's data; a temporary folder where none is given.</param>
    /// <param name="withBenchPacks">The packs of the benchmarks stand beside the product's own.</param>
    /// <param name="port">Where it listens; it does not where none is given.</param>
    public static async Task<Province> Start(string? folder = null, bool withBenchPacks = false, int? port = null)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("tongzheng-bench-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Tongzheng", // its pages and styles
            ContentRootPath = NodeSettings.Find(null, "src/Tongzheng"),
            // As it is published: where it was only built, each request asks the disk whether there is a new file of its name.
            Args = ["--Demo=true", $"--Data={data}", "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:Microsoft=Error", "--ReloadStaticAssetsAtRuntime=false", .. !withBenchPacks ? Array.Empty<string>() : ["--Packs=" + PacksWith(data)]],
        });
        var node = await Node.Start(builder);
        if (port is not null) builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        if (port is not null)
        {
            node.Map(app);
            await app.StartAsync();
        }
        return new Province(node, app, data, folder is null);
    }

    static string PacksWith(string data)
    {
        var packs = Path.Combine(data, "packs");
        Copy(NodeSettings.Find(null, "packs"), packs);
        Copy(NodeSettings.Find(null, "bench/packs"), packs);
        // Outside the power list there is no power: the office gets that of each of them beside one it has.
        var list = Path.Combine(packs, "powers.yaml");
        File.WriteAllLines(list, File.ReadLines(list).SelectMany(line => line.Contains(KnownPower, StringComparison.Ordinal)
            ? Powers.Select(code => line.Replace(KnownPower, code, StringComparison.Ordinal)).Prepend(line) : [line]).ToList());
        return packs;
    }

    static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        foreach (var folder in Directory.EnumerateDirectories(from)) Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }

    /// <summary>Who does the clerk's tasks at an office.</summary>
    public async Task<(Actor Who, PostId Post)> ClerkOf(CreditCode office)
    {
        var post = new PostId(office, Role.Clerk);
        var officer = (await Officer.Of(Journal, County, office)).First(each => each.Holds(post));
        return (officer.Id, post);
    }

    /// <summary>A task without a form, done.</summary>
    public async Task<Receipt> Do(Case current, long task, (Actor Who, PostId Post) officer)
    {
        var act = ActOf(officer.Who, officer.Post);
        var filled = Fill.Read(Form.Of("none", []), Typed.Nothing, new Dictionary<string, Known>(), new FeelContext(), new EvaluationOptions { Now = act.Now });
        var receipt = await Complete.Handle(Cases, current, new Complete.Request(task, filled, [], new Dictionary<string, string>()), act, default);
        return receipt.Value ?? throw new InvalidOperationException($"{receipt.Refusal}");
    }

    /// <summary>People of the county as parties, with what the register knows of them.</summary>
    public async Task<IReadOnlyList<Party>> People(int most)
    {
        List<string> ids;
        using (var connection = Journal.OpenRead())
            ids = [.. connection.Query<string>("SELECT person FROM directory_person WHERE jurisdiction = @county AND birth_date < '2000' ORDER BY person LIMIT @most", new { county = County.ToString(), most })];
        var parties = new List<Party>();
        foreach (var id in ids)
            if (await Services.GetRequiredService<Applicants>().OfPerson(County, PersonId.Parse(id), default) is { } party) parties.Add(party);
        return parties;
    }

    public async Task<Party> PartyOf(PersonId person) =>
        await Services.GetRequiredService<Applicants>().OfPerson(County, person, default) ?? throw new InvalidOperationException($"Nobody is {person}.");

    /// <summary>A matter with its office in the county and the answers of its first story; each party's files are handed in once.</summary>
    public async Task<Counter> Open(string matter, IReadOnlyList<Party> parties)
    {
        var found = Counterpart.Find(Cases.Versions, Services.GetRequiredService<Offices>(), Services.GetRequiredService<Hosted>(), matter, Place);
        var counterpart = found.Value ?? throw new InvalidOperationException($"{matter}: {found.Refusal}");
        var story = StandardStory.Of(Cases.Versions.Catalogue.Find(matter) ?? throw new InvalidOperationException(matter))[0].Steps[0];
        var answers = Typed.FromJson(story.Answers);
        var applicants = new List<(Party, Typed)>();
        foreach (var party in parties)
        {
            var (values, uploads) = (answers.ToDictionary(), new Dictionary<string, Upload>());
            foreach (var slot in story.Files.Keys)
            {
                var received = await Services.GetRequiredService<FileDesk>().Receive(ActOf(PersonId.Parse(party.Subject)), party.Subject, "材料.pdf", new MemoryStream(Scan), Scan.Length, default);
                var upload = received.Value ?? throw new InvalidOperationException($"{received.Refusal}");
                uploads[upload.Id] = upload;
                values[slot] = new StringValues(upload.Id);
            }
            applicants.Add((party, new Typed(values, uploads)));
        }
        return new Counter(this, counterpart, story, applicants);
    }

    /// <summary>A token for a person, as the demo's panel gives it to programs.</summary>
    public Task<string> SignIn(Party party) => SignIn("person/" + party.Subject);

    public async Task<string> SignIn(string account)
    {
        using var client = new HttpClient();
        var answer = await client.PostAsJsonAsync(Address + "/api/session", new { account, jurisdiction = County.ToString() });
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString() ?? "";
    }

    /// <summary>An act of now with a key of its own.</summary>
    public Act ActOf(Actor who, PostId? post = null) => new()
    {
        Jurisdiction = County,
        Who = who,
        Post = post,
        Now = Clock.Now,
        IdempotencyKey = Guid.CreateVersion7().ToString("N"),
    };

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await node.DisposeAsync();
        if (temporary) Directory.Delete(Folder, recursive: true);
    }

    /// <summary>One matter at one office, with people who apply in turn.</summary>
    public sealed class Counter(Province province, Counterpart counterpart, StoryStep story, IReadOnlyList<(Party Party, Typed Typed)> applicants)
    {
        int next;

        public Counterpart Counterpart => counterpart;
        public IReadOnlyList<(Party Party, Typed Typed)> Applicants => applicants;

        /// <summary>A whole submission: the form read and checked, then <see cref="Casework.Open"/>.</summary>
        public Task<Receipt> Submit() => Submit(applicants[(Interlocked.Increment(ref next) & int.MaxValue) % applicants.Count]);

        /// <summary>The same application as a program posts it.</summary>
        public string BodyOf((Party Party, Typed Typed) applicant)
        {
            var answers = JsonObject.Create(story.Answers) ?? [];
            foreach (var slot in story.Files.Keys) answers[slot] = new JsonArray(new JsonObject { ["upload"] = applicant.Typed.One(slot) });
            return JsonSerializer.Serialize(new { matter = counterpart.Version.Matter.Slug, region = Place, answers }, new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        }

        public Filled Fill((Party Party, Typed Typed) applicant, Act act)
        {
            var around = Tongzheng.Casework.Open.Around(counterpart.Version, applicant.Party, act, province.Cases.Around);
            return Tongzheng.Forms.Fill.Read(counterpart.Version.ApplicationForm, applicant.Typed, applicant.Party.Facts, around, new EvaluationOptions { Now = act.Now });
        }

        public Tongzheng.Casework.Open.Application ApplicationOf((Party Party, Typed Typed) applicant, Act act, Filled filled) => new()
        {
            Version = counterpart.Version,
            Organisation = counterpart.Office.Code.ToString(),
            Party = applicant.Party,
            Applicant = act.Who.Person?.ToString() ?? "",
            Filled = filled,
            Channel = Channel.Online,
        };

        public async Task<Receipt> Submit((Party Party, Typed Typed) applicant)
        {
            var act = province.ActOf(PersonId.Parse(applicant.Party.Subject));
            var receipt = await Tongzheng.Casework.Open.Handle(province.Cases, ApplicationOf(applicant, act, Fill(applicant, act)), act, default);
            return receipt.Value ?? throw new InvalidOperationException($"{receipt.Refusal}");
        }
    }
}
