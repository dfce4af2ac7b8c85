using System.Net.Http.Headers;

namespace Tongzheng.Bench.Pages;

/// <summary>
/// The guide page as everybody gets it, and a person's own list of ten cases, drawn for each request, each against nginx
/// serving the same bytes as a file.
/// </summary>
static class PortalPages
{
    const int Rounds = 7, Port = 5987, CasesListed = 10;
    const string Anonymous = "/matters/food-business", Own = "/cases";

    public static async Task Run(double scale)
    {
        if (!Wrk.IsHere()) return;
        await using var province = await Province.Start(port: Port);
        var counter = await province.Open("legal-aid", await province.People(1));
        for (var i = 0; i < CasesListed; i++) await counter.Submit();
        var session = "Bearer " + await province.SignIn(counter.Applicants[0].Party);
        using var client = new HttpClient();
        var guide = await client.GetByteArrayAsync(province.Address + Anonymous);
        client.DefaultRequestHeaders.Authorization = AuthenticationHeaderValue.Parse(session);
        var list = await client.GetByteArrayAsync(province.Address + Own);
        using var nginx = await Nginx.Serve(new Dictionary<string, byte[]> { ["guide"] = guide, ["list"] = list });

        var seconds = Math.Max(1, (int)(3 * scale));
        Wrk.PerSecond(province.Address + Own, Math.Max(2, (int)(10 * scale)), "-H", "Authorization: " + session);      // until it is compiled for good
        Wrk.PerSecond(province.Address + Anonymous, seconds);
        List<double> anonymous = [], own = [], guideFile = [], listFile = [];
        for (var round = 0; round < Rounds; round++)
        {
            guideFile.Add(Wrk.PerSecond(Nginx.AddressOf("guide"), seconds));
            anonymous.Add(Wrk.PerSecond(province.Address + Anonymous, seconds));
            listFile.Add(Wrk.PerSecond(Nginx.AddressOf("list"), seconds));
            own.Add(Wrk.PerSecond(province.Address + Own, seconds, "-H", "Authorization: " + session));
        }
        Report.Rate($"nginx, the guide's {guide.Length / 1024} KB as a file", guideFile);
        Report.Rate("guide page, anonymous", anonymous);
        Report.Rate($"nginx, the list's {list.Length / 1024} KB as a file", listFile);
        Report.Rate($"own list of {CasesListed} cases", own);
        Report.Ratio("anonymous page / nginx static", anonymous, guideFile, 0.55, 0.63);
        Report.Ratio("personalised page / nginx static", own, listFile, 0.25, 0.36);
    }

    public static async Task Alone(double scale)
    {
        await using var province = await Province.Start(port: Port);
        var counter = await province.Open("legal-aid", await province.People(1));
        for (var i = 0; i < CasesListed; i++) await counter.Submit();
        var session = "Authorization: Bearer " + await province.SignIn(counter.Applicants[0].Party);
        var seconds = Math.Max(1, (int)(5 * scale));
        for (var round = 0; round < Rounds; round++)
            Report.ProcessorTime("a personal page", seconds, () => Wrk.PerSecond(province.Address + Own, seconds, "-H", session));
    }
}
