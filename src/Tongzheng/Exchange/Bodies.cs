using System.Text.Json;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Exchange;

/// <summary>Body of <c>case.open</c>: an application that another case, or a counter, hands to the government that decides.</summary>
/// <param name="Matter">Slug.</param>
/// <param name="Region">The place it is about.</param>
/// <param name="Department">The office by its department, where it is not the matter's own.</param>
/// <param name="Party">Whose application, with what the sender's registers know.</param>
/// <param name="Applicant">Who speaks in the case afterwards.</param>
/// <param name="Channel">How the person handed it in.</param>
/// <param name="Answers">By form key; a file as <c>[{"upload": id, …}]</c>.</param>
/// <param name="Proof">At a counter: how identity and will were proved.</param>
/// <param name="ProofFile">Id of the file that shows it.</param>
/// <param name="Originals">Papers kept to be sent on.</param>
public sealed record CaseAsked(
    string Matter, string Region, string? Department, CarriedParty Party, string Applicant, Channel Channel, JsonElement Answers, string? Proof = null, string? ProofFile = null, string? Originals = null)
{
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, Facts.Json);

    public static CaseAsked From(JsonElement body) => body.Deserialize<CaseAsked>(Facts.Json) ?? throw new JsonException("The body is empty.");
}

/// <summary>Body of <c>case.closed</c>: how the case that was asked for has ended.</summary>
public sealed record CaseEnded(string? Case, string? Element, string Outcome, bool Granted, string Status, string Number, string? Licence)
{
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, Facts.Json);

    public static CaseEnded From(JsonElement body) => body.Deserialize<CaseEnded>(Facts.Json) ?? throw new JsonException("The body is empty.");

    /// <summary>As the procedure that asked hears it.</summary>
    public FeelContext ToVariables() => new FeelContext().Set(Asking.Component, new FeelContext()
        .Set("outcome", Outcome).Set("granted", Granted).Set("status", Status).Set("number", Number).Set("licence", Licence));
}

/// <summary>A party on its way, with the facts that the sender's government has checked.</summary>
public sealed record CarriedParty(string Subject, string Name, bool IsPerson, IReadOnlyList<CarriedFact> Facts)
{
    // Of the variable itself, not of a register.
    static readonly string[] Own = ["kind", "age"];
    static readonly string[] OfFirms = ["name", "code", "address", "establishedOn"];

    public static CarriedParty Of(Party party) => new(party.Subject, party.Name, party.IsPerson,
        [.. party.Facts.Select(fact => CarriedFact.Of(fact.Key, fact.Value.Value, fact.Value.Source))]);

    /// <summary>The party of a case, as the registers knew it when it applied.</summary>
    public static CarriedParty Of(Case current, Text source)
    {
        var known = current.State?.Variables.Get("applicant").AsContext ?? new FeelContext();
        var isPerson = known.Get("kind").AsString == "person";
        var facts = new Dictionary<string, CarriedFact>();
        foreach (var (name, value) in known)
            if (!value.IsNull && !Own.Contains(name))
            {
                var element = (!isPerson && OfFirms.Contains(name) ? "organisation." : "person.") + name;
                facts[element] = CarriedFact.Of(element, value, source);
            }
        foreach (var (element, fact) in TaskDesk.KnownOf(current))
            if (element.StartsWith("person.", StringComparison.Ordinal) || element.StartsWith("organisation.", StringComparison.Ordinal)) facts.TryAdd(element, CarriedFact.Of(element, fact.Value, source));
        return new(current.Opened.Party, current.Opened.PartyName ?? "", isPerson, [.. facts.Values]);
    }

    public Party ToParty() => new(Subject, Name, IsPerson, Facts.ToDictionary(fact => fact.Element, fact => new Known(fact.ToValue(), fact.Source)));
}

/// <summary>One known fact. JSON has no dates, and a birth date must stay one.</summary>
public sealed record CarriedFact(string Element, JsonElement Value, bool IsDate, Text Source)
{
    public static CarriedFact Of(string element, FeelValue value, Text source) => new(element, JsonText.Of(value.WriteTo).ToElement(), value.AsDate is not null, source);

    public FeelValue ToValue() => IsDate && Iso.Day(Value.GetString()) is { } day ? day : FeelValue.FromJson(Value);
}
