using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Forms;

namespace Tongzheng.Modelling.Simulating;

/// <summary>
/// Answers that a form accepts, made by chance: every field gets a value of its kind, the form's own conditions hide what
/// they hide, and what its rules refuse is made again. Choices fall by the shares of the plan.
/// </summary>
sealed partial class SyntheticAnswers
{
    /// <summary>Rows of a repeating group: a household, a few shareholders.</summary>
    const int MostRows = 3;

    /// <summary>How far from today a date lies at first; further where the form refuses it.</summary>
    const int DaysAround = 200;

    const double ShareOfOptional = 0.5;

    readonly Plan plan;
    readonly IReadOnlyList<decimal> figures;

    public SyntheticAnswers(RunningMatter version, Plan plan) => (this.plan, figures) = (plan, FiguresOf(version));

    /// <summary>Answers of one form; incomplete only where no round of chance satisfies it, and then its errors say why.</summary>
    /// <param name="element">The step that asks; empty for the application.</param>
    public Filled Make(Form form, string element, IReadOnlyDictionary<string, Known> known, FeelContext surroundings, DateTimeOffset now, Random chance)
    {
        var typed = new Draft(plan, element, figures, Kernel.China.DayOf(now), chance);
        typed.Fill(form.Components, "", 0);
        var filled = Read();
        for (var round = 1; !filled.IsComplete && round < SimulationLimits.RoundsOfAnswers; round++)
        {
            foreach (var error in filled.Errors) typed.Again(form.Components, "", error.Field ?? "", round);
            filled = Read();
        }
        return filled;

        Filled Read() => Fill.Read(form, new Typed(typed.Values, typed.Uploads), known, surroundings, new EvaluationOptions { Now = now });
    }

    // The numbers that decisions and conditions compare with: chance falls on both sides of each.
    static IReadOnlyList<decimal> FiguresOf(RunningMatter version) =>
    [
        .. version.Matter.Decisions.SelectMany(decision => Cell().Matches(decision.Xml).Select(match => match.Groups[1].Value))
            .Concat(version.Procedure.Flows.Select(flow => flow.ConditionText).OfType<string>())
            .SelectMany(text => Figure().Matches(text)).Select(match => decimal.Parse(match.Value, CultureInfo.InvariantCulture)).Distinct().Order(),
    ];

    [GeneratedRegex(@"<(?:\w+:)?text>([^<]*)</")]
    private static partial Regex Cell();

    [GeneratedRegex(@"(?<![\w.""-])\d{1,9}(?:\.\d{1,4})?(?![\w""-])")]
    private static partial Regex Figure();

    /// <summary>What is typed so far.</summary>
    sealed class Draft(Plan plan, string element, IReadOnlyList<decimal> figures, DateOnly today, Random chance)
    {
        public Dictionary<string, StringValues> Values { get; } = [];
        public Dictionary<string, Upload> Uploads { get; } = [];

        public void Fill(IReadOnlyList<Component> components, string prefix, int round)
        {
            foreach (var component in components)
            {
                if (component.Type == "group") { Fill(component.Children, prefix, round); continue; }
                if (component.Key is not { } key || !Component.HoldsAnswer(component.Type)) continue;
                if (component.Type != "dynamiclist") { One(component, prefix + key, round); continue; }
                for (var row = chance.Next(component.Required ? 1 : 0, MostRows + 1) - 1; row >= 0; row--) Fill(component.Children, $"{prefix}{key}.{row}.", round);
            }
        }

        /// <summary>Makes the field anew that an error names.</summary>
        public void Again(IReadOnlyList<Component> components, string prefix, string name, int round)
        {
            foreach (var component in components)
            {
                if (component.Type == "group") { Again(component.Children, prefix, name, round); continue; }
                if (component.Key is not { } key) continue;
                var own = prefix + key;
                if (own == name) Fill([component], prefix, round);
                else if (component.Type == "dynamiclist" && name.StartsWith(own + ".", StringComparison.Ordinal) && name.IndexOf('.', own.Length + 1) is var dot and > 0)
                    Again(component.Children, name[..(dot + 1)], name, round);
            }
        }

        // Once refused, a field is never left empty.
        void One(Component component, string name, int round)
        {
            Values.Remove(name);
            var wanted = component.Required || round > 0 || component.Type is "radio" or "select" or "checkbox" || chance.NextDouble() < ShareOfOptional;
            if (!wanted || component.ReadOnly) return;
            var values = Answers(component, round);
            if (values.Count > 0) Values[name] = values;
        }

        StringValues Answers(Component component, int round)
        {
            switch (component.Type)
            {
                case "radio" or "select":
                    return component.Options.Count == 0 ? StringValues.Empty : Choose(component);
                case "checkbox":
                    return component.Required || Weigh(component, ["true", "false"]) == "true" ? "true" : StringValues.Empty;
                case "checklist":
                    var chosen = component.Options.Select(option => option.Value).Where(_ => chance.Next(2) == 0).ToList();
                    return chosen.Count > 0 || component.Options.Count == 0 ? new StringValues([.. chosen]) : Choose(component);
                case "filepicker":
                    var kind = component.Accept?.Split(',')[0].Trim() ?? ".pdf";
                    var upload = new Upload($"simulated-{Uploads.Count}", "模拟" + kind, "application/pdf", 1, new string('0', 64));
                    Uploads[upload.Id] = upload;
                    return upload.Id;
                case "number":
                    return Number(component, round).ToString(CultureInfo.InvariantCulture);
                case "datetime":
                    return Time(component, round);
                default:
                    return Text(component);
            }
        }

        string Choose(Component component) => Weigh(component, [.. component.Options.Select(option => option.Value)]);

        string Weigh(Component component, IReadOnlyList<string> values)
        {
            var weights = values.Select(value => plan.ShareOf(element, component.Key ?? "", value)).ToList();
            var at = chance.NextDouble() * weights.Sum();
            for (var i = 0; i < values.Count; i++)
                if ((at -= weights[i]) < 0) return values[i];
            return values[^1];
        }

        decimal Number(Component component, int round)
        {
            var least = component.Min ?? 0;
            var most = component.Max ?? Math.Max(least, figures.Count > 0 ? figures[^1] : 0) + 100;
            var known = figures.Where(figure => figure >= least && figure <= most).ToList();
            var value = known.Count == 0 || round % 2 == 1 || chance.Next(3) == 0 ? decimal.Floor(least + ((most - least) * (decimal)chance.NextDouble()))
                : known[chance.Next(known.Count)] + chance.Next(-1, 2);
            return Math.Clamp(value, least, most);
        }

        string Time(Component component, int round)
        {
            var day = today.AddDays(chance.Next(-DaysAround * (1 + round), DaysAround * (1 + round)));
            return component.Subtype switch
            {
                "time" => string.Create(CultureInfo.InvariantCulture, $"{chance.Next(24):00}:{chance.Next(60):00}"),
                "datetime" => string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}T{chance.Next(24):00}:00"),
                _ => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            };
        }

        string Text(Component component)
        {
            if ((component.Subtype ?? component.Check) == "tel" || component.Check == "phone") return SyntheticParty.Phone(chance);
            if (component.Check == "citizen-id") return SyntheticParty.NumberOf(today, chance);
            if (component.Check == "credit-code") return SyntheticParty.CreditCodeOf(chance);
            if (component.Check == "email") return "simulated@example.org";
            var text = "模拟内容" + chance.Next(10_000).ToString(CultureInfo.InvariantCulture);
            while (text.Length < component.MinLength) text += "模拟内容";
            if (component.MaxLength is { } most && text.Length > most) text = text[..most];
            return component.Pattern is not { } pattern || pattern.IsMatch(text) ? text : Matching(pattern) ?? text;
        }

        // A pattern of the forms is a code of digits or letters; what looks otherwise is left to the form to refuse.
        string? Matching(Regex pattern)
        {
            for (var length = 1; length <= 32; length++)
            {
                var digits = string.Concat(Enumerable.Range(0, length).Select(_ => (char)('0' + chance.Next(10))));
                if (pattern.IsMatch(digits)) return digits;
                var letters = string.Concat(Enumerable.Range(0, length).Select(_ => (char)('A' + chance.Next(26))));
                if (pattern.IsMatch(letters)) return letters;
            }
            return null;
        }
    }
}
