namespace Tongzheng.Forms;

/// <summary>
/// A form as one person sees it at one moment: conditions applied, answers and errors in place, texts in their
/// language. The templates in Forms/Render turn it into markup and know nothing else.
/// </summary>
public sealed record FormView(IReadOnlyList<FieldView> Fields)
{
    /// <summary>Every message of every field, in reading order, for the summary on top of the page.</summary>
    public IEnumerable<FieldView> Faulty => Flatten(Fields).Where(each => each.Error is not null);

    static IEnumerable<FieldView> Flatten(IEnumerable<FieldView> fields) =>
        fields.SelectMany(field => Flatten(field.Children.Concat(field.Rows.SelectMany(row => row))).Prepend(field));
}

/// <summary>One field or group. <see cref="Name"/> is the name its input posts under, unique in the page.</summary>
public sealed record FieldView
{
    /// <summary>Name of the posted value: a key, or <c>list.0.key</c> inside a repeating group.</summary>
    public required string Name { get; init; }

    /// <summary>The form-js component type: <c>textfield</c>, <c>radio</c>, <c>group</c>, <c>dynamiclist</c> …</summary>
    public required string Type { get; init; }

    public required string Label { get; init; }
    public string? Description { get; init; }

    /// <summary>What was typed, as typed; nothing is lost when it is refused.</summary>
    public string? Value { get; init; }

    /// <summary>The chosen values of a checklist.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public string? Error { get; init; }
    public bool Required { get; init; }
    public bool ReadOnly { get; init; }

    /// <summary>Answered, and not open to change in this correction: shown as it is, without an input.</summary>
    public bool Settled { get; init; }
    public IReadOnlyList<OptionView> Options { get; init; } = [];

    /// <summary>Children of a group.</summary>
    public IReadOnlyList<FieldView> Children { get; init; } = [];

    /// <summary>Rows of a repeating group (dynamiclist); the page posts <c>add=name</c> or <c>remove=name.index</c>.</summary>
    public IReadOnlyList<IReadOnlyList<FieldView>> Rows { get; init; } = [];

    /// <summary>For a fact that is known and shown, not asked: where it comes from (居民基本信息 …).</summary>
    public string? KnownSource { get; init; }

    /// <summary>For a file slot: what has been uploaded already.</summary>
    public IReadOnlyList<FileView> Files { get; init; } = [];

    /// <summary>For a file slot: what was handed in before with another case and can serve again.</summary>
    public IReadOnlyList<EarlierView> Earlier { get; init; } = [];

    public int? MaxLength { get; init; }

    /// <summary><c>date</c>, <c>time</c> or <c>datetime</c> of a datetime field; <c>email</c>, <c>tel</c> of a text field.</summary>
    public string? Subtype { get; init; }

    /// <summary>Kinds of file a slot takes, as in the accept attribute: <c>.pdf,.jpg</c>.</summary>
    public string? Accept { get; init; }

    /// <summary>The unit shown behind a number: 平方米, 元.</summary>
    public string? Unit { get; init; }
}

/// <summary>One choice of a radio, select or checklist.</summary>
public sealed record OptionView(string Value, string Label, bool Chosen);

/// <summary>A file handed in before: ticked, the page posts <see cref="Upload"/> under the slot's name. Words say when and for what.</summary>
public sealed record EarlierView(string Upload, string Name, long Bytes, string Words);

/// <summary>An uploaded file: the page posts <see cref="Upload"/> back under <c>name</c> so that it stays.</summary>
public sealed record FileView(string Upload, string Name, long Bytes);
