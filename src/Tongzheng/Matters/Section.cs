using System.Globalization;
using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>
/// One YAML map being read into a record. Each key asked for is ticked off; <see cref="Close"/> reports the rest as
/// unknown, naming the known key they resemble.
/// </summary>
internal sealed class Section(string file, YamlMap map, ICollection<Finding> findings)
{
    readonly HashSet<string> _asked = [];

    public int Line => map.Line;
    public int Column => map.Column;
    public string File => file;

    /// <summary>The document's root as a section, or null with a finding.</summary>
    public static Section? Read(string file, string text, ICollection<Finding> findings)
    {
        var root = Yaml.Read(file, text, findings);
        if (root is null) return null;
        if (root is YamlMap map) return new Section(file, map, findings);
        findings.Add(new("yaml.map-expected", file, root.Line, root.Column,
            new("文件应是“键: 值”的集合。", "The file should be a set of “key: value”."), new("按 README 的格式书写。", "Follow the format in README.")));
        return null;
    }

    public YamlNode? Find(string key)
    {
        _asked.Add(key);
        foreach (var entry in map.Entries)
            if (entry.Key.Value == key) return entry.Value;
        return null;
    }

    /// <summary>Text of a key; absent or empty is null.</summary>
    public string? Word(string key) => Find(key) switch
    {
        null => null,
        YamlScalar { Value: "" } or YamlScalar { Quoted: false, Value: "~" or "null" } => null,
        YamlScalar scalar => scalar.Value,
        var other => Wrong<string>(other, key, "文字", "text"),
    };

    public string Required(string key) => Word(key) ?? Missing(key);

    /// <summary>Text of a key that must be one of a closed list.</summary>
    public string OneOf(string key, IReadOnlyCollection<string> allowed)
    {
        var word = Word(key);
        if (word is null) return Missing(key);
        if (allowed.Contains(word)) return word;
        var at = Find(key)!;
        Report("value.not-allowed", at, new($"“{key}” 的值 “{word}” 不在允许的取值之内。", $"“{word}” is not a value of “{key}”."),
            new($"可用：{string.Join("、", allowed)}。", $"Use one of: {string.Join(", ", allowed)}."));
        return word;
    }

    public bool? Flag(string key) => Find(key) switch
    {
        null => null,
        YamlScalar { Quoted: false, Value: "true" } => true,
        YamlScalar { Quoted: false, Value: "false" } => false,
        var other => Wrong<bool?>(other, key, "true 或 false", "true or false"),
    };

    public int? Number(string key) => Find(key) switch
    {
        null => null,
        YamlScalar { Quoted: false } scalar when int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var other => Wrong<int?>(other, key, "非负整数", "a whole number"),
    };

    /// <summary>Both languages of a key, <c>{ zh: …, en: … }</c>; absent is null.</summary>
    public Text? Both(string key)
    {
        if (Sub(key) is not { } both) return null;
        var text = new Text(both.Required("zh"), both.Word("en"));
        both.Close();
        return text;
    }

    public Text RequiredBoth(string key) => Both(key) ?? new Text(Find(key) is null ? Missing(key) : "", null);

    public Section? Sub(string key) => Find(key) switch
    {
        null => null,
        YamlMap sub => new Section(file, sub, findings),
        var other => Wrong<Section>(other, key, "“键: 值”的集合", "a set of “key: value”"),
    };

    public IReadOnlyList<Section> Subs(string key) =>
        Items(key).Select(item => item is YamlMap sub ? new Section(file, sub, findings) : Wrong<Section>(item, key, "“键: 值”的集合", "a set of “key: value”"))
            .OfType<Section>().ToList();

    public IReadOnlyList<string> Words(string key) =>
        Items(key).Select(item => item is YamlScalar scalar ? scalar.Value : Wrong<string>(item, key, "文字", "text")).OfType<string>().ToList();

    /// <summary>The keys of this map with their nodes, for maps whose keys are data.</summary>
    public IEnumerable<(string Key, YamlNode Value)> All()
    {
        foreach (var entry in map.Entries)
        {
            _asked.Add(entry.Key.Value);
            yield return (entry.Key.Value, entry.Value);
        }
    }

    /// <summary>Reports every key nobody asked for.</summary>
    public void Close()
    {
        foreach (var (key, _) in map.Entries)
        {
            if (_asked.Contains(key.Value)) continue;
            var near = _asked.MinBy(known => Distance(known, key.Value));
            var close = near is not null && Distance(near, key.Value) <= Math.Max(2, key.Value.Length / 3);
            Report("key.unknown", key, new($"没有 “{key.Value}” 这个键。", $"There is no key “{key.Value}”."),
                close ? new($"是否应为 “{near}”？", $"Did you mean “{near}”?")
                    : new($"可用的键：{string.Join("、", _asked.Order())}。", $"Known keys: {string.Join(", ", _asked.Order())}."));
        }
    }

    public void Report(string code, string key, Text message, Text remedy) => Report(code, Find(key) ?? map, message, remedy);

    void Report(string code, YamlNode at, Text message, Text remedy) =>
        findings.Add(new(code, file, at.Line, at.Column, message, remedy));

    string Missing(string key)
    {
        Report("key.missing", map, new($"缺少 “{key}”。", $"“{key}” is missing."), new($"写上 {key}: …", $"Add {key}: …"));
        return "";
    }

    IReadOnlyList<YamlNode> Items(string key) => Find(key) switch
    {
        null => [],
        YamlList list => list.Items,
        var other => Wrong<IReadOnlyList<YamlNode>>(other, key, "列表", "a list") ?? [],
    };

    T? Wrong<T>(YamlNode at, string key, string zh, string en)
    {
        Report("value.kind", at, new($"“{key}” 应为{zh}。", $"“{key}” should be {en}."), new($"改为{zh}。", $"Write {en}."));
        return default;
    }

    static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[b.Length];
    }
}
