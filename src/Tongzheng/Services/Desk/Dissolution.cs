using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>A steward enters that a body was dissolved; its cases and open tasks have gone to whoever follows it when the answer goes out.</summary>
static class Dissolution
{
    const string Address = "/desk/dissolution";

    /// <param name="Successor">Code of the body that takes its matters; left out where nobody has been named.</param>
    /// <param name="Reason">The document it follows from.</param>
    public sealed record Request(string? Successor, string Reason);

    /// <summary>The body that is no more, who follows it, and how many cases went over.</summary>
    public sealed record Answer(string Organisation, string? Successor, int Cases);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Address, (HttpContext context, Offices offices, Hosted hosted) => Draw(context, offices, hosted, null, [])).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapPost(Address, Post).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapPost("/api/organisations/{code}/dissolution", Handle).Requires(Permission.KeepCatalogue).WithTags("Directory").WithSummary("Enters that a body was dissolved; its cases go to the successor").Produces<Answer>();
    }

    static async Task<IResult> Handle(string code, Request request, HttpContext context, Journal journal, Offices offices, Successions successions, CancellationToken stop)
    {
        var done = await Dissolve(code, request, context, journal, offices, successions, stop);
        return done.Value is { } answer ? Results.Ok(answer) : Problem.Of(done.Refusal ?? new Refusal("organisation.unknown", ("code", code)), context.Language());
    }

    static async Task<IResult> Post(HttpContext context, Journal journal, Offices offices, Hosted hosted, Successions successions, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var code = form["organisation"].ToString();
        Refusal[] missing =
        [
            .. code.Length == 0 ? new[] { new Refusal("organisation.needed") { Field = "organisation" } } : [],
            .. string.IsNullOrWhiteSpace(form["reason"]) ? new[] { new Refusal("organisation.reason-needed") { Field = "reason" } } : [],
        ];
        if (missing.Length > 0) return Draw(context, offices, hosted, null, missing);
        var done = await Dissolve(code, new Request(form["successor"], form["reason"].ToString()), context, journal, offices, successions, stop);
        return Draw(context, offices, hosted, done.Value, done.Refusal is { } refusal ? [refusal with { Field = refusal.Field ?? "organisation" }] : []);
    }

    static async Task<Outcome<Answer>> Dissolve(string code, Request request, HttpContext context, Journal journal, Offices offices, Successions successions, CancellationToken stop)
    {
        if (!CreditCode.TryParse(code, out var organisation, out var why)) return why ?? new Refusal("organisation.unknown", ("code", code));
        CreditCode? successor = null;
        if (!string.IsNullOrWhiteSpace(request.Successor))
        {
            if (!CreditCode.TryParse(request.Successor, out var named, out why)) return (why ?? new Refusal("organisation.unknown", ("code", request.Successor))) with { Field = "successor" };
            successor = named;
        }
        var done = await DissolveOffice.Handle(journal, offices, new DissolveOffice.Request(organisation, successor, request.Reason ?? ""), context.Act(context.Caller().Home), stop);
        return done.Refusal is { } refusal ? refusal : new Answer(organisation.ToString(), successor?.ToString(), await successions.All(stop));
    }

    static DrawnPage<DissolutionPage> Draw(HttpContext context, Offices offices, Hosted hosted, Answer? done, IReadOnlyList<Refusal> errors)
    {
        var language = context.Language();
        var home = context.Caller().Home.ToString();
        string Name(string? code) => code is null ? "" : offices.Find(home, code)?.Name.In(language) ?? code;
        string? Typed(string field) => errors.Count > 0 ? context.Request.Form[field].ToString() : null;
        return new() { Frame = context.Frame("机构撤并", "Dissolve or merge an office", new Crumb(language.Of("事项建模", "Modelling"), "/modelling")), Model = new DissolutionView
        {
            Government = hosted.NameOf(home).In(language),
            Offices = [.. offices.Of(home).Select(office => new Choice(office.Code.ToString(), office.Name.In(language)))],
            Dissolved = [.. offices.Dissolved(home).Select(office => new DissolvedLine(office.Name.In(language), office.Successor is { } next ? Name(next.ToString()) : null))],
            Office = Typed("organisation"),
            Successor = Typed("successor"),
            Reason = Typed("reason"),
            Done = done is null ? null : language.Of($"已登记撤销{Name(done.Organisation)}，{done.Cases}件办件移交{Name(offices.InCharge(home, done.Organisation))}。",
                $"{Name(done.Organisation)} is dissolved; cases handed over to {Name(offices.InCharge(home, done.Organisation))}: {done.Cases}."),
            Errors = [.. errors.Select(refusal => FieldError.Of(refusal, language))],
            Hidden = [Frames.NewKey()],
        }, StatusCode = errors.Count > 0 ? Problem.StatusOf(errors[0]) : StatusCodes.Status200OK };
    }
}
