using System.Text;
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
    /// <param name="packs">Other packs than the product's own.</param>
    /// <param name="port">Where it listens; it does not where none is given.</param>
    public static async Task<Province> Start(string? folder = null, string? packs = null, int? port = null)
    {
        var data = folder ?? Directory.CreateTempSubdirectory("tongzheng-bench-").FullName;
        var builder = WebApplication.CreateBuilder(["--Demo=true", $"--Data={data}", "--Logging:LogLevel:Default=Warning", .. packs is null ? Array.Empty<string>() : ["--Packs=" + packs]]);
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

    /// <summary>A matter with its office in the county and the answers of its first story; each party's files are handed in once.</summary>
    public async Task<Counter> Open(string matter, IReadOnlyList<Party> parties)
    {
        var found = Counterpart.Find(Cases.Versions, Services.GetRequiredService<Offices>(), Services.GetRequiredService<Hosted>(), matter, "590102001");
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
        return new Counter(this, counterpart, applicants);
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
        await app.DisposeAsync();
        await node.DisposeAsync();
        if (temporary) Directory.Delete(Folder, recursive: true);
    }

    /// <summary>One matter at one office, with people who apply in turn.</summary>
    public sealed class Counter(Province province, Counterpart counterpart, IReadOnlyList<(Party Party, Typed Typed)> applicants)
    {
        int next;

        public Counterpart Counterpart => counterpart;
        public IReadOnlyList<(Party Party, Typed Typed)> Applicants => applicants;

        /// <summary>A whole submission: the form read and checked, then <see cref="Casework.Open"/>.</summary>
        public Task<Receipt> Submit() => Submit(applicants[(Interlocked.Increment(ref next) & int.MaxValue) % applicants.Count]);

        public Filled Fill((Party Party, Typed Typed) applicant, Act act)
        {
            var around = new FeelContext();
            around.Set("applicant", applicant.Party.ToVariables(act.Today));
            around.Set("parameters", counterpart.Version.ParametersOf(province.Cases.Around.ParametersOf(County.ToString())));
            return Tongzheng.Forms.Fill.Read(counterpart.Version.ApplicationForm, applicant.Typed, applicant.Party.Facts, around, new EvaluationOptions { Now = act.Now });
        }

        public Tongzheng.Casework.Open.Application ApplicationOf((Party Party, Typed Typed) applicant, Act act, Filled filled) => new()
        {
            Version = counterpart.Version,
            Organisation = counterpart.Office.Code.ToString(),
            Party = applicant.Party,
            Applicant = act.Who.Person ?? default,
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
