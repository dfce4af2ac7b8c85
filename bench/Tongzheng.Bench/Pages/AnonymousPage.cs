using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;

namespace Tongzheng.Bench.Pages;

/// <summary>
/// The guide page as everybody gets it, against nginx serving the same bytes as a file: slices of wrk in turn, 64
/// connections, in one run. The bar stands in the reference on performance.
/// </summary>
static partial class AnonymousPage
{
    const int Connections = 64, Rounds = 5;
    const string Page = "/matters/food-business";

    public static async Task Run(double scale)
    {
        if (!File.Exists("/usr/sbin/nginx") || !File.Exists("/usr/bin/wrk"))
        {
            Console.WriteLine("nginx and wrk are needed (Debian: nginx-light, wrk).");
            return;
        }
        var folder = Directory.CreateTempSubdirectory("tongzheng-bench").FullName;
        var builder = WebApplication.CreateBuilder(["--Demo=true", $"--Data={folder}/node", "--urls=http://127.0.0.1:5987", "--Logging:LogLevel:Default=Warning"]);
        await using var node = await Node.Start(builder);
        await using var app = builder.Build();
        node.Map(app);
        await app.StartAsync();
        using var client = new HttpClient();
        var bytes = await client.GetByteArrayAsync("http://127.0.0.1:5987" + Page);
        using var nginx = await StartNginx(folder, bytes);
        try
        {
            var seconds = Math.Max(1, (int)(4 * scale));
            List<double> product = [], limit = [];
            for (var round = 0; round < Rounds; round++)
            {
                limit.Add(Wrk("http://127.0.0.1:5988/page", seconds));
                product.Add(Wrk("http://127.0.0.1:5987" + Page, seconds));
            }
            Report.Rate($"nginx, the same {bytes.Length / 1024} KB as a file", limit);
            Report.Ratio("anonymous page / nginx static", product, limit, 0.55, 0.63);
        }
        finally
        {
            nginx.Kill();
            await app.StopAsync();
        }
    }

    static async Task<Process> StartNginx(string folder, byte[] page)
    {
        Directory.CreateDirectory($"{folder}/www");
        await File.WriteAllBytesAsync($"{folder}/www/page", page);
        await File.WriteAllTextAsync($"{folder}/nginx.conf", $$"""
            daemon off; worker_processes auto; pid {{folder}}/nginx.pid; error_log {{folder}}/error.log;
            events { worker_connections 512; }
            http { access_log off; sendfile on; keepalive_requests 1000000; default_type text/html; client_body_temp_path {{folder}}/t; proxy_temp_path {{folder}}/t;
                   fastcgi_temp_path {{folder}}/t; uwsgi_temp_path {{folder}}/t; scgi_temp_path {{folder}}/t;
                   server { listen 127.0.0.1:5988; root {{folder}}/www; } }
            """);
        // Its workers read as nobody where it is started as root.
        await Process.Start("chmod", ["755", folder]).WaitForExitAsync();
        var nginx = Process.Start("/usr/sbin/nginx", $"-c {folder}/nginx.conf");
        await Task.Delay(TimeSpan.FromSeconds(1));
        return nginx;
    }

    static double Wrk(string address, int seconds)
    {
        using var wrk = Process.Start(new ProcessStartInfo("/usr/bin/wrk", $"-t2 -c{Connections} -d{seconds}s {address}") { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("wrk did not start.");
        var said = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();
        return double.Parse(PerSecond().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();
}
