using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services.Deciding;

/// <summary>
/// The public register of algorithms. It is made from the live versions of the matters themselves, and casework takes
/// decisions only from there: a table that is not listed cannot run.
/// </summary>
static class Algorithms
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/algorithms", List).Public().Ready().ExcludeFromDescription();
        routes.MapGet("/algorithms/{decision}", (string decision, HttpContext context, Tongzheng.Casework.Cases cases, Clock clock) => One(decision, context, cases, clock, null)).Public().ExcludeFromDescription();
        routes.MapPost("/algorithms/{decision}", Try).Public().ExcludeFromDescription();
        routes.MapGet("/api/algorithms", (HttpContext context, Tongzheng.Casework.Cases cases) => Results.Ok(All(cases).Select(entry => Of(entry, context.Language())))).Public().WithTags("Algorithms").WithSummary("Every live table with its version, owner and basis").Produces<IReadOnlyList<Line>>();
        routes.MapGet("/api/algorithms/{decision}", (string decision, HttpContext context, Tongzheng.Casework.Cases cases) =>
            All(cases).FirstOrDefault(entry => entry.Decision.Id == decision) is { } entry ? Results.Ok(new Whole(Of(entry, context.Language()), entry.Decision.Table)) : Problem.Of(new Refusal("algorithm.unknown"), context.Language()))
            .Public().WithTags("Algorithms").WithSummary("One table, whole").Produces<Whole>();
        routes.MapPost("/api/algorithms/{decision}", ApiTry).Public().WithTags("Algorithms").WithSummary("Tries a table on inputs; nothing is stored").Produces<Tried>();
    }

    sealed record Entry(RunningMatter Version, DmnModel Model, Decision Decision);

    static IEnumerable<Entry> All(Tongzheng.Casework.Cases cases) =>
        from matter in cases.Versions.Catalogue.Matters
        where matter.Decisions.Count > 0
        let version = cases.Versions.FindLive(matter.Slug)
        where version is not null
        from model in version.Models
        from decision in model.Decisions
        where decision.Table is not null
        select new Entry(version, model, decision);

    /// <summary>A table in the register.</summary>
    /// <param name="Version">Hash of the model it stands in.</param>
    /// <param name="Affects">Whom it is about.</param>
    /// <param name="TryIt">The page on which anybody can try it.</param>
    public sealed record Line(string Id, string Name, string? Purpose, string Version, string Matter, Text Owner, string? Basis, string? Affects, string Contest, bool DecidesAlone, string TryIt);

    /// <summary>A table of the register, whole.</summary>
    public sealed record Whole(Line Entry, TableView? Table);

    /// <summary>What a table says to some inputs, and why.</summary>
    public sealed record Tried(string Value, IReadOnlyList<string> Diagnostics, IReadOnlyList<string> Reasons);

    static Line Of(Entry entry, Language language) => new(entry.Decision.Id, entry.Decision.Title().In(language), entry.Decision.Purpose()?.In(language), entry.Model.Hash,
        entry.Version.Matter.Slug, entry.Version.Matter.Department, entry.Version.Matter.Basis, Affects(entry, language), Contest(language), DecidesAlone(entry), "/algorithms/" + entry.Decision.Id + "#try");

    static string? Affects(Entry entry, Language language) => entry.Version.Matter.ServiceObjects is { Count: > 0 } kinds
        ? string.Join(language.Of("、", ", "), kinds.Select(code => Matters.Codes.ServiceObjects[code].In(language))) : null;

    static string Contest(Language language) => language.Of(
        "对自动作出的决定不服的，可以在“我的办件”里要求工作人员复核，也可以依法申请行政复议或者提起行政诉讼。",
        "Whoever disagrees with a decision taken by table can ask a person to look again under “My cases”, apply for reconsideration, or go to court.");

    // It decides alone where a business-rule task takes it and the matter is one of instant approval.
    static bool DecidesAlone(Entry entry) => entry.Version.Matter.InstantCandidate && entry.Version.Procedure.Elements.Any(element => element.DecisionId == entry.Decision.Id);

    static DrawnPage<AlgorithmsPage> List(HttpContext context, Tongzheng.Casework.Cases cases)
    {
        var language = context.Language();
        return new() { Frame = context.Frame("算法公示", "Register of algorithms"), Model = new AlgorithmsView([.. All(cases).Select(entry => new AlgorithmRow(
            language.Of($"{entry.Version.Matter.Name.Zh}：{entry.Decision.Name}", $"{entry.Version.Matter.Name.In(language)}: {entry.Decision.Title().In(language)}"), "/algorithms/" + entry.Decision.Id, (entry.Decision.Purpose() ?? entry.Version.Matter.Name).In(language), entry.Version.Matter.Department.In(language), DecidesAlone(entry)))]) };
    }

    static async Task<IResult> Try(string decision, HttpContext context, Tongzheng.Casework.Cases cases, Clock clock, CancellationToken stop) =>
        One(decision, context, cases, clock, await context.Request.ReadFormAsync(stop));

    static IResult ApiTry(string decision, System.Text.Json.JsonElement inputs, HttpContext context, Tongzheng.Casework.Cases cases, Clock clock)
    {
        if (All(cases).FirstOrDefault(each => each.Decision.Id == decision) is not { } entry) return Problem.Of(new Refusal("algorithm.unknown"), context.Language());
        if (inputs.ValueKind != System.Text.Json.JsonValueKind.Object) return Problem.Of(new Refusal("request.malformed"), context.Language());
        var given = FeelContext.FromJson(inputs);
        if (!given.Contains("parameters")) given.Set("parameters", ParametersOf(cases));
        var result = entry.Model.Evaluate(entry.Decision.Name, given, new EvaluationOptions { Now = clock.Now }, explain: true);
        return Results.Ok(new Tried(result.Value.ToString(), [.. result.Diagnostics.Select(each => each.Message)], [.. DecisionLabels.Words(result.Explanation, entry.Version, ParametersFor(cases), context.Language()).Select(line => line.Trim())]));
    }

    static IResult One(string id, HttpContext context, Tongzheng.Casework.Cases cases, Clock clock, IFormCollection? tried)
    {
        if (All(cases).FirstOrDefault(each => each.Decision.Id == id) is not { Decision.Table: { } table } entry) return Problem.For(context, new Refusal("algorithm.unknown"));
        var language = context.Language();
        var matter = entry.Version.Matter;
        var name = entry.Decision.Title().In(language);
        string Cell(string cell, string source) => DecisionLabels.Cell(cell, source, entry.Version, ParametersFor(cases), language);
        var inputs = entry.Decision.Inputs.Where(input => input.Name != "parameters").ToList();
        var form = Form.Of("try", [.. inputs.Select(input => Component(entry.Version, input))]);
        var typed = tried is null ? Typed.Nothing : new Typed(tried.Where(pair => !pair.Key.StartsWith('_')).ToDictionary(pair => pair.Key, pair => pair.Value), new Dictionary<string, Upload>());
        var filled = Fill.Read(form, typed, new Dictionary<string, Known>(), new FeelContext(), new EvaluationOptions { Now = clock.Now }, tried is not null);
        filled.Answers.Set("parameters", ParametersOf(cases));
        var result = tried is not null && filled.IsComplete ? entry.Model.Evaluate(entry.Decision.Name, filled.Answers, new EvaluationOptions { Now = clock.Now }, explain: true) : null;
        return new DrawnPage<AlgorithmPage> { Frame = context.Frame(entry.Decision.Name, name, new Crumb(language.Of("算法公示", "Register of algorithms"), "/algorithms")), Model = new AlgorithmView
        {
            Name = name,
            Purpose = (entry.Decision.Purpose() ?? matter.Name).In(language),
            Owner = matter.Department.In(language),
            Basis = matter.Basis is { } basis ? new LegalBasis(basis).In(language) : null,
            Affects = Affects(entry, language),
            Contest = Contest(language),
            Version = entry.Model.Hash,
            UsedBy = [new UsingMatter(matter.Name.In(language), "/matters/" + matter.Slug)],
            Tables = [new RuleTable(name, Policy(table.HitPolicy, language), [.. table.Inputs.Select(input => entry.Decision.Column(input.Label).In(language))], table.Outputs is [_] ? [name] : table.Outputs,
                [.. table.Rules.Select(rule => new RuleRow([.. rule.Conditions.Select((cell, column) => Cell(cell, table.Inputs[column].Expression))], [.. rule.Results.Select(cell => Cell(cell, entry.Decision.Id))], rule.Reason(language), Fired(result, rule.Number)))])],
            TryFields = Show.View(form, filled, new Dictionary<string, Known>(), language, tried is not null).Fields,
            TryAction = "/algorithms/" + id,
            Errors = tried is null ? [] : [.. filled.Errors.Select(error => FieldError.Of(error, language))],
            Result = result is null ? null : new TryResult(result.Value.IsNull ? language.Of("无法判断，由工作人员处理", "It cannot be told; a person decides") : DecisionLabels.Result(entry.Decision.Id, result.Value, entry.Version, language), DecisionLabels.Reasons(result.Explanation, entry.Version, ParametersFor(cases), language)),
        } };
    }

    static Matters.Parameters ParametersFor(Tongzheng.Casework.Cases cases) => cases.Around.ParametersOf(JurisdictionId.State.ToString());

    static FeelValue ParametersOf(Tongzheng.Casework.Cases cases) => FeelValue.FromJson(ParametersFor(cases).ToJson());

    static Component Component(RunningMatter version, InputData input) =>
        (version.ApplicationForm.All.FirstOrDefault(component => component.Key == input.Name)
            ?? new Component { Type = input.Type == "number" ? "number" : "textfield", Key = input.Name, Label = input.Name }) with { Hide = null, Element = null, Required = false };

    static bool Fired(DecisionResult? result, int rule) => result?.Explanation?.Decision.Tables.SelectMany(table => table.Hits).Any(step => step.Number == rule) == true;

    static string Policy(HitPolicy policy, Language language) => policy switch
    {
        HitPolicy.Unique => language.Of("只有一条规则会成立", "Exactly one rule applies"),
        HitPolicy.First => language.Of("自上而下，取第一条成立的规则", "The first rule from the top that applies"),
        HitPolicy.Priority => language.Of("取结果优先级最高的规则", "The rule whose result has the highest priority"),
        HitPolicy.Collect => language.Of("成立的规则合并计算", "All rules that apply are taken together"),
        _ => language.Of("列出所有成立的规则", "All rules that apply"),
    };
}
