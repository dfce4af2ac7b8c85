using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Store;

namespace Tongzheng.Licences;

/// <summary>Performs <c>licence.issue</c>: fills the matter's template with the case's variables and gives it its identifier.</summary>
public sealed class Issue(Func<string, string, Text> organisationName, Func<string, Parameters> parameters)
{
    public const string Effect = "licence.issue";

    /// <summary>Type serial of a result whose licence.yaml gives none: a document of the office's own.</summary>
    const string DocumentSerial = "000";

    public Performed Perform(Call call)
    {
        var (current, act) = (call.Case, call.Act);
        var template = current.Version.Matter.Licence;
        var issuer = organisationName(current.Jurisdiction, current.Organisation);
        var lines = new List<LicenceLine>();
        foreach (var field in template?.Fields ?? [])
        {
            var result = FeelExpression.Compile(field.Value).Evaluate(call.Service.Inputs, new EvaluationOptions { Now = act.Now });
            // A field that cannot be told is no empty line on a licence: a person looks at it.
            if (result.Diagnostics.Count > 0 && result.Value.IsNull)
                return Performed.No(new Refusal("licence.field-unknown", ("field", field.Label), ("why", result.Diagnostics[0].Message)));
            lines.Add(Line(field, result.Value, current.Version));
        }
        var id = LicenceId.New(act.Now);
        var issued = new LicenceIssued
        {
            Licence = id.ToString(),
            Identifier = LicenceIdentifier.Create(current.Organisation + (template?.TypeSerial ?? DocumentSerial), CreditCode.Parse(current.Organisation), Serial(current), 1),
            Name = template?.Name ?? current.Version.Matter.Result?.Name ?? current.Version.Matter.Name,
            Case = current.Id,
            Matter = current.Opened.Matter,
            Version = current.Opened.Version,
            Holder = current.Opened.Party,
            Organisation = current.Organisation,
            OrganisationName = issuer.Zh,
            OrganisationEnglish = issuer.En,
            IssuedOn = act.Today,
            ValidUntil = ValidUntil(template, current.Jurisdiction, act.Today),
            LegalBasis = current.Version.Matter.Basis,
            Statement = template?.Statement,
            HolderName = current.Opened.PartyName,
            Lines = lines,
        };
        var outputs = new FeelContext();
        outputs.Set("licence", issued.Identifier.ToString());
        return new Performed(outputs, [Facts.To("licence/" + issued.Licence, StreamAppend.New, issued)]);
    }

    static LicenceLine Line(LicenceField field, FeelValue value, RunningMatter version)
    {
        if (field.Options is not { } source) return new(field.Key, field.Label, Forms.Show.Plain(value));
        var called = (value.AsList?.AsEnumerable() ?? [value]).Select(Forms.Show.Plain).Select(code => version.Called(source, code) ?? new Text(code)).ToList();
        return new(field.Key, field.Label, string.Join("；", called.Select(text => text.Zh))) { English = string.Join("; ", called.Select(text => text.In(Language.English))) };
    }

    // The case's number is unique within the jurisdiction, so the serial is too.
    static string Serial(Case current) => current.Opened.Number;

    DateOnly? ValidUntil(LicenceTemplate? template, string jurisdiction, DateOnly today)
    {
        if (template?.ValidityParameter is not { } key || parameters(jurisdiction).Find(key)?.Value?.ToString() is not { } length) return null;
        // Valid for five years from 22 November 2026 ends on 21 November 2031.
        return China.DayOf(Iso.After(China.StartOf(today), length)).AddDays(-1);
    }
}
