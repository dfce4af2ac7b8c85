using System.Text.Json;
using Tongzheng.Casework;
using Tongzheng.Casework.Files;
using Tongzheng.Directories;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Exchange;

/// <summary>
/// Receives <c>case.open</c>: stores the files for the party in the own store and opens the case, which says who asked for
/// it. The own form checks the answers, as it does those of anybody.
/// </summary>
public sealed class OpenCase(Cases cases, Offices offices, Hosted hosted, FileDesk files)
{
    public async Task<Refusal?> Handle(Incoming message, CancellationToken stop)
    {
        var (envelope, act) = message;
        var asked = CaseAsked.From(envelope.Body);
        var found = Counterpart.Find(cases.Versions, offices, hosted, asked.Matter, asked.Region, asked.Department);
        if (found.Value is not { } here) return found.Refusal;
        if (here.Jurisdiction != act.Jurisdiction) return new Refusal("region.not-served", ("region", asked.Region));
        var party = asked.Party.ToParty();
        if (party.IsPerson ? !here.Version.Matter.ForPersons : !here.Version.Matter.ForOrganisations) return here.WrongKind;

        var (uploads, arrived) = (new Dictionary<string, Upload>(), new List<StreamAppend>());
        foreach (var carried in envelope.Files)
        {
            // Inside one government the file is here already.
            if (envelope.From == envelope.To) { uploads[carried.File.Id] = carried.File; continue; }
            var kept = await files.TakeOver(act, party.Subject, carried.File, carried.Content, stop);
            if (kept.Value is not { } taken) return kept.Refusal;
            uploads[carried.File.Id] = taken.Upload;
            arrived.Add(taken.Fact);
        }
        // What stands in the place of a paper came with the answers; there are no bytes to carry.
        foreach (var stands in TaskDesk.Stored(asked.Answers).Uploads.Values.Where(upload => !upload.IsFile)) uploads[stands.Id] = stands;
        var filled = Fill.Read(here.Version.ApplicationForm, new Typed(Typed.FromJson(asked.Answers), uploads), party.Facts, Open.Around(here.Version, party, act, cases.Around), new EvaluationOptions { Now = act.Now });
        var opened = await Open.Handle(cases, new Open.Application
        {
            Version = here.Version,
            Organisation = here.Office.Code.ToString(),
            Party = party,
            Applicant = asked.Applicant,
            Filled = filled,
            Channel = asked.Channel,
            Proof = asked.Proof,
            ProofFile = asked.ProofFile is { } proof ? uploads.GetValueOrDefault(proof) : null,
            From = new CaseLink(Asking.AskedBy, envelope.Case ?? "", envelope.Number ?? "", envelope.From, envelope.Message, envelope.Element),
            Others = arrived,
            Beside = fact => message.Received(fact.Case, fact.Number, received => received with { Originals = asked.Originals }),
        }, act, stop);
        return opened.Refusal;
    }
}
