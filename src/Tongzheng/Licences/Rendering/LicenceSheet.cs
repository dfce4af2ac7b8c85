using Tongzheng.Kernel;

namespace Tongzheng.Licences.Rendering;

/// <summary>What a licence says, all values worked out: the template's expressions have been evaluated before.</summary>
public sealed record LicenceSheet
{
    /// <summary>Name of the licence, such as 食品经营许可证.</summary>
    public required Text Title { get; init; }

    /// <summary>The sentence it certifies with.</summary>
    public Text? Statement { get; init; }

    /// <summary>The lines, in the order of the template.</summary>
    public required IReadOnlyList<LicenceEntry> Entries { get; init; }

    /// <summary>The body that issues it.</summary>
    public required Text Issuer { get; init; }

    /// <summary>The number by which the trade knows it; many licences have none but the identifier.</summary>
    public string? Number { get; init; }

    /// <summary>The e-licence identifier.</summary>
    public required LicenceIdentifier Identifier { get; init; }

    /// <summary>The day of issue.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>The last day it is valid; null: until it is withdrawn.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Address of the public check page for this licence; the code on the sheet holds it.</summary>
    public required Uri CheckAddress { get; init; }

    /// <summary>Remarks at the foot.</summary>
    public IReadOnlyList<Text> Notes { get; init; } = [];

    /// <summary>An upright sheet; licences lie by custom.</summary>
    public bool Upright { get; init; }

    /// <summary>Issued by a demonstration node: the sheet says so, and its seal shows 演示 in place of the star.</summary>
    public required bool Demonstration { get; init; }
}

/// <summary>One line of a licence.</summary>
public sealed record LicenceEntry(Text Label, string Value);
