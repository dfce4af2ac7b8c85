using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Modelling.Simulating;

namespace Tongzheng.Browser;

/// <summary>
/// Our forms and the form-js viewer say the same of every form of the packs: which fields are shown, which answers are
/// wrong, what is handed in. Where they differ on purpose, docs/conformance.md has a row with the reason.
/// </summary>
public sealed class FormJsAgreementTests
{
    const int Good = 3, Spoiled = 6, Seed = 20260323;

    // Forms made of the list of materials all have one shape: a sample of them stands for the rest.
    const int GeneratedForms = 12;

    // Questions put to the browser at once.
    const int AtOnce = 100;

    static readonly DateTimeOffset Now = new(2026, 3, 23, 9, 0, 0, China.Offset);

    /// <summary>One way in which we differ on purpose. <paramref name="Row"/> is the beginning of its row in docs/conformance.md.</summary>
    sealed record OnPurpose(string Row, Func<Difference, bool> Holds);

    /// <summary>Something one side says and the other does not.</summary>
    /// <param name="What"><c>shown</c>, <c>wrong</c> or <c>data</c>.</param>
    /// <param name="Ours">What we say of it; null where it is the viewer alone.</param>
    sealed record Difference(string Form, string What, string Name, Component? Field, JsonNode? Asked, string? Ours, string? Theirs, IReadOnlySet<string> OursWrong);

    static readonly OnPurpose[] Differences =
    [
        new("A choice that is not offered", d => d.What is "wrong" or "data" && d.Field?.Type is "radio" or "select" or "checklist" && d.Asked?.ToJsonString().Contains("no-such-choice") == true),
        new("A day that does not exist", d => d.What is "wrong" or "data" && d.Field?.Type == "datetime" && d.Asked is not null && !DateOnly.TryParseExact(d.Asked.ToString(), "yyyy-MM-dd", out _)),
        new("Blanks alone", d => d.What is "wrong" or "data" && d.Asked?.ToString() is { Length: > 0 } text && text.Trim().Length == 0),
        new("Blanks around", d => d.What == "data" && d.Asked?.ToString() is { } text && text.Trim() is { Length: > 0 } trimmed && trimmed.Length < text.Length),
        new("Characters beyond the basic plane", d => d.What == "wrong" && d.Field?.MaxLength is not null && d.Asked?.ToString().Any(char.IsSurrogate) == true),
        new("A list that nobody has filled", d => d.What is "shown" or "wrong" && d.Ours is null && d.Field is null && d.Asked is null && d.Name.Split('.') is [_, "0", _]),
        new("Numbers with a check character", d => d.What == "wrong" && d.Field?.Check is "citizen-id" or "credit-code"),
    ];

    [Fact]
    public async Task Every_form_of_the_packs_says_the_same_in_form_js()
    {
        var questions = Questions();
        var found = new List<Difference>();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await GalleryHost.Launch(playwright);
        var page = await browser.NewPageAsync();
        page.SetDefaultTimeout(120_000);
        await page.AddScriptTagAsync(new() { Path = Path.Combine(GalleryHost.Root, "tests/Tongzheng.Browser/formjs/dist/agreement.js") });
        foreach (var some in questions.Chunk(AtOnce))
        {
            var answers = (await page.EvaluateAsync("questions => agreement(JSON.parse(questions))", JsonSerializer.Serialize(some.Select(question => new { schema = JsonNode.Parse(question.Json), data = question.ForViewer, files = question.Files }))))!.Value;
            foreach (var (question, answer) in some.Zip(answers.EnumerateArray())) found.AddRange(Compare(question, answer));
        }
        var unexplained = found.Where(difference => !Differences.Any(known => known.Holds(difference))).ToList();
        Assert.True(unexplained.Count == 0, $"{unexplained.Count} differences of {questions.Count} questions:\n" + string.Join('\n', unexplained.Take(40).Select(d => $"{d.Form} {d.What} {d.Name} ({d.Field?.Type}) asked {d.Asked?.ToJsonString() ?? "nothing"}: ours {d.Ours ?? "—"}, form-js {d.Theirs ?? "—"}")));
        Assert.All(Differences, known => Assert.True(found.Any(known.Holds), $"“{known.Row}” is no difference any more"));
    }

    [Fact]
    public void Every_difference_on_purpose_has_its_row_with_the_reason()
    {
        var table = File.ReadAllText(Path.Combine(GalleryHost.Root, "docs/conformance.md"));
        Assert.All(Differences, known => Assert.Contains($"| {known.Row}", table, StringComparison.Ordinal));
    }

    sealed record Question(string Name, Form Form, string Json, JsonObject Answers)
    {
        public JsonObject ForViewer { get; } = (JsonObject)Answers.DeepClone();
        public List<string> Files { get; } = [];

        /// <summary>The viewer keeps files beside the data, under a reference.</summary>
        public Question Prepared()
        {
            foreach (var field in Form.All.Where(component => component.Type == "filepicker"))
                if (ForViewer[field.Key!] is JsonArray { Count: > 0 })
                {
                    Files.Add("files::" + field.Key);
                    ForViewer[field.Key!] = "files::" + field.Key;
                }
            return this;
        }
    }

    static List<Question> Questions()
    {
        var catalogue = Catalogue.Load(Path.Combine(GalleryHost.Root, "packs"));
        var chance = new Random(Seed);
        var spoil = new FormJsAnswers(chance);
        var questions = new List<Question>();
        var seen = new HashSet<string>();
        var generated = 0;
        foreach (var matter in catalogue.Matters.Where(matter => matter.CanApply).OrderBy(matter => matter.Slug, StringComparer.Ordinal))
        {
            RunningMatter? version = null;
            foreach (var file in matter.TaskForms.Values.Prepend(matter.Form!).OrderBy(file => file.Id, StringComparer.Ordinal))
            {
                if (!seen.Add(file.Json) || file.Generated && ++generated > GeneratedForms) continue;
                version ??= new RunningMatter(matter);
                var form = Form.Parse(file.Json);
                var maker = new SyntheticAnswers(version, new Plan());
                var good = Enumerable.Range(0, Good).Select(_ => (JsonObject)JsonNode.Parse(maker.Make(form, "", new Dictionary<string, Known>(), Around(), Now, chance).ToJson().ToElement().GetRawText())!).ToList();
                var name = $"{matter.Slug}/{file.Id}";
                questions.Add(new Question(name, form, file.Json, []).Prepared());
                questions.AddRange(good.Select(answers => new Question(name, form, file.Json, answers).Prepared()));
                questions.AddRange(FormJsAnswers.Misnumbered(form, good[0]).Select(answers => new Question(name, form, file.Json, answers).Prepared()));
                questions.AddRange(Enumerable.Range(0, Spoiled).Select(i => new Question(name, form, file.Json, spoil.Spoiled(form, good[i % Good])).Prepared()));
            }
        }
        return questions;
    }

    static FeelContext Around() => new FeelContext().Set("applicant", new FeelContext()).Set("parameters", new FeelContext());

    static IEnumerable<Difference> Compare(Question question, JsonElement answer)
    {
        var (values, uploads) = TaskDesk.Stored(JsonSerializer.SerializeToElement(question.Answers));
        var typed = new Typed(values, uploads);
        var filled = Fill.Read(question.Form, typed, new Dictionary<string, Known>(), new FeelContext(), new EvaluationOptions { Now = Now });
        var fields = Fields(question.Form.Components, "", typed).ToDictionary(field => field.Name, field => field.Field);
        var ourShown = fields.Keys.Where(name => !filled.Hidden.Contains(name) && !HiddenAbove(question.Form, name, filled)).ToHashSet();
        var ourWrong = filled.Errors.Select(error => error.Field ?? "").ToHashSet();
        var ourData = Flat(JsonNode.Parse(filled.ToJson().ToElement().GetRawText()), "").ToDictionary(pair => pair.Name, pair => pair.Value);
        var theirShown = Names(answer.GetProperty("shown"));
        var theirWrong = Names(answer.GetProperty("wrong"));
        var theirData = Flat(JsonNode.Parse(answer.GetProperty("submitted").GetString() ?? "{}"), "").ToDictionary(pair => pair.Name, pair => pair.Value);
        Assert.Empty(Names(answer.GetProperty("missing")));

        foreach (var name in ourShown.Except(theirShown)) yield return Of("shown", name, "shown", null);
        foreach (var name in theirShown.Except(ourShown)) yield return Of("shown", name, null, "shown");
        foreach (var name in ourWrong.Except(theirWrong)) yield return Of("wrong", name, string.Join(' ', filled.Errors.Where(error => error.Field == name).Select(error => error.Code)), null);
        foreach (var name in theirWrong.Except(ourWrong)) yield return Of("wrong", name, null, "wrong");
        foreach (var name in ourData.Keys.Union(theirData.Keys))
            if (ourData.GetValueOrDefault(name) != theirData.GetValueOrDefault(name)) yield return Of("data", name, ourData.GetValueOrDefault(name), theirData.GetValueOrDefault(name));

        Difference Of(string what, string name, string? ours, string? theirs) => new(question.Name, what, name, fields.GetValueOrDefault(name), Asked(question.Answers, name), ours, theirs, ourWrong);
    }

    static bool HiddenAbove(Form form, string name, Filled filled) => form.All.Any(component => component.Type == "dynamiclist" && component.Key is { } key && name.StartsWith(key + ".", StringComparison.Ordinal) && filled.Hidden.Contains(key));

    // Every field with a key, in each row that was handed in. A list itself is its rows.
    static IEnumerable<(string Name, Component Field)> Fields(IReadOnlyList<Component> components, string prefix, Typed typed)
    {
        foreach (var component in components)
        {
            if (component.Type == "group") foreach (var inner in Fields(component.Children, prefix, typed)) yield return inner;
            else if (component.Type == "dynamiclist")
                for (var row = 0; row < typed.Rows(prefix + component.Key); row++)
                    foreach (var inner in Fields(component.Children, $"{prefix}{component.Key}.{row}.", typed)) yield return inner;
            else if (component.Key is { } key && Component.HoldsAnswer(component.Type)) yield return (prefix + key, component);
        }
    }

    static HashSet<string> Names(JsonElement list) => [.. list.EnumerateArray().Select(name => name.GetString() ?? "")];

    // Nothing is nothing, however it is written: null, an empty text, an empty list, an empty row.
    static IEnumerable<(string Name, string Value)> Flat(JsonNode? node, string prefix)
    {
        switch (node)
        {
            case JsonObject all:
                foreach (var (key, value) in all)
                    foreach (var inner in Flat(value, prefix.Length == 0 ? key : $"{prefix}.{key}")) yield return inner;
                break;
            case JsonArray list when list.Count > 0 && list[0] is JsonObject file && file.ContainsKey("upload"):
                yield return (prefix, "a file");
                break;
            case JsonArray list when list.Any(item => item is JsonObject):
                foreach (var (row, item) in list.Index())
                    foreach (var inner in Flat(item, $"{prefix}.{row}")) yield return inner;
                break;
            case JsonArray { Count: > 0 } list:
                yield return (prefix, string.Join(',', list.Select(item => item?.ToString())));
                break;
            case JsonValue value when value.ToString() is { Length: > 0 } text:
                yield return (prefix, text.StartsWith("files::", StringComparison.Ordinal) ? "a file" : text);
                break;
        }
    }

    static JsonNode? Asked(JsonObject answers, string name) =>
        name.Split('.') is [var list, var row, var key] ? answers[list] is JsonArray rows && int.Parse(row, System.Globalization.CultureInfo.InvariantCulture) is var at && at < rows.Count ? rows[at]?[key] : null : answers[name];
}
