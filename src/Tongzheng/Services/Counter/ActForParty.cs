using Microsoft.AspNetCore.Http.HttpResults;
using Tongzheng.Casework;
using Tongzheng.Casework.Drafts;
using Tongzheng.Directories;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Services.Apply;
using Tongzheng.Services.Desk;
using Tongzheng.Web;

namespace Tongzheng.Services.Counter;

/// <summary>
/// Begins a matter for the person who stands at the counter. Who came and what was shown is kept with the draft, and goes
/// into the case: nobody acts for somebody else without a proof.
/// </summary>
static class ActForParty
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter/{person}", Page).Requires(Permission.ActAtCounter).ExcludeFromDescription();
        routes.MapPost("/counter/{person}", Post).Requires(Permission.ActAtCounter).ExcludeFromDescription();
    }

    static async Task<IResult> Page(string person, HttpContext context, Journal journal, CounterLists lists, Names names, Versions versions, Clock clock, CancellationToken stop)
    {
        if (!PersonId.TryParse(person, out var id) || await Person.Find(journal, context.Caller().Home, id, stop) is not { } party) return Problem.For(context, new Refusal("person.unknown"));
        return await Draw(context, party, lists, names, versions, clock, new Dictionary<string, string>(), [], stop);
    }

    static async Task<IResult> Post(
        string person, HttpContext context, Journal journal, CounterLists lists, Names names, Versions versions, Clock clock, Apply.Desk desk, DraftKeeper keeper, CancellationToken stop)
    {
        if (!PersonId.TryParse(person, out var id) || await Person.Find(journal, context.Caller().Home, id, stop) is not { } party) return Problem.For(context, new Refusal("person.unknown"));
        var form = await context.Request.ReadFormAsync(stop);
        var typed = new[] { "matter", "presence", "helper", "helperNumber", "proof", "note" }.ToDictionary(name => name, name => form[name].ToString().Trim());
        var errors = WhatIsWrong(typed);
        if (errors.Count > 0) return await Draw(context, party, lists, names, versions, clock, typed, errors, stop);
        var begun = await desk.Begin(context, typed["matter"], null, null, person, stop);
        if (begun.Value is not { } application) return await Draw(context, party, lists, names, versions, clock, typed, [(begun.Refusal ?? new Refusal("matter.unknown")) with { Field = "matter" }], stop);
        var act = context.Act(application.Counterpart.Jurisdiction, application.CounterPost, application.Applicant);
        var (files, fileErrors) = await keeper.Receive(act, application.Party.Subject, form.Files, stop);
        if (fileErrors.Count > 0) return await Draw(context, party, lists, names, versions, clock, typed, fileErrors, stop);
        var draft = new DraftSaved
        {
            Draft = DraftId.New(act.Now).ToString(),
            Owner = application.Party.Subject,
            Person = application.Applicant.ToString(),
            Matter = application.Version.Matter.Slug,
            Version = application.Version.Matter.Hash,
            Content = DraftContent.Empty with { Proof = ProofText(typed), ProofFile = files.SelectMany(pair => pair.Value).FirstOrDefault() },
        };
        if (await desk.Drafts.Save(act, draft, 0, stop) is { } refusal) return Problem.For(context, refusal);
        return Results.Redirect($"/matters/{application.Version.Matter.Slug}/apply?draft={draft.Draft}&person={person}&page=1");
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
        HttpContext context, Person person, CounterLists lists, Names names, Versions versions, Clock clock, IReadOnlyDictionary<string, string> typed, IReadOnlyList<Refusal> errors, CancellationToken stop)
    {
        var language = context.Language();
        var caller = context.Caller();
        return new RazorComponentResult<CounterPartyPage>(new { Frame = context.Frame("窗口代办", "Acting at the counter", new Crumb(language.Of("窗口", "Counter"), "/counter"), new Crumb(person.Name)), Model = new CounterPartyView
        {
            Place = await names.OfPost(caller.Home, caller.Posts.First(post => post.Role == Role.Counter), language, stop),
            Name = person.Name,
            Facts =
            [
                new(language.Of("证件号码", "Number"), FindParty.Masked(person)),
                .. person.AgeOn(clock.Today) is { } age ? new[] { new SummaryRow(language.Of("年龄", "Age"), language.Of($"{age}岁", $"{age}")) } : [],
                new(language.Of("住址", "Address"), person.Address),
            ],
            Cases = await lists.Of(caller.Home, person.Id.ToString(), language, stop),
            Matters = [.. versions.Catalogue.Matters.Where(matter => matter.CanApply && matter.ForPersons).OrderBy(matter => matter.Popular ? 0 : 1).ThenBy(matter => matter.Id, StringComparer.Ordinal)
                .Select(matter => new Choice(matter.Slug, matter.Name.In(language)))],
            Typed = typed,
            Action = $"/counter/{person.Id}",
            Hidden = [Frames.NewKey()],
            Errors = [.. errors.Select(refusal => FieldError.Of(refusal, language))],
        } }) { StatusCode = errors.Count > 0 ? Problem.StatusOf(errors[0]) : StatusCodes.Status200OK };
    }
}
