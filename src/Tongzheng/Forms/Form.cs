using System.Text.Json;
using System.Text.RegularExpressions;
using Tongzheng.Feel;
using Tongzheng.Kernel;

namespace Tongzheng.Forms;

/// <summary>
/// A form-js schema, read once for each version: <see href="https://bpmn.io/toolkit/form-js/"/>. The named component
/// types are all that the server renders; any other is refused when the pack is loaded. English texts and our own
/// rules stand in <c>properties</c>, which form-js keeps: <c>tz:label.en</c>, <c>tz:description.en</c>,
/// <c>tz:option.VALUE.en</c>, <c>tz:element</c> (the data element a field is bound to), <c>tz:rule</c> (a FEEL
/// condition over the answers that must be true), <c>tz:rule.message</c>, <c>tz:rule.message.en</c>.
/// </summary>
public sealed class Form
{
    /// <summary>The components rendered here. (form-js has more: expressions, tables, iframes, HTML.)</summary>
    public static readonly IReadOnlySet<string> ComponentTypes = new HashSet<string>
    {
        "textfield", "textarea", "number", "datetime", "checkbox", "checklist", "radio", "select", "group", "dynamiclist",
        "filepicker", "text", "separator", "spacer", "button",
    };

    /// <summary>A page with more fields than this can be neither filled in nor checked by a person.</summary>
    public const int MaxComponents = 300;

    Form(string id, IReadOnlyList<Component> components)
    {
        (Id, Components, All) = (id, components, [.. components.SelectMany(Descend)]);
        HasConditions = All.Any(component => component.Hide is not null);
    }

    public string Id { get; }
    public IReadOnlyList<Component> Components { get; }

    public static Form Of(string id, IReadOnlyList<Component> components) => new(id, components);

    /// <summary>Every component, groups before their children.</summary>
    public IReadOnlyList<Component> All { get; }

    /// <summary>Some component is hidden or shown by what is answered.</summary>
    public bool HasConditions { get; }

    static IEnumerable<Component> Descend(Component component) => component.Children.SelectMany(Descend).Prepend(component);

    /// <summary>Reads a schema. Throws <see cref="FormException"/> with the line of the first mistake.</summary>
    public static Form Parse(string json)
    {
        LocatedJson root;
        try
        {
            root = LocatedJson.Parse(json);
        }
        catch (JsonException fault)
        {
            throw new FormException((int)(fault.LineNumber ?? 0) + 1, "不是合法的 JSON，检查引号、逗号和括号", $"not JSON: {fault.Message}");
        }
        var id = root.Text("id") ?? throw new FormException(root.Line, "表单没有 id", "the form has no \"id\"");
        if (root["components"] is not { Kind: JsonValueKind.Array } list) throw new FormException(root.Line, "表单没有 components", "the form has no \"components\"");
        var form = new Form(id, [.. list.Items.Select(ReadComponent)]);
        if (form.All.Count > MaxComponents) throw new FormException(root.Line, $"表单超过 {MaxComponents} 个组件", $"more than {MaxComponents} components");
        RefuseTwice(form.Components);
        return form;
    }

    static void RefuseTwice(IReadOnlyList<Component> components)
    {
        var keys = new HashSet<string>();
        Visit(components);
        void Visit(IReadOnlyList<Component> level)
        {
            foreach (var component in level)
            {
                if (component.Key is { } key && !keys.Add(key)) throw new FormException(component.Line, $"key “{key}”用了两次", $"the key \"{key}\" stands twice");
                if (component.Type == "dynamiclist") RefuseTwice(component.Children);
                else Visit(component.Children);
            }
        }
    }

    static Component ReadComponent(LocatedJson json)
    {
        var type = json.Text("type") ?? throw new FormException(json.Line, "有的组件没有 type", "a component has no \"type\"");
        if (!ComponentTypes.Contains(type))
            throw new FormException(json.Line, $"这里不显示“{type}”组件，可用：{string.Join("、", ComponentTypes)}", $"the component type \"{type}\" is not rendered here; use one of: {string.Join(", ", ComponentTypes)}");
        var key = json.Text("key") ?? json.Text("path");
        if (key is null && Component.HoldsAnswer(type)) throw new FormException(json.Line, $"有一个 {type} 没有 key", $"the {type} has no \"key\"");
        if (key?.Contains('.') == true) throw new FormException(json.Line, $"key “{key}”里有点号", $"the key \"{key}\" has a dot");
        var properties = json["properties"];
        var validate = json["validate"];
        var options = (json["values"]?.Items ?? []).Select(option => ReadOption(option, properties)).ToList();
        if (options.GroupBy(option => option.Value).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new FormException(json.Line, $"“{key}”有两个选项的值都是“{twice.Key}”", $"two options of \"{key}\" have the value \"{twice.Key}\"");
        return Possible(new Component
        {
            Line = json.Line,
            Type = type,
            Key = type == "group" ? null : key,
            Label = new Text(json.Text("label") ?? json.Text("dateLabel") ?? json.Text("text") ?? "", properties?.Text("tz:label.en")),
            Description = json.Text("description") is { } description ? new Text(description, properties?.Text("tz:description.en")) : null,
            Hide = Expression(json["conditional"], "hide"),
            Rule = Expression(properties, "tz:rule"),
            RuleMessage = properties?.Text("tz:rule.message") is { } message ? new Text(message, properties.Text("tz:rule.message.en")) : null,
            Required = validate?.Flag("required") == true,
            MinLength = Whole(validate, "minLength"),
            MaxLength = Whole(validate, "maxLength"),
            Min = validate?.Number("min"),
            Max = validate?.Number("max"),
            Decimals = Whole(json, "decimalDigits"),
            Pattern = Pattern(validate),
            Check = validate?.Text("validationType"),
            Options = options,
            Children = [.. (json["components"]?.Items ?? []).Select(ReadComponent)],
            Default = json["defaultValue"]?.Scalar,
            ReadOnly = json.Flag("readonly") || json.Flag("disabled"),
            Subtype = json.Text("subtype"),
            Unit = json["appearance"]?.Text("suffixAdorner") is { } unit ? new Text(unit, properties?.Text("tz:unit.en")) : null,
            Accept = json.Text("accept"),
            Multiple = json.Flag("multiple"),
            Element = properties?.Text("tz:element"),
        });
    }

    // Bounds that exclude each other, or a slot that takes no file by its name, make a field that nobody can fill in.
    static Component Possible(Component component) => component.Accept?.Split(',').Any(kind => !kind.Trim().StartsWith('.')) == true
        ? throw new FormException(component.Line, $"“{component.Key}”的 accept 应列扩展名，例如 .pdf,.jpg", $"accept of \"{component.Key}\" should list extensions, such as .pdf,.jpg")
        : component.Min > component.Max || component.MinLength > component.MaxLength
        ? throw new FormException(component.Line, $"“{component.Key}”的下限大于上限，谁也填不了", $"the least of \"{component.Key}\" is more than the most: nobody can fill it in")
        : component;

    static int? Whole(LocatedJson? owner, string member) => owner?.Number(member) switch
    {
        null => null,
        >= 0 and <= int.MaxValue and var number when number == decimal.Truncate(number) => (int)number,
        _ => throw new FormException(owner[member]?.Line ?? owner.Line, $"{member} 应为不太大的非负整数", $"\"{member}\" should be a whole number, and not too large"),
    };

    static Option ReadOption(LocatedJson option, LocatedJson? properties)
    {
        var value = option["value"]?.Scalar ?? throw new FormException(option.Line, "有的选项没有 value", "an option has no \"value\"");
        return new Option(value, new Text(option.Text("label") ?? value, properties?.Text($"tz:option.{value}.en")));
    }

    static FeelExpression? Expression(LocatedJson? owner, string member)
    {
        if (owner?.Text(member) is not { } text) return null;
        try
        {
            return FeelExpression.Compile(text.TrimStart().TrimStart('='));
        }
        catch (FeelSyntaxException fault)
        {
            throw new FormException(owner[member]?.Line ?? owner.Line, $"{member} 不是 FEEL：{fault.Message}", $"\"{member}\" is not FEEL: {fault.Message}");
        }
    }

    static Regex? Pattern(LocatedJson? validate)
    {
        if (validate?.Text("pattern") is not { } pattern) return null;
        try
        {
            // Linear time whatever is typed; a pattern that needs backtracking is refused here.
            return new Regex($"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw new FormException(validate["pattern"]?.Line ?? validate.Line, $"pattern 用不了：{fault.Message}", $"the pattern cannot be used: {fault.Message}");
        }
    }
}

/// <summary>One component of a form. Components that hold no answer have no <see cref="Key"/>.</summary>
public sealed record Component
{
    public int Line { get; init; }
    public required string Type { get; init; }
    public string? Key { get; init; }
    public required Text Label { get; init; }
    public Text? Description { get; init; }

    /// <summary>Hides the component when true. Unknown (null) never hides.</summary>
    public FeelExpression? Hide { get; init; }

    /// <summary>Must be true of the answers; false and unknown are both errors beside the field, with different words.</summary>
    public FeelExpression? Rule { get; init; }
    public Text? RuleMessage { get; init; }
    public bool Required { get; init; }
    public int? MinLength { get; init; }
    public int? MaxLength { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }

    /// <summary>Digits after the point that a number may have; null: as many as one likes.</summary>
    public int? Decimals { get; init; }
    public Regex? Pattern { get; init; }

    /// <summary>form-js validationType: <c>email</c> or <c>phone</c>.</summary>
    public string? Check { get; init; }
    public IReadOnlyList<Option> Options { get; init; } = [];
    public IReadOnlyList<Component> Children { get; init; } = [];
    public string? Default { get; init; }
    public bool ReadOnly { get; init; }
    public string? Subtype { get; init; }
    public Text? Unit { get; init; }
    public string? Accept { get; init; }
    public bool Multiple { get; init; }

    /// <summary>The data element the field is bound to. Where it has an authoritative source it is filled, not asked.</summary>
    public string? Element { get; init; }

    public static bool HoldsAnswer(string type) => type is not ("group" or "text" or "separator" or "spacer" or "button");
}

/// <summary>One choice of a radio, select or checklist.</summary>
public sealed record Option(string Value, Text Label);

/// <summary>A form that cannot be used, with the line of the mistake.</summary>
public sealed class FormException(int line, string zh, string en) : Exception(en)
{
    public int Line { get; } = line;

    /// <summary>What is wrong, in both languages.</summary>
    public Text Words { get; } = new(zh, en);
}
