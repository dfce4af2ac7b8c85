using Tongzheng.Kernel;

namespace Tongzheng.Matters.Events;

/// <summary>
/// What makes a matter a life event (一件事): it does nothing itself, its components do. Compiled from their packs, with
/// the version of each; a case keeps it as it was.
/// </summary>
/// <param name="List">Number in the national list.</param>
/// <param name="Status">How sure the list's entry is: confirmed, secondary or unconfirmed (来源未确认).</param>
/// <param name="Covered">What the list names and needs no case of its own, with the reason.</param>
public sealed record LifeEvent(string List, string Status, IReadOnlyList<EventComponent> Components, IReadOnlyList<Text> Covered)
{
    public const string Confirmed = "confirmed";

    internal static readonly string[] Statuses = [Confirmed, "secondary", "unconfirmed"];

    /// <summary>Documents that each office would ask for by itself.</summary>
    public int OneByOne => Components.Sum(component => component.Materials.Count);

    /// <summary>Documents that are asked for together.</summary>
    public int Together => Components.Sum(component => component.Materials.Count(material => material.Source == MaterialSource.Asked));

    /// <summary>The components in the order they can begin: those of one rank at the same time.</summary>
    public IReadOnlyList<IReadOnlyList<EventComponent>> Ranks =>
        [.. Components.GroupBy(component => RankOf(component.Matter)).OrderBy(rank => rank.Key).Select(rank => (IReadOnlyList<EventComponent>)[.. rank])];

    public EventComponent? Find(string matter) => Components.FirstOrDefault(component => component.Matter == matter);

    int RankOf(string matter) => Find(matter) is { Needs.Count: > 0 } component ? 1 + component.Needs.Max(RankOf) : 0;
}

/// <summary>One matter of a life event.</summary>
public sealed record EventComponent
{
    /// <summary>Slug, which is also the id of the send task that opens its case.</summary>
    public required string Matter { get; init; }

    /// <summary>What the national list calls it.</summary>
    public required string Word { get; init; }

    public required Text Name { get; init; }

    /// <summary>Hash of the component's pack that this was compiled from.</summary>
    public required string Version { get; init; }

    public required Text Department { get; init; }
    public required string Office { get; init; }

    /// <summary>The promised limit, else the statutory one; null is 来源未公布.</summary>
    public TimeLimit? Limit { get; init; }

    public bool IsPromised { get; init; }
    public string? Basis { get; init; }
    public bool BasisConfirmed { get; init; }
    public Fee? Fee { get; init; }
    public Result? Result { get; init; }

    /// <summary>Slugs of the components that must be over before this one begins.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    public IReadOnlyList<EventMaterial> Materials { get; init; } = [];

    /// <summary>The question whether the applicant wants it; null where it always belongs.</summary>
    public Text? Choice { get; init; }

    /// <summary>FEEL over the answers: whether it is to be done; <c>true</c> where it always is.</summary>
    public required string Wanted { get; init; }

    public required FailureRule OnFailure { get; init; }

    /// <summary>Variable of the procedure that holds how its case closed.</summary>
    public string Variable => EventNames.Variable(Matter);
}

/// <summary>A document of a component, and where it comes from: <c>asked</c>, <c>shared</c> (asked once with another), <c>form</c> (the one form stands for it), <c>yielded</c>.</summary>
/// <param name="From">Slug of the component that yields it, or that asks for it too.</param>
public sealed record EventMaterial(Text Name, MaterialSource Source, string? From);

public enum MaterialSource { Asked, Shared, Form, Yielded }

/// <summary>What happens when a component does not succeed.</summary>
public enum FailureRule
{
    /// <summary>What needs it is not begun; the rest goes on.</summary>
    Stop,

    /// <summary>What needs it begins all the same; its office asks for what is missing.</summary>
    GoOn,

    /// <summary>The applicant says whether what needs it begins.</summary>
    AskApplicant,

    /// <summary>The lead office says it.</summary>
    AskLead,
}

/// <summary>Names that the parts of a compiled procedure go by.</summary>
static class EventNames
{
    public static string Variable(string slug) => Camel(slug) + "Case";

    public static string GoOn(string slug) => Camel(slug) + "GoOn";

    public static string Choice(string slug) => "also" + char.ToUpperInvariant(slug[0]) + Camel(slug)[1..];

    public static string Closed(string slug) => "case.closed:" + slug;

    // some-matter → someMatter: a hyphen is a minus in FEEL.
    static string Camel(string slug)
    {
        var words = slug.Split('-', StringSplitOptions.RemoveEmptyEntries);
        return words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
