using System.Globalization;
using System.Text;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Licences.Pages;
using Tongzheng.Licences.Rendering;
using Tongzheng.Web;

namespace Tongzheng.Licences;

/// <summary>The wallet, one licence, its PDF, on pages and for programs.</summary>
static class LicencePages
{
    /// <summary>A licence with less than this left is said to end soon.</summary>
    const int SoonDays = 60;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/licences", Wallet).Requires(Permission.OwnAffairs).ExcludeFromDescription();
        routes.MapGet("/licences/{licence}", One).Requires(Permission.SignedIn).ExcludeFromDescription();
        routes.MapGet("/licences/{licence}.pdf", Pdf).Requires(Permission.SignedIn).ExcludeFromDescription();
        var api = routes.MapGroup("/api/licences").WithTags("Licences");
        api.MapGet("", List).Requires(Permission.OwnAffairs).WithSummary("The caller's licences").Produces<IReadOnlyList<Answer>>();
        api.MapGet("/{licence}", Read).Requires(Permission.SignedIn).WithSummary("One licence").Produces<Answer>();
        api.MapGet("/{licence}/pdf", Pdf).Requires(Permission.SignedIn).WithSummary("The signed PDF").Produces<Stream>(contentType: "application/pdf");
    }

    /// <summary>The holder, whoever represents them, and officers of the jurisdiction that issued it.</summary>
    static async Task<Licence?> Mine(HttpContext context, Journal journal, Held held, string licence, CancellationToken stop)
    {
        if (await held.Find(licence, stop) is not { } found) return null;
        var caller = context.Caller();
        if (caller.Posts.Count > 0 && caller.Home.ToString() == found.Jurisdiction) return found;
        return OwnAffairs.Of(journal, caller).Contains(found.Issued.Holder) ? found : null;
    }

    static async Task<IResult> List(HttpContext context, Journal journal, Held held, Clock clock, CancellationToken stop) =>
        Results.Ok((await held.Of(OwnAffairs.Of(journal, context.Caller()), stop)).Select(licence => AnswerOf(licence, clock.Today)));

    static async Task<IResult> Read(string licence, HttpContext context, Journal journal, Held held, Clock clock, CancellationToken stop) =>
        await Mine(context, journal, held, licence, stop) is { } found ? Results.Ok(AnswerOf(found, clock.Today)) : Problem.Of(new Refusal("licence.unknown"), context.Language());

    /// <summary>A licence as a program sees it.</summary>
    public sealed record Answer(string Licence, string Identifier, Text Name, string? Holder, string Case, Text Issuer, DateOnly IssuedOn, DateOnly? ValidUntil, bool IsValid, IReadOnlyList<LicenceLine>? Lines);

    static Answer AnswerOf(Licence licence, DateOnly today) => new(licence.Issued.Licence, licence.Issued.Identifier.ToString(), licence.Issued.Name, licence.Issued.HolderName, licence.Issued.Case,
        licence.Issued.Issuer, licence.Issued.IssuedOn, licence.Issued.ValidUntil, licence.IsValidOn(today), licence.Issued.Lines);

    static async Task<IResult> Wallet(HttpContext context, Journal journal, Held held, Clock clock, CancellationToken stop)
    {
        var language = context.Language();
        var licences = await held.Of(OwnAffairs.Of(journal, context.Caller()), stop);
        return new DrawnPage<WalletPage> { Frame = context.Frame("我的证照", "My licences"), Model = new WalletView { Licences = [.. licences.Select(licence => Card(licence, clock.Today, language))] } };
    }

    static async Task<IResult> One(string licence, HttpContext context, Journal journal, Held held, Print print, Clock clock, CancellationToken stop)
    {
        if (await Mine(context, journal, held, licence, stop) is not { } found) return Problem.For(context, new Refusal("licence.unknown"));
        var language = context.Language();
        var address = print.CheckAddress(found.Issued.Identifier);
        return new DrawnPage<LicencePage>
        {
            Frame = context.Frame(found.Issued.Name.Zh, found.Issued.Name.In(language), new Crumb(language.Of("我的证照", "My licences"), "/licences")),
            Model = new LicenceView
            {
                Card = Card(found, clock.Today, language),
                Entries = [.. (found.Issued.Lines ?? []).Select(line => new SummaryRow(line.Label.In(language), line.In(language)))],
                IssuedText = Day(found.Issued.IssuedOn, language),
                Identifier = found.Issued.Identifier.ToString(),
                PdfHref = $"/licences/{licence}.pdf",
                QrSvg = Svg(QrCode.Of(address)),
                CheckHref = address.PathAndQuery,
                CaseHref = "/cases/" + found.Issued.Case,
                StateReason = found.RevokedGround,
            },
        };
    }

    static async Task<IResult> Pdf(string licence, HttpContext context, Journal journal, Held held, Print print, CancellationToken stop) =>
        await Mine(context, journal, held, licence, stop) is { } found
            ? Results.File(print.Licence(found), "application/pdf", $"{found.Issued.Name.Zh}.pdf") : Problem.For(context, new Refusal("licence.unknown"));

    internal static LicenceCard Card(Licence licence, DateOnly today, Language language) => new()
    {
        Href = "/licences/" + licence.Issued.Licence,
        Name = licence.Issued.Name.In(language),
        Number = licence.Issued.Identifier.Serial,
        Holder = licence.Issued.HolderName ?? "",
        Issuer = licence.Issued.Issuer.In(language),
        Validity = licence.Issued.ValidUntil is { } until
            ? language.Of($"{Day(licence.Issued.IssuedOn, language)}至{Day(until, language)}", $"{Day(licence.Issued.IssuedOn, language)} to {Day(until, language)}") : language.Of("长期", "No end"),
        State = licence.RevokedOn is not null ? LicenceState.Revoked : !licence.IsValidOn(today) ? LicenceState.Expired
            : licence.Issued.ValidUntil is { } end && end < today.AddDays(SoonDays) ? LicenceState.ExpiresSoon : LicenceState.Valid,
    };

    internal static string Day(DateOnly day, Language language) =>
        language.Of($"{day.Year}年{day.Month}月{day.Day}日", day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture));

    // One path of unit squares: small, sharp at every size, and no picture to load.
    static string Svg(bool[,] modules)
    {
        var side = modules.GetLength(0);
        var path = new StringBuilder();
        for (var y = 0; y < side; y++)
            for (var x = 0; x < side; x++)
                if (modules[y, x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return $"<svg viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"QR\" shape-rendering=\"crispEdges\"><path d=\"{path}\"/></svg>";
    }
}
