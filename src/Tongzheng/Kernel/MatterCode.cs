using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>The basic code of a matter (基本编码): twelve digits or capitals, the same at every level.</summary>
[JsonConverter(typeof(WrittenJson<MatterCode>))]
public readonly record struct MatterCode : IWritten<MatterCode>, IComparable<MatterCode>
{
    internal const int Length = 12;

    readonly string? text;

    MatterCode(string text) => this.text = text;

    /// <summary>00 for the national catalogue, else the first two digits of the province.</summary>
    public string Catalogue => ToString()[..2];

    public static MatterCode Parse(string text) => Written.Parse<MatterCode>(text);

    public static bool TryParse(string? text, out MatterCode value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out MatterCode value, out Refusal? why)
    {
        var plain = Written.Plain(text);
        var wrong = Written.IndexOfFirstNot(plain, Written.IsDigitOrCapital);
        why = plain.Length == 0 ? new Refusal("text.empty")
            : plain.Length != Length ? new Refusal("matter-code.length", ("length", plain.Length))
            : wrong >= 0 ? new Refusal("matter-code.character", ("position", wrong + 1), ("character", plain[wrong]))
            : null;
        value = why is null ? new MatterCode(plain) : default;
        return why is null;
    }

    public int CompareTo(MatterCode other) => string.CompareOrdinal(text, other.text);

    public override string ToString() => text ?? "";
}
