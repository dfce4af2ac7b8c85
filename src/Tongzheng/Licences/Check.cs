using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Licences.Pages;
using Tongzheng.Licences.Rendering;
using Tongzheng.Pdf.Signing;
using Tongzheng.Web;

namespace Tongzheng.Licences;

/// <summary>
/// The public check: by identifier (what the QR code asks) or by the PDF itself. It tells anybody whether a licence is
/// genuine and valid today, and no more of its holder than the name masked.
/// </summary>
static class Check
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/licences/check", Page).Public().ExcludeFromDescription();
        routes.MapPost("/licences/check", Post).Public().ExcludeFromDescription();
        routes.MapGet("/api/licences/check", Api).Public().WithTags("Licences").WithSummary("Whether a licence is genuine and valid today, by its identifier").Produces<Answer>();
        routes.MapPost("/api/licences/check", ApiPdf).Public().WithTags("Licences").WithSummary("Whether a PDF is the licence that was issued (body: the PDF)").Produces<Answer>().Accepts<byte[]>("application/pdf");
    }

    static async Task<IResult> Page(HttpContext context, Held held, Clock clock, string? number, CancellationToken stop) =>
        Draw(context, number, number is null ? null : await ByNumber(held, number, clock, context.Language(), stop), []);

    static async Task<IResult> Post(HttpContext context, Held held, IssuerKeys keys, Clock clock, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var language = context.Language();
        if (form.Files.FirstOrDefault(file => file.Name is "pdf" or "file:pdf" && file.Length > 0) is { } pdf)
        {
            if (pdf.Length > CheckPdf.LargestFile) return Draw(context, null, null, [new Refusal("file.too-large", ("name", pdf.FileName), ("size", pdf.Length / 1024 / 1024), ("most", CheckPdf.LargestFile / 1024 / 1024)) { Field = "pdf" }]);
            using var bytes = new MemoryStream();
            await pdf.CopyToAsync(bytes, stop);
            return Draw(context, null, await ByPdf(held, keys, bytes.ToArray(), clock, language, stop), []);
        }
        var number = form["number"].ToString().Trim();
        return number.Length == 0 ? Draw(context, null, null, [new Refusal("licence.number-needed") { Field = "number" }])
            : Draw(context, number, await ByNumber(held, number, clock, language, stop), []);
    }

    static async Task<IResult> Api(HttpContext context, Held held, Clock clock, string number, CancellationToken stop) =>
        Results.Ok(AnswerOf(await ByNumber(held, number, clock, context.Language(), stop)));

    static async Task<IResult> ApiPdf(HttpContext context, Held held, IssuerKeys keys, Clock clock, CancellationToken stop)
    {
        if (context.Request.ContentLength is null or > CheckPdf.LargestFile)
            return Problem.Of(new Refusal("file.too-large", ("name", "PDF"), ("size", (context.Request.ContentLength ?? 0) / 1024 / 1024), ("most", CheckPdf.LargestFile / 1024 / 1024)), context.Language());
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, stop);
        return Results.Ok(AnswerOf(await ByPdf(held, keys, bytes.ToArray(), clock, context.Language(), stop)));
    }

    /// <param name="Facts">What is on record, by name, in the caller's language.</param>
    public sealed record Answer(CheckVerdict Verdict, string Headline, IReadOnlyDictionary<string, string?> Facts, IReadOnlyList<CheckStep> Steps);

    static Answer AnswerOf(CheckResult result) => new(result.Verdict, result.Headline, result.Facts.ToDictionary(row => row.Key, row => row.Value), result.Steps);

    static async Task<CheckResult> ByNumber(Held held, string number, Clock clock, Language language, CancellationToken stop)
    {
        var well = LicenceIdentifier.TryParse(number, out var identifier, out var why);
        return (well ? await held.FindByIdentifier(identifier.ToString(), stop) : null) is { } licence ? Known(licence, clock, language, [])
            : Unknown(clock, language, [new CheckStep(language.Of("标识写法", "Form of the identifier"), well, why?.In(language)), new CheckStep(language.Of("登记", "Register"), false)]);
    }

    static async Task<CheckResult> ByPdf(Held held, IssuerKeys keys, byte[] pdf, Clock clock, Language language, CancellationToken stop)
    {
        var read = CheckPdf.Check(pdf, keys);
        var steps = new List<CheckStep>
        {
            new(language.Of("签名", "Signature"), read.State == SignatureState.Valid, Words(read.State, language)),
            new(language.Of("签名者", "Signer"), read.State == SignatureState.Valid ? read.Jurisdiction is not null : null,
                read.Jurisdiction is null && read.State == SignatureState.Valid ? language.Of("不是本平台的签发机关", "not an issuer of this platform") : null),
        };
        if (!read.IsGenuine)
            return new CheckResult(CheckVerdict.Altered, language.Of("这个文件不是签发时的原件", "This file is not what was issued"), []) { Steps = steps, AsOfText = AsOf(clock, language) };
        return read.Licence is { } identifier && await held.FindByIdentifier(identifier.ToString(), stop) is { } licence
            ? Known(licence, clock, language, steps) : Unknown(clock, language, steps);
    }

    static CheckResult Known(Licence licence, Clock clock, Language language, IReadOnlyList<CheckStep> steps)
    {
        var valid = licence.IsValidOn(clock.Today);
        var card = LicencePages.Card(licence, clock.Today, language);
        return new CheckResult(valid ? CheckVerdict.Genuine : CheckVerdict.NotValidNow,
            valid ? language.Of("证照真实、有效", "Genuine and valid")
                : licence.RevokedOn is { } on ? language.Of($"证照已于{LicencePages.Day(on, language)}撤销", $"Withdrawn on {LicencePages.Day(on, language)}") : language.Of("证照已过有效期", "Expired"),
        [
            new SummaryRow(language.Of("证照", "Licence"), card.Name),
            new SummaryRow(language.Of("持有人", "Holder"), Masked(card.Holder)),
            new SummaryRow(language.Of("颁发机关", "Issuer"), card.Issuer),
            new SummaryRow(language.Of("有效期", "Valid"), card.Validity),
            new SummaryRow(language.Of("电子证照标识", "Identifier"), licence.Issued.Identifier.ToString()),
        ])
        {
            Steps = [.. steps, new CheckStep(language.Of("登记", "Register"), true), new CheckStep(language.Of("有效期", "Validity"), valid)],
            AsOfText = AsOf(clock, language),
        };
    }

    static CheckResult Unknown(Clock clock, Language language, IReadOnlyList<CheckStep> steps) =>
        new(CheckVerdict.Unknown, language.Of("没有查到这份证照", "No such licence is on record"), []) { Steps = steps, AsOfText = AsOf(clock, language) };

    static string AsOf(Clock clock, Language language) => language.Of($"查验时间 {clock.Now:yyyy-MM-dd HH:mm:ss}", $"Checked at {clock.Now:yyyy-MM-dd HH:mm:ss}");

    // The first character of a name, as printed lists do (李*, 阿***): enough to compare with whoever shows it.
    static string Masked(string name) => name.Length <= 1 ? name : new System.Globalization.StringInfo(name) is var text
        ? text.SubstringByTextElements(0, 1) + new string('*', Math.Min(3, text.LengthInTextElements - 1)) : name;

    static string Words(SignatureState state, Language language) => state switch
    {
        SignatureState.Valid => language.Of("完整", "whole"),
        SignatureState.Altered => language.Of("签发后被改动", "changed after it was signed"),
        SignatureState.NotWholeDocument => language.Of("签名没有覆盖整个文件", "does not cover the whole file"),
        SignatureState.Unsigned => language.Of("没有签名", "not signed"),
        _ => language.Of("文件读不出来", "the file cannot be read"),
    };

    static DrawnPage<CheckPage> Draw(HttpContext context, string? number, CheckResult? result, IReadOnlyList<Refusal> errors) =>
        new() { Frame = context.Frame("证照核验", "Check a licence"), Model = new CheckView { Number = number, Result = result, Errors = [.. errors.Select(refusal => FieldError.Of(refusal, context.Language()))] }, StatusCode = errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK };
}
