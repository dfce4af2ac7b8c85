using Microsoft.AspNetCore.Http.HttpResults;
using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Services.Desk;
using Tongzheng.Services.MyCases;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Services.Counter;

/// <summary>Somebody at the counter was looked up by the number of a document (stream counter/{organisation}). Every look leaves this trace.</summary>
[Kind("counter.looked-up")]
public sealed record LookedUp : Fact
{
    public required string By { get; init; }
    public required string Post { get; init; }

    /// <summary>Whom the number belongs to; null where nobody was found. The number itself is not kept.</summary>
    public string? Person { get; init; }
}

/// <summary>
/// The counter's first page: whom is this for? A number is posted, never part of an address, so that it stands in no
/// browser history and no log.
/// </summary>
static class FindParty
{
    /// <param name="Number">A citizen number, or the number of another document.</param>
    public sealed record Request(string? Number);

    /// <summary>A person found, as much as a counter has to see before it acts for them.</summary>
    public sealed record Found(string Person, string Name, string? MaskedNumber, string? Address, string Region);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter", (HttpContext context, CounterLists lists, Names names, CancellationToken stop) => Draw(context, lists, names, null, [], stop))
            .Requires(Permission.ActAtCounter).ExcludeFromDescription();
        routes.MapPost("/counter", Post).Requires(Permission.ActAtCounter).ExcludeFromDescription();
        routes.MapPost("/api/counter/people", Handle).Requires(Permission.ActAtCounter).WithTags("Counter").WithSummary("At the counter: the person with a number; the look-up is recorded");
    }

    static async Task<IResult> Handle(Request request, HttpContext context, Journal journal, CitizenIndex index, CancellationToken stop)
    {
        var found = await Find(context, journal, index, request.Number, stop);
        return found.Value is { } person
            ? Results.Ok(new Found(person.Id.ToString(), person.Name, Masked(person), person.Address, person.Residence.ToString()))
            : Problem.Of(found.Refusal ?? new Refusal("counter.person-unknown"), context.Language());
    }

    static async Task<IResult> Post(HttpContext context, Journal journal, CitizenIndex index, CounterLists lists, Names names, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var found = await Find(context, journal, index, form["q"], stop);
        return found.Value is { } person ? Results.Redirect($"/counter/{person.Id}")
            : await Draw(context, lists, names, form["q"], [(found.Refusal ?? new Refusal("counter.person-unknown")) with { Field = "q" }], stop);
    }

    /// <summary>The person of the counter's own jurisdiction with this number; what is wrong with the number, precisely; the look is recorded.</summary>
    static async Task<Outcome<Person>> Find(HttpContext context, Journal journal, CitizenIndex index, string? text, CancellationToken stop)
    {
        var plain = Number.Plain(text);
        if (plain.Length == 0) return new Refusal("counter.number-needed") { Field = "number" };
        if (Number.WhatIsWrong(plain) is { } wrong) return wrong with { Field = "number" };
        var home = context.Caller().Home;
        var post = context.Caller().Posts.First(each => each.Role == Role.Counter);
        var person = CitizenId.TryParse(plain, out var citizen) ? await Person.Find(journal, index, home, citizen, stop) : await Person.FindByDocument(journal, index, home, plain, stop);
        var act = context.Act(home, post);
        await journal.Append(new Append
        {
            Jurisdiction = home.ToString(),
            Key = act.IdempotencyKey,
            Time = act.Now,
            Streams = [Facts.To("counter/" + post.Organisation, StreamAppend.Any, new LookedUp { By = act.Who.ToString(), Post = post.ToString(), Person = person?.Id.ToString() })],
        }, stop);
        return person is null ? new Refusal("counter.person-unknown") { Field = "number" } : person;
    }

    internal static string? Masked(Person person) => person.CitizenId?.Masked ?? (person.Document is { } document ? Number.Masked(document.Number) : null);

    static async Task<IResult> Draw(HttpContext context, CounterLists lists, Names names, string? typed, IReadOnlyList<Refusal> errors, CancellationToken stop)
    {
        var language = context.Language();
        var caller = context.Caller();
        var post = caller.Posts.First(each => each.Role == Role.Counter);
        return new RazorComponentResult<CounterPage>(new { Frame = context.Frame("窗口", "Counter"), Model = new CounterView
        {
            Place = await names.OfPost(caller.Home, post, language, stop),
            Query = typed,
            Errors = [.. errors.Select(refusal => FieldError.Of(refusal, language))],
            Today = await lists.Today(caller.Home, caller.Who.ToString() ?? "", language, stop),
            Hidden = [Frames.NewKey()],
        } }) { StatusCode = errors.Count > 0 ? Problem.StatusOf(errors[0]) : StatusCodes.Status200OK };
    }
}
