using System.Globalization;
using Microsoft.Extensions.Primitives;
using Tongzheng.Casework;
using Tongzheng.Casework.Drafts;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Services.MyCases;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Apply;

/// <summary>
/// Applying on pages. Every post saves what was typed as a draft before anything is said about it, so nothing is lost:
/// not by a mistake, not by a session that ran out, not by a second window.
/// </summary>
static class ApplyOnline
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/matters/{matter}/apply", Page).Public().ExcludeFromDescription();
        // Open to who is not signed in yet, and to a session that ran out: what is posted is kept as a draft of nobody, and claimed after signing in.
        routes.MapPost("/matters/{matter}/apply", Post).Public().ExcludeFromDescription();
    }

    /// <summary>Longer than any id or code that stands in the address of an application.</summary>
    const int LongestValue = 100;

    /// <summary>Says that the page was drawn for somebody who is not signed in.</summary>
    const string NobodyField = "nobody";

    /// <summary>What the address says of an application under way.</summary>
    internal sealed record Where(string? Draft, string? Region, string? For, string? Person, string? At, int Page, bool IsReview)
    {
        public static Where Of(Func<string, string?> read) => new(
            Text(read("draft")), Text(read("region")), Text(read("for")), Text(read("person")), Text(read("at")),
            int.TryParse(read("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1, read("page") == "review");

        public string Href(string matter, string page) => $"/matters/{matter}/apply?" + string.Join('&', new[] { ("draft", Draft), ("region", Region), ("for", For), ("person", Person), ("at", At), ("page", page) }
            .Where(pair => pair.Item2 is not null).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2 ?? "")}"));

        /// <summary>What no page of ours wrote: an address made of it would be too long for any answer to carry.</summary>
        public Refusal? Foreign => new[] { ("draft", Draft), ("region", Region), ("for", For), ("person", Person), ("at", At) }
            .Where(pair => pair.Item2?.Length > LongestValue).Select(pair => new Refusal("request.field", ("field", pair.Item1))).FirstOrDefault();

        static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
    }

    static async Task<IResult> Page(string matter, HttpContext context, Desk desk, FiledBefore filed, CancellationToken stop)
    {
        var where = Where.Of(name => context.Request.Query[name]) with { Region = context.Request.Query["region"].ToString() is { Length: > 0 } asked ? asked : null };
        if (!context.Caller().IsSignedIn && where.Region is null) return StartPages.Draw(context, desk, matter);
        var begun = await Begin(context, desk, matter, where, where.Draft ?? "", stop);
        if (begun.Value is not { } application) return Problem.For(context, begun.Refusal ?? new Refusal("matter.unknown"));
        var draft = where.Draft is { } id ? await desk.Drafts.Find(application.Keeper, id, stop) : null;
        // Who goes back after sending is led to what became of it.
        if (draft is { IsEnded: true } && IsOpenTo(draft, application) && application.CounterPost is null && !application.IsNobodys) return Results.Redirect("/cases");
        if (draft is not null && (draft.IsEnded || !IsOpenTo(draft, application))) return Problem.For(context, new Refusal("draft.unknown"));
        var act = context.Act(application.Keeper);
        var content = draft?.Content ?? DraftContent.Empty;
        if (where.IsReview) return Review(context, application, where, draft, desk.Fill(application, content.ToTyped(), act, true), []);
        var form = desk.Fill(application, content.ToTyped(), act, false);
        return Draw(context, application, where with { Draft = draft?.Id }, draft?.Version ?? 0, form, await Earlier(application, filed, stop), false, [], draft?.SavedAt, begun: where.Draft is null ? Unfinished(context, desk, application, where) : null);
    }

    /// <summary>What the person began before and did not send: who starts again by mistake finds it here, not an empty form.</summary>
    static (string Href, string Saved)? Unfinished(HttpContext context, Desk desk, Beginning application, Where where)
    {
        if (context.Caller().Person is not { } person || application.CounterPost is not null) return null;
        var matter = application.Version.Matter.Slug;
        return desk.Drafts.Of(person).Where(draft => draft.Matter == matter).Select(draft => ((string, string)?)(
            (where with { Draft = draft.Draft, Region = draft.Jurisdiction }).Href(matter, "1"), CaseParts.Time(Writer.Instant(draft.SavedAt)))).FirstOrDefault();
    }

    static Task<Outcome<Beginning>> Begin(HttpContext context, Desk desk, string matter, Where where, string draft, CancellationToken stop) =>
        context.Caller().IsSignedIn ? desk.Begin(context, matter, where.Region, where.For, where.Person, where.At, stop) : Task.FromResult(desk.BeginOfNobody(matter, where.Region, draft));

    // A draft made while nobody was signed in belongs to whoever holds its address, and is theirs from the next save on.
    static bool IsOpenTo(Draft draft, Beginning application) => draft.Saved.Person is not { } owner || owner == application.Applicant.ToString();

    static async Task<IReadOnlyList<EarlierFile>> Earlier(Beginning application, FiledBefore filed, CancellationToken stop) =>
        application.IsNobodys || application.Version.ApplicationForm.All.All(component => component.Type != "filepicker") ? [] : await filed.Of(application, stop);

    static async Task<IResult> Post(string matter, HttpContext context, Desk desk, DraftKeeper keeper, FiledBefore filed, Clock clock, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var where = Where.Of(name => form[name]);
        if (where.Foreign is { } foreign) return Problem.For(context, foreign);
        // A page that was drawn for nobody says so; any other was somebody's whose session ran out.
        if (!context.Caller().IsSignedIn && !form.ContainsKey(NobodyField)) return await keeper.KeepOfNobody(context, matter, where, form, stop);
        var draftId = where.Draft ?? DraftId.New(clock.Now).ToString();
        var begun = await Begin(context, desk, matter, where, draftId, stop);
        if (begun.Value is not { } application) return Problem.For(context, begun.Refusal ?? new Refusal("matter.unknown"));
        var pages = Paging.Of(application.Version.ApplicationForm);
        var page = pages[Math.Clamp(where.Page, 1, pages.Count) - 1];
        var act = context.Act(application.Keeper, application.CounterPost, application.CounterPost is null ? null : application.Applicant);

        var draft = where.Draft is { } id ? await desk.Drafts.Find(application.Keeper, id, stop) : null;
        if (draft is not null && !IsOpenTo(draft, application)) return Problem.For(context, new Refusal("draft.unknown"));
        if (where.IsReview) return application.IsNobodys ? Problem.For(context, new Refusal("sign-in.needed")) : await Send(context, application, where, draft, desk, keeper, filed, form, stop);
        if (draft is { IsEnded: true }) return Problem.For(context, new Refusal("draft.unknown"));
        var (files, fileErrors) = await keeper.Receive(act, application.Party.Subject, form.Files, application.Version.ApplicationForm, stop);
        var typed = keeper.Typed(form, files);
        var kept = await keeper.Claimed(act, draft, application.Party.Subject, stop);
        var again = await filed.Known(application, Paging.KeysOf(page).SelectMany(key => typed.GetValueOrDefault(key).ToArray()).OfType<string>().Where(value => !kept.Uploads.ContainsKey(value)), stop);
        var content = kept.With(Paging.KeysOf(page), typed, [.. files.SelectMany(pair => pair.Value), .. again]) with { For = where.For };
        content = Rows(content, form["add"], form["remove"], application.Version.ApplicationForm);
        var saved = new DraftSaved
        {
            Draft = draftId,
            Owner = application.Party.Subject,
            Person = application.IsNobodys ? null : application.Applicant.ToString(),
            Matter = application.Version.Matter.Slug,
            Version = application.Version.Matter.Hash,
            IsForElsewhere = application.IsForElsewhere,
            Content = content,
        };
        var code = application.IsNobodys && form["go"] == "save" ? ResumeCode.New() : null;
        saved = saved with { ResumeHash = code is not null ? ResumeCode.HashOf(code) : application.IsNobodys ? draft?.Saved.ResumeHash : null };
        var expected = long.TryParse(form["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
        var refusal = await desk.Drafts.Save(act, saved, expected, stop);
        var go = form["go"].ToString();
        var stays = form.ContainsKey("add") || form.ContainsKey("remove") || go == "save";
        var filled = desk.Fill(application, content.ToTyped(), act, !stays);
        // Who changed nothing on this page has nothing to compare: what the other saved stands.
        if (refusal is not null && draft is not null && files.Count == 0 && ReadsTheSame(page, filled, desk.Fill(application, draft.Content.ToTyped(), act, false), context.Language()))
            refusal = await desk.Drafts.Save(act, saved, expected = draft.Version, stop);
        var earlier = await Earlier(application, filed, stop);
        var here = where with { Draft = saved.Draft };
        var keys = Paging.KeysOf(page).ToHashSet();
        var wrong = DraftKeeper.AllWrong(application.Version.ApplicationForm, fileErrors, filled.Errors.Where(error => error.Field is { } field && keys.Contains(Root(field))));
        if (refusal is not null)
        {
            // Two tabs: what was typed here is on the page again, and the next save knows the other's version.
            var newest = await desk.Drafts.Find(application.Keeper, saved.Draft, stop);
            var theirs = desk.Fill(application, (newest?.Content ?? DraftContent.Empty).ToTyped(), act, false);
            return Draw(context, application, here, newest?.Version ?? 0, filled with { Errors = wrong }, earlier, true, [refusal], newest?.SavedAt, StatusCodes.Status409Conflict, theirs: theirs);
        }
        if (draft is { IsNobodys: true } && !application.IsNobodys) await desk.Drafts.Forget(act, draft.Id);
        if (application.IsNobodys && draft is null) await desk.Drafts.Sweep(act, stop);
        if (code is not null && fileErrors.Count == 0) return ResumePages.Saved(context, application.Version.Matter, here.Href(matter, where.Page.ToString(CultureInfo.InvariantCulture)), code, act.Now);
        if (stays && fileErrors.Count == 0) return Results.Redirect(here.Href(matter, where.Page.ToString(CultureInfo.InvariantCulture)) + (application.Version.ApplicationForm.All.Any(component => component.Key == form["add"]) ? "#" + form["add"] : ""));
        if (go == "back") return Results.Redirect(here.Href(matter, Math.Max(1, where.Page - 1).ToString(CultureInfo.InvariantCulture)));
        if (wrong.Count > 0)
            return Draw(context, application, here, expected + 1, filled with { Errors = wrong }, earlier, true, [], act.Now, StatusCodes.Status422UnprocessableEntity);
        return Results.Redirect(here.Href(matter, where.Page < pages.Count ? (where.Page + 1).ToString(CultureInfo.InvariantCulture) : "review"));
    }

    static async Task<IResult> Send(HttpContext context, Beginning application, Where where, Draft? draft, Desk desk, DraftKeeper keeper, FiledBefore filed, IFormCollection form, CancellationToken stop)
    {
        if (draft is null) return Problem.For(context, new Refusal("draft.unknown"));
        var act = context.Act(application.Keeper);
        var filled = desk.Fill(application, (draft.IsEnded ? draft.Content : await keeper.Claimed(act, draft, application.Party.Subject, stop)).ToTyped(), act, true);
        if (!draft.IsEnded && form["version"] != draft.Version.ToString(CultureInfo.InvariantCulture))
            return Review(context, application, where, draft, filled, [new Refusal("draft.changed-before-sending")]);
        var errors = new List<Refusal>(filled.Errors);
        if (form["declaration"].Count == 0) errors.Add(new Refusal("declaration.needed") { Field = "declaration" });
        var proof = form["proof"].ToString() is { Length: > 0 } typed ? typed : draft.Content.Proof ?? "";
        if (application.CounterPost is not null && string.IsNullOrWhiteSpace(proof)) errors.Add(new Refusal("counter.proof-needed") { Field = "proof" });
        if (errors.Count > 0 && !draft.IsEnded) return Review(context, application, where, draft, filled, errors);
        var receipt = await desk.Open(context, application, filled, proof.Length > 0 ? proof : null, draft.Content.ProofFile, await filed.Custody(application, filled, stop), [DraftDesk.End(draft, null)], stop, draft.Content.Originals);
        if (receipt.Value is not null && draft is { IsNobodys: true, IsEnded: false }) await desk.Drafts.Forget(act, draft.Id);
        return receipt.Value is { } done ? Results.Redirect(done.OnItsWay is { } message ? "/counter/handed-on/" + message : $"/cases/{done.Case}/receipt") : Problem.For(context, receipt.Refusal ?? new Refusal("case.stopped"));
    }

    static DrawnPage<ApplyPage> Draw(
        HttpContext context, Beginning application, Where where, long version, Filled filled, IReadOnlyList<EarlierFile> earlier, bool withErrors, IReadOnlyList<Refusal> others, DateTimeOffset? savedAt, int status = StatusCodes.Status200OK, (string Href, string Saved)? begun = null, Filled? theirs = null)
    {
        var language = context.Language();
        var matter = application.Version.Matter;
        var pages = Paging.Of(application.Version.ApplicationForm);
        var number = Math.Clamp(where.Page, 1, pages.Count);
        var page = Form.Of(application.Version.ApplicationForm.Id, pages[number - 1]);
        var title = page.Components.FirstOrDefault(component => component.Type == "group")?.Label.In(language) is { Length: > 0 } group && pages.Count > 1 ? group : language.Of("填写申请", "Your application");
        return new() { Frame = Frame(context, application, title), Model = new ApplyView
        {
            MatterName = matter.Name.In(language),
            MatterHref = "/matters/" + matter.Slug,
            PageTitle = title,
            Form = WithEarlier(Show.View(page, filled, application.Party.Facts, language, withErrors), earlier, language),
            Action = $"/matters/{matter.Slug}/apply",
            Hidden = [.. Hidden(where, number.ToString(CultureInfo.InvariantCulture), version), .. application.IsNobodys ? new[] { (NobodyField, "1") } : []],
            IsNobodys = application.IsNobodys,
            SignInHref = application.IsNobodys ? "/sign-in?next=" + Uri.EscapeDataString(where.Href(matter.Slug, number.ToString(CultureInfo.InvariantCulture))) : null,
            Page = number,
            Pages = pages.Count,
            Errors = [.. others.Select(refusal => FieldError.Of(refusal, language))],
            SavedText = savedAt is { } at ? language.Of($"已保存于 {at.ToOffset(China.Offset):HH:mm}", $"Saved at {at.ToOffset(China.Offset):HH:mm}") : null,
            BegunHref = begun?.Href,
            BegunText = begun is { } before ? language.Of($"您有一份没填完的，保存于 {before.Saved}。", $"You began one before, saved {before.Saved}.") : null,
            OnBehalfOf = application.CounterPost is null ? null : application.Party.Name,
            Theirs = theirs is null ? [] : Differing(page.Components, filled, theirs, language),
        }, StatusCode = status };
    }

    static bool ReadsTheSame(IReadOnlyList<Component> page, Filled mine, Filled theirs, Language language) =>
        Differing(page, mine, theirs, language).Count == 0 && Differing(page, theirs, mine, language).Count == 0;

    /// <summary>What was saved elsewhere and reads otherwise here, by the labels of the form.</summary>
    static IReadOnlyList<SummaryRow> Differing(IReadOnlyList<Component> page, Filled mine, Filled theirs, Language language)
    {
        static string Said(AnswerLine line) => line.Files.Count == 0 ? line.Value : string.Join("、", line.Files.Select(file => file.Name));
        var known = new Dictionary<string, Known>();
        var here = ReadBack.Lines(page, mine, known, language).ToDictionary(line => line.Key, Said);
        return [.. ReadBack.Lines(page, theirs, known, language).Where(line => here.GetValueOrDefault(line.Key, "") != Said(line))
            .Select(line => new SummaryRow(line.Label, Said(line) is { Length: > 0 } said ? said : language.Of("没有填", "left empty")))];
    }

    /// <summary>Offers beside each slot what fits it and is not in it already.</summary>
    static FormView WithEarlier(FormView view, IReadOnlyList<EarlierFile> earlier, Language language)
    {
        return earlier.Count == 0 ? view : new FormView([.. view.Fields.Select(Offered)]);

        FieldView Offered(FieldView field) => field.Type != "filepicker" ? field with { Children = [.. field.Children.Select(Offered)] } : field with
        {
            Earlier = [.. FiledBefore.For(earlier, field.Name, field.Label).Where(file => field.Files.All(kept => kept.Upload != file.File.Id)).Select(file => new EarlierView(file.File.Id, file.File.Name, file.File.Bytes,
                language.Of($"{file.At.ToOffset(China.Offset):yyyy-MM-dd}办“{file.Matter.Zh}”时交的", $"handed in {file.At.ToOffset(China.Offset):yyyy-MM-dd} for “{file.Matter.In(language)}”")))],
        };
    }

    static DrawnPage<ReviewPage> Review(HttpContext context, Beginning application, Where where, Draft? draft, Filled filled, IReadOnlyList<Refusal> errors)
    {
        var language = context.Language();
        var matter = application.Version.Matter;
        var pages = Paging.Of(application.Version.ApplicationForm);
        return new() { Frame = Frame(context, application, language.Of("核对并提交", "Check and send")), Model = new ReviewView
        {
            MatterName = matter.Name.In(language),
            MatterHref = "/matters/" + matter.Slug,
            Action = $"/matters/{matter.Slug}/apply",
            Hidden = Hidden(where, "review", draft?.Version ?? 0),
            Errors = [.. errors.Select(refusal => FieldError.Of(refusal, language))],
            Sections = [.. pages.Select((page, index) => Answers.Section(
                page, filled, application.Party.Facts, language, where.Href(matter.Slug, (index + 1).ToString(CultureInfo.InvariantCulture))))],
            Declaration =
            [
                language.Of("我所填写和提交的内容真实、完整，并对此负责。", "What I have entered and handed in is true and complete, and I answer for it."),
                language.Of("我同意办理机关为办理本事项核对政府已掌握的信息。", "I agree that the office checks this against what government already holds, for this matter."),
            ],
            BackHref = where.Href(matter.Slug, pages.Count.ToString(CultureInfo.InvariantCulture)),
            AfterSending = language.Of($"提交后由{application.Counterpart.Office.Name.Zh}办理，进度见“我的办件”。", $"{application.Counterpart.Office.Name.In(language)} will handle it; see “My cases” for progress."),
            SignInHref = application.IsNobodys ? "/sign-in?next=" + Uri.EscapeDataString(where.Href(matter.Slug, "review")) : null,
            NeedsProof = application.CounterPost is not null,
            Proof = draft?.Content.Proof,
        }, StatusCode = errors.Count > 0 ? Problem.StatusOf(errors[0]) : StatusCodes.Status200OK };
    }

    static PageFrame Frame(HttpContext context, Beginning application, string title)
    {
        var matter = application.Version.Matter;
        return context.Frame($"{title} · {matter.Name.Zh}", $"{title} · {matter.Name.In(context.Language())}", new Crumb(matter.Name.In(context.Language()), "/matters/" + matter.Slug));
    }

    static IReadOnlyList<(string, string)> Hidden(Where where, string page, long version) =>
    [
        .. new[] { ("draft", where.Draft), ("region", where.Region), ("for", where.For), ("person", where.Person), ("at", where.At) }.Where(pair => pair.Item2 is not null).Select(pair => (pair.Item1, pair.Item2 ?? "")),
        ("page", page), ("version", version.ToString(CultureInfo.InvariantCulture)), Frames.NewKey(),
    ];

    // A row is added by giving it an empty first field; taken away, the rows behind it move up.
    internal static DraftContent Rows(DraftContent content, StringValues add, StringValues remove, Form form)
    {
        var values = content.Values.ToDictionary(pair => pair.Key, pair => pair.Value);
        if (add.ToString() is { Length: > 0 } list && form.All.FirstOrDefault(component => component.Key == list) is { Children: [var first, ..] })
            values[$"{list}.{content.ToTyped().Rows(list)}.{first.Key}"] = [""];
        if (remove.ToString().Split('.') is [var from, var at] && int.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            values = values.Where(pair => !pair.Key.StartsWith($"{from}.{index}.", StringComparison.Ordinal)).ToDictionary(pair => Moved(pair.Key, from, index), pair => pair.Value);
        return content with { Values = values };
    }

    static string Moved(string name, string list, int removed) =>
        name.Split('.', 3) is [var owner, var row, var rest] && owner == list && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at > removed ? $"{list}.{at - 1}.{rest}" : name;

    internal static string Root(string name) => name.IndexOf('.') is var dot and > 0 ? name[..dot] : name;
}
