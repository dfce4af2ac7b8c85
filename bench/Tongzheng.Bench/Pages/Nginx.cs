using System.Diagnostics;

namespace Tongzheng.Bench.Pages;

/// <summary>nginx with files of its own: the limit that a page is measured against.</summary>
sealed class Nginx : IDisposable
{
    const int Port = 5988;

    readonly Process process;

    Nginx(Process process) => this.process = process;

    public static string AddressOf(string file) => $"http://127.0.0.1:{Port}/{file}";

    public static async Task<Nginx> Serve(IReadOnlyDictionary<string, byte[]> files)
    {
        var folder = Directory.CreateTempSubdirectory("tongzheng-nginx-").FullName;
        Directory.CreateDirectory($"{folder}/www");
        foreach (var (name, bytes) in files) await File.WriteAllBytesAsync($"{folder}/www/{name}", bytes);
        await File.WriteAllTextAsync($"{folder}/nginx.conf", $$"""
            daemon off; worker_processes auto; pid {{folder}}/nginx.pid; error_log {{folder}}/error.log;
            events { worker_connections 512; }
            http { access_log off; sendfile on; keepalive_requests 1000000; default_type text/html; client_body_temp_path {{folder}}/t; proxy_temp_path {{folder}}/t;
                   fastcgi_temp_path {{folder}}/t; uwsgi_temp_path {{folder}}/t; scgi_temp_path {{folder}}/t;
                   server { listen 127.0.0.1:{{Port}}; root {{folder}}/www; } }
            """);
        // Its workers read as nobody where it is started as root.
        await Process.Start("chmod", ["755", folder]).WaitForExitAsync();
        var nginx = new Nginx(Process.Start("/usr/sbin/nginx", $"-c {folder}/nginx.conf"));
        await Task.Delay(TimeSpan.FromSeconds(1));
        return nginx;
    }

    // Asked to end, the master ends its workers; killed, it would leave them on the port.
    public void Dispose()
    {
        using (var ask = Process.Start("kill", ["-TERM", $"{process.Id}"])) ask.WaitForExit();
        process.WaitForExit();
        process.Dispose();
    }
}
