using Tongzheng.Casework;
using Tongzheng.Casework.Drafts;
using Tongzheng.Directories;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Services.Apply;
using Tongzheng.Web;

namespace Tongzheng.Services.Counter;

/// <summary>
/// Begins a matter for the person or firm at the counter. Who came and what was shown is kept with the draft, and goes
/// into the case: nobody acts for somebody else without a proof.
/// </summary>
static class ActForParty
{
    static readonly string[] Fields = ["matter", "region", "presence", "helper", "helperNumber", "proof", "originals", "note"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter/{person}", Page).Requires(Permission.ActAtCounter).ExcludeFromDescription();
        routes.MapPost("/counter/{person}", Post).Requires(Permission.ActAtCounter).ExcludeFromDescription();
    }

    static async Task<IResult> Page(string person, HttpContext context, Journal journal, CounterParts parts, Versions versions, Clock clock, CancellationToken stop) =>
        await FindStanding(person, context.Request.Query["at"], context.Request.Query["for"], context, journal, parts, stop) is { } party
            ? await Draw(context, party, parts, versions, clock, new Dictionary<string, string>(), [], journal, stop) : Problem.For(context, new Refusal("person.unknown"));

    static async Task<IResult> Post(
        string person, HttpContext context, Journal journal, CounterParts parts, Versions versions, Clock clock, Apply.Desk desk, DraftKeeper keeper, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        if (await FindStanding(person, form["at"], form["for"], context, journal, parts, stop) is not { } party) return Problem.For(context, new Refusal("person.unknown"));
        var typed = Fields.ToDictionary(name => name, name => form[name].ToString().Trim());
        var errors = WhatIsWrong(typed);
        if (errors.Count > 0) return await Draw(context, party, parts, versions, clock, typed, errors, journal, stop);
        var begun = await desk.Begin(context, typed["matter"], typed["region"], party.Firm?.Id.ToString(), person, party.Register.ToString(), stop);
        if (begun.Value is not { } application) return await Draw(context, party, parts, versions, clock, typed, [(begun.Refusal ?? new Refusal("matter.unknown")) with { Field = begun.Refusal?.Field == "region" && typed["region"].Length > 0 ? "region" : "matter" }], journal, stop);
        var act = context.Act(application.Keeper, application.CounterPost, application.Applicant);
        var (files, fileErrors) = await keeper.Receive(act, application.Party.Subject, form.Files, null, stop);
        if (fileErrors.Count > 0) return await Draw(context, party, parts, versions, clock, typed, fileErrors, journal, stop);
        var draft = new DraftSaved
        {
            Draft = DraftId.New(act.Now).ToString(),
            Owner = application.Party.Subject,
            Person = application.Applicant.ToString(),
            Matter = application.Version.Matter.Slug,
            Version = application.Version.Matter.Hash,
            IsForElsewhere = application.IsForElsewhere,
            Content = DraftContent.Empty with
            {
                For = party.Firm?.Id.ToString(),
                Proof = ProofText(typed),
                ProofFile = files.SelectMany(pair => pair.Value).FirstOrDefault(),
                Originals = typed["originals"].Length > 0 ? typed["originals"] : null,
            },
        };
        if (await desk.Drafts.Save(act, draft, 0, stop) is { } refusal) return Problem.For(context, refusal);
        var where = new ApplyOnline.Where(draft.Draft, typed["region"] is { Length: > 0 } region ? region : null, party.Firm?.Id.ToString(), person, party.Register == context.Caller().Home ? null : party.Register.ToString(), 1, false);
        return Results.Redirect(where.Href(application.Version.Matter.Slug, "1"));
    }

    /// <summary>Who stands at the counter, as the register that knows them says, and the firm they act for.</summary>
    static async Task<FindParty.Standing?> FindStanding(string person, string? at, string? firm, HttpContext context, Journal journal, CounterParts parts, CancellationToken stop)
    {
        var register = context.Caller().Home;
        if (at is { Length: > 0 } && (!JurisdictionId.TryParse(at, out register) || !parts.Hosted.Jurisdictions.Contains(at))) return null;
        if (!PersonId.TryParse(person, out var id) || await Person.Find(journal, register, id, stop) is not { } found) return null;
        if (firm is not { Length: > 0 }) return new FindParty.Standing(found, register, null);
        return Enterprise.RepresentedBy(journal, register, id).FirstOrDefault(each => each.Id.ToString() == firm) is { } represented ? new FindParty.Standing(found, register, represented) : null;
    }

    static List<Refusal> WhatIsWrong(Dictionary<string, string> typed)
    {
        var errors = new List<Refusal>();
        void Choose(string field, Text label)
        {
            if (typed[field].Length == 0) errors.Add(new Refusal("field.required-choice", ("label", label)) { Field = field });
        }
        Choose("matter", new("要办的事项", "Matter"));
        Choose("presence", new("谁来到窗口", "Who is at the counter"));
        if (typed["presence"] is not ("" or "self"))
        {
            if (typed["helper"].Length == 0) errors.Add(new Refusal("field.required", ("label", new Text("代办人姓名", "Name of the helper"))) { Field = "helper" });
            if (Number.WhatIsWrong(Number.Plain(typed["helperNumber"])) is { } wrong) errors.Add(wrong with { Field = "helperNumber" });
        }
        Choose("proof", new("看过什么凭证", "What proof was shown"));
        return errors;
    }

    /// <summary>One sentence for the case: who came, what was shown. The helper's number is masked; the scan shows the document.</summary>
    internal static string ProofText(IReadOnlyDictionary<string, string> typed)
    {
        var who = Proofs.Presences.First(each => each.Value == typed["presence"]).Text.Zh;
        var came = typed["presence"] == "self" ? "本人到窗口" : $"{who}{typed["helper"]}（证件号码{Number.Masked(Number.Plain(typed["helperNumber"]))}）到窗口代办";
        var note = typed.GetValueOrDefault("note") is { Length: > 0 } said ? $"；{said}" : "";
        return $"{came}；核验了{Proofs.Kinds.First(each => each.Value == typed["proof"]).Text.Zh}{note}。";
    }

    static async Task<IResult> Draw(
        HttpContext context, FindParty.Standing party, CounterParts parts, Versions versions, Clock clock, IReadOnlyDictionary<string, string> typed, IReadOnlyList<Refusal> errors, Journal journal, CancellationToken stop)
    {
        var language = context.Language();
        var caller = context.Caller();
        var (person, register, firm) = party;
        var at = register == caller.Home ? "" : register.ToString();
        var name = firm?.Name ?? person.Name;
        return new DrawnPage<CounterPartyPage> { Frame = context.Frame("窗口代办", "Acting at the counter", new Crumb(language.Of("窗口", "Counter"), "/counter"), new Crumb(name)), Model = new CounterPartyView
        {
            Place = await parts.Names.OfPost(caller.Home, caller.Posts.First(post => post.Role == Role.Counter), language, stop),
            Name = name,
            IsFirm = firm is not null,
            Facts =
            [
                .. firm is null ? Array.Empty<SummaryRow>() :
                [
                    new(language.Of("统一社会信用代码", "Credit code"), firm.CreditCode.ToString()), new(language.Of("类型", "Kind"), firm.Kind.In(language)),
                    new(language.Of("住所", "Address"), firm.Address), new(language.Of("法定代表人", "Legal representative"), person.Name),
                ],
                new(language.Of("证件号码", "Number"), FindParty.Masked(person)),
                .. firm is null && person.AgeOn(clock.Today) is { } age ? new[] { new SummaryRow(language.Of("年龄", "Age"), language.Of($"{age}岁", $"{age}")) } : [],
                .. firm is null ? new[] { new SummaryRow(language.Of("住址", "Address"), person.Address) } : [],
                .. at.Length > 0 ? new[] { new SummaryRow(language.Of("登记地", "Registered at"), parts.Hosted.NameOf(at).In(language)) } : [],
            ],
            Firms = firm is not null ? [] : [.. Enterprise.RepresentedBy(journal, register, person.Id).Select(each => new NavLink(each.Name, $"/counter/{person.Id}?for={each.Id}" + (at.Length > 0 ? "&at=" + at : "")))],
            Cases = await parts.Lists.Of(register, firm?.Id.ToString() ?? person.Id.ToString(), language, stop),
            Matters = [.. versions.Catalogue.Matters.Where(matter => matter.TakesApplications && (firm is null ? matter.ForPersons : matter.ForOrganisations)).OrderBy(matter => matter.Popular ? 0 : 1).ThenBy(matter => matter.Id, StringComparer.Ordinal)
                .Select(matter => new Choice(matter.Slug, matter.Name.In(language)))],
            Places = [.. Places(person, parts, caller.Home, language)],
            Typed = typed,
            Action = $"/counter/{person.Id}",
            Hidden = [.. at.Length > 0 ? new[] { ("at", at) } : [], .. firm is null ? [] : new[] { ("for", firm.Id.ToString()) }, Frames.NewKey()],
            Errors = [.. errors.Select(refusal => FieldError.Of(refusal, language))],
        }, StatusCode = errors.Count > 0 ? Problem.StatusOf(errors[0]) : StatusCodes.Status200OK };
    }

    // The place they live at decides in most matters; a firm's branch or a house elsewhere belongs to another county.
    static IEnumerable<Choice> Places(Person person, CounterParts parts, JurisdictionId home, Language language)
    {
        var own = person.Residence.SixDigits.ToString();
        yield return new Choice("", parts.Hosted.NameOf(own).In(language) + language.Of("（登记地）", " (where they are registered)") + (own == home.ToString() ? "" : language.Of("，代收", ", collected")));
        foreach (var government in parts.Hosted.Governments.Where(government => government.Id.Level >= RegionLevel.County && government.Id.ToString() != own).OrderBy(government => government.Id == home ? 0 : 1))
            yield return new Choice(government.Id.ToString(), government.Name.In(language) + (government.Id == home ? language.Of("（本窗口所在地）", " (here)") : language.Of("，代收", ", collected")));
    }
}
