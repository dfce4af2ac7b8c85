using Tongzheng.Feel;
using Tongzheng.Kernel;
using Tongzheng.Matters;

namespace Tongzheng.Licences.Rendering;

/// <summary>One line of a licence with its value; <see cref="Personal"/> text is stored for its subject alone.</summary>
public sealed record FilledField(string Key, Text Label, string Value, bool Personal)
{
    /// <summary>The line as the sheet shows it.</summary>
    public LicenceEntry Entry => new(Label, Value);
}

/// <summary>A line whose value came out as null; a licence with one is not issued but goes to a person.</summary>
public sealed record UnknownField(string Key, Text Label, string Reason);

/// <summary>A template's lines filled in: either all, or with the reasons why not.</summary>
public sealed record FilledTemplate(IReadOnlyList<FilledField> Fields, IReadOnlyList<UnknownField> Unknown)
{
    /// <summary>All values are known.</summary>
    public bool IsComplete => Unknown.Count == 0;
}

/// <summary>Evaluates the lines of a licence template over a case's variables.</summary>
public static class FillTemplate
{
    const string Nothing = "／";        // an empty line is struck out on paper, so that nothing can be added

    /// <summary>Lines in the order of the template; never throws for what the template or the variables hold.</summary>
    public static FilledTemplate Fill(LicenceTemplate template, FeelContext variables, EvaluationOptions options)
    {
        var fields = new List<FilledField>();
        var unknown = new List<UnknownField>();
        foreach (var field in template.Fields)
        {
            var (value, reason) = Evaluate(field.Value, variables, options);
            if (value is null) unknown.Add(new(field.Key, field.Label, reason));
            else fields.Add(new(field.Key, field.Label, value.Length == 0 ? Nothing : value, field.Personal));
        }
        return new(fields, unknown);
    }

    static (string? Value, string Reason) Evaluate(string expression, FeelContext variables, EvaluationOptions options)
    {
        try
        {
            var result = FeelExpression.Compile(expression, variables.Keys).Evaluate(variables, options);
            return (Written(result.Value), result.Diagnostics.Count > 0 ? result.Diagnostics[0].Message : "The value is null.");
        }
        catch (FeelSyntaxException wrong)
        {
            return (null, wrong.Message);
        }
    }

    // As a Chinese document writes it; anything else has no form on paper and counts as unknown.
    static string? Written(FeelValue value) => value.Kind switch
    {
        FeelKind.String => value.AsString,
        FeelKind.Number => value.ToString(),
        FeelKind.Boolean => value.AsBoolean == true ? "是" : "否",
        FeelKind.Date => value.AsDate is { } day ? ChineseDate.InFigures(day) : null,
        FeelKind.List when value.AsList is { } items => Joined([.. items.Select(Written)]),
        _ => null,
    };

    static string? Joined(string?[] items) => items.Contains(null) ? null : string.Join("、", items);
}
