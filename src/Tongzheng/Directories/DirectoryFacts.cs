using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Directories;

// What the directory records. Streams: "jurisdiction", "region/{code}", "organisation/{code}", "officer/{id}",
// "person/{id}", "enterprise/{id}".

/// <summary>A people's government and its departments begin to keep their journal here.</summary>
[Kind("jurisdiction.founded")]
public sealed record JurisdictionFounded(JurisdictionId Jurisdiction, Text Name) : Fact;

/// <summary>A place of the jurisdiction, down to the village, with its kind as the law names it (街道, 镇, 居民委员会 …).</summary>
[Kind("region.named")]
public sealed record RegionNamed(RegionCode Region, Text Name, Text RegionKind) : Fact;

/// <summary>A body of government, or one it entrusts. <paramref name="Departments"/> are the names under which matters know it.</summary>
[Kind("organisation.founded")]
public sealed record OrganisationFounded(
    CreditCode Organisation, Text Name, RegionCode Region, RegionLevel Level, IReadOnlyList<string> Departments,
    CreditCode? Parent, Text Address, string Phone, Text OpeningHours) : Fact;

/// <summary>A body was dissolved; its matters go to the successor.</summary>
[Kind("organisation.dissolved")]
public sealed record OrganisationDissolved(CreditCode Organisation, CreditCode? Successor, string Reason) : Fact;

/// <summary>A body has these posts, besides those it had.</summary>
[Kind("posts.created")]
public sealed record PostsCreated(CreditCode Organisation, IReadOnlyList<PostTitle> Posts) : Fact;

/// <summary>A post of a body and the name people know it by.</summary>
public sealed record PostTitle(Role Role, Text Name);

/// <summary>Somebody was appointed to one or more posts. Officers' names are public (行政执法公示).</summary>
[Kind("officer.appointed")]
public sealed record OfficerAppointed(OfficerId Officer, string Name, IReadOnlyList<PostId> Posts) : Fact;

/// <summary>Somebody left a post.</summary>
[Kind("officer.released")]
public sealed record OfficerReleased(OfficerId Officer, PostId Post, string Reason) : Fact;

/// <summary>A person came into the register of their place of residence. People without a citizen number have another document.</summary>
[Kind("person.registered")]
public sealed record PersonRegistered(
    PersonId Person,
    RegionCode Residence,
    [property: Personal(nameof(PersonRegistered.Person))] string? Name,
    [property: Personal(nameof(PersonRegistered.Person))] CitizenId? CitizenId,
    [property: Personal(nameof(PersonRegistered.Person))] OtherDocument? Document,
    [property: Personal(nameof(PersonRegistered.Person))] Sex? Sex,
    [property: Personal(nameof(PersonRegistered.Person))] DateOnly? BirthDate,
    [property: Personal(nameof(PersonRegistered.Person))] string? Nation,
    [property: Personal(nameof(PersonRegistered.Person))] string? Address,
    [property: Personal(nameof(PersonRegistered.Person))] string? Phone) : Fact;

/// <summary>A passport or another document of somebody without a citizen number.</summary>
public sealed record OtherDocument(Text Kind, string Number, string Nationality);

/// <summary>Two people are spouses, or the first is a parent of the second.</summary>
[Kind("person.related")]
public sealed record PersonRelated(PersonId Person, PersonId Other, Relation Relation) : Fact;

/// <summary>A disability certificate was issued: category and level (GB/T 26341; level 1 is the severest).</summary>
[Kind("person.disability-certified")]
public sealed record DisabilityCertified(
    PersonId Person,
    [property: Personal(nameof(DisabilityCertified.Person))] Text? Category,
    [property: Personal(nameof(DisabilityCertified.Person))] int? Level) : Fact;

/// <summary>A firm, individual business or cooperative came into the register.</summary>
[Kind("enterprise.registered")]
public sealed record EnterpriseRegistered(
    EnterpriseId Enterprise, CreditCode CreditCode, string Name, Text EnterpriseKind, PersonId LegalRepresentative,
    RegionCode Region, string Address, DateOnly EstablishedOn, Money? Capital, string Scope) : Fact;

/// <summary>How two people are related.</summary>
public enum Relation
{
    Spouse,
    ParentOf,
}
