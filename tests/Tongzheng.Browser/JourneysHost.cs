using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Tongzheng.Directories.Demo;
using Tongzheng.Kernel;

namespace Tongzheng.Browser;

/// <summary>
/// The whole node, as people meet it: the demo province in a folder of its own, a real server, a browser beside it. Its
/// clock starts on Monday 23 March 2026, when 陈秀英 has been 82 for five days.
/// </summary>
public sealed class JourneysHost : IAsyncLifetime
{
    static readonly DateTimeOffset FirstDay = new(2026, 3, 23, 9, 0, 0, China.Offset);

    readonly string folder = Directory.CreateTempSubdirectory("journeys-").FullName;
    Node? node;
    WebApplication? app;
    IPlaywright? playwright;
    IBrowser? browser;

    public string Address => app?.Urls.First() ?? throw new InvalidOperationException("The node has not started.");

    /// <summary>A part of the node, to know whose turn it is; what people do they do in the browser.</summary>
    public T Get<T>() where T : notnull => (app ?? throw new InvalidOperationException("The node has not started.")).Services.GetRequiredService<T>();

    /// <summary>Somebody the stories tell of, by the key in residents.csv.</summary>
    public static Directories.PersonRegistered Resident(string key) => DemoProvince.Load(Path.Combine(GalleryHost.Root, "regions/yunlan")).Resident(key);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Tongzheng", // its pages and styles, not the tests'
            ContentRootPath = Path.Combine(GalleryHost.Root, "src/Tongzheng"),
            Args = ["--Demo=true", "--Data=" + folder, "--Packs=" + Path.Combine(GalleryHost.Root, "packs"), "--Region=" + Path.Combine(GalleryHost.Root, "regions/yunlan"), "--Logging:LogLevel:Default=Critical"],
        });
        builder.Logging.ClearProviders();
        node = await Node.Start(builder, new From(FirstDay));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        node.Map(app);
        await app.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await GalleryHost.Launch(playwright);
    }

    /// <summary>Somebody with a browser of their own, whom nobody knows yet.</summary>
    public async Task<JourneysVisitor> Visitor(bool javaScript = false, int width = 1280, int height = 900)
    {
        var context = await (browser ?? throw new InvalidOperationException("The browser has not started.")).NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = new() { Width = width, Height = height },
            JavaScriptEnabled = javaScript,
        });
        context.SetDefaultTimeout(LongestWaitMilliseconds);
        return new JourneysVisitor(await context.NewPageAsync());
    }

    // A page that is not there by then will not come; a slow machine under load still answers in it.
    const int LongestWaitMilliseconds = 15_000;

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
        if (app is not null) await app.DisposeAsync();
        if (node is not null) await node.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The machine's time, from another day on.</summary>
    sealed class From(DateTimeOffset start) : TimeProvider
    {
        readonly long started = Stopwatch.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => start.ToUniversalTime() + Stopwatch.GetElapsedTime(started);
    }
}
