using System.Net;
using System.Text;
using Tongzheng.Casework.Drafts;
using Tongzheng.Directories;
using Tongzheng.Kernel;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Exchange;

/// <summary>Both sides say what they wait for, to the party, the officer, the auditor; and a forgotten party is in no message.</summary>
public sealed class WordsTests
{
    [Fact]
    public async Task Both_sides_say_what_they_wait_for_while_the_door_is_cut()
    {
        await using var two = await TwoGovernments.Start();
        var isCut = true;
        two.Way.Where = (_, _) => isCut ? Cut.Before : Cut.Nowhere;
        var id = await two.Apply();
        Assert.Equal("等待桐溪区办理“试验事项1”：尚未送达，已试 1 次，正在重试", await Line(two, id));
        var auditor = await two.Node.As((await two.Node.Accounts()).First(account => account.Jurisdiction == TwoGovernments.Lead && account.Post?.EndsWith("/auditor", StringComparison.Ordinal) == true));
        var held = Assert.Single((await auditor.Get("/api/door/waiting")).Ok().Body.EnumerateArray());
        Assert.Equal(("590202", 1, "The line is dead."), (held.GetProperty("to").GetString(), held.GetProperty("tries").GetInt32(), held.GetProperty("why").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await two.Node.As("li-yan")).Get("/api/door/waiting")).Status);

        isCut = false;
        await two.Door.Run();
        Assert.Equal("等待桐溪区办理“试验事项1”（已送达，3月2日）", await Line(two, id));
        var there = two.CasesIn(TwoGovernments.Part)[0];
        var number = (await two.See(id)).GetProperty("number").GetString();
        Assert.Equal($"由澜阳区转来（对方办件 {number}），办结后回传结果", await Line(two, there));
        Assert.Contains("等待桐溪区办理", (await (await two.Node.As("li-yan")).Get($"/cases/{id}")).Ok().Text, StringComparison.Ordinal);
        var task = await OpenTask.Of(await two.Node.As("li-yan"), there, "work");
        var officer = await two.Node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post);
        Assert.Contains("由澜阳区转来", (await officer.Get($"/desk/cases/{there}")).Ok().Text, StringComparison.Ordinal);
        Assert.Empty((await auditor.Get("/api/door/waiting")).Ok().Body.EnumerateArray());

        await two.Decide(there, "grant");
        Assert.Equal("桐溪区办理的“试验事项1”：准予，已办结（3月2日）", await Line(two, id));
    }

    [Fact]
    public async Task A_forgotten_party_is_in_no_byte_of_any_message()
    {
        await using var two = await TwoGovernments.Start();
        await two.Apply();
        await two.Decide(two.CasesIn(TwoGovernments.Part)[0], "grant");
        two.Way.Where = (_, _) => Cut.Before;
        var waits = await two.Apply(); // one that is still on its way
        var person = (await two.Node.As("li-yan")).Person;
        var register = await Person.Find(two.Node.Journal, JurisdictionId.Parse(TwoGovernments.Lead), PersonId.Parse(person));
        foreach (var each in await two.Node.Journal.Jurisdictions())
            await ForgetPerson.From(two.Node.Journal, each, person, two.Node.Clock.Now, Encoding.UTF8.GetBytes("""{"ground":"个人信息保护法第四十七条"}"""));
        two.Way.Where = (_, _) => Cut.Nowhere;
        await two.Door.Run();
        Assert.Single(two.CasesIn(TwoGovernments.Part)); // what is forgotten is not delivered
        Assert.Equal("case.forgotten", Assert.Single(await two.FactsIn<Tongzheng.Exchange.MessageRefused>(TwoGovernments.Lead)).Code);
        Assert.Empty((await two.Node.Journal.Verify()).Findings);
        Assert.NotEqual("", waits);
        await two.Node.Down();
        Assert.NotNull(register);
        var secrets = new[] { TwoGovernments.Paper, "申请书.pdf", register.Name, register.CitizenId?.ToString() ?? "", register.Phone ?? "" }.Select(Encoding.UTF8.GetBytes).ToList();
        foreach (var file in Directory.EnumerateFiles(two.Node.Folder, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.All(secrets, secret => Assert.True(bytes.AsSpan().IndexOf(secret) < 0, $"{Path.GetFileName(file)} holds {Encoding.UTF8.GetString(secret)}"));
        }
    }

    static async Task<string?> Line(TwoGovernments two, string id) =>
        Assert.Single((await (await two.Node.As("li-yan")).Get($"/api/cases/{id}/messages")).Ok().Body.EnumerateArray()).GetProperty("words").GetProperty("zh").GetString();
}
