using Tongzheng.Casework;
using Tongzheng.Casework.Drafts;
using Tongzheng.Casework.Files;
using Tongzheng.Directories;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Services.Counter;

namespace Tongzheng.Services.Apply;

/// <summary>An application being made: for whom, by whom, to which office, under which version of the matter.</summary>
public sealed record Beginning(Counterpart Counterpart, Party Party, PersonId Applicant, PostId? CounterPost)
{
    public RunningMatter Version => Counterpart.Version;

    /// <summary>The government that keeps draft and files until they are handed in: at a counter the counter's own, also for another that decides.</summary>
    public required JurisdictionId Keeper { get; init; }

    /// <summary>A counter takes it in for another government (异地代收代办).</summary>
    public bool IsForElsewhere => Keeper != Counterpart.Jurisdiction;

    /// <summary>Begun by somebody who is not signed in.</summary>
    public bool IsNobodys => Applicant == default;
}

/// <summary>The steps of applying that the pages and the API share.</summary>
public sealed class Desk(Cases cases, DraftDesk drafts, FileDesk files, Applicants applicants, Offices offices, Hosted hosted, TakeIn counters)
{
    public DraftDesk Drafts => drafts;
    public FileDesk Files => files;
    public Applicants Applicants => applicants;
    public Cases Cases => cases;
    public Hosted Hosted => hosted;

    /// <summary>Finds office and party, and asks whether the caller may apply for them.</summary>
    /// <param name="at">At the counter: the government whose register knows the person; the counter's own where it is null.</param>
    public async Task<Outcome<Beginning>> Begin(HttpContext context, string matter, string? region, string? forEnterprise, string? onBehalfOf, string? at, CancellationToken stop)
    {
        var caller = context.Caller();
        PostId? counter = null;
        PersonId applicant;
        var register = caller.Home;
        if (onBehalfOf is { Length: > 0 })
        {
            if (!caller.Holds(Role.Counter)) return new Refusal("counter.post-needed");
            if (!PersonId.TryParse(onBehalfOf, out applicant)) return new Refusal("person.unknown");
            counter = caller.Posts.First(post => post.Role == Role.Counter);
            if (at is { Length: > 0 } && (!JurisdictionId.TryParse(at, out register) || !hosted.Jurisdictions.Contains(at))) return new Refusal("region.not-served", ("region", at));
        }
        else if (caller.Person is { } person) applicant = person;
        else return new Refusal(caller.IsSignedIn ? "party.person-needed" : "sign-in.needed");

        var party = forEnterprise is { Length: > 0 }
            ? await applicants.OfEnterprise(register, applicant, forEnterprise, stop)
            : await applicants.OfPerson(register, applicant, stop);
        if (party is null) return new Refusal(forEnterprise is { Length: > 0 } ? "party.not-represented" : "person.unknown");
        var place = region is { Length: > 0 } ? region : Forms.Show.Plain(party.Facts.GetValueOrDefault("person.region")?.Value ?? default);
        var found = Counterpart.Find(cases.Versions, offices, hosted, matter, place);
        if (found.Value is not { } counterpart) return found.Refusal ?? new Refusal("matter.unknown");
        if (counterpart.Version.Matter.IsExOfficio) return new Refusal("matter.ex-officio", ("matter", counterpart.Version.Matter.Name));
        if (party.IsPerson ? !counterpart.Version.Matter.ForPersons : !counterpart.Version.Matter.ForOrganisations)
            return counterpart.WrongKind;
        return new Beginning(counterpart, party, applicant, counter) { Keeper = counter is null ? counterpart.Jurisdiction : caller.Home };
    }

    /// <summary>An application that somebody begins before signing in: nothing is known, so everything is asked, and it cannot be handed in.</summary>
    /// <param name="draft">Its draft, whose own the text is until somebody signs in.</param>
    public Outcome<Beginning> BeginOfNobody(string matter, string? region, string draft)
    {
        var found = Counterpart.Find(cases.Versions, offices, hosted, matter, region);
        return found.Value is not { } counterpart ? found.Refusal ?? new Refusal("matter.unknown")
            : counterpart.Version.Matter.IsExOfficio ? new Refusal("matter.ex-officio", ("matter", counterpart.Version.Matter.Name))
            : new Beginning(counterpart, new Party(Draft.OwnerOf(draft), "", counterpart.Version.Matter.ForPersons, new Dictionary<string, Known>()), default, null) { Keeper = counterpart.Jurisdiction };
    }

    /// <summary>Reads what was typed against the form of the matter.</summary>
    public Filled Fill(Beginning application, Typed typed, Act act, bool final) =>
        Forms.Fill.Read(application.Version.ApplicationForm, typed, application.Party.Facts, Casework.Open.Around(application.Version, application.Party, act with { Jurisdiction = application.Counterpart.Jurisdiction }, cases.Around), new EvaluationOptions { Now = act.Now }, final);

    public Task<Outcome<Receipt>> Open(HttpContext context, Beginning application, Filled filled, string? proof, Upload? proofFile, IReadOnlyList<UsedAgain> usedAgain, IReadOnlyList<StreamAppend> others, CancellationToken stop, string? originals = null)
    {
        if (application.CounterPost is not null && string.IsNullOrWhiteSpace(proof)) return Task.FromResult<Outcome<Receipt>>(new Refusal("counter.proof-needed") { Field = "proof" });
        var act = context.Act(application.Counterpart.Jurisdiction, application.CounterPost, application.CounterPost is null ? null : application.Applicant);
        var complete = new Open.Application
        {
            Version = application.Version,
            Organisation = application.Counterpart.Office.Code.ToString(),
            Place = application.Counterpart.Place.ToString(),
            Party = application.Party,
            Applicant = application.Applicant.ToString(),
            Filled = filled,
            Channel = application.CounterPost is not null ? Channel.Counter : Web.Problem.IsForProgram(context.Request) ? Channel.Program : Channel.Online,
            Proof = proof,
            ProofFile = proofFile,
            UsedAgain = usedAgain,
            Others = others,
        };
        return application.CounterPost is null ? Casework.Open.Handle(cases, complete, act, stop) : counters.Handle(complete, act, context.Caller().Home, originals, stop);
    }
}
