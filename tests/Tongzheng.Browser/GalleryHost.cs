using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Tongzheng.Gallery;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Browser;

/// <summary>The gallery on a port of its own, with a browser beside it. It needs no journal and no data.</summary>
public sealed class GalleryHost : IAsyncLifetime
{
    // Debian's browser; another one is named by the environment.
    static readonly string Chromium = Environment.GetEnvironmentVariable("TONGZHENG_CHROMIUM") ?? "/usr/bin/chromium";

    WebApplication? app;
    IPlaywright? playwright;
    IBrowser? browser;

    public string Address => app?.Urls.First() ?? throw new InvalidOperationException("The gallery has not started.");

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Root });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new FormToken(new byte[KeyFile.Size]));
        app = builder.Build();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Path.Combine(Root, "src/Tongzheng/wwwroot")) });
        GalleryPages.Map(app);
        await app.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await Launch(playwright);
    }

    internal static Task<IBrowser> Launch(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });

    /// <summary>A new window of a width in pixels.</summary>
    public Task<IPage> Open(int width, bool javaScript = true) =>
        (browser ?? throw new InvalidOperationException("The browser has not started."))
            .NewPageAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = javaScript });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (app is not null)
            await app.DisposeAsync();
    }

    static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Tongzheng.slnx")) ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Tongzheng.slnx is in no folder above the tests."));
}
