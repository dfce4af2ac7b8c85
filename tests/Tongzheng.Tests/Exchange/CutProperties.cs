using Tongzheng.Exchange;

namespace Tongzheng.Tests.Exchange;

/// <summary>However often and wherever the door is cut: as many cases over there as were asked for, and one answer each.</summary>
public sealed class CutProperties
{
    [Fact]
    public async Task Random_cuts_lose_and_double_nothing()
    {
        await using var two = await TwoGovernments.Start();
        var chance = new Random(20261122);
        two.Way.Where = (_, before) => before > 6 ? Cut.Nowhere : chance.Next(3) switch { 0 => Cut.Nowhere, 1 => Cut.Before, _ => Cut.After };
        var asked = new List<string>();
        var ends = new Dictionary<string, string>();
        for (var i = 0; i < 25; i++)
        {
            asked.Add(await two.Apply());
            if (chance.Next(4) == 0) await two.Restart();
            if (chance.Next(2) == 0) await two.Door.Run();
            foreach (var there in two.CasesIn(TwoGovernments.Part).Where(there => !ends.ContainsKey(there) && chance.Next(2) == 0))
                await two.Decide(there, ends[there] = chance.Next(2) == 0 ? "grant" : "refuse");
        }
        for (var i = 0; i < 30; i++) await two.Door.Run();
        foreach (var there in two.CasesIn(TwoGovernments.Part).Where(there => !ends.ContainsKey(there))) await two.Decide(there, ends[there] = "grant");
        for (var i = 0; i < 30; i++) await two.Door.Run();

        Assert.Equal(asked.Count, two.CasesIn(TwoGovernments.Part).Count);
        var outcomes = new List<string?>();
        foreach (var id in asked) outcomes.Add((await two.See(id)).GetProperty("outcome").GetString());
        Assert.Equal(ends.Values.Count(end => end == "grant"), outcomes.Count(outcome => outcome == "granted"));
        Assert.Equal(asked.Count, outcomes.Count(outcome => outcome is "granted" or "refused"));
        var sent = await two.FactsIn<MessageSent>(TwoGovernments.Lead);
        Assert.Distinct((await two.FactsIn<MessageReceived>(TwoGovernments.Part)).Select(fact => fact.Message));
        Assert.Distinct((await two.FactsIn<MessageReceived>(TwoGovernments.Lead)).Select(fact => fact.Regarding));
        Assert.Distinct(sent.Select(fact => fact.Message));
        Assert.Empty((await two.Node.Journal.Verify()).Findings);
    }
}
