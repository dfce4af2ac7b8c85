using System.Net;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Counters;

/// <summary>Numbers and appointments through the node, by many at once.</summary>
[Collection(OneHall.Name)]
public sealed class QueueTests(NodeFixture fixture)
{
    readonly RunningNode node = fixture.Node;

    [Fact]
    public async Task Of_many_who_ask_at_once_for_a_time_with_three_places_three_get_it()
    {
        var people = (await node.Accounts()).Where(account => account.Key is not null).ToList();
        Assert.True(people.Count > 6);
        var answers = await Task.WhenAll(people.Select(async person => await (await node.As(person)).Post("/api/appointments", new { hall = "lanyang", day = "2026-03-10", slot = "10:00" })));
        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => answer.Refused(HttpStatusCode.Conflict, "appointment.taken"));
        var left = (await node.Nobody().Get("/api/halls/lanyang/slots?day=2026-03-10")).Ok().Body.EnumerateArray().First(slot => slot.GetProperty("slot").GetString() == "10:00");
        Assert.Equal(0, left.GetProperty("places").GetInt32());
    }

    [Fact]
    public async Task A_person_has_one_appointment_a_day_and_what_they_give_back_is_free_again()
    {
        var person = await node.As("zhou-min");
        var request = new { hall = "jian", day = "2026-03-11", slot = "09:00", matter = "old-age-allowance" };
        var first = (await person.Post("/api/appointments", request, "book-1")).Ok();
        Assert.Equal(first.Text, (await person.Post("/api/appointments", request, "book-1")).Ok().Text);
        (await person.Post("/api/appointments", request with { slot = "09:30" })).Refused(HttpStatusCode.Conflict, "appointment.one-a-day");
        Assert.Contains((await person.Get("/api/appointments")).Ok().Body.EnumerateArray(), each => each.GetProperty("slot").GetString() == "09:00");
        Assert.Equal(HttpStatusCode.NoContent, (await person.Post("/api/appointments/cancellation", new { hall = "jian", day = "2026-03-11" })).Status);
        (await person.Post("/api/appointments/cancellation", new { hall = "jian", day = "2026-03-11" })).Refused(HttpStatusCode.NotFound, "appointment.unknown");
        (await person.Post("/api/appointments", request with { slot = "09:30" })).Ok();
        using var browser = new Browser(node.Address);
        await browser.SignIn(person.Account!);
        var cancelled = await browser.Submit(await browser.Get("/appointments"), "/appointments/cancel", new() { ["hall"] = "jian", ["day"] = "2026-03-11" });
        Assert.Contains("预约已取消", (await browser.Get(cancelled.Location ?? "")).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-08", "09:00")] // a Sunday
    [InlineData("2026-03-10", "09:10")] // between two times
    [InlineData("2026-02-27", "09:00")] // past
    [InlineData("2027-03-10", "09:00")] // a year off
    public async Task A_time_the_hall_does_not_have_is_refused(string day, string slot) =>
        (await (await node.As("zhou-min")).Post("/api/appointments", new { hall = "lanyang", day, slot })).Refused(HttpStatusCode.UnprocessableEntity, "appointment.no-such-time");

    [Fact]
    public async Task Numbers_drawn_and_called_at_once_are_each_somebodys_alone()
    {
        var clerk = await Clerk("590121");
        var drawn = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => clerk.Post("/api/halls/jian/tickets")));
        Assert.Equal(6, drawn.Select(answer => answer.Ok().Body.GetProperty("number").GetInt32()).Distinct().Count());
        var called = await Task.WhenAll(Enumerable.Range(0, 6).Select(call => clerk.Post("/api/halls/jian/calls", new { window = call % 2 + 1, @do = "call" })));
        Assert.Equal(6, called.Select(answer => answer.Ok().Body.GetProperty("number").GetInt32()).Distinct().Count());
        (await clerk.Post("/api/halls/jian/calls", new { window = 1, @do = "call" })).Refused(HttpStatusCode.Conflict, "queue.nobody-waits");
        (await clerk.Post("/api/halls/jian/calls", new { window = 9, @do = "call" })).Refused(HttpStatusCode.UnprocessableEntity, "queue.no-window");
        (await (await Clerk("590102")).Post("/api/halls/jian/calls", new { window = 1, @do = "call" })).Refused(HttpStatusCode.Forbidden, "queue.not-your-hall");
    }

    [Fact]
    public async Task A_person_holds_one_open_number_and_may_draw_another_when_it_is_done_with()
    {
        var (person, clerk) = (await node.As("gao-changgui"), await Clerk("590102"));
        var mine = (await person.Post("/api/halls/lanyang/tickets")).Ok().Body.GetProperty("number").GetInt32();
        (await person.Post("/api/halls/lanyang/tickets")).Refused(HttpStatusCode.Conflict, "queue.one-number");
        while ((await clerk.Post("/api/halls/lanyang/calls", new { window = 1, @do = "call" })).Ok().Body.GetProperty("number").GetInt32() != mine) { }
        Assert.Equal("called", (await node.Nobody().Get($"/api/halls/lanyang/tickets/{mine}")).Ok().Body.GetProperty("status").GetString());
        (await clerk.Post("/api/halls/lanyang/calls", new { window = 1, @do = "served" })).Ok();
        Assert.NotEqual(mine, (await person.Post("/api/halls/lanyang/tickets")).Ok().Body.GetProperty("number").GetInt32());
    }

    async Task<Client> Clerk(string jurisdiction) => await node.As((await node.Accounts()).First(account => account.Jurisdiction == jurisdiction && account.Post?.EndsWith("/counter", StringComparison.Ordinal) == true));
}

/// <summary>A node of its own: its clock stays on the Monday morning it began on, when the halls are open.</summary>
[CollectionDefinition(Name)]
public sealed class OneHall : ICollectionFixture<NodeFixture>
{
    public const string Name = "one hall";
}
