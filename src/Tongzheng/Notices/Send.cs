using Tongzheng.Casework;
using Tongzheng.Casework.Verbs;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Store;

namespace Tongzheng.Notices;

/// <summary>
/// Performs <c>notice.send</c>: writes the letter a step of the procedure calls for (<c>tz:letter</c>). The words follow
/// from the case; where the law asks for reasons and remedies, they are in it.
/// </summary>
public sealed class Send(Func<string, string, Text> organisationName)
{
    public const string Effect = "notice.send";

    public Performed Perform(Call call)
    {
        var written = Write(call);
        return written.Value is { } notice ? new Performed(new FeelContext(), [Facts.To("notices/" + call.Case.Id, StreamAppend.Any, notice)])
            : Performed.No(written.Refusal ?? new Refusal("notice.unknown-letter"));
    }

    /// <summary>The letter that a step names, one of the standard ones or of the matter's own, in the words of this case.</summary>
    internal Outcome<NoticeSent> Write(Call call)
    {
        var name = call.Service.Properties.GetValueOrDefault("tz:letter");
        var office = organisationName(call.Case.Jurisdiction, call.Case.Organisation).Zh;
        if (call.Case.Version.Matter.Letters.FirstOrDefault(letter => letter.Key == name) is { } own) return Own(own, call, office);
        if (Kind(name) is not { } kind) return new Refusal("notice.unknown-letter", ("letter", name));
        var notice = Write(kind, call.Case, call.Service.Inputs, call.Act, office, call.Service.ServiceId, call.Service.Properties.GetValueOrDefault("tz:deemed") == "true");
        if (kind != LetterKind.Act) return notice;
        var verb = call.Service.Properties.GetValueOrDefault("tz:verb");
        return notice with
        {
            Title = new Text(call.Service.Inputs.Get("title").AsString ?? "", call.Service.Inputs.Get("titleEn").AsString),
            Verb = verb,
            LegalBasis = verb == CaseFee.Demand && call.Case.Version.Matter.Fee?.Basis is { } charged ? new LegalBasis(charged).In(Language.Chinese) : notice.LegalBasis,
            Remedy = null,
        };
    }

    static Outcome<NoticeSent> Own(LetterTemplate letter, Call call, string office)
    {
        var (current, act) = (call.Case, call.Act);
        var about = new FeelContext().Set("number", current.Opened.Number).Set("openedOn", Day(China.DayOf(current.OpenedAt))).Set("today", Day(act.Today)).Set("office", office)
            .Set("party", current.Opened.PartyName ?? "").Set("matter", current.Version.Matter.Name.Zh).Set("due", current.Clock.Due is { } due ? Day(due) : "");
        var variables = new FeelContext();
        foreach (var (key, value) in call.Service.Inputs) variables.Set(key, value);
        variables.Set("letter", about);
        var paragraphs = new List<string>();
        foreach (var paragraph in letter.Paragraphs)
        {
            var (text, unknown) = Holes.Fill(paragraph, variables, new EvaluationOptions { Now = act.Now }, value => value.AsDate is { } day ? Day(day) : Forms.Show.Plain(value));
            // What a letter would have to say and cannot is for a person: half a sentence is worse than none.
            if (text is null) return new Refusal("notice.text-unknown", ("letter", letter.Title), ("expression", unknown));
            if (text.Length > 0) paragraphs.Add(text);
        }
        return new NoticeSent
        {
            Notice = DocumentId.New(act.Now).ToString(),
            Case = current.Id,
            Number = $"{current.Opened.Number}-{call.Service.ServiceId:00}",
            Party = current.Opened.Party,
            Letter = LetterKind.Own,
            Key = letter.Key,
            Title = letter.Title,
            Organisation = current.Organisation,
            OrganisationName = office,
            Date = act.Today,
            LegalBasis = letter.Basis is { } basis ? new LegalBasis(basis).In(Language.Chinese) : null,
            Addressee = current.Opened.PartyName,
            Paragraphs = paragraphs,
            Remedy = letter.Remedy,
        };
    }

    internal static LetterKind? Kind(string? letter) => letter switch
    {
        "accepted" => LetterKind.Accepted,
        "correction" => LetterKind.Correction,
        "not-accepted" => LetterKind.NotAccepted,
        "granted" => LetterKind.Granted,
        "refused" => LetterKind.Refused,
        "receipt" => LetterKind.Receipt,
        "act" => LetterKind.Act,
        _ => null,
    };

    static NoticeSent Write(LetterKind kind, Case current, FeelContext variables, Act act, string organisation, long place, bool deemed) => new()
    {
        Notice = DocumentId.New(act.Now).ToString(),
        Case = current.Id,
        Number = $"{current.Opened.Number}-{place:00}",
        Party = current.Opened.Party,
        Letter = kind,
        Title = Title(kind),
        Organisation = current.Organisation,
        OrganisationName = organisation,
        Date = act.Today,
        LegalBasis = Basis(kind, current),
        Addressee = current.Opened.PartyName,
        Paragraphs = [.. Paragraphs(kind, current, variables, deemed)],
        Remedy = kind is LetterKind.Refused or LetterKind.NotAccepted ? Remedy : null,
    };

    internal static Text Title(LetterKind kind) => kind switch
    {
        LetterKind.Accepted => new("受理通知书", "Notice of acceptance"),
        LetterKind.Correction => new("补正告知书", "Request for correction"),
        LetterKind.NotAccepted => new("不予受理决定书", "Decision not to accept"),
        LetterKind.Granted => new("准予决定书", "Decision to grant"),
        LetterKind.Refused => new("不予决定书", "Decision to refuse"),
        _ => new("办件回执", "Receipt"),
    };

    static IEnumerable<string> Paragraphs(LetterKind kind, Case current, FeelContext variables, bool deemed)
    {
        var asked = $"你（单位）于{Day(China.DayOf(current.OpenedAt))}提出的“{current.Version.Matter.Name.Zh}”申请（办件编号{current.Opened.Number}），";
        string? Said(string key) => variables.Get(key).AsString is { Length: > 0 } text ? text : null;
        switch (kind)
        {
            case LetterKind.Accepted:
                yield return asked + (deemed ? $"本机关未在法定期限内告知补正，自收到申请材料之日（{Day(China.DayOf(current.ReceivedAt))}）起即为受理。" : "符合受理条件，现予受理。");
                if (current.Clock.Due is { } due) yield return $"本机关将于{Day(due)}{(current.Clock.IsProvisional ? "（暂定）" : "")}前办结。依法需要听证、检验、检测、鉴定、专家评审的，所需时间不计算在内。";
                break;
            case LetterKind.Correction:
                yield return asked + "材料不齐全或者不符合法定形式。现将需要补正的全部内容一次告知如下：";
                if (current.Correction?.Notes is { } notes) foreach (var (field, note) in notes) yield return $"{LabelOf(current, field)}：{note}";
                if (Said("correctionItems") is { } items) yield return items;
                break;
            case LetterKind.NotAccepted:
                yield return asked + "经审查，决定不予受理。";
                if (Said("reason") is { } why) yield return "理由：" + why;
                break;
            case LetterKind.Granted:
                yield return asked + "经审查，符合法定条件、标准，决定准予。";
                if (Said("decisionNote") is { } note1) yield return note1;
                break;
            case LetterKind.Refused:
                yield return asked + "经审查，决定不予。";
                if (Said("reason") is { } ground) yield return "理由：" + ground;
                if (Said("legalBasis") is { } law) yield return "依据：" + law;
                break;
            case LetterKind.Act:
                yield return $"关于你（单位）于{Day(China.DayOf(current.OpenedAt))}提出的“{current.Version.Matter.Name.Zh}”申请（办件编号{current.Opened.Number}）：";
                yield return Said("text") ?? "";
                break;
            default:
                yield return asked + "本机关已收到。";
                break;
        }
    }

    static string? Basis(LetterKind kind, Case current) => kind switch
    {
        LetterKind.Accepted or LetterKind.Correction or LetterKind.NotAccepted when current.Version.Matter.ItemType == "01" => "中华人民共和国行政许可法第三十二条",
        LetterKind.Granted or LetterKind.Refused when current.Version.Matter.ItemType == "01" => "中华人民共和国行政许可法第三十八条",
        _ => current.Version.Matter.Basis is { } basis ? new LegalBasis(basis).In(Language.Chinese) : null,
    };

    // 行政复议法 art.20; 行政诉讼法 art.46.
    const string Remedy = "如不服本决定，可以自收到本决定书之日起六十日内依法申请行政复议，或者在六个月内依法向人民法院提起行政诉讼。";

    static string LabelOf(Case current, string field) =>
        current.Version.ApplicationForm.All.FirstOrDefault(component => component.Key == field)?.Label.Zh ?? field;

    static string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";
}
