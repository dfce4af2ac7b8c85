using System.Text;
using System.Xml.Linq;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Cli.Fuzzing;

/// <summary>Changes models: their characters, or their elements, so that they stay XML and go deeper into the reader.</summary>
static class FuzzModels
{
    const int MostDecisions = 6; // evaluated of one changed model; the changes are in few of them

    static readonly FeelValue[] values =
    [
        1, -1, 0, 0.5m, "", "a", true, false, FeelValue.Null, new DateOnly(2024, 2, 29), new FeelValue[] { 1, 2 }, new FeelContext().Set("a", 1), TimeSpan.FromHours(36),
    ];

    public static string Changed(Random random, IReadOnlyList<string> models, IReadOnlyList<string> examples)
    {
        var model = models[random.Next(models.Count)];
        return random.Next(3) == 0 ? Characters(random, model) : Elements(random, model, examples);
    }

    static string Characters(Random random, string model)
    {
        var text = new StringBuilder(model);
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var at = random.Next(text.Length);
            if (random.Next(3) == 0)
                text.Remove(at, Math.Min(random.Next(1, 200), text.Length - at - 1));
            else
                text[at] = "<>/'\"=-0a ?&;#]"[random.Next(15)];
        }

        return text.ToString();
    }

    static string Elements(Random random, string model, IReadOnlyList<string> examples)
    {
        var document = XDocument.Parse(model, LoadOptions.PreserveWhitespace);
        var all = document.Root!.Descendants().ToList();
        for (var change = random.Next(1, 6); change > 0 && all.Count > 1; change--)
        {
            var (one, other) = (all[random.Next(all.Count)], all[random.Next(all.Count)]);
            if (one.Parent is null)
                continue;
            switch (random.Next(8))
            {
                case 0: one.Remove(); break;
                case 1: one.AddAfterSelf(new XElement(other)); break;
                case 2 when other.Ancestors().All(outer => outer != one): one.ReplaceWith(new XElement(other)); break;
                case 3 when one.Ancestors().All(outer => outer != other) && one != other: other.Add(new XElement(one)); break;
                case 4 when one.Attributes().ToList() is { Count: > 0 } attributes:
                    attributes[random.Next(attributes.Count)].Value = Legal(examples[random.Next(examples.Count)]);
                    break;
                case 5 when one.Attribute("name") is { } name && other.Attribute("name") is { } another: name.Value = another.Value; break;
                default:
                    if (all.Where(each => each.Name.LocalName == "text" && each.Parent is not null).ToList() is { Count: > 0 } texts)
                        texts[random.Next(texts.Count)].Value = Legal(FuzzText.Make(random, examples));
                    break;
            }
        }

        return document.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Reads, checks, evaluates and explains a model.</summary>
    public static void Try(Random random, string xml, EvaluationOptions options)
    {
        var model = DmnModel.Parse(xml);
        model.Check();
        var start = random.Next(Math.Max(1, model.Decisions.Count));
        foreach (var decision in model.Decisions.Skip(start).Take(MostDecisions))
        {
            var inputs = new FeelContext();
            foreach (var input in decision.Inputs)
                inputs.Set(input.Name, values[random.Next(values.Length)]);
            var result = model.Evaluate(decision.Id, inputs, options, explain: true);
            if (result.Explanation is not { } explanation)
                continue;
            explanation.ToJson();
            explanation.InChinese();
            model.Next(decision.Id, inputs, options);
        }

        foreach (var service in model.Services)
            model.Invoke(service, new FeelContext().Set("a", 1), options);
    }

    /// <summary>Characters that XML has no place for become question marks.</summary>
    static string Legal(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value is 9 or 10 or 13 or >= 32 and not (0xFFFE or 0xFFFF or 0xFFFD) ? rune.ToString() : "?"));
}
