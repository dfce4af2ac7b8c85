using System.Text.Encodings.Web;
using System.Text.Json;
using Tongzheng.Bpmn;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Matters.Linting;

namespace Tongzheng.Modelling;

/// <summary>What the modeller's panel offers for each property, from the table the linter reads and the lists it checks against.</summary>
static class PanelOffers
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    sealed record Offer(string Name, string Kind, string Label, string Meaning, IReadOnlyList<string> On, IReadOnlyList<Option>? Options);

    sealed record Option(string Value, string Label);

    public static string Of(Matter? matter, Parameters parameters, Language language) => JsonSerializer.Serialize(
        LegalProperties.All.Select(property => new Offer(property.Name, property.Kind.ToString(), property.Label.In(language), property.Meaning.In(language), property.On, Options(property, matter, parameters, language))), Json);

    static IReadOnlyList<Option>? Options(LegalProperty property, Matter? matter, Parameters parameters, Language language) => property.Kind switch
    {
        PropertyKind.Choice => [.. property.Values.Select(value => new Option(value.Value, value.Label.In(language)))],
        PropertyKind.Limit =>
        [
            new("statutory", language.Of("本事项的法定时限", "The statutory limit of the matter")),
            .. TimeLimits.All.Select(limit => new Option(limit.Id, $"{limit.Id} {limit.Step.In(language)}{(limit is PeriodLimit period ? " · " + period.Period : "")} · {limit.Basis.Citation}")),
            .. parameters.All.Select(parameter => new Option(LintParameters.Prefix + parameter.Key, language.Of("地区参数：", "Parameter: ") + parameter.Label.In(language))),
        ],
        PropertyKind.Letter => [.. LintProcedure.Letters.Select(letter => new Option(letter, LetterName(letter, language))), .. (matter?.Letters ?? []).Select(letter => new Option(letter.Key, letter.Title.In(language)))],
        PropertyKind.Post => [.. ReadStory.Posts.Select(post => new Option(post, PostName(post, language)))],
        PropertyKind.Form => [.. (matter?.TaskForms.Keys ?? []).Order(StringComparer.Ordinal).Select(form => new Option(form, FormName(matter?.TaskForms[form], form, language)))],
        PropertyKind.Decision => [.. (matter?.Decisions ?? []).SelectMany(Decisions)],
        PropertyKind.Service => [.. LintScope.StandardServices.Order(StringComparer.Ordinal).Select(service => new Option(service, ServiceName(service, language)))],
        _ => null,
    };

    static IEnumerable<Option> Decisions(DecisionFile file)
    {
        if (Fingerprint.ReadXml(file.Xml) is not { } root) yield break;
        foreach (var decision in root.Elements().Where(element => element.Name.LocalName == "decision" && element.Attribute("id") is not null))
            yield return new Option(decision.Attribute("id")?.Value ?? "", decision.Attribute("name")?.Value ?? decision.Attribute("id")?.Value ?? "");
    }

    // A form has no title of its own: it is known by what it asks first.
    static string FormName(Matters.FormFile? file, string id, Language language)
    {
        try
        {
            return file is null ? id : Form.Parse(file.Json).All.FirstOrDefault(component => component.Label.Zh.Length > 0)?.Label.In(language) ?? id;
        }
        catch (FormException)
        {
            return id; // what is wrong in a draft's form is a finding of its own
        }
    }

    internal static string PostName(string post, Language language) => post switch
    {
        "clerk" => language.Of("受理岗", "Acceptance"),
        "reviewer" => language.Of("审查岗", "Review"),
        "inspector" => language.Of("核查岗", "Inspection"),
        "decider" => language.Of("决定岗", "Decision"),
        "counter" => language.Of("窗口岗", "Counter"),
        "leader" => language.Of("领导", "Head"),
        "applicant" => language.Of("申请人", "The party"),
        _ => post,
    };

    static string LetterName(string letter, Language language) => letter switch
    {
        "accepted" => language.Of("受理通知书", "Acceptance"),
        "correction" => language.Of("补正告知书", "Correction"),
        "not-accepted" => language.Of("不予受理决定书", "Not accepted"),
        "granted" => language.Of("准予决定书", "Granted"),
        "refused" => language.Of("不予准许决定书", "Refused"),
        "receipt" => language.Of("告知书", "Notice"),
        _ => letter,
    };

    static string ServiceName(string service, Language language) => service switch
    {
        "document.number" => language.Of("编字号", "Number a document"),
        "fine.add" => language.Of("加处罚款", "Add a late fine"),
        "licence.issue" => language.Of("制证", "Issue the licence"),
        "notice.publish" => language.Of("公示文书", "Publish a letter"),
        "notice.send" => language.Of("送达文书", "Send a letter"),
        "notice.unpublish" => language.Of("撤下公示", "Take a publication off"),
        "rating.ask" => language.Of("请申请人评价", "Ask for a rating"),
        "service.measure" => language.Of("记录服务时效", "Measure the service"),
        "supervision.open" => language.Of("立监管任务", "Open a duty of supervision"),
        _ => service,
    };
}
