using Tongzheng.Exchange;

namespace Tongzheng.Tests.Exchange;

/// <summary>A case of one government asks another for a case, and waits for its end; the door between them is cut everywhere.</summary>
public sealed class DoorTests
{
    [Fact]
    public async Task A_case_asks_another_government_for_a_case_and_goes_on_with_its_result()
    {
        await using var two = await TwoGovernments.Start();
        var id = await two.Apply();
        var there = Assert.Single(two.CasesIn(TwoGovernments.Part));
        Assert.Equal("转请贵地办理", (await two.See(there)).GetProperty("answers").GetProperty("explanation").GetString());
        Assert.Equal("submitted", (await two.See(id)).GetProperty("status").GetString());
        await two.Decide(there, "grant");
        Assert.Equal("granted", (await two.See(id)).GetProperty("outcome").GetString());
        Assert.Equal([("case.open", "590102", "590202"), ("case.closed", "590202", "590102")], two.Way.Carried);
        Assert.Empty((await two.Node.Journal.Verify()).Findings);
    }

    [Fact]
    public async Task A_refusal_over_there_is_an_answer_too()
    {
        await using var two = await TwoGovernments.Start();
        var id = await two.Apply();
        await two.Decide(two.CasesIn(TwoGovernments.Part)[0], "refuse");
        Assert.Equal("refused", (await two.See(id)).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Inside_one_government_it_goes_through_the_same_door()
    {
        await using var two = await TwoGovernments.Start();
        var id = await two.Apply(TwoGovernments.Lead);
        await two.Decide(Assert.Single(two.CasesIn(TwoGovernments.Lead)), "grant");
        Assert.Equal("granted", (await two.See(id)).GetProperty("outcome").GetString());
        Assert.Equal([("case.open", "590102", "590102"), ("case.closed", "590102", "590102")], two.Way.Carried);
    }

    /// <summary>Each point at which the way can break: which message, and before or after it was taken.</summary>
    [Theory]
    [InlineData("case.open", Cut.Before, false)]
    [InlineData("case.open", Cut.Before, true)]
    [InlineData("case.open", Cut.After, false)]
    [InlineData("case.open", Cut.After, true)]
    [InlineData("case.closed", Cut.Before, false)]
    [InlineData("case.closed", Cut.Before, true)]
    [InlineData("case.closed", Cut.After, false)]
    [InlineData("case.closed", Cut.After, true)]
    public async Task Wherever_the_door_is_cut_there_is_one_case_and_one_answer(string message, Cut cut, bool restarted)
    {
        await using var two = await TwoGovernments.Start();
        var isCut = true;
        two.Way.Where = (envelope, _) => isCut && envelope.Name == message ? cut : Cut.Nowhere;
        var id = await two.Apply();
        if (message == "case.open")
        {
            Assert.Equal(cut == Cut.After ? 1 : 0, two.CasesIn(TwoGovernments.Part).Count);
            await two.Door.Run(); // still cut: tried again, in vain
            await Mend();
        }
        await two.Decide(Assert.Single(two.CasesIn(TwoGovernments.Part)), "grant");
        if (message == "case.closed")
        {
            await two.Door.Run();
            await Mend();
        }
        await two.Door.Run();

        var there = Assert.Single(two.CasesIn(TwoGovernments.Part));
        Assert.Equal("granted", (await two.See(id)).GetProperty("outcome").GetString());
        Assert.Equal("granted", (await two.See(there)).GetProperty("outcome").GetString());
        // Each side has one record of each message, and the receiver's contents are the sender's.
        var (asked, answered) = (Assert.Single(await two.FactsIn<MessageSent>(TwoGovernments.Lead)), Assert.Single(await two.FactsIn<MessageSent>(TwoGovernments.Part)));
        var (taken, heard) = (Assert.Single(await two.FactsIn<MessageReceived>(TwoGovernments.Part)), Assert.Single(await two.FactsIn<MessageReceived>(TwoGovernments.Lead)));
        var (delivered, returned) = (Assert.Single(await two.FactsIn<MessageDelivered>(TwoGovernments.Lead)), Assert.Single(await two.FactsIn<MessageDelivered>(TwoGovernments.Part)));
        Assert.Equal([asked.Message, asked.Message, asked.Message], [taken.Message, delivered.Message, answered.Regarding ?? ""]);
        Assert.Equal([answered.Message, answered.Message], [heard.Message, returned.Message]);
        Assert.Equal(there, delivered.Case);
        Assert.Equal(taken.Hashes, delivered.Hashes);
        Assert.Single(taken.Hashes ?? []);
        Assert.Empty((await two.Node.Journal.Verify()).Findings);

        async Task Mend()
        {
            isCut = false;
            if (restarted) await two.Restart();
            await two.Door.Run();
        }
    }

    [Fact]
    public async Task A_message_that_comes_before_it_is_waited_for_is_kept_and_heard_then()
    {
        await using var two = await TwoGovernments.Start(before: "first");
        var id = await two.Apply();
        await two.Decide(Assert.Single(two.CasesIn(TwoGovernments.Part)), "grant");
        Assert.False((await two.See(id)).TryGetProperty("outcome", out _));
        var task = await Node.OpenTask.Of(await two.Node.As("li-yan"), id, "first");
        (await (await two.Node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post)).Post(task.Path, new { answers = new { decision = "grant" } })).Ok();
        Assert.Equal("granted", (await two.See(id)).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Who_withdraws_takes_back_what_was_asked_for()
    {
        await using var two = await TwoGovernments.Start();
        var id = await two.Apply();
        (await (await two.Node.As("li-yan")).Post($"/api/cases/{id}/withdrawal")).Ok();
        Assert.Equal("withdrawn", (await two.See(id)).GetProperty("outcome").GetString());
        Assert.Equal("withdrawn", (await two.See(Assert.Single(two.CasesIn(TwoGovernments.Part)))).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task What_is_withdrawn_while_the_door_is_cut_arrives_in_its_order()
    {
        await using var two = await TwoGovernments.Start();
        var isCut = true;
        two.Way.Where = (_, _) => isCut ? Cut.Before : Cut.Nowhere;
        var id = await two.Apply();
        (await (await two.Node.As("li-yan")).Post($"/api/cases/{id}/withdrawal")).Ok();
        isCut = false;
        await two.Door.Run();
        Assert.Equal(["case.open", "case.withdrawn", "case.closed"], two.Way.Carried.Select(each => each.Name));
        Assert.Equal("withdrawn", (await two.See(Assert.Single(two.CasesIn(TwoGovernments.Part)))).GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("590299", "region.not-served")]
    [InlineData("上海", "region.not-served")]
    public async Task What_the_receiver_refuses_stops_at_a_person_and_is_sent_again_when_it_is_put_right(string region, string code)
    {
        await using var two = await TwoGovernments.Start();
        var id = await two.Apply(region);
        var seen = await two.See(id);
        Assert.Equal("incident", seen.GetProperty("status").GetString());
        var incident = Assert.Single(seen.GetProperty("incidents").EnumerateArray());
        Assert.Equal("message.refused", incident.GetProperty("code").GetString());
        Assert.Equal(code, Assert.Single(await two.FactsIn<MessageRefused>(TwoGovernments.Lead)).Code);
        var officer = await two.Node.AsOfficer(TwoGovernments.Lead, seen.GetProperty("organisation").GetString() ?? "", "decider");
        (await officer.Post($"/api/cases/{id}/incidents/{incident.GetProperty("incident").GetInt64()}", new { reason = "地区写错，已更正。", variables = new { region = TwoGovernments.Part } })).Ok();
        Assert.Equal("submitted", (await two.See(id)).GetProperty("status").GetString());
        await two.Decide(Assert.Single(two.CasesIn(TwoGovernments.Part)), "grant");
        Assert.Equal("granted", (await two.See(id)).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_person_may_go_on_without_the_other_government_by_saying_what_its_answer_would_be()
    {
        await using var two = await TwoGovernments.Start();
        var id = await two.Apply("590299");
        var seen = await two.See(id);
        var officer = await two.Node.AsOfficer(TwoGovernments.Lead, seen.GetProperty("organisation").GetString() ?? "", "decider");
        (await officer.Post($"/api/cases/{id}/incidents/{seen.GetProperty("incidents")[0].GetProperty("incident").GetInt64()}", new { reason = "已电话商定由本地办理。", variables = new { component = new { granted = true, outcome = "granted" } } })).Ok();
        Assert.Equal("granted", (await two.See(id)).GetProperty("outcome").GetString());
    }
}
