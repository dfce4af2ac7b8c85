using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tongzheng.Feel;
using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>
/// What a region sets for itself (regions/…/parameters.yaml): figures that vary by place, or that no read source
/// confirms. Decisions, forms and timers read them as <c>parameters.key</c>; they are never written into a table.
/// </summary>
public sealed class Parameters
{
    readonly Dictionary<string, Parameter> _byKey;

    Parameters(IEnumerable<Parameter> parameters) => _byKey = parameters.ToDictionary(parameter => parameter.Key);

    public IReadOnlyCollection<Parameter> All => _byKey.Values;

    public Parameter? Find(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>Key of the parameter that sets a limit of the table of time limits (<c>limit.SJ-01</c>).</summary>
    public static string KeyOf(Kernel.TimeLimit limit) => "limit." + limit.Id;

    /// <summary>What the region sets for a limit that no source confirms; null for a confirmed one, which no region can change, and where it sets nothing.</summary>
    public (Parameter Parameter, Period Period)? LimitOf(Kernel.TimeLimit limit) =>
        limit.IsParameter && Find(KeyOf(limit)) is { Value: { } value } parameter && Period.TryParse($"{value.ToString().Trim('P', 'D', 'M', 'Y')} {parameter.Unit}", out var period) ? (parameter, period) : null;

    /// <summary>Reads a region's file; what is wrong is added to the findings.</summary>
    public static Parameters Load(string path, ICollection<Finding> findings)
    {
        if (!File.Exists(path)) return new([]);
        var name = Path.GetFileName(path);
        if (Section.Read(name, File.ReadAllText(path), findings) is not { } root) return new([]);
        var parameters = root.Subs("parameters").Select(Read).DistinctBy(parameter => parameter.Key).ToList();
        root.Close();
        return new(parameters);
    }

    /// <summary>
    /// The variable <c>parameters</c> of every case: key to value. Numbers and true or false are themselves; a length
    /// of time is ISO 8601 text (P15D); a list is a list.
    /// </summary>
    public JsonElement ToJson()
    {
        var values = new JsonObject();
        foreach (var parameter in _byKey.Values) values[parameter.Key] = parameter.Value?.DeepClone();
        return JsonDocument.Parse(values.ToJsonString()).RootElement;
    }

    /// <summary>The variable <c>parameters</c> with these keys alone; a key the region does not set is left out.</summary>
    public FeelContext Of(IEnumerable<string> keys)
    {
        var values = new FeelContext();
        foreach (var key in keys)
            if (Find(key)?.Value is { } value) values.Set(key, FeelValue.FromJson(JsonSerializer.SerializeToElement(value)));
        return values;
    }

    static Parameter Read(Section section)
    {
        var unit = section.Word("unit");
        var value = section.Find("value") is { } node ? ReadStory.Json(node) : null;
        var parameter = new Parameter(section.Required("key"), section.RequiredBoth("label"), InUnit(section, value, unit), unit,
            section.Word("status") is { } ? section.OneOf("status", Parameter.Statuses) : Parameter.Example, section.Both("note"));
        section.Close();
        return parameter;
    }

    static JsonNode? InUnit(Section section, JsonNode? value, string? unit)
    {
        if (unit is not ("working-day" or "calendar-day" or "month" or "year")) return value;
        if (value is JsonValue given && given.TryGetValue<decimal>(out var number) && number is >= 1 and <= ReadMatter.LongestLimit && number == decimal.Truncate(number))
            return string.Create(CultureInfo.InvariantCulture, $"P{number:0}{(unit is "month" ? 'M' : unit is "year" ? 'Y' : 'D')}");
        section.Report("parameter.length", "value", new($"时间长度应为 1 至 {ReadMatter.LongestLimit} 的整数。", $"A length of time is a whole number from 1 to {ReadMatter.LongestLimit}."), new("改正 value。", "Correct the value."));
        return null;
    }
}

/// <summary>One figure a region sets. <see cref="Status"/> says how sure it is; 示例 is marked wherever it is shown.</summary>
public sealed record Parameter(string Key, Text Label, JsonNode? Value, string? Unit, string Status, Text? Note)
{
    /// <summary>An example for the demo, not a rule of any place.</summary>
    public const string Example = "示例";

    internal static readonly string[] Statuses = [Example, "本地规定"];

    public bool IsExample => Status == Example;
}
