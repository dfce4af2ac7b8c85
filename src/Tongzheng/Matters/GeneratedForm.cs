using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>
/// The form of a matter of which only the list of materials is known: the applicant's known facts, one file slot a
/// material, a free explanation. Nothing is invented: a slot is required only where the source says so.
/// </summary>
internal static class GeneratedForm
{
    /// <summary>Longest free explanation, about two pages.</summary>
    const int ExplanationLength = 2000;

    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static FormFile For(Matter matter)
    {
        var form = new JsonObject
        {
            ["type"] = "default",
            ["id"] = matter.Slug,
            ["schemaVersion"] = 16,
            ["components"] = new JsonArray(
                Group("applicantFacts", new("申请人", "Applicant"), Facts(matter)),
                Group("materials", new("申请材料", "Documents"), matter.Materials.Select(Slot)),
                Component("textarea", "explanation", new("补充说明", "Anything else we should know"), required: false, maxLength: ExplanationLength)),
        };
        return new FormFile(matter.Slug, "", form.ToJsonString(Plain), Generated: true);
    }

    static IEnumerable<JsonObject> Facts(Matter matter)
    {
        if (matter.ForOrganisations)
            foreach (var field in new[]
            {
                Known("organisationName", new("单位名称", "Name of the organisation"), "organisation.name", !matter.ForPersons),
                Known("organisationCode", new("统一社会信用代码", "Unified social credit code"), "organisation.code", !matter.ForPersons),
            })
            {
                if (matter.ForPersons) field["conditional"] = new JsonObject { ["hide"] = NotOfAPerson };
                yield return field;
            }
        yield return Known("applicantName", matter.ForPersons ? new("姓名", "Name") : new("经办人姓名", "Name of the person handling it"), "person.name", true);
        yield return Known("applicantNumber", matter.ForPersons ? new("公民身份号码或其他证件号码", "Citizen number or other document number") : new("经办人证件号码", "Document number of that person"), "person.number", true);
        yield return Known("applicantPhone", new("联系电话", "Telephone"), "person.phone", true);
    }

    /// <summary>A person who applies for themselves is not asked for a firm's name.</summary>
    internal const string NotOfAPerson = "=applicant.kind = \"person\"";

    static JsonObject Known(string key, Text label, string element, bool required)
    {
        var field = Component("textfield", key, label, required, maxLength: 100);
        field["properties"]!["tz:element"] = element;
        return field;
    }

    static JsonObject Slot(Material material)
    {
        var slot = Component("filepicker", material.Key, material.Name, material.Required ?? false, null);
        slot["multiple"] = true;
        slot["accept"] = ".pdf,.jpg,.jpeg,.png";
        return slot;
    }

    static JsonObject Group(string id, Text label, IEnumerable<JsonObject> components) => new()
    {
        ["type"] = "group",
        ["id"] = id,
        ["label"] = label.Zh,
        ["components"] = new JsonArray([.. components]),
        ["properties"] = new JsonObject { ["tz:label.en"] = label.En ?? label.Zh },
    };

    static JsonObject Component(string type, string key, Text label, bool required, int? maxLength)
    {
        var component = new JsonObject
        {
            ["type"] = type,
            ["id"] = "Field_" + key,
            ["key"] = key,
            ["label"] = label.Zh,
            ["properties"] = new JsonObject { ["tz:label.en"] = label.En ?? label.Zh },
        };
        var validate = new JsonObject();
        if (required) validate["required"] = true;
        if (maxLength is { } length) validate["maxLength"] = length;
        if (validate.Count > 0) component["validate"] = validate;
        return component;
    }
}
