using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Tongzheng.Casework;
using Tongzheng.Casework.Drafts;
using Tongzheng.Casework.Files;
using Tongzheng.Casework.Verbs;
using Tongzheng.Directories;
using Tongzheng.Directories.ReadModels;
using Tongzheng.Exchange;
using Tongzheng.Gallery;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Licences;
using Tongzheng.Licences.Rendering;
using Tongzheng.Matters;
using Tongzheng.Matters.Comparing;
using Tongzheng.Matters.Importing;
using Tongzheng.Modelling;
using Tongzheng.Modelling.Simulating;
using Tongzheng.Notices;
using Tongzheng.Services;
using Tongzheng.Services.Apply;
using Tongzheng.Services.Counter;
using Tongzheng.Services.Desk;
using Tongzheng.Services.Events;
using Tongzheng.Services.Finding;
using Tongzheng.Services.Kiosk;
using Tongzheng.Services.MyCases;
using Tongzheng.Services.Queue;
using Tongzheng.Services.Rating;
using Tongzheng.Supervision;
using Tongzheng.Web;

namespace Tongzheng;

/// <summary>Puts the modules together: the only place that knows them all.</summary>
public sealed class Node : IAsyncDisposable
{
    /// <summary>Every table computed from facts. Adding one here is all it takes to have it written, rebuilt and verified.</summary>
    public static IReadOnlyList<ReadModel> Models(CitizenIndex index) =>
    [
        new GovernmentModel(), new PeopleModel(index), new EnterpriseModel(), new VersionTable(), new ImportedTable(), new CaseTables(), new MessageTables(), new DraftTable(), new NoticeTable(), new NumberTable(), new PublicationTable(), new LicenceTable(), new RatingTable(), new DutyTable(), new QueueTable(), new CounterTable(), new SavedViewTable(), new ServiceLevelTable(), new MatterDraftTable(),
    ];

    readonly Journal journal;
    readonly NodeSettings settings;

    Node(Journal journal, NodeSettings settings) => (this.journal, this.settings) = (journal, settings);

    /// <param name="time">The machine's time where none is given; tests start on a day of their own.</param>
    /// <param name="carried">What the way to another government is like: in one node it is no way at all, and tests cut it.</param>
    public static async Task<Node> Start(WebApplicationBuilder builder, TimeProvider? time = null, Func<Deliver, Deliver>? carried = null)
    {
        var settings = builder.Configuration.Get<NodeSettings>() ?? new NodeSettings();
        var logs = LoggerFactory.Create(logging => logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddSimpleConsole(console => console.SingleLine = true));
        var log = logs.CreateLogger("Tongzheng");
        Directory.CreateDirectory(settings.Data);
        Directory.CreateDirectory(Path.Combine(settings.Data, "keys"));
        var index = CitizenIndex.OpenOrCreate(Path.Combine(settings.Data, "keys", "citizen-index.key"));
        var journal = await Journal.Open(new JournalOptions
        {
            Database = settings.DatabaseOrFile,
            Keys = settings.KeysOrFile,
            Blobs = Path.Combine(settings.Data, "blobs"),
            Origin = settings.Origin,
            Models = Models(index),
            Progress = progress => log.LogInformation("{Work}: {Done} of {Total}", progress.Work, progress.Done, progress.Total),
        });
        var clock = OpenClock(settings, time ?? TimeProvider.System);
        var region = NodeSettings.Find(settings.Region, "regions/yunlan");
        if (settings.Demo) await Seed.Province(journal, region, log);

        var findings = new List<Matters.Finding>();
        var parameters = Parameters.Load(Path.Combine(region, "parameters.yaml"), findings);
        var catalogue = Catalogue.Load(NodeSettings.Find(settings.Packs, "packs"));
        var lists = RegionLists.Load(Path.Combine(region, "lists.yaml"), catalogue, findings);
        var halls = Halls.Load(Path.Combine(region, "halls.yaml"), findings);
        var versions = await Versions.Start(journal, catalogue, clock, CancellationToken.None);
        foreach (var finding in findings.Concat(versions.Findings)) log.LogError("{Finding}", finding);
        versions.Add(await ImportMatters.All(journal));

        var offices = new Offices(journal);
        var effects = new Effects();
        var calendars = await Calendars.Load(journal);
        var surroundings = new Surroundings(effects, () => calendars.Known, _ => parameters, offices.FindFor);
        var letters = new Send(offices.NameOf);
        effects.Register(Send.Effect, letters.Perform);
        effects.Register(Publish.Effect, new Publish(letters).Perform);
        effects.Register(Publish.Ended, Publish.End);
        effects.Register(TakeNumber.Effect, new TakeNumber(journal, offices.NameOf).Perform);
        effects.Register(Issue.Effect, new Issue(offices.NameOf, _ => parameters).Perform);
        effects.Register(Effects.Revoke, new Revoke(journal).Perform);
        effects.Register(Rate.Effect, Rate.Ask);
        effects.Register(OpenDuty.Effect, OpenDuty.Perform);
        effects.Register(LateFine.Effect, LateFine.Perform);
        effects.Register(MeasureService.Effect, MeasureService.Perform);

        var hosted = await Hosted.Load(journal);
        foreach (var jurisdiction in hosted.Jurisdictions) surroundings.Numbers.GoOn(journal, jurisdiction);
        var scan = new VirusScan(settings.VirusScan);
        if (!scan.IsOn) log.LogInformation("Uploaded files are not scanned for viruses; give a program with --VirusScan=…");
        var files = new FileDesk(journal, scan);
        var send = new SendMessages(journal, versions, hosted.NameOf);
        effects.Register(Effects.Send, send.Perform);
        effects.Register(Effects.SendAgain, send.Again);
        effects.Register(Effects.Ended, send.End);
        var within = new Cases(journal, versions, surroundings); // what comes in through the door does not wait for the door
        var receive = new Receive(journal, hosted, clock, new Dictionary<string, Receiver>
        {
            [Asking.Open] = new OpenCase(within, offices, hosted, files).Handle,
            [Asking.Closed] = new HearClosed(within).Handle,
            [Asking.Withdrawn] = new HearWithdrawn(within).Handle,
        });
        Deliver deliver = settings.DoorClosed ? (_, _) => throw new IOException("The door is closed by the operator (--DoorClosed).") : receive.Handle;
        var door = new Door(hosted, clock, new Outbox(within, files), carried?.Invoke(deliver) ?? deliver, logs.CreateLogger<Door>());

        var services = builder.Services;
        services.AddSingleton(door).AddHostedService(_ => door);
        services.AddSingleton(settings).AddSingleton(journal).AddSingleton(clock).AddSingleton(index).AddSingleton(versions).AddSingleton(lists).AddSingleton(offices);
        services.AddSingleton(surroundings).AddSingleton(calendars).AddSingleton(new Cases(journal, versions, surroundings, door.Kept)).AddSingleton<MoveDues>().AddSingleton<Escalations>().AddSingleton<Successions>();
        services.AddSingleton(new DraftDesk(journal)).AddSingleton<Applicants>().AddSingleton<Desk>().AddSingleton<DraftKeeper>().AddSingleton<FiledBefore>().AddSingleton<CaseParts>().AddSingleton<CaseContents>().AddSingleton<Held>().AddSingleton<Print>()
            .AddSingleton(new IssuerKeys(Path.Combine(settings.Data, "keys", "issuers"))).AddSingleton(_ => PrintFonts.Load(PrintFonts.DefaultFolder)).AddSingleton<TaskDesk>().AddSingleton<FindCase>().AddSingleton<BundleProgress>().AddSingleton<Lists>().AddSingleton<Figures>();
        services.AddSingleton(files);
        services.AddSingleton(halls).AddSingleton<HallDesk>().AddSingleton<Appointments>().AddSingleton<Kiosks>().AddSingleton(new EndedSessions(Path.Combine(settings.Data, "keys", "ended-sessions"), TimeProvider.System)).AddSingleton<RecentSessions>();
        services.AddSingleton<WorkRows>().AddSingleton<Worklist>().AddSingleton<SavedViews>().AddSingleton<Names>().AddSingleton<Aims>().AddSingleton<VerbDesk>().AddSingleton<CaseFile>().AddSingleton<CounterLists>().AddSingleton<CounterParts>().AddSingleton<TakeIn>().AddSingleton<Exchanges>();
        ModellingPages.Register(services);
        services.AddSingleton(SimulatedEffects.All).AddSingleton<SimulationDesk>().AddSingleton<Simulations>();
        services.AddSingleton(hosted).AddSingleton(await DemoAccounts.Load(journal, region, hosted));
        services.AddSingleton<Timers>().AddHostedService(provider => provider.GetRequiredService<Timers>());
        services.AddSingleton(new ReadyPages(Guard.CookieName, clock));
        services.AddSingleton<RefusalPage>(RefusalPages.Draw);
        services.AddSingleton(new FormToken(KeyFile.OpenOrCreate(Path.Combine(settings.Data, "keys", "forms.key"))));
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.Data, "keys"))).SetApplicationName("Tongzheng");
        // No scheme is the default: who calls is asked by Guard.
        services.AddAuthentication()
            .AddCookie(options => { options.Cookie.Name = Guard.CookieName; options.Cookie.SameSite = SameSiteMode.Lax; options.ExpireTimeSpan = Sessions.Length; options.SlidingExpiration = true; })
            .AddBearerToken(options => options.BearerTokenExpiration = Sessions.Length);
        services.AddOpenApi(Interface.Describe);
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true); // a malformed body gets our words, not an empty 400
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            Requests.Require(json.SerializerOptions);
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => { kestrel.AddServerHeader = false; kestrel.Limits.MaxRequestBodySize = Multipart.MaxBodyBytes; });
        return new Node(journal, settings);
    }

    public void Map(WebApplication app)
    {
        app.Use(new DurableAnswers(journal).Wait);
        app.Use(SecurityHeaders.Add);
        app.Use(Preferences.Keep);
        app.Use(Faults.Answer);
        app.Use(Heads.Answer);
        app.UseRouting();
        app.Use(app.Services.GetRequiredService<ReadyPages>().Serve);
        app.Use(Multipart.Read);
        app.Use(Guard.Stand);
        app.MapStaticAssets().Public();
        app.MapOpenApi("/openapi/{documentName}.json").Public();
        Routes.Map(app);
        if (app.Environment.IsDevelopment())
            GalleryPages.Map(app);
    }

    /// <summary>One clock. In demo mode its distance from the machine's time is kept, so that a restart does not go back.</summary>
    static Clock OpenClock(NodeSettings settings, TimeProvider time)
    {
        if (!settings.Demo) return new Clock(time);
        var file = Path.Combine(settings.Data, "clock");
        var moved = File.Exists(file) && long.TryParse(File.ReadAllText(file), out var ticks) ? TimeSpan.FromTicks(ticks)
            : settings.StartAt is { } start && start > time.GetUtcNow() ? start - time.GetUtcNow() : TimeSpan.Zero;
        return new Clock(time, moved, distance => File.WriteAllText(file, distance.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    public ValueTask DisposeAsync() => journal.DisposeAsync();
}
