using System.Globalization;
using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>
/// What the citizen is told of an act: the sentence of its row with the places filled, on the page and, where the row
/// has one, in a letter that goes out with the act.
/// </summary>
public static class Telling
{
    /// <summary>The effect that writes letters; the module of notices performs it.</summary>
    const string SendLetter = "notice.send";

    // Letters of acts are numbered from here, so that they stand apart from those of the procedure's steps.
    const long FirstLetter = 100;

    /// <param name="officeName">Name of an office by jurisdiction and code.</param>
    public static Text Words(Case current, CaseActed acted, Func<string, string, Text> officeName)
    {
        if (VerbTable.Find(acted.Verb) is not { } verb) return acted.Verb;
        var told = acted.Links.Any(link => link.Relation == "merged-from") ? verb.ToldElsewhere ?? verb.Told : verb.Told;
        var office = officeName(current.Jurisdiction, acted.Organisation);
        string In(Language language)
        {
            var due = acted.Clock.Due is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (acted.Clock.IsProvisional ? language.Of("（暂定）", " (provisional)") : "") : language.Of("法定期限内", "the end of the lawful time");
            return told.In(language)
                .Replace("{due}", due, StringComparison.Ordinal)
                .Replace("{office}", office.In(language), StringComparison.Ordinal)
                .Replace("{other}", acted.Links.FirstOrDefault()?.Number ?? "", StringComparison.Ordinal)
                .Replace("{ground}", GroundOf(current, verb, acted).In(language), StringComparison.Ordinal)
                .Replace("{step}", verb.Target == Target.Step && current.Version.Procedure.Find(acted.Target ?? "") is { } step ? TaskVerbs.NameOf(step).In(language) : "", StringComparison.Ordinal)
                .Replace("{at}", DateTimeOffset.TryParse(acted.Target, CultureInfo.InvariantCulture, out var at) ? at.ToOffset(China.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "", StringComparison.Ordinal)
                .Replace("{sum}", CaseFee.SumOf(acted)?.In(language) ?? "", StringComparison.Ordinal)
                .Replace("{verdict}", acted.Target == ContestVerbs.Replace
                    ? language.Of($"原决定不再作数，由工作人员重新办理，新办件编号{acted.Links.FirstOrDefault()?.Number}。", $"The decision is replaced: officers decide anew as case {acted.Links.FirstOrDefault()?.Number}.")
                    : language.Of("维持原决定。", "The decision stands."), StringComparison.Ordinal)
                .Replace("{receipt}", acted.Reason ?? language.Of("（已删除）", "(erased)"), StringComparison.Ordinal)
                // Last, because what somebody wrote is not a sentence of ours.
                .Replace("{reason}", acted.Reason ?? language.Of("（已删除）", "(erased)"), StringComparison.Ordinal);
        }
        return new Text(In(Language.Chinese), In(Language.English));
    }

    /// <summary>What was done with the letter that says so; a letter that cannot be written stops the act.</summary>
    internal static Outcome<Done> WithLetter(Doing doing, Done done, Func<string, string, Text> officeName)
    {
        var title = doing.Verb.Letter ?? "";
        var inputs = new FeelContext().Set("title", title.Zh).Set("titleEn", title.En ?? "").Set("text", Words(doing.Case, done.Fact, officeName).Zh);
        var place = FirstLetter + doing.Case.History.Count(happening => happening.Fact is CaseActed) + 1;
        var letter = new CallService(place, "", SendLetter, inputs, new Dictionary<string, string> { ["tz:letter"] = "act", ["tz:verb"] = doing.Verb.Code });
        var sent = doing.Around.Effects.Perform(new Call(doing.Case, letter, doing.Act));
        return sent.Refusal is { } no ? no : done with { Others = [.. done.Others, .. sent.Appends] };
    }

    static Text GroundOf(Case current, Verb verb, CaseActed acted) =>
        ClockVerbs.NameOf(verb.Target == Target.Ground ? acted.Target ?? "" : verb.Ground ?? "", current.Clock.Statutory?.Procedure);
}
