using Dapper;
using Tongzheng.Casework;
using Tongzheng.Casework.Pages;
using Tongzheng.Casework.Verbs;
using Tongzheng.Directories;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Matters.Events;
using Tongzheng.Notices;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Services.MyCases;

/// <summary>What a case holds besides its answers, as its party and its officers both read it: parties, files, letters, related cases, the steps open now.</summary>
public sealed class CaseContents(Journal journal, Hosted hosted, Lists lists, Versions versions, Offices offices)
{
    /// <summary>Other cases of the party that an officer sees beside this one: the newest; the rest is found by the name.</summary>
    const int MostOfParty = 5;

    /// <summary>The letters with their words.</summary>
    public async Task<IReadOnlyList<LetterView>> Letters(Case current, Language language, CancellationToken stop)
    {
        var letters = new List<LetterView>();
        await foreach (var fact in journal.ReadStream(current.Jurisdiction, "notices/" + current.Id, stop: stop))
            if (Facts.Read(fact) is NoticeSent sent)
                letters.Add(new LetterView($"/cases/{current.Id}/letters/{sent.Notice}.pdf", sent.Title.In(language), CaseParts.Time(fact.Time))
                {
                    Paragraphs = [.. new[] { sent.Addressee is { } addressee ? addressee + "：" : null }.Concat(sent.Paragraphs ?? [language.Of("（已删除）", "(erased)")]).Append(sent.Remedy).OfType<string>()],
                });
        return letters;
    }

    public IReadOnlyList<SummaryRow> Parties(Case current, Language language)
    {
        // Ids of people and of firms look alike; the party's own kind is a variable of the case.
        var kind = current.State?.Variables.Get("applicant").AsContext?.Get("kind").AsString;
        var isPerson = kind is null or "person";
        var party = current.Opened.PartyName ?? language.Of("（已删除）", "(erased)");
        var acting = current.Opened.Applicant == current.Opened.Party ? null : NameOf(current.Opened.Applicant) ?? language.Of("（已删除）", "(erased)");
        if (kind == "office") return [new SummaryRow(language.Of("立案机关", "Opened by"), party)];
        return
        [
            new SummaryRow(current.IsExOfficio ? language.Of("当事人", "Party") : language.Of("申请人", "Applicant"), party + (isPerson ? language.Of("（个人）", " (a person)") : language.Of("（单位）", " (an organisation)"))),
            .. acting is null ? Array.Empty<SummaryRow>() : [new SummaryRow(isPerson ? language.Of("代理人", "Acting") : language.Of("代表人", "Representative"),
                acting + (isPerson ? "" : language.Of("，法定代表人，由登记信息核实", ", legal representative by the register")))],
            new SummaryRow(current.IsExOfficio ? language.Of("立案方式", "Opened") : language.Of("提交方式", "Handed in"), current.Opened.Channel switch
            {
                Channel.Counter => language.Of("窗口代为提交", "At the counter"),
                Channel.Program => language.Of("通过接口提交", "By a program"),
                // What goes on from another case was neither handed in anew nor begun by the office.
                Channel.ExOfficio when current.Opened.From is { Number: { Length: > 0 } before } => language.Of($"由办件{before}转来，不用重新提交", $"From case {before}; nothing had to be handed in again"),
                Channel.ExOfficio => language.Of("依职权立案", "By the office, of its own motion"),
                _ => language.Of("网上提交", "Online"),
            }),
            .. current.Opened.Proof is { } proof ? new[] { new SummaryRow(language.Of("代办凭证", "Proof for acting"), proof) } : [],
        ];
    }

    /// <summary>What it costs by the matter's rule, and what was demanded in the case and became of it.</summary>
    public static string? Fee(Case current, Language language)
    {
        var lines = CaseFee.Of(current).Select(fee => fee.In(language)).Prepend(ByRule(current, language)).OfType<string>().ToList();
        return lines.Count == 0 ? null : string.Join(language.Of("；", "; "), lines);
    }

    static string? ByRule(Case current, Language language) => current.Version.Matter.Fee switch
    {
        null => null,
        { Charged: false } => language.Of("不收费", "Free of charge"),
        { Standard: { } standard, Basis: { } basis } => standard.In(language) + language.Of($"（{new LegalBasis(basis).In(language)}）", $" ({new LegalBasis(basis).In(language)})"),
        { Standard: { } standard } => standard.In(language),
        _ => language.Of("收费", "Charged"),
    };

    /// <summary>The files of an answer: what each is, and who handed it in when.</summary>
    public static IReadOnlyList<FileLink> Links(Case current, IEnumerable<Upload> files, Language language) => [.. files.Select(file => new FileLink($"/cases/{current.Id}/files/{file.Id}", file.Name, file.Bytes)
    {
        Kind = FileKinds.NameOf(file.MediaType).In(language),
        Hash = file.Hash.Length > 0 ? file.Hash : null,
        FiledText = Filed(current, file.Id, language) + (current.Opened.UsedAgain?.FirstOrDefault(again => again.File == file.Id) is { } before ? language.Of($"，曾随{before.Number}号办件提交", $", first handed in with case {before.Number}") : ""),
    })];

    /// <summary>The materials of the application, with what stands in place of those that need not be handed in.</summary>
    public static IReadOnlyList<MaterialView> Materials(Case current, Language language) =>
    [
        .. CaseParts.Lines(current, current.OpenedAt, language).Where(line => IsFile(current, line.Key)).Select(line => new MaterialView(Root(line.Key), line.Label, Links(current, line.Files.Where(file => file.IsFile), language))
        {
            Required = current.Version.ApplicationForm.All.FirstOrDefault(component => component.Key == Last(line.Key))?.Required != false,
            Instead = line.Files.FirstOrDefault(file => !file.IsFile) is { } stands ? Stands(stands, language) : line.Source is { } source && line.Files.Count == 0 ? language.Of($"{source}已有，免于提交", $"Known from {source}") : null,
        }),
        .. current.Opened.ProofFile is { } proof ? new[] { new MaterialView("", language.Of("窗口核验凭证", "Proof shown at the counter"), Links(current, [proof], language)) { Instead = "" } } : [],
    ];

    static string Stands(Upload paper, Language language) => paper.MediaType == PaperType.OneForm
        ? language.Of($"由“{paper.Name}”的一张表代替，免于提交", $"The one form of “{paper.Name}” stands for it")
        : language.Of($"同一件事里已经办出“{paper.Name}”（{paper.Id}），免于提交", $"“{paper.Name}” ({paper.Id}) was issued in the same life event; nothing to hand in");

    public static bool IsFile(Case current, string key) => current.Version.ApplicationForm.All.FirstOrDefault(component => component.Key == Last(key))?.Type == "filepicker";

    static string Root(string name) => name.IndexOf('.') is var dot and > 0 ? name[..dot] : name;

    static string Last(string name) => name[(name.LastIndexOf('.') + 1)..];

    static string? Filed(Case current, string file, Language language)
    {
        foreach (var happening in current.History)
        {
            var (answers, who) = happening.Fact switch
            {
                CaseOpened opened => (opened.Answers, opened.Channel == Channel.Counter ? language.Of("窗口代交", "at the counter") : opened.PartyName),
                CaseCorrected corrected => (corrected.Answers, language.Of($"{current.Opened.PartyName}补正", $"{current.Opened.PartyName}, correction")),
                _ => (null, null),
            };
            if (answers is { } given && TaskDesk.Stored(given.ToElement()).Uploads.ContainsKey(file)) return $"{CaseParts.Time(happening.At)} {who}";
        }
        return null;
    }

    /// <summary>Cases this one is bound to and, for an officer, others of the same party at the officer's offices.</summary>
    public IReadOnlyList<RelatedCase> Related(Case current, Caller caller, Language language)
    {
        var desk = caller.Posts.Count > 0;
        var links = current.Links.Where(link => link.Relation != Asking.AskedBy || link.Jurisdiction == current.Jurisdiction).ToList(); // of other governments the exchanges say who asked
        var bound = lists.ById(current.Jurisdiction, [.. links.Select(link => link.Case)]).ToDictionary(line => line.Case);
        string? Href(string id) => desk ? "/desk/cases/" + id : "/cases/" + id;
        RelatedCase Of(string relation, CaseLine line) => new(relation, Href(line.Case), line.Number, versions.Catalogue.Find(line.Matter)?.Name.In(language) ?? line.Matter,
            CaseParts.Words(Enum.Parse<CaseStatus>(line.Status), line.Outcome, versions.FindLive(line.Matter), language));
        return
        [
            .. links.Select(link => bound.TryGetValue(link.Case, out var line) ? Of(RelationWords(link.Relation).In(language), line)
                : new RelatedCase(RelationWords(link.Relation).In(language), null, link.Number, "", "")),
            .. desk ? lists.OfParty(Worker.Of(caller), current.Opened.Party, MostOfParty + 1).Where(line => line.Case != current.Id && !bound.ContainsKey(line.Case)).Take(MostOfParty)
                .Select(line => Of(language.Of($"同一{current.PartyTitle.Zh}", $"Same {current.PartyTitle.En}"), line)) : [],
        ];
    }

    static Text RelationWords(string relation) => relation switch
    {
        "split-from" => new("分立自", "Split from"),
        "split-into" => new("分立为", "Split into"),
        "merged-into" => new("并入", "Merged into"),
        "merged-from" => new("并入本件", "Merged into this"),
        "reopened-as" => new("重新办理为", "Reopened as"),
        "reopened-from" => new("重新办理自", "Reopened from"),
        "replaced-by" => new("原决定由此代替", "The decision is replaced by"),
        Asking.AskedBy => new("来自", "Asked for by"),
        "replaces" => new("代替的原决定", "Replaces the decision of"),
        _ => new("相关", "Related"),
    };

    /// <summary>What is to be paid, and where; by when no law of fees says. It is owed after the case is closed as well.</summary>
    public OpenStep? Due(Case current, Language language)
    {
        if (CaseFee.DueIn(current) is not { } fee) return null;
        var office = offices.Find(current.Jurisdiction, current.Organisation);
        return new(fee.In(language), language.Of($"请到{office?.Name.Zh}的窗口缴纳，本平台不收款", $"Please pay at the counter of {office?.Name.In(language)}; nothing can be paid on this site"),
            office is null ? null : language.Of($"地址：{office.Address.Zh}；{office.OpeningHours.Zh}", $"Address: {office.Address.In(language)}; {office.OpeningHours.In(language)}"));
    }

    /// <summary>Each open step in plain words: what, who, by when; and what is to be paid.</summary>
    public IReadOnlyList<OpenStep> Now(Case current, Language language) => [.. Steps(current, language), .. Due(current, language) is { } fee ? new[] { fee } : []];

    IReadOnlyList<OpenStep> Steps(Case current, Language language) => current.IsClosed ? [] :
    [
        .. current.Tasks.Select(task => new OpenStep(CaseStep.StepOf(current, task.Element)?.In(language) ?? task.Name.In(language),
            task.Post == Case.Applicant ? language.Of("由您办理", "Yours to do")
                : language.Of($"由{offices.Find(current.Jurisdiction, task.Organisation)?.Name.Zh}办理", $"{offices.Find(current.Jurisdiction, task.Organisation)?.Name.In(language)} does it"),
            task.Due is { } due ? language.Of($"{due:yyyy-MM-dd}前", $"by {due:yyyy-MM-dd}") + (task.DueIsProvisional ? language.Of("（暂定）", " (provisional)") : "") : null)),
    ];

    /// <summary>What usually follows the open steps.</summary>
    public static string? Then(Case current, Language language)
    {
        if (current.IsClosed || current.Tasks.Count == 0) return null;
        var ahead = PathTaken.Ahead(current).Select(step => language.IsEnglish ? step.Properties.GetValueOrDefault("tz:name.en") ?? step.Name : step.Name).Distinct().ToList();
        return ahead.Count == 0 ? language.Of("这一步办完就出结果。", "After this step there is a result.")
            : language.Of($"这一步办完后，一般接着办：{string.Join('、', ahead)}。", $"After this usually come: {string.Join(", ", ahead)}.");
    }

    string? NameOf(string person)
    {
        using var connection = journal.OpenRead();
        return connection.ExecuteScalar<string>(journal.Dialect.In("SELECT name FROM directory_person WHERE jurisdiction IN @hosted AND person = @person"), new { hosted = hosted.Jurisdictions.ToArray(), person });
    }
}
