using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Services.Desk;
using Tongzheng.Services.Queue;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Services.Counter;

/// <summary>Somebody at the counter was looked up by the number of a document (stream counter/{organisation}). Every look leaves this trace, also in the register that was asked.</summary>
[Kind("counter.looked-up")]
public sealed record LookedUp : Fact
{
    public required string By { get; init; }
    public required string Post { get; init; }

    /// <summary>Whom the number belongs to; null where nobody was found. The number itself is not kept.</summary>
    public string? Person { get; init; }

    /// <summary>The firm, where it was the code of one.</summary>
    public string? Enterprise { get; init; }

    /// <summary>The government whose register was asked, where it is another one's.</summary>
    public string? Register { get; init; }
}

/// <summary>
/// The counter's first page: whom is this for? A number is posted, never part of an address, so that it stands in no
/// browser history and no log. Somebody from another place is looked for in the register of that place.
/// </summary>
static class FindParty
{
    /// <param name="Number">A citizen number, the number of another document, or a unified social credit code.</param>
    /// <param name="Register">The government whose register is asked; the counter's own where it is left out.</param>
    public sealed record Request(string? Number, string? Register = null);

    /// <summary>A person found, or the representative of the firm that was found: as much as a counter has to see before it acts for them.</summary>
    public sealed record Found(string Person, string Name, string? MaskedNumber, string? Address, string Region, string Register, string? Enterprise = null, string? EnterpriseName = null);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter", Page).Requires(Permission.ActAtCounter).ExcludeFromDescription();
        routes.MapPost("/counter", Post).Requires(Permission.ActAtCounter).ExcludeFromDescription();
        routes.MapPost("/api/counter/people", Handle).Requires(Permission.ActAtCounter).WithTags("Counter").WithSummary("At the counter: the person with a number, or the firm with a code; the look-up is recorded").Produces<Found>();
        routes.MapGet("/api/counter/cases", async (HttpContext context, CounterLists lists, CancellationToken stop) =>
            Results.Ok(await lists.Today(context.Caller().Home, context.Caller().Who.ToString() ?? "", context.Language(), stop)))
            .Requires(Permission.ActAtCounter).WithTags("Counter").WithSummary("What the caller has taken in today, for every government").Produces<IReadOnlyList<CounterCase>>();
    }

    static async Task<IResult> Handle(Request request, HttpContext context, Journal journal, CitizenIndex index, Hosted hosted, CancellationToken stop)
    {
        var found = await Find(context, journal, index, hosted, request.Number, request.Register, stop);
        return found.Value is { } who
            ? Results.Ok(new Found(who.Person.Id.ToString(), who.Person.Name, Masked(who.Person), who.Person.Address, who.Person.Residence.ToString(), who.Register.ToString(), who.Firm?.Id.ToString(), who.Firm?.Name))
            : Problem.Of(found.Refusal ?? new Refusal("counter.party-unknown"), context.Language());
    }

    static async Task<IResult> Post(HttpContext context, Journal journal, CitizenIndex index, Hosted hosted, CounterParts parts, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var found = await Find(context, journal, index, hosted, form["q"], form["at"], stop);
        if (found.Value is not { } who) return await Draw(context, parts, form["q"], form["at"], [(found.Refusal ?? new Refusal("counter.party-unknown")) with { Field = "q" }], stop);
        var query = new[] { ("at", who.Register == context.Caller().Home ? null : who.Register.ToString()), ("for", who.Firm?.Id.ToString()) }.Where(pair => pair.Item2 is not null).Select(pair => $"{pair.Item1}={pair.Item2}");
        return Results.Redirect(string.Join('?', new[] { $"/counter/{who.Person.Id}", string.Join('&', query) }.Where(part => part.Length > 0)));
    }

    static Task<IResult> Page(HttpContext context, CounterParts parts, CancellationToken stop) => Draw(context, parts, null, null, [], stop);

    /// <summary>Who was found, in whose register, and for which firm they stand.</summary>
    public sealed record Standing(Person Person, JurisdictionId Register, Enterprise? Firm);

    /// <summary>The person with this number or the representative of the firm with this code; what is wrong with the number, precisely; the look is recorded.</summary>
    static async Task<Outcome<Standing>> Find(HttpContext context, Journal journal, CitizenIndex index, Hosted hosted, string? text, string? at, CancellationToken stop)
    {
        var plain = Number.Plain(text);
        if (plain.Length == 0) return new Refusal("counter.number-needed") { Field = "number" };
        var register = context.Caller().Home;
        if (at is { Length: > 0 } && (!JurisdictionId.TryParse(at, out register) || !hosted.Jurisdictions.Contains(at))) return new Refusal("region.not-served", ("region", at)) { Field = "at" };
        var isFirm = CreditCode.TryParse(plain, out var code);
        if (!isFirm && Number.WhatIsWrong(plain) is { } wrong) return wrong with { Field = "number" };
        var firm = isFirm ? Enterprise.Find(journal, register, code) : null;
        var person = firm is not null ? await Person.Find(journal, register, firm.LegalRepresentative, stop)
            : isFirm ? null : CitizenId.TryParse(plain, out var citizen) ? await Person.Find(journal, index, register, citizen, stop) : await Person.FindByDocument(journal, index, register, plain, stop);
        await Trace(context, journal, register, person, firm, stop);
        return person is null ? new Refusal(isFirm ? "counter.party-unknown" : "counter.person-unknown") : new Standing(person, register, firm);
    }

    // One trace with the counter, and one with the register that was asked: each government can say who looked.
    static async Task Trace(HttpContext context, Journal journal, JurisdictionId register, Person? person, Enterprise? firm, CancellationToken stop)
    {
        var home = context.Caller().Home;
        var post = context.Caller().Posts.First(each => each.Role == Role.Counter);
        foreach (var where in new[] { home, register }.Distinct())
        {
            var act = context.Act(where, post);
            await journal.Append(new Append
            {
                Jurisdiction = where.ToString(),
                Key = "looked-up/" + act.IdempotencyKey,
                Time = act.Now,
                Streams = [Facts.To($"counter/{post.Organisation}", StreamAppend.Any, new LookedUp
                {
                    By = act.Who.ToString(), Post = post.ToString(), Person = person?.Id.ToString(), Enterprise = firm?.Id.ToString(), Register = register == home ? null : register.ToString(),
                })],
            }, stop);
        }
    }

    internal static string? Masked(Person person) => person.CitizenId?.Masked ?? (person.Document is { } document ? Number.Masked(document.Number) : null);

    static async Task<IResult> Draw(HttpContext context, CounterParts parts, string? typed, string? at, IReadOnlyList<Refusal> errors, CancellationToken stop)
    {
        var language = context.Language();
        var caller = context.Caller();
        var post = caller.Posts.First(each => each.Role == Role.Counter);
        return new DrawnPage<CounterPage> { Frame = context.Frame("窗口", "Counter"), Model = new CounterView
        {
            Place = await parts.Names.OfPost(caller.Home, post, language, stop),
            Query = typed,
            At = at is { Length: > 0 } ? at : caller.Home.ToString(),
            Registers = [.. parts.Hosted.Governments.Where(government => government.Id.Level >= RegionLevel.County).OrderBy(government => government.Id == caller.Home ? 0 : 1)
                .Select(government => new Choice(government.Id.ToString(), government.Name.In(language) + (government.Id == caller.Home ? language.Of("（本地）", " (here)") : "")))],
            Errors = [.. errors.Select(refusal => FieldError.Of(refusal, language))],
            Today = await parts.Lists.Today(caller.Home, caller.Who.ToString() ?? "", language, stop),
            Window = await WindowPanel.Of(context, parts.Halls, language, stop),
            Hidden = [Frames.NewKey()],
        }, StatusCode = errors.Count > 0 ? Problem.StatusOf(errors[0]) : StatusCodes.Status200OK };
    }
}
