using System.Net;
using System.Text.Json;
using Tongzheng.Exchange;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Exchange;

/// <summary>A counter of 澜阳区 takes in what 桐溪区 decides, while the door between them is cut (异地代收代办).</summary>
public sealed class CollectedTests
{
    [Theory]
    [InlineData(Cut.Before, false)]
    [InlineData(Cut.Before, true)]
    [InlineData(Cut.After, false)]
    [InlineData(Cut.After, true)]
    public async Task What_a_counter_has_taken_in_arrives_once_and_the_result_comes_back(Cut cut, bool restarted)
    {
        await using var two = await TwoGovernments.Start();
        var isCut = true;
        two.Way.Where = (_, _) => isCut ? cut : Cut.Nowhere;
        var taken = await Take(two, "taken-1");
        Assert.Equal(HttpStatusCode.Accepted, taken.Status);
        var message = taken.Body.GetProperty("onItsWay").GetString() ?? "";
        Assert.Equal(("已代收，正在送往桐溪区", "材料在本窗口，正在送往"), (await Title(two, message), (await Line(two)).GetProperty("collection").GetString()));
        Assert.Contains("尚未送达，已试", (await Line(two)).GetProperty("state").GetString(), StringComparison.Ordinal);
        Assert.Equal(taken.Text, (await Take(two, "taken-1")).Text); // a double click is the same hand-over

        isCut = false;
        if (restarted) await two.Restart();
        await two.Door.Run();
        var there = Assert.Single(two.CasesIn(TwoGovernments.Part));
        var seen = await Handed(two, message);
        Assert.Equal(there, seen.GetProperty("case").GetString());
        Assert.Equal(seen.GetProperty("hashes").ToString(), seen.GetProperty("hashesThere").ToString());
        Assert.Equal(there, (await Take(two, "taken-1")).Ok().Body.GetProperty("case").GetString());
        Assert.Equal("已转交", (await Line(two)).GetProperty("collection").GetString());
        Assert.Equal(["由澜阳区窗口代收转来，办结后回传结果"], await Words(two, there));

        isCut = true;
        await two.Decide(there, "grant");
        Assert.Equal(cut == Cut.Before ? ["由澜阳区窗口代收转来", "结果尚未送回澜阳区：尚未送达，已试 1 次，正在重试"] : ["由澜阳区窗口代收转来", "结果尚未送回澜阳区：尚未送达，已试 1 次，正在重试"], await Words(two, there));
        isCut = false;
        await two.Door.Run();
        Assert.Equal("已转交，结果已回传", (await Line(two)).GetProperty("collection").GetString());
        Assert.Equal("granted", (await Handed(two, message)).GetProperty("outcome").GetString());
        Assert.Equal(["由澜阳区窗口代收转来", "结果已于3月2日送回澜阳区"], await Words(two, there));
        Assert.Single(two.CasesIn(TwoGovernments.Part));
        Assert.Single(await two.FactsIn<MessageSent>(TwoGovernments.Lead));
        Assert.Single(await two.FactsIn<MessageDelivered>(TwoGovernments.Lead));
        Assert.Empty((await two.Node.Journal.Verify()).Findings);
    }

    [Fact]
    public async Task With_the_door_open_the_number_is_there_at_once()
    {
        await using var two = await TwoGovernments.Start();
        var taken = await Take(two, "taken-2");
        Assert.Equal(HttpStatusCode.Created, taken.Status);
        Assert.Equal(Assert.Single(two.CasesIn(TwoGovernments.Part)), taken.Body.GetProperty("case").GetString());
    }

    static async Task<Answer> Take(TwoGovernments two, string key)
    {
        var counter = await Counter(two);
        var person = (await two.Node.As("li-yan")).Person;
        two.Uploaded ??= await counter.Upload(TwoGovernments.Lead, "申请书.pdf", Some.Pdf, person);
        return await counter.Post("/api/cases", new
        {
            matter = "made-part", region = TwoGovernments.Part, onBehalfOf = person, proof = "本人到窗口；核验了居民身份证原件。", originals = "户口簿1本",
            answers = new { explanation = "请代收", letter = new[] { new { upload = two.Uploaded } } },
        }, key);
    }

    static async Task<Client> Counter(TwoGovernments two) =>
        await two.Node.As((await two.Node.Accounts()).First(account => account.Jurisdiction == TwoGovernments.Lead && account.Post?.EndsWith("/counter", StringComparison.Ordinal) == true));

    static async Task<JsonElement> Line(TwoGovernments two) => Assert.Single((await (await Counter(two)).Get("/api/counter/cases")).Ok().Body.EnumerateArray());

    static async Task<JsonElement> Handed(TwoGovernments two, string message) => (await (await Counter(two)).Get("/api/counter/handed-on/" + message)).Ok().Body;

    static async Task<string> Title(TwoGovernments two, string message)
    {
        var page = (await (await Counter(two)).Get("/counter/handed-on/" + message)).Ok().Text;
        return page.Contains("已代收，正在送往桐溪区", StringComparison.Ordinal) ? "已代收，正在送往桐溪区" : page;
    }

    static async Task<IReadOnlyList<string?>> Words(TwoGovernments two, string id) =>
        [.. (await (await two.Node.As("li-yan")).Get($"/api/cases/{id}/messages")).Ok().Body.EnumerateArray().Select(line => line.GetProperty("words").GetProperty("zh").GetString())];
}
