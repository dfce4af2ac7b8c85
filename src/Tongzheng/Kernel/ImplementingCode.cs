using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>
/// The code of a matter in one body's implementing list (实施编码), 31 characters:
/// credit code of the body, exercising level (行使层级), basic code.
/// </summary>
[JsonConverter(typeof(WrittenJson<ImplementingCode>))]
public readonly record struct ImplementingCode : IWritten<ImplementingCode>
{
    const int Length = CreditCode.Length + 1 + MatterCode.Length;

    ImplementingCode(CreditCode body, int level, MatterCode matter) => (Body, Level, Matter) = (body, level, matter);

    public CreditCode Body { get; }

    /// <summary>1 state, 2 province, 3 city, 4 county, 5 town, 6 village, 7 shared among levels.</summary>
    public int Level { get; }

    public MatterCode Matter { get; }

    public static ImplementingCode Create(CreditCode body, int level, MatterCode matter) => Parse($"{body}{level}{matter}");

    public static ImplementingCode Parse(string text) => Written.Parse<ImplementingCode>(text);

    public static bool TryParse(string? text, out ImplementingCode value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out ImplementingCode value, out Refusal? why)
    {
        value = default;
        var plain = Written.Plain(text);
        why = plain.Length == 0 ? new Refusal("text.empty")
            : plain.Length != Length ? new Refusal("implementing-code.length", ("length", plain.Length))
            : null;
        if (why is not null
            || !CreditCode.TryParse(plain[..CreditCode.Length], out var body, out why)
            || !MatterCode.TryParse(plain[(CreditCode.Length + 1)..], out var matter, out why))
            return false;
        var level = plain[CreditCode.Length];
        if (level is < '1' or > '7')
            why = new Refusal("implementing-code.level", ("character", level));
        else
            value = new ImplementingCode(body, level - '0', matter);
        return why is null;
    }

    public override string ToString() => $"{Body}{Level}{Matter}";
}
