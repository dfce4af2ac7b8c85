using System.Text.Json;
using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Services.Apply;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>
/// An officer opens a case of their own accord (依职权): a penalty, an event seen on the beat, a document to be written.
/// It is about a person or a firm, or about nobody outside; then the office itself is its party.
/// </summary>
static class OpenExOfficio
{
    const string PartyField = "partyNumber", OfficeKind = "office";

    /// <param name="Matter">Slug, basic code or id.</param>
    /// <param name="Party">Id of the person or enterprise it is about; the office itself where the matter lets it be left out.</param>
    /// <param name="Answers">The opening form, by key.</param>
    public sealed record Request(string Matter, string? Party, JsonElement Answers);

    /// <summary>What a caller may open: the version, in which post, and the office for which it is opened.</summary>
    sealed record Allowed(RunningMatter Version, PostId Post);

    /// <summary>Whom it is about, and who speaks for them in the case.</summary>
    sealed record Whose(Party Party, string Speaks);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/desk/open", List).Requires(Permission.HandleCases).ExcludeFromDescription();
        routes.MapGet("/desk/open/{matter}", Page).Requires(Permission.HandleCases).ExcludeFromDescription();
        routes.MapPost("/desk/open/{matter}", Post).Requires(Permission.HandleCases).ExcludeFromDescription();
        routes.MapPost("/api/cases/ex-officio", Handle).Requires(Permission.HandleCases).WithTags("Cases").WithSummary("Opens a case ex officio, in a post that may").Produces<Receipt>(StatusCodes.Status201Created);
    }

    static async Task<IResult> Handle(Request request, HttpContext context, Cases cases, Offices offices, Applicants applicants, Journal journal, CancellationToken stop)
    {
        var language = context.Language();
        var may = May(context.Caller(), cases.Versions, offices, request.Matter);
        if (may.Value is not { } allowed) return Problem.Of(may.Refusal ?? new Refusal("matter.unknown"), language);
        var party = await PartyOf(context.Caller().Home, request.Party, allowed, offices, applicants, journal, stop);
        if (party.Value is not { } found) return Problem.Of(party.Refusal ?? new Refusal("person.unknown"), language);
        if (Unread.In(allowed.Version.ApplicationForm.Components, request.Answers) is { Count: > 0 } unread) return Problem.Of(unread, language);
        var filled = Read(allowed, found.Party, new Typed(Typed.FromJson(request.Answers), new Dictionary<string, Upload>()), Act(context, allowed), cases, true);
        if (!filled.IsComplete) return Problem.Of(filled.Errors, language);
        var opened = await Open(cases, allowed, found, filled, Act(context, allowed), stop);
        return opened.Value is { } receipt ? Results.Created($"/api/cases/{receipt.Case}", receipt) : Problem.Of(opened.Refusal ?? new Refusal("case.stopped"), language);
    }

    static DrawnPage<MessagePage> List(HttpContext context, Versions versions, Offices offices)
    {
        var language = context.Language();
        var mine = versions.Catalogue.Matters.Where(matter => matter.Opening is not null && May(context.Caller(), versions, offices, matter.Slug).Value is not null).ToList();
        return new() { Frame = context.Frame("依职权立案", "Open a case", new Crumb(language.Of("工作台", "Desk"), "/desk")), Model = new MessageView
        {
            Title = language.Of("依职权立案", "Open a case of your own accord"),
            Paragraphs = [mine.Count > 0 ? language.Of("您的岗位可以立案的事项：", "Matters your post may open:") : language.Of("您的岗位没有可以依职权立案的事项。", "Your post may open no matter of its own accord.")],
            Ways = [.. mine.Select(matter => new Way(matter.Name.In(language), "/desk/open/" + matter.Slug))],
        } };
    }

    static IResult Page(string matter, HttpContext context, Cases cases, Offices offices)
    {
        var may = May(context.Caller(), cases.Versions, offices, matter);
        return may.Value is { } allowed ? Draw(context, allowed, cases, Typed.Nothing, null) : Problem.For(context, may.Refusal ?? new Refusal("matter.unknown"));
    }

    static async Task<IResult> Post(
        string matter, HttpContext context, Cases cases, Offices offices, Applicants applicants, Journal journal, CitizenIndex index, DraftKeeper keeper, CancellationToken stop)
    {
        var may = May(context.Caller(), cases.Versions, offices, matter);
        if (may.Value is not { } allowed) return Problem.For(context, may.Refusal ?? new Refusal("matter.unknown"));
        var form = await context.Request.ReadFormAsync(stop);
        var act = Act(context, allowed);
        var number = Counter.Number.Plain(form[PartyField]);
        var id = number.Length == 0 ? null : await IdOf(context.Caller().Home, number, journal, index, stop);
        if (number.Length > 0 && id is null) return Draw(context, allowed, cases, new Typed(keeper.Typed(form, new Dictionary<string, List<Upload>>()), new Dictionary<string, Upload>()), [new Refusal("party.number-unknown") { Field = PartyField }]);
        var party = await PartyOf(context.Caller().Home, id, allowed, offices, applicants, journal, stop);
        if (party.Value is not { } found) return Draw(context, allowed, cases, new Typed(keeper.Typed(form, new Dictionary<string, List<Upload>>()), new Dictionary<string, Upload>()), [(party.Refusal ?? new Refusal("person.unknown")) with { Field = PartyField }]);
        var (files, fileErrors) = await keeper.Receive(act, found.Party.Subject, form.Files, allowed.Version.ApplicationForm, stop);
        var typed = new Typed(keeper.Typed(form, files), files.SelectMany(pair => pair.Value).ToDictionary(upload => upload.Id));
        var filled = Read(allowed, found.Party, typed, act, cases, true);
        if (DraftKeeper.AllWrong(allowed.Version.ApplicationForm, fileErrors, filled.Errors) is { Count: > 0 } errors) return Draw(context, allowed, cases, typed, errors);
        var opened = await Open(cases, allowed, found, filled, act, stop);
        return opened.Value is { } receipt ? Results.Redirect($"/desk/cases/{receipt.Case}") : Draw(context, allowed, cases, typed, [opened.Refusal ?? new Refusal("case.stopped")]);
    }

    /// <summary>Whether one of the caller's posts may open this matter: the role it names, in the office with the duty or, where every office may, in any.</summary>
    static Outcome<Allowed> May(Caller caller, Versions versions, Offices offices, string matter)
    {
        if (versions.FindLive(matter) is not { } version) return new Refusal("matter.unknown", ("matter", matter));
        if (version.Matter.Opening is not { } opening) return new Refusal("matter.not-ex-officio", ("matter", version.Matter.Name));
        var post = caller.Posts.Where(post => post.Role.ToString() == opening.Role)
            .Where(post => opening.AnyOffice && offices.Find(caller.Home.ToString(), post.Organisation.ToString()) is { IsDissolved: false } || HasTheDuty(offices, caller.Home.ToString(), post, version.Matter))
            .Select(post => (PostId?)post).FirstOrDefault();
        return post is { } found ? new Allowed(version, found) : new Refusal("matter.not-your-post", ("matter", version.Matter.Name));
    }

    static Opening Opening(Allowed allowed) => allowed.Version.Matter.Opening ?? throw new InvalidOperationException($"{allowed.Version.Matter.Slug} is not opened ex officio");

    static bool HasTheDuty(Offices offices, string jurisdiction, PostId post, Matter matter) =>
        offices.Find(jurisdiction, post.Organisation.ToString()) is { } office && offices.Responsible(jurisdiction, matter.Department.Zh, office.Level, office.Region)?.Code == office.Code;

    static async Task<Outcome<Whose>> PartyOf(
        JurisdictionId home, string? id, Allowed allowed, Offices offices, Applicants applicants, Journal journal, CancellationToken stop)
    {
        if (id is not { Length: > 0 })
        {
            if (Opening(allowed).Party == Matters.Opening.Required) return new Refusal("party.needed", ("matter", allowed.Version.Matter.Name));
            var office = offices.Find(home.ToString(), allowed.Post.Organisation.ToString());
            var facts = new Dictionary<string, Known> { ["party.kind"] = new Known(OfficeKind, new Text("机构编制信息", "Register of offices")) };
            return new Whose(new Party(allowed.Post.Organisation.ToString(), office?.Name.Zh ?? "", false, facts), allowed.Post.ToString());
        }
        if (Opening(allowed).Party == Matters.Opening.None) return new Refusal("party.none", ("matter", allowed.Version.Matter.Name));
        if (PersonId.TryParse(id, out var person) && await applicants.OfPerson(home, person, stop) is { } known) return new Whose(known, person.ToString());
        if (EnterpriseId.TryParse(id, out var firm) && Enterprise.Find(journal, home, firm) is { } enterprise
            && await applicants.OfEnterprise(home, enterprise.LegalRepresentative, id, stop) is { } party) return new Whose(party, enterprise.LegalRepresentative.ToString());
        return new Refusal("person.unknown");
    }

    static async Task<string?> IdOf(JurisdictionId home, string number, Journal journal, CitizenIndex index, CancellationToken stop) =>
        CreditCode.TryParse(number, out var code) ? Enterprise.Find(journal, home, code)?.Id.ToString()
        : CitizenId.TryParse(number, out var citizen) ? (await Person.Find(journal, index, home, citizen, stop))?.Id.ToString()
        : (await Person.FindByDocument(journal, index, home, number, stop))?.Id.ToString();

    static Act Act(HttpContext context, Allowed allowed) => context.Act(context.Caller().Home, allowed.Post);

    static Filled Read(Allowed allowed, Party? party, Typed typed, Act act, Cases cases, bool final)
    {
        var around = new FeelContext().Set("parameters", FeelValue.FromJson(cases.Around.ParametersOf(act.Jurisdiction.ToString()).ToJson()));
        if (party is not null) around.Set("applicant", allowed.Version.ApplicantOf(party, act.Today));
        return Fill.Read(allowed.Version.ApplicationForm, typed, party?.Facts ?? new Dictionary<string, Known>(), around, new EvaluationOptions { Now = act.Now }, final);
    }

    static Task<Outcome<Receipt>> Open(Cases cases, Allowed allowed, Whose found, Filled filled, Act act, CancellationToken stop) =>
        Casework.Open.Handle(cases, new Casework.Open.Application
        {
            Version = allowed.Version,
            Organisation = allowed.Post.Organisation.ToString(),
            Party = found.Party,
            Applicant = found.Speaks,
            Filled = filled,
            Channel = Channel.ExOfficio,
        }, act, stop);

    static DrawnPage<ApplyPage> Draw(HttpContext context, Allowed allowed, Cases cases, Typed typed, IReadOnlyList<Refusal>? errors)
    {
        var language = context.Language();
        var name = allowed.Version.Matter.Name;
        var whom = Whom(Opening(allowed).Party);
        Filled Fills(Form form, Typed each) => form == whom ? Fill.Read(whom, each, new Dictionary<string, Known>(), new FeelContext(), new EvaluationOptions { Now = Act(context, allowed).Now }, false)
            : Read(allowed, null, each, Act(context, allowed), cases, false);
        FormView View(Form form) => TaskForms.View(form, typed, each => Fills(form, each), language, errors);
        return new() { Frame = context.Frame(name.Zh, name.In(language), new Crumb(language.Of("工作台", "Desk"), "/desk"), new Crumb(language.Of("依职权立案", "Open a case"), "/desk/open")), Model = new ApplyView
        {
            MatterName = name.In(language),
            MatterHref = "/matters/" + allowed.Version.Matter.Slug,
            PageTitle = language.Of("依职权立案", "Open a case"),
            Form = new FormView([.. View(whom).Fields, .. View(allowed.Version.ApplicationForm).Fields]),
            Action = "/desk/open/" + allowed.Version.Matter.Slug,
            Hidden = [Frames.NewKey()],
            IsStep = true,
            Errors = [.. (errors ?? []).Where(error => error.Field is null).Select(error => FieldError.Of(error, language))],
        }, StatusCode = errors is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity };
    }

    /// <summary>Whom it is about: one number, of a person or of a firm; no question where it is about nobody outside.</summary>
    static Form Whom(string party) => party switch
    {
        Matters.Opening.None => Form.Of("whom", []),
        Matters.Opening.Required => Form.Of("whom", [Number with { Required = true, Description = new(
            "还不知道当事人是谁的，先核查线索，查明后再立案。", "While nobody knows who it was, look into the lead first, and open the case when it is known.") }]),
        _ => Form.Of("whom", [Number with { Description = new("没有外部当事人的，不填。", "Leave it empty where nobody outside is concerned.") }]),
    };

    static readonly Component Number = new()
    {
        Type = "textfield", Key = PartyField, MaxLength = 30,
        Label = new("当事人的证件号码或统一社会信用代码", "Number of the person or credit code of the firm"),
    };
}
