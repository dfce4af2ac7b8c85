using System.Text.Json.Serialization;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Licences;

/// <summary>A licence or other result was issued (stream licence/{id}).</summary>
[Kind("licence.issued")]
public sealed record LicenceIssued : Fact
{
    public required string Licence { get; init; }

    /// <summary>The e-licence identifier (GB/T 36904).</summary>
    public required LicenceIdentifier Identifier { get; init; }
    public required Text Name { get; init; }
    public required string Case { get; init; }
    public required string Matter { get; init; }

    /// <summary>The version of the matter whose template draws it.</summary>
    public required string Version { get; init; }
    public required string Holder { get; init; }
    public required string Organisation { get; init; }
    public required string OrganisationName { get; init; }

    /// <summary>What the office is called in English, where it has such a name.</summary>
    public string? OrganisationEnglish { get; init; }
    public required DateOnly IssuedOn { get; init; }

    /// <summary>The last day it is valid; null until it is withdrawn.</summary>
    public DateOnly? ValidUntil { get; init; }
    public string? LegalBasis { get; init; }
    public Text? Statement { get; init; }
    [Personal(nameof(Holder))] public string? HolderName { get; init; }

    /// <summary>What stands on it. Kept whole with the holder: an address alone can name a person.</summary>
    [Personal(nameof(Holder))] public IReadOnlyList<LicenceLine>? Lines { get; init; }

    [JsonIgnore] public Text Issuer => new(OrganisationName, OrganisationEnglish);
}

/// <summary>One line of a licence as issued.</summary>
public sealed record LicenceLine(string Key, Text Label, string Value)
{
    /// <summary>The value in English, where it is in words that the matter has in both languages.</summary>
    public string? English { get; init; }

    public string In(Language language) => language.IsEnglish ? English ?? Value : Value;
}

/// <summary>A licence was withdrawn; every later check says so.</summary>
[Kind("licence.revoked")]
public sealed record LicenceRevoked : Fact
{
    public required string Licence { get; init; }
    public required string Ground { get; init; }
    public required DateOnly On { get; init; }
}
