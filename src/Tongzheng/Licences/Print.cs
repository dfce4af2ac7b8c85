using Tongzheng.Directories;
using Tongzheng.Kernel;
using Tongzheng.Licences.Rendering;
using Tongzheng.Notices;
using Tongzheng.Pdf.Signing;

namespace Tongzheng.Licences;

/// <summary>
/// Draws licences and letters from their facts and signs them with the key of the jurisdiction. The instant printed and
/// signed is that of the fact, so the same licence is the same sheet each time it is fetched.
/// </summary>
public sealed class Print(IssuerKeys keys, Hosted hosted, NodeSettings settings, PrintFonts fonts)
{
    public Uri CheckAddress(LicenceIdentifier identifier) => new($"{Scheme}://{settings.Origin}/licences/check?number={identifier}");

    public byte[] Licence(Licence licence)
    {
        var issued = licence.Issued;
        var at = China.StartOf(issued.IssuedOn);
        return RenderLicence.Render(new LicenceSheet
        {
            Title = issued.Name,
            Statement = issued.Statement,
            Entries = [.. Holder(issued), .. (issued.Lines ?? []).Select(line => new LicenceEntry(line.Label, line.Value))],
            Issuer = issued.Issuer,
            Identifier = issued.Identifier,
            IssuedOn = issued.IssuedOn,
            ValidUntil = issued.ValidUntil,
            CheckAddress = CheckAddress(issued.Identifier),
            Demonstration = settings.Demo,
        }, fonts, at, Signer(licence.Jurisdiction, issued.OrganisationName, at, "签发电子证照")).File;
    }

    public byte[] Letter(string jurisdiction, NoticeSent sent)
    {
        var at = China.StartOf(sent.Date);
        return RenderLetter.Render(new Letter
        {
            Title = sent.Title,
            Number = sent.Number,
            Addressee = sent.Addressee ?? "",
            Paragraphs = sent.Paragraphs ?? [],
            LegalBasis = sent.LegalBasis,
            Remedy = sent.Remedy,
            Issuer = sent.OrganisationName,
            Date = sent.Date,
            Demonstration = settings.Demo,
        }, fonts, at, Signer(jurisdiction, sent.OrganisationName, at, "送达文书")).File;
    }

    PdfSigner Signer(string jurisdiction, string office, DateTimeOffset at, string reason) => new()
    {
        Certificate = keys.For(JurisdictionId.Parse(jurisdiction), hosted.NameOf(jurisdiction).Zh, at),
        Time = at,
        Name = office,
        Reason = reason,
    };

    // A template that names the holder itself is not given a second line for it.
    static IEnumerable<LicenceEntry> Holder(LicenceIssued issued) =>
        issued.HolderName is { } name && (issued.Lines ?? []).All(line => line.Value != name) ? [new LicenceEntry(new Text("持有人", "Holder"), name)] : [];

    string Scheme => settings.Origin.StartsWith("localhost", StringComparison.Ordinal) ? "http" : "https";
}
