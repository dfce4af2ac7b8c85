using System.Diagnostics;
using System.Text.Json;

namespace Tongzheng.Tests.Node;

/// <summary>The node as operators run it: a process of its own that can be killed as power failures kill it.</summary>
sealed class NodeProcess : IDisposable
{
    readonly Process process;
    readonly HttpClient http;
    readonly Dictionary<string, string> tokens = [];

    NodeProcess(Process process, Uri address)
    {
        this.process = process;
        http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    /// <summary>Starts it on a data folder, with more settings where some are given; it listens when this returns.</summary>
    public static async Task<NodeProcess> Start(string data, string packs, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Tongzheng.dll"), "--Demo=true", "--Data=" + data, "--Packs=" + packs, "--Region=" + Repository.PathOf("regions", "yunlan"), "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information", // where it listens
            .. more,
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        var process = Process.Start(start) ?? throw new InvalidOperationException("The node did not start.");
        const string listening = "Now listening on: ";
        var said = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.IndexOf(listening, StringComparison.Ordinal) is var at and >= 0)
            {
                _ = process.StandardOutput.ReadToEndAsync(); // nobody reads on, and a full pipe would stop it
                _ = process.StandardError.ReadToEndAsync();
                return new NodeProcess(process, new Uri(line[(at + listening.Length)..].Trim()));
            }
        }
        throw new InvalidOperationException("The node did not listen: " + string.Join('\n', said) + await process.StandardError.ReadToEndAsync());
    }

    /// <summary>A resident by key, or an officer by post.</summary>
    public async Task<Client> As(Func<RunningNode.DemoAccount, bool> who)
    {
        var accounts = (await new Client(http).Get("/api/demo/accounts")).Ok().Body.Deserialize<List<RunningNode.DemoAccount>>(JsonSerializerOptions.Web) ?? [];
        var account = accounts.First(who);
        if (!tokens.TryGetValue(account.Who + account.Jurisdiction, out var token))
            tokens[account.Who + account.Jurisdiction] = token = (await new Client(http).Post("/api/session", new { account = account.Who, account.Jurisdiction })).Ok().Body.GetProperty("accessToken").GetString() ?? "";
        var own = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = http.BaseAddress };
        own.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return new Client(own) { Account = account };
    }

    public Task<Client> As(string resident) => As(account => account.Key == resident);

    /// <summary>SIGKILL: no goodbye, nothing flushed that was not flushed.</summary>
    public void Kill()
    {
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        process.Dispose();
        http.Dispose();
    }
}
