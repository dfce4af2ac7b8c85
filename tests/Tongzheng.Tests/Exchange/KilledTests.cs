using System.Text.Json;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Exchange;

/// <summary>The node is killed without warning between sending and delivering.</summary>
public sealed class KilledTests
{
    [Fact]
    public async Task What_was_taken_in_before_the_kill_is_delivered_after_it()
    {
        using var packs = new MadePacks();
        packs.Add("made-part", MadePacks.Start("work") + MadePacks.Task("work", "reviewer", "granted", "decision") + MadePacks.End("granted"));
        var data = Directory.CreateTempSubdirectory("node-").FullName;
        try
        {
            string message;
            using (var closed = await NodeProcess.Start(data, packs.Folder, "--DoorClosed=true"))
            {
                var counter = await Counter(closed);
                var taken = (await counter.Post("/api/cases", new { matter = "made-part", region = TwoGovernments.Part, onBehalfOf = (await closed.As("li-yan")).Person, proof = "本人到窗口。", answers = new { explanation = "请代收" } }, "once")).Ok();
                message = taken.Body.GetProperty("onItsWay").GetString() ?? "";
                closed.Kill();
            }
            using var open = await NodeProcess.Start(data, packs.Folder);
            var handed = await Delivered(await Counter(open), message);
            Assert.Equal(handed.GetProperty("case").GetString(), Assert.Single((await (await open.As("li-yan")).Get("/api/cases")).Ok().Body.EnumerateArray()).GetProperty("case").GetString());
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    static async Task<JsonElement> Delivered(Client counter, string message)
    {
        for (var tried = 0; ; tried++)
        {
            var handed = (await counter.Get("/api/counter/handed-on/" + message)).Ok().Body;
            if (handed.TryGetProperty("case", out _)) return handed;
            Assert.True(tried < 100, "It was not delivered.");
            await Task.Delay(100);
        }
    }

    static Task<Client> Counter(NodeProcess node) => node.As(account => account.Jurisdiction == TwoGovernments.Lead && account.Post?.EndsWith("/counter", StringComparison.Ordinal) == true);
}
