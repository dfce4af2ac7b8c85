using System.Globalization;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Services.Desk;
using Tongzheng.Web;

namespace Tongzheng.Modelling;

/// <summary>The pages of modelling, drawn. Each is plain forms; the editors are islands on the page of a file.</summary>
sealed class ModellingPages(Workshop workshop, Names names, Casework.Surroundings surroundings)
{
    /// <summary>As many rows as one reads before typing a word to search.</summary>
    const int MostMatters = 40;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/modelling", (HttpContext context, ModellingPages pages, string? q, string? notice) => pages.List(context, q, notice)).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapGet("/modelling/new", (HttpContext context, Workshop workshop) => New(context, workshop, "", new OpenDraft.Request(), [])).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapGet("/modelling/{slug}", (string slug, HttpContext context, ModellingPages pages, CancellationToken stop) => pages.Draft(context, slug, [], stop)).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
        routes.MapGet("/modelling/{slug}/files/{file}", (string slug, string file, HttpContext context, ModellingPages pages, CancellationToken stop) => pages.File(context, slug, file, null, [], stop)).Requires(Permission.KeepCatalogue).ExcludeFromDescription();
    }

    public static void Register(IServiceCollection services) => services.AddSingleton<Workshop>().AddSingleton<ModellingPages>();

    DrawnPage<ModellingPage> List(HttpContext context, string? q, string? notice)
    {
        var language = context.Language();
        var drafts = workshop.Open();
        var officers = names.OfOfficers(Workshop.Home, drafts.SelectMany(draft => new[] { draft.OpenedBy, draft.ChangedBy }));
        var open = drafts.Select(draft => draft.Slug).ToHashSet();
        var words = (q ?? "").Trim();
        var matters = workshop.Versions.Catalogue.Matters.Where(matter => matter.Folder != "" && matter.CanApply && (words.Length == 0 || matter.Slug.Contains(words, StringComparison.OrdinalIgnoreCase)
            || matter.Name.Zh.Contains(words, StringComparison.OrdinalIgnoreCase) || matter.Name.En?.Contains(words, StringComparison.OrdinalIgnoreCase) == true)).ToList();
        return new DrawnPage<ModellingPage>
        {
            Frame = context.Frame("事项建模", "Modelling") with { Wide = true },
            Model = new ModellingView
            {
                Drafts = [.. drafts.Select(draft => new DraftRow(draft.Name.In(language), "/modelling/" + draft.Slug, draft.State, NameOf(officers, draft.OpenedBy, language), At(draft.OpenedAt), NameOf(officers, draft.ChangedBy, language), At(draft.ChangedAt)))],
                Matters = [.. matters.Take(MostMatters).Select(matter => new MatterRow(matter.Name.In(language), "/modelling/" + matter.Slug, matter.Department.In(language), open.Contains(matter.Slug)))],
                More = Math.Max(0, matters.Count - MostMatters),
                Searched = words,
                Notice = notice == "discarded" ? language.Of("草稿已放弃。", "The draft was given up.") : null,
            },
        };
    }

    public static IResult New(HttpContext context, Workshop workshop, string slug, OpenDraft.Request typed, IReadOnlyList<Refusal> refusals)
    {
        var language = context.Language();
        return new DrawnPage<NewMatterPage>
        {
            Frame = context.Frame("新建事项", "New matter", Crumb(language)),
            Model = new NewMatterView
            {
                Slug = slug,
                Name = typed.Name ?? "",
                NameEn = typed.NameEn ?? "",
                Department = typed.Department,
                Departments = [.. workshop.Versions.Catalogue.Shared.Departments.Values.Select(department => new Choice(department.Name.Zh, department.Name.In(language))).OrderBy(choice => choice.Label, StringComparer.Ordinal)],
                Errors = [.. refusals.Select(refusal => FieldError.Of(refusal, language))],
            },
            StatusCode = refusals.Count == 0 ? StatusCodes.Status200OK : Problem.StatusOf(refusals[0]),
        };
    }

    public async Task<IResult> Draft(HttpContext context, string slug, IReadOnlyList<Refusal> refusals, CancellationToken stop)
    {
        var language = context.Language();
        var draft = await workshop.Find(slug, stop);
        var live = workshop.Versions.FindLive(slug)?.Matter;
        if (draft is null && live is not { Folder.Length: > 0 }) return Problem.For(context, new Refusal("matter.unknown", ("matter", slug)));
        slug = draft?.Slug ?? live?.Slug ?? slug; // the address may have named the matter by its code
        var liveFiles = workshop.LiveFiles(slug);
        var liveHash = workshop.Versions.HashOf(slug);
        var running = await workshop.Running(slug);
        var officers = names.OfOfficers(Workshop.Home, draft is null ? [] : [draft.Opened.By, draft.Proposed?.Fact.By, draft.SentBack?.Fact.By, .. draft.Files.Values.Select(file => file.By)]);
        var files = draft?.Files.ToDictionary(file => file.Key, file => file.Value.Text) ?? liveFiles.ToDictionary();
        var matter = draft is null ? live : workshop.MatterOf(draft);
        var name = matter?.Name.In(language) is { Length: > 0 } known ? known : draft?.Opened.Name.In(language) ?? slug;
        var mine = context.Caller().Home == Workshop.Home;
        var form = HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType ? await context.Request.ReadFormAsync(stop) : FormCollection.Empty;
        return new DrawnPage<DraftPage>
        {
            Frame = context.Frame(name, name, Crumb(language)) with { Wide = true },
            Model = new DraftView
            {
                Slug = slug,
                Name = name,
                State = draft?.State,
                Version = draft?.Version ?? 0,
                Live = liveHash,
                OpenedBy = draft is null ? null : NameOf(officers, draft.Opened.By, language),
                OpenedAt = draft is null ? null : At(draft.OpenedAt),
                ProposedBy = draft?.Proposed is { } proposed ? NameOf(officers, proposed.Fact.By, language) : null,
                ProposedAt = draft?.Proposed is { } when ? At(when.At) : null,
                Note = draft?.Proposed?.Fact.Note,
                SentBackBy = draft?.SentBack is { } back ? NameOf(officers, back.Fact.By, language) : null,
                SentBackReason = draft?.SentBack?.Fact.Reason,
                RunningOnLive = liveHash is null ? 0 : running.GetValueOrDefault(liveHash),
                RunningBefore = running.Where(version => version.Key != liveHash).Sum(version => version.Value),
                LiveMoved = draft is not null && draft.Opened.Base != liveHash,
                Files = [.. files.Keys.Order(StringComparer.Ordinal).Select(file => new FileRow(file, HrefOf(slug, file), WhatIs(file, language),
                    draft is null || liveFiles.GetValueOrDefault(file) is { } before && Fingerprint.Of(file, before) == Fingerprint.Of(file, files[file]) ? null : liveFiles.ContainsKey(file) ? "changed" : "new",
                    draft?.Files[file].By is { } by ? NameOf(officers, by, language) : null, draft?.Files[file].At is { } at ? At(at) : null))],
                SharedFiles = [.. (matter?.Files ?? []).Where(file => !file.Path.StartsWith(matter?.Folder ?? "", StringComparison.Ordinal) && file.Path.EndsWith(".bpmn", StringComparison.Ordinal))
                    .Select(file => new FileRow(file.Path, "", WhatIs(file.Path, language), null, null, null))],
                Findings = draft is null ? [] : Rows(draft, workshop.Check(draft), language),
                Differences = draft is null ? [] : [.. Differences.Between(liveFiles, files).Select(difference => new DifferenceRow(difference.File, files.ContainsKey(difference.File) ? HrefOf(slug, difference.File) : null,
                    difference.Change switch { Change.Added => language.Of("新增", "added"), Change.Removed => language.Of("删去", "removed"), _ => language.Of("改动", "changed") }, [.. difference.Words.Select(word => word.In(language))]))],
                MayWrite = mine,
                MayPublish = mine && draft is not null && !PublishDraft.MayNot(draft, context.Caller().Who?.ToString() ?? ""),
                Notice = NoticeOf(context.Request.Query["notice"], language),
                Errors = [.. refusals.Select(refusal => FieldError.Of(refusal, language))],
                File = form["file"],
                Reason = form["reason"],
                Typed = form["note"],
            },
            StatusCode = refusals.Count == 0 ? StatusCodes.Status200OK : Problem.StatusOf(refusals[0]),
        };
    }

    public async Task<IResult> File(HttpContext context, string slug, string file, string? typed, IReadOnlyList<Refusal> refusals, CancellationToken stop)
    {
        var language = context.Language();
        if (await workshop.Find(slug, stop) is not { } draft) return workshop.LiveFiles(slug).ContainsKey(file) ? Results.Redirect("/modelling/" + slug) : Problem.For(context, new Refusal("matter-draft.unknown", ("matter", slug)));
        if (!draft.Files.TryGetValue(file, out var found) && typed is null) return Problem.For(context, new Refusal("matter-draft.file-unknown", ("file", file)));
        var name = draft.Opened.Name.In(language);
        return new DrawnPage<DraftFilePage>
        {
            Frame = context.Frame(file, file, Crumb(language), new Crumb(name, "/modelling/" + slug)) with { Wide = true },
            Model = new DraftFileView
            {
                Slug = slug,
                Matter = name,
                File = file,
                What = WhatIs(file, language),
                Text = typed ?? found?.Text ?? "",
                Version = draft.Version,
                MayWrite = context.Caller().Home == Workshop.Home,
                Editor = Path.GetExtension(file) switch { ".bpmn" => "bpmn", ".dmn" => "dmn", ".form" => "form", _ => null },
                Panel = Path.GetExtension(file) == ".bpmn" ? PanelOffers.Of(workshop.MatterOf(draft), surroundings.ParametersOf(Workshop.Home.ToString()), language) : null,
                Findings = [.. Rows(draft, workshop.Check(draft), language).Where(finding => finding.File == file)],
                Notice = context.Request.Query["notice"] == "saved" && refusals.Count == 0 ? language.Of("已保存到草稿。", "Saved to the draft.") : null,
                Errors = [.. refusals.Select(refusal => FieldError.Of(refusal, language))],
            },
            StatusCode = refusals.Count == 0 ? StatusCodes.Status200OK : Problem.StatusOf(refusals[0]),
        };
    }

    static IReadOnlyList<FindingRow> Rows(MatterDraft draft, IEnumerable<Finding> findings, Language language) =>
    [
        .. findings.Select(finding =>
        {
            var own = finding.File.StartsWith(draft.Folder, StringComparison.Ordinal);
            var file = own ? finding.File[draft.Folder.Length..] : finding.File;
            return new FindingRow(file, own && draft.Files.ContainsKey(file) ? $"{HrefOf(draft.Slug, file)}?line={finding.Line}#file" : null, finding.Line, finding.Column, finding.Message.In(language), finding.Remedy.In(language));
        }),
    ];

    internal static string WhatIs(string file, Language language) => file switch
    {
        _ when file.EndsWith(".bpmn", StringComparison.Ordinal) => language.Of("流程", "Procedure"),
        _ when file.EndsWith(".dmn", StringComparison.Ordinal) => language.Of("决策表", "Decision tables"),
        _ when file.EndsWith(".form", StringComparison.Ordinal) => language.Of("表单", "Form"),
        _ when file.EndsWith(".story.yaml", StringComparison.Ordinal) => language.Of("办理故事", "Story"),
        _ when file.EndsWith(".cases.yaml", StringComparison.Ordinal) => language.Of("决策示例", "Examples of a decision"),
        ReadMatter.FileName => language.Of("事项要素", "Elements"),
        "letters.yaml" => language.Of("文书", "Letters"),
        "licence.yaml" => language.Of("证照", "Licence"),
        _ => language.Of("文件", "File"),
    };

    static string? NoticeOf(string? notice, Language language) => notice switch
    {
        "proposed" => language.Of("已提交，等另一位目录管理员审阅后发布。", "Proposed. Another steward reads and publishes it."),
        "published" => language.Of("已发布。新的办件按此版本办理，在办的仍按原版本办完。", "Published. New cases begin under it; those that run end under the version they began with."),
        "sent-back" => language.Of("已退回修改。", "Sent back."),
        "imported" => language.Of("已导入到草稿。", "Imported into the draft."),
        _ => null,
    };

    static string HrefOf(string slug, string file) => $"/modelling/{slug}/files/{file}";

    static Crumb Crumb(Language language) => new(language.Of("事项建模", "Modelling"), "/modelling");

    static string NameOf(IReadOnlyDictionary<string, string> officers, string by, Language language) => officers.GetValueOrDefault(by) ?? language.Of("工作人员", "An officer");

    static string At(DateTimeOffset at) => at.ToOffset(China.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
