using Microsoft.Extensions.Primitives;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Forms;
using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;
using Tongzheng.Web;
using GuideStep = Tongzheng.Feel.Dmn.GuideStep;

namespace Tongzheng.Services.Deciding;

/// <summary>
/// 答几个问题，看能不能办: the inputs of a matter's decision asked one at a time, in the order of its table, until the
/// answer is certain. Nothing is stored and nobody has to sign in.
/// </summary>
static class Eligibility
{
    const string Prefix = "a:";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/matters/{matter}/eligibility", (string matter, HttpContext context, Tongzheng.Casework.Cases cases, Clock clock) =>
            Step(matter, context, cases, clock, new Dictionary<string, StringValues>(), null)).Public().ExcludeFromDescription();
        routes.MapPost("/matters/{matter}/eligibility", Post).Public().ExcludeFromDescription();
        routes.MapPost("/api/matters/{matter}/eligibility", Api).Public().WithTags("Matters").WithSummary("Asks the next question, or gives the answer once it is certain").Produces<Answer>();
    }

    static async Task<IResult> Post(string matter, HttpContext context, Tongzheng.Casework.Cases cases, Clock clock, CancellationToken stop)
    {
        var form = await context.Request.ReadFormAsync(stop);
        var given = form.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[Prefix.Length..], pair => pair.Value);
        var asked = form["asked"].ToString();
        if (asked.Length > 0) given[asked] = form[asked];
        return Step(matter, context, cases, clock, given, asked);
    }

    /// <param name="Answers">By input name, as typed.</param>
    public sealed record Request(Dictionary<string, string> Answers);

    /// <param name="Ask">The input that is asked for next; empty once the answer is certain.</param>
    /// <param name="Label">What it is called.</param>
    /// <param name="Eligible">Once the answer is certain and means yes or no.</param>
    public sealed record Answer(string Ask, string Label, bool? Eligible, string? Value, IReadOnlyList<string> Reasons);

    static IResult Api(string matter, Request request, HttpContext context, Tongzheng.Casework.Cases cases, Clock clock)
    {
        if (Model(cases, matter) is not { } found) return Problem.Of(new Refusal("matter.unknown", ("matter", matter)), context.Language());
        var next = Next(found, cases, clock, request.Answers.ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value)), out var answers);
        return Results.Ok(next switch
        {
            GuideStep.Ask ask => new Answer(ask.Input, found.Version.Called(ask.Label)?.In(context.Language()) ?? ask.Label, null, null, []),
            GuideStep.Certain certain => new Answer("", "", Meaning(certain.Value), certain.Value.ToString(), [.. Reasons(found, answers, cases, clock, context.Language()).Select(reason => reason.Text)]),
            _ => throw new System.Diagnostics.UnreachableException(),
        });
    }

    static IResult Step(string matter, HttpContext context, Tongzheng.Casework.Cases cases, Clock clock, Dictionary<string, StringValues> given, string? asked)
    {
        if (Model(cases, matter) is not { } found) return Problem.For(context, new Refusal("matter.unknown", ("matter", matter)));
        var language = context.Language();
        var next = Next(found, cases, clock, given, out var answers);
        var view = new EligibilityView
        {
            MatterName = found.Version.Matter.Name.In(language),
            MatterHref = "/matters/" + matter,
            Action = $"/matters/{matter}/eligibility",
            Number = given.Count + 1,
        };
        if (next is GuideStep.Ask question)
        {
            // The same question again: what was typed could not be read.
            var repeated = question.Input == asked;
            var component = ComponentOf(found.Version, question);
            var filled = Filled(component, repeated ? given : [], clock, repeated);
            given.Remove(question.Input);
            view = view with
            {
                Fields = Show.View(Form.Of("eligibility", [component]), filled, new Dictionary<string, Known>(), language, repeated).Fields,
                Errors = repeated ? [.. filled.Errors.Select(error => FieldError.Of(error, language))] : [],
                Hidden = [.. given.Select(pair => (Prefix + pair.Key, pair.Value.ToString())), ("asked", question.Input)],
            };
        }
        if (next is GuideStep.Certain certain)
            view = view with
            {
                Result = new EligibilityResult(Meaning(certain.Value), Reasons(found, answers, cases, clock, language),
                    [.. given.Select(pair => new SummaryRow(LabelOf(found.Version, pair.Key, language), Said(found.Version, pair.Key, pair.Value.ToString(), language)))])
                {
                    ApplyHref = $"/matters/{matter}/apply",
                    AlgorithmHref = $"/algorithms/{found.Decision.Id}",
                    RestartHref = $"/matters/{matter}/eligibility",
                },
            };
        return new DrawnPage<EligibilityPage> { Frame = context.Frame("看看能不能办", "Check whether you can", new Crumb(view.MatterName, view.MatterHref)), Model = view };
    }

    sealed record Found(RunningMatter Version, DmnModel Model, Decision Decision);

    static Found? Model(Tongzheng.Casework.Cases cases, string matter) =>
        cases.Versions.FindLive(matter) is { } version && version.Models.FirstOrDefault() is { Decisions: [.., var decision] } model
            ? new Found(version, model, model.Decisions.FirstOrDefault(each => each.Table is not null) ?? decision) : null;

    static GuideStep Next(Found found, Tongzheng.Casework.Cases cases, Clock clock, Dictionary<string, StringValues> given, out FeelContext answers)
    {
        answers = new FeelContext();
        answers.Set("parameters", FeelValue.FromJson(cases.Around.ParametersOf(JurisdictionId.State.ToString()).ToJson()));
        foreach (var (name, _) in given)
        {
            var component = ComponentOf(found.Version, new GuideStep.Ask(name, name, null, null));
            var filled = Filled(component, given, clock, true);
            if (filled.IsComplete && filled.Answers.TryGet(name, out var value) && !value.IsNull) answers.Set(name, value);
        }
        return found.Model.Next(found.Decision.Name, answers, new EvaluationOptions { Now = clock.Now });
    }

    static Filled Filled(Component component, IReadOnlyDictionary<string, StringValues> given, Clock clock, bool final) =>
        Fill.Read(Form.Of("eligibility", [component]), new Typed(given, new Dictionary<string, Upload>()), new Dictionary<string, Known>(), new FeelContext(), new EvaluationOptions { Now = clock.Now }, final);

    // The question is the form's own field, so it is asked in the same words; a decision may also need what no form asks.
    static Component ComponentOf(RunningMatter version, GuideStep.Ask question) =>
        (version.ApplicationForm.All.FirstOrDefault(component => component.Key == question.Input)
            ?? new Component { Type = question.Type switch { "number" => "number", "boolean" => "radio", "date" => "datetime", _ => "textfield" }, Key = question.Input, Label = version.Called(question.Label) ?? question.Label,
                Options = question.Type == "boolean" ? [new Option("true", new Text("是", "Yes")), new Option("false", new Text("否", "No"))] : [] })
        with { Required = true, Hide = null, Element = null };

    /// <summary>What a value means as an answer to "may I?": null where it cannot be told.</summary>
    internal static bool? Meaning(FeelValue value) =>
        value.AsBoolean ?? (value.AsDecimal is { } number ? number > 0 : value.AsString is { } text ? text is not ("refuse" or "no" or "none" or "不符合") : null);

    static IReadOnlyList<Reason> Reasons(Found found, FeelContext answers, Tongzheng.Casework.Cases cases, Clock clock, Language language) => DecisionLabels.Reasons(
        found.Model.Evaluate(found.Decision.Name, answers, new EvaluationOptions { Now = clock.Now }, explain: true).Explanation,
        found.Version, cases.Around.ParametersOf(JurisdictionId.State.ToString()), language);

    static string LabelOf(RunningMatter version, string key, Language language) => version.ApplicationForm.All.FirstOrDefault(component => component.Key == key)?.Label.In(language) ?? key;

    static string Said(RunningMatter version, string key, string value, Language language) =>
        version.ApplicationForm.All.FirstOrDefault(component => component.Key == key)?.Options.FirstOrDefault(option => option.Value == value)?.Label.In(language)
            ?? value switch { "true" or "on" => language.Of("是", "Yes"), "false" or "" => language.Of("否", "No"), _ => value };
}
