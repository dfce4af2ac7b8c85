using System.Globalization;
using Dapper;
using Tongzheng.Directories;
using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>Looks up what a verb aims at, and lists what it could aim at for the page to offer.</summary>
public sealed class Aims(Cases cases, Offices offices)
{
    /// <summary>Experts that one request can ask; more is a survey.</summary>
    const int MostExperts = 20;

    /// <summary>A hearing further off than this is a slip of the pen.</summary>
    const int MostYearsAhead = 1;

    public Text NameOf(string jurisdiction, string office) => offices.NameOf(jurisdiction, office);

    public async Task<Outcome<Aim>> Resolve(Verb verb, Case current, OpenedTask? task, string? written, Act act, CancellationToken stop)
    {
        written = string.IsNullOrWhiteSpace(written) ? null : written.Trim();
        if (verb.Target == Target.None) return Aim.None;
        if (verb.Target == Target.LiveVersion)
            return cases.Versions.FindLive(current.Opened.Matter) is { } live ? new Aim { Written = live.Matter.Hash, Version = live } : new Refusal("migration.same");
        if (written is null) return Unaimed(verb);
        return verb.Target switch
        {
            Target.OfficerOfPost or Target.OfficerOfOffice => (await Colleagues(verb, current, task, act, stop)).FirstOrDefault(officer => ((Actor)officer.Id).ToString() == written) is { } officer
                ? new Aim { Written = written, Officers = [officer] } : await WhyNot(current, task, written, act, stop),
            Target.Officers => await Experts(act, written, stop),
            Target.Office => await OfficeFor(current, written, act, stop),
            Target.Case => await Other(current, written, act, stop),
            Target.Step => task is not null && TaskVerbs.Before(current, task).Any(step => step.Id == written) ? new Aim { Written = written } : new Refusal("verb.target") { Field = "target" },
            Target.Ground => new Aim { Written = written },
            Target.Instant => InstantOf(written, act),
            Target.Sum => Money.TryParse(written, out var sum, out var why) && sum > Money.Zero
                ? new Aim { Written = sum.Fen.ToString(CultureInfo.InvariantCulture) } : (why ?? new Refusal("verb.target")) with { Field = "target" },
            Target.Receipt => FeeVerbs.Receipt(written),
            _ => written is ContestVerbs.Confirm or ContestVerbs.Replace ? new Aim { Written = written } : new Refusal("verb.target") { Field = "target" },
        };
    }

    /// <summary>Nothing was aimed at: to be chosen, or to be typed.</summary>
    internal static Refusal Unaimed(Verb verb) => verb.Target switch
    {
        Target.Instant => new Refusal("verb.not-to-come"),
        Target.Sum when !Money.TryParse("", out _, out var why) && why is { } no => no,
        Target.Receipt => new Refusal("fee.receipt"),
        _ => new Refusal("verb.target"),
    } with { Field = "target" };

    /// <summary>Every way in which a caller may do verbs now; none of a verb that would have to choose and finds nothing to choose from.</summary>
    public async Task<IReadOnlyList<(Verb Verb, May.Allowed Allowed)>> Possible(Case current, Act act, IReadOnlyList<PostId> posts, CancellationToken stop)
    {
        var possible = new List<(Verb, May.Allowed)>();
        foreach (var (verb, allowed) in May.Now(current, act, posts))
            if (!verb.Chooses || (await Choices(verb, current, allowed.Task, act, stop)).Count > 0) possible.Add((verb, allowed));
        return possible;
    }

    /// <summary>What the page offers to choose from; empty where something is typed.</summary>
    public async Task<IReadOnlyList<(string Value, Text Name)>> Choices(Verb verb, Case current, OpenedTask? task, Act act, CancellationToken stop) => verb.Target switch
    {
        Target.OfficerOfPost or Target.OfficerOfOffice => await Named(await Colleagues(verb, current, task, act, stop), current, act, stop),
        Target.Officers => await Named(await NearbyExperts(current, act, stop), current, act, stop),
        Target.Office => [.. (await WithThePower(current, act, stop)).Select(office => (office.Code.ToString(), office.Name))],
        Target.Case => [.. Others(current).Select(other => (other.Number, new Text(other.Number)))],
        Target.Step => task is null ? [] : [.. TaskVerbs.Before(current, task).Select(step => (step.Id, TaskVerbs.NameOf(step)))],
        Target.Ground => [.. StopGround.Of(current.Clock.Statutory?.Procedure ?? StopGround.OtherMatters).Where(ground => !OfOtherVerbs.Contains(ground.Ground))
            .Select(ground => (ground.Ground, Cited(ground)))],
        Target.Verdict => [(ContestVerbs.Confirm, new("维持原决定", "The decision stands")), (ContestVerbs.Replace, new("重新办理，由人员决定", "Decide anew, by persons"))],
        _ => [],
    };

    static Text Cited(StopGround ground)
    {
        var basis = new LegalBasis(ground.Basis).ToText();
        return new($"{ground.Name.Zh}（{basis.Zh}）", $"{ground.Name.En} ({basis.En})");
    }

    // Correction is asked for in the procedure; hearings and experts have verbs of their own.
    static readonly string[] OfOtherVerbs = ["correction", "hearing", "expert-review"];

    /// <summary>Who could do the task: of its post, or for a delegate of its office; never somebody whom separation of duties keeps from it.</summary>
    async Task<IReadOnlyList<Officer>> Colleagues(Verb verb, Case current, OpenedTask? task, Act act, CancellationToken stop)
    {
        if (task is null) return [];
        var office = CreditCode.Parse(task.Organisation);
        return [.. (await Officer.Of(cases.Journal, act.Jurisdiction, office, stop)).Where(officer =>
            ((Actor)officer.Id).ToString() is var id && id != task.Assignee && (verb.Who == Who.Head || id != act.Who.ToString())
            && officer.Posts.Any(post => post.Organisation == office && (verb.Target == Target.OfficerOfPost ? post.Role.ToString() == task.Post : TalkVerbs.HandlesCases(post)))
            && Complete.Separated(current, verb.Target == Target.OfficerOfOffice ? task with { Delegator = act.Who.ToString() } : task, id) is null)];
    }

    async Task<Refusal> WhyNot(Case current, OpenedTask? task, string written, Act act, CancellationToken stop) =>
        task is not null && Actor.TryParse(written, out var actor) && actor.Officer is { } id && await Officer.Find(cases.Journal, act.Jurisdiction, id, stop) is not null
            && Complete.Separated(current, task, written) is { } separated ? separated with { Field = "target" } : new Refusal("verb.target") { Field = "target" };

    async Task<Outcome<Aim>> Experts(Act act, string written, CancellationToken stop)
    {
        var asked = new List<Officer>();
        foreach (var each in written.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct())
            if (Actor.TryParse(each, out var actor) && actor.Officer is { } id && await Officer.Find(cases.Journal, act.Jurisdiction, id, stop) is { } officer && officer.Posts.Any(TalkVerbs.HandlesCases)) asked.Add(officer);
            else return new Refusal("verb.target") { Field = "target" };
        return asked.Count is > 0 and <= MostExperts ? new Aim { Written = string.Join(',', asked.Select(officer => (Actor)officer.Id)), Officers = asked } : new Refusal("verb.target") { Field = "target" };
    }

    // The page offers those of the office and of the joint departments; a program may name any officer of the jurisdiction.
    async Task<IReadOnlyList<Officer>> NearbyExperts(Case current, Act act, CancellationToken stop)
    {
        var codes = current.Version.Matter.JointDepartments.Select(department => offices.FindFor(current.Jurisdiction, department.Zh)).OfType<string>().Prepend(current.Organisation).Distinct();
        var experts = new List<Officer>();
        foreach (var code in codes) experts.AddRange(await Officer.Of(cases.Journal, act.Jurisdiction, CreditCode.Parse(code), stop));
        return [.. experts.Where(officer => ((Actor)officer.Id).ToString() != act.Who.ToString() && officer.Posts.Any(TalkVerbs.HandlesCases)).DistinctBy(officer => officer.Id).Take(MostExperts)];
    }

    async Task<Outcome<Aim>> OfficeFor(Case current, string written, Act act, CancellationToken stop)
    {
        if (written == current.Organisation || offices.Find(current.Jurisdiction, written) is not { } office) return new Refusal("verb.target") { Field = "target" };
        if ((await WithThePower(current, act, stop)).All(able => able.Code != office.Code))
            return new Refusal("forward.no-power", ("office", office.Name), ("matter", current.Version.Matter.Name)) { Field = "target" };
        var roles = (await Post.Of(cases.Journal, act.Jurisdiction, office.Code, stop)).Select(post => post.Id.Role.ToString()).ToHashSet();
        return current.Tasks.Where(task => task.Organisation == current.Organisation && task.Post != Case.Applicant).All(task => roles.Contains(task.Post))
            ? new Aim { Written = written } : new Refusal("forward.no-post", ("office", office.Name)) { Field = "target" };
    }

    // 清单之外无权力: the lists that let a matter be published say too who else may be given a case of it.
    async Task<IReadOnlyList<Organisation>> WithThePower(Case current, Act act, CancellationToken stop)
    {
        var departments = await Organisation.Departments(cases.Journal, act.Jurisdiction, stop);
        var shared = cases.Versions.Catalogue.Shared;
        return [.. offices.Of(current.Jurisdiction).Where(office => office.Code.ToString() != current.Organisation && shared.MayDo(current.Version.Matter, [.. departments[office.Code]]))];
    }

    async Task<Outcome<Aim>> Other(Case current, string number, Act act, CancellationToken stop) =>
        Others(current).FirstOrDefault(other => other.Number == number || other.Id == number) is { Id: { } id } && await cases.Find(act.Jurisdiction, id, stop) is { } found
            ? new Aim { Written = found.Id, Other = found } : new Refusal("merge.other") { Field = "target" };

    List<(string Id, string Number)> Others(Case current)
    {
        using var connection = cases.Journal.OpenRead();
        return [.. connection.Query<(string, string)>("""
            SELECT case_id, number FROM case_index
            WHERE jurisdiction = @jurisdiction AND party = @party AND matter = @matter AND status <> 'Closed' AND case_id <> @id ORDER BY case_id
            """, new { jurisdiction = current.Jurisdiction, party = current.Opened.Party, matter = current.Opened.Matter, id = current.Id })];
    }

    // A day and time as a page's field gives it is China's.
    static Outcome<Aim> InstantOf(string written, Act act)
    {
        var last = act.Now.AddYears(MostYearsAhead);
        if (!DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) || parsed < act.Now.AddDays(-1) || parsed > last.AddDays(1)) return new Refusal("verb.not-to-come") { Field = "target" };
        var at = written.Contains('+') || written.EndsWith('Z') ? parsed : new DateTimeOffset(parsed.DateTime, China.Offset);
        return at > act.Now && at <= last ? new Aim { Written = at.ToString("O", CultureInfo.InvariantCulture), At = at } : new Refusal("verb.not-to-come") { Field = "target" };
    }

    /// <summary>Officers by name and post, and by office where that is another: a name alone says nothing of who can do it.</summary>
    async Task<IReadOnlyList<(string Value, Text Name)>> Named(IReadOnlyList<Officer> officers, Case current, Act act, CancellationToken stop)
    {
        var titles = new Dictionary<PostId, Text>();
        foreach (var office in officers.SelectMany(officer => officer.Posts).Select(post => post.Organisation).Distinct())
            foreach (var post in await Post.Of(cases.Journal, act.Jurisdiction, office, stop)) titles[post.Id] = post.Name;
        return [.. officers.Select(officer =>
        {
            var posts = officer.Posts.Where(titles.ContainsKey).Select(post => post.Organisation.ToString() == current.Organisation ? titles[post]
                : new Text(NameOf(current.Jurisdiction, post.Organisation.ToString()).Zh + titles[post].Zh, $"{titles[post].En}, {NameOf(current.Jurisdiction, post.Organisation.ToString()).En}")).ToList();
            return (((Actor)officer.Id).ToString(), posts.Count == 0 ? new Text(officer.Name)
                : new Text($"{officer.Name}（{string.Join("、", posts.Select(post => post.Zh))}）", $"{officer.Name} ({string.Join("; ", posts.Select(post => post.En ?? post.Zh))})"));
        })];
    }
}
