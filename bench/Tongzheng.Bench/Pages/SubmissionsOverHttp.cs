using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tongzheng.Bench.Pages;

/// <summary>Applications posted to the HTTP interface by wrk, durable when answered, against Kestrel answering with ready bytes.</summary>
static class SubmissionsOverHttp
{
    const int Rounds = 7, Port = 5987, ReadyPort = 5986, ReadyBytes = 2048, People = 50;

    public static async Task Run(double scale)
    {
        if (!Wrk.IsHere()) return;
        await using var province = await Province.Start(port: Port);
        var counter = await province.Open("legal-aid", await province.People(People));
        var script = Path.Combine(province.Folder, "post.lua");
        await File.WriteAllTextAsync(script, await Script(province, counter));
        await using var ready = Ready();
        await ready.StartAsync();

        var seconds = Math.Max(1, (int)(3 * scale));
        Wrk.PerSecond(province.Address + "/api/cases", Math.Max(2, (int)(15 * scale)), "-s", script);      // until it is compiled for good
        List<double> submitted = [], limit = [];
        for (var round = 0; round < Rounds; round++)
        {
            limit.Add(Wrk.PerSecond($"http://127.0.0.1:{ReadyPort}/", seconds));
            submitted.Add(Wrk.PerSecond(province.Address + "/api/cases", seconds, "-s", script));
        }
        Report.Rate("Kestrel, 2 KB ready", limit);
        Report.Rate("submissions over HTTP", submitted);
        Report.Ratio("submissions over HTTP / Kestrel's ready bytes", submitted, limit, 0.10, 0.15);
    }

    public static async Task Alone(double scale)
    {
        await using var province = await Province.Start(port: Port);
        var counter = await province.Open("legal-aid", await province.People(People));
        var script = Path.Combine(province.Folder, "post.lua");
        await File.WriteAllTextAsync(script, await Script(province, counter));
        var seconds = Math.Max(1, (int)(5 * scale));
        for (var round = 0; round < Rounds; round++)
            Report.ProcessorTime("a submission over HTTP", seconds, () => Wrk.PerSecond(province.Address + "/api/cases", seconds, "-s", script));
    }

    static WebApplication Ready()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{ReadyPort}");
        var app = builder.Build();
        var bytes = new byte[ReadyBytes];
        app.Run(context =>
        {
            context.Response.ContentLength = ReadyBytes;
            return context.Response.Body.WriteAsync(bytes).AsTask();
        });
        return app;
    }

    // The people apply in turn. wrk sends no idempotency key, so each post is an application of its own.
    static async Task<string> Script(Province province, Province.Counter counter)
    {
        var script = new StringBuilder("local requests = {}\nfunction init(args)\n");
        foreach (var applicant in counter.Applicants)
            script.Append($$"""
                requests[#requests + 1] = wrk.format("POST", nil, {["Content-Type"] = "application/json", ["Accept"] = "application/json", ["Authorization"] = "Bearer {{await province.SignIn(applicant.Party)}}"}, [==[{{counter.BodyOf(applicant)}}]==])

                """);
        return script.Append("end\nlocal at = 0\nfunction request() at = at % #requests + 1 return requests[at] end\n").ToString();
    }
}
