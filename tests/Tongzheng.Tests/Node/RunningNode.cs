using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tongzheng.Casework;
using Tongzheng.Exchange;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Tests.Node;

/// <summary>
/// A node as people meet it: a real server on a port of its own, a real database, the demo province. Its clock starts on
/// Monday 2 March 2026 and is moved on by the tests.
/// </summary>
public sealed class RunningNode : IAsyncDisposable
{
    public static readonly DateTimeOffset FirstDay = new(2026, 3, 2, 9, 0, 0, China.Offset);

    readonly string folder;
    readonly string[] where;
    readonly Tongzheng.Node node;
    readonly WebApplication app;
    readonly ConcurrentDictionary<string, Task<string>> tokens = new();
    readonly SocketsHttpHandler connections = new() { UseCookies = false, AllowAutoRedirect = false };
    readonly Clock clock;
    IReadOnlyList<DemoAccount>? accounts;
    readonly Func<Deliver, Deliver>? carried;
    Task? stopped;

    RunningNode(string folder, string[] where, Tongzheng.Node node, WebApplication app, Func<Deliver, Deliver>? carried) =>
        (this.folder, this.where, this.node, this.app, this.carried, clock) = (folder, where, node, app, carried, app.Services.GetRequiredService<Clock>());

    /// <summary>An account that the demo offers: a resident by key, or an officer by post.</summary>
    public sealed record DemoAccount(string Who, string Jurisdiction, string Name, string Note, string? Key, string? Post);

    public Uri Address => new(app.Urls.First());
    public IServiceProvider Services => app.Services;
    public Journal Journal => Services.GetRequiredService<Journal>();
    public Clock Clock => clock;
    public string Folder => folder;

    /// <param name="database">A PostgreSQL connection string; SQLite in a temporary folder where there is none.</param>
    /// <param name="keys">The key store beside it.</param>
    /// <param name="data">A folder that may hold a node's data already; a new one where none is given. It is deleted in the end.</param>
    /// <param name="packs">The folder of matters; the repository's where none is given.</param>
    /// <param name="first">The instant its clock begins at, where it is not <see cref="FirstDay"/>.</param>
    /// <param name="carried">A way between governments that can be cut.</param>
    public static Task<RunningNode> Start(string? database = null, string? keys = null, string? data = null, string? packs = null, DateTimeOffset? first = null, Func<Deliver, Deliver>? carried = null) =>
        Start(data ?? Directory.CreateTempSubdirectory("node-").FullName,
            ["--Packs=" + (packs ?? Repository.PathOf("packs")), .. database is null ? Array.Empty<string>() : ["--Database=" + database, "--Keys=" + keys]], first ?? FirstDay, carried);

    /// <summary>Stops the node and starts it again on what it kept.</summary>
    /// <param name="at">The instant at which it is up again: it was down over the days between.</param>
    public async Task<RunningNode> Restarted(DateTimeOffset? at = null)
    {
        var (up, moved) = (at ?? clock.Now, clock.Moved);
        await Down();
        return await Start(folder, where, up - moved, carried);
    }

    static async Task<RunningNode> Start(string folder, string[] where, DateTimeOffset first, Func<Deliver, Deliver>? carried)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Tongzheng", // its pages and styles, not the tests'
            ContentRootPath = Repository.PathOf("src", "Tongzheng"),
            Args =
            [
                "--Demo=true", "--Data=" + folder, "--Region=" + Repository.PathOf("regions", "yunlan"), "--Logging:LogLevel:Default=Critical", .. where,
            ],
        });
        builder.Logging.ClearProviders();
        var node = await Tongzheng.Node.Start(builder, new From(first), carried);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        node.Map(app);
        await app.StartAsync();
        return new RunningNode(folder, where, node, app, carried);
    }

    /// <summary>Somebody without a session.</summary>
    public Client Nobody() => new(NewHttp());

    /// <summary>A resident of the demo by the key in residents.csv.</summary>
    public async Task<Client> As(string resident) => await As((await Accounts()).First(account => account.Key == resident));

    /// <summary>The officer who holds a post: <c>organisation/role</c>.</summary>
    public async Task<Client> AsOfficer(string jurisdiction, string organisation, string role) =>
        await As((await Accounts()).FirstOrDefault(account => account.Jurisdiction == jurisdiction && account.Post == $"{organisation}/{role}")
            ?? throw new InvalidOperationException($"Nobody holds {organisation}/{role} in {jurisdiction}."));

    public async Task<Client> As(DemoAccount account)
    {
        var http = NewHttp();
        http.DefaultRequestHeaders.Authorization = new("Bearer", await tokens.GetOrAdd(account.Who + "@" + account.Jurisdiction, _ => SignIn(account)));
        return new Client(http) { Account = account };
    }

    public async Task<IReadOnlyList<DemoAccount>> Accounts()
    {
        if (accounts is not null) return accounts;
        var answer = (await Nobody().Get("/api/demo/accounts")).Ok();
        return accounts = answer.Body.Deserialize<List<DemoAccount>>(JsonSerializerOptions.Web) ?? [];
    }

    /// <summary>Moves the clock on; what fell due meanwhile has happened when this returns.</summary>
    public async Task MoveTo(DateTimeOffset instant)
    {
        if (instant > Clock.Now) Assert.Null(Clock.MoveTo(instant));
        await Services.GetServices<IHostedService>().OfType<Timers>().Single().FireDue(default);
    }

    /// <summary>The kinds of letter sent in a case so far, in order.</summary>
    public IReadOnlyList<string> LettersOf(string jurisdiction, string caseId)
    {
        using var connection = Journal.OpenRead();
        return [.. connection.Query<string>("SELECT letter FROM notice WHERE jurisdiction = @jurisdiction AND case_id = @caseId ORDER BY position", new { jurisdiction, caseId })];
    }

    HttpClient NewHttp() => new(connections, disposeHandler: false) { BaseAddress = Address };

    async Task<string> SignIn(DemoAccount account) =>
        (await Nobody().Post("/api/session", new { account = account.Who, account.Jurisdiction })).Ok().Body.GetProperty("accessToken").GetString() ?? "";

    /// <summary>Stops the node; what it kept is still there, and it can be started again.</summary>
    public async Task Down()
    {
        stopped ??= Stop();
        await stopped;
    }

    async Task Stop()
    {
        var miscounted = Miscounted();
        await app.StopAsync();
        await app.DisposeAsync();
        await node.DisposeAsync();
        connections.Dispose();
        Assert.Empty(miscounted);
    }

    // Whatever a test has played: the tasks that are counted are those that are open.
    List<string> Miscounted()
    {
        using var connection = Journal.OpenRead();
        List<string> differ = [];
        foreach (var jurisdiction in Services.GetRequiredService<Tongzheng.Directories.Hosted>().Jurisdictions)
        {
            Compare(jurisdiction, """
                SELECT organisation || ' ' || post || ' ' || coalesce(assignee, '') || ' ' || due || ' ' || soon_from || ' ' || stopped || ': ' || COUNT(*)
                FROM case_task WHERE jurisdiction = @jurisdiction GROUP BY jurisdiction, organisation, post, coalesce(assignee, ''), due, soon_from, stopped
                """, """
                SELECT organisation || ' ' || post || ' ' || assignee || ' ' || due || ' ' || soon_from || ' ' || stopped || ': ' || tasks
                FROM task_count WHERE jurisdiction = @jurisdiction
                """);
            Compare(jurisdiction, """
                SELECT office || ' ' || matter || ' ' || element || ': ' || COUNT(*) FROM case_task WHERE jurisdiction = @jurisdiction GROUP BY office, matter, element
                """, """
                SELECT office || ' ' || matter || ' ' || element || ': ' || tasks FROM step_count WHERE jurisdiction = @jurisdiction
                """);
        }
        return differ;

        void Compare(string jurisdiction, string tasks, string counts)
        {
            var (there, counted) = (connection.Query<string>(tasks, new { jurisdiction }), connection.Query<string>(counts, new { jurisdiction }));
            differ.AddRange(there.Except(counted).Select(kind => $"{jurisdiction} is not counted: {kind}").Concat(counted.Except(there).Select(kind => $"{jurisdiction} is counted: {kind}")));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Down();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The machine's time, from another day on.</summary>
    sealed class From(DateTimeOffset start) : TimeProvider
    {
        readonly long started = Stopwatch.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => start.ToUniversalTime() + Stopwatch.GetElapsedTime(started);
    }
}
