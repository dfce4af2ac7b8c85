using Dapper;
using Tongzheng.Casework;
using Tongzheng.Casework.Verbs;
using Tongzheng.Directories;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>Who did something in a case, by name and post, as the page of one case asks for them.</summary>
public sealed class Names(Journal journal, Offices offices)
{
    /// <summary>Names of the actors in a case: officers with the title of their post, the party, the node.</summary>
    public async Task<Func<string?, string?, string>> In(Case current, Language language, CancellationToken stop)
    {
        var jurisdiction = JurisdictionId.Parse(current.Jurisdiction);
        var known = new Dictionary<string, string>();
        foreach (var by in current.History.SelectMany(happening => Named(happening.Fact)).Concat(current.Tasks.Select(task => task.Assignee)).OfType<string>().Distinct())
            if (Actor.TryParse(by, out var actor) && actor.Officer is { } id && await Officer.Find(journal, jurisdiction, id, stop) is { } officer)
                known[by] = officer.Name;
        var titles = new Dictionary<string, string>();
        foreach (var organisation in current.History.Select(happening => happening.Fact).Select(fact => fact is CaseAdvanced moved ? moved.Post : fact is CaseActed acted ? acted.Post : null).OfType<string>()
            .Select(PostId.Parse).Select(post => post.Organisation).Distinct())
            foreach (var post in await Post.Of(journal, jurisdiction, organisation, stop))
                titles[post.Id.ToString()] = post.Name.In(language);
        return (by, post) =>
        {
            if (by is null || !Actor.TryParse(by, out var actor) || actor == Actor.Node) return language.Of("系统", "The system");
            if (actor.Person is { } person)
                return person.ToString() == current.Opened.Party ? current.Opened.PartyName ?? current.PartyTitle.In(language) : language.Of($"{current.PartyTitle.Zh}的代表", $"Who acts for the {current.PartyTitle.En}");
            var name = known.GetValueOrDefault(by) ?? language.Of("工作人员", "An officer");
            return post is not null && titles.TryGetValue(post, out var title) ? language.Of($"{name}（{title}）", $"{name} ({title})") : name;
        };
    }

    /// <summary>A post in words: 云州市市场监督管理局 · 受理岗.</summary>
    public async Task<string> OfPost(JurisdictionId jurisdiction, PostId post, Language language, CancellationToken stop)
    {
        var office = offices.Find(jurisdiction.ToString(), post.Organisation.ToString())?.Name.In(language) ?? post.Organisation.ToString();
        var title = (await Post.Of(journal, jurisdiction, post.Organisation, stop)).FirstOrDefault(each => each.Id == post)?.Name.In(language) ?? post.Role.ToString();
        return $"{office} · {title}";
    }

    /// <summary>Officers by name, in one statement; an actor who is none has no entry.</summary>
    public IReadOnlyDictionary<string, string> OfOfficers(JurisdictionId jurisdiction, IEnumerable<string?> actors)
    {
        var officers = actors.OfType<string>().Distinct().Select(text => Actor.TryParse(text, out var actor) ? actor.Officer : null).OfType<OfficerId>().Select(officer => officer.ToString()).ToArray();
        if (officers.Length == 0) return new Dictionary<string, string>();
        using var connection = journal.OpenRead();
        return connection.Query<(string Officer, string Name)>(journal.Dialect.In("""
            SELECT DISTINCT officer, name FROM directory_appointment WHERE jurisdiction = @jurisdiction AND officer IN @officers
            """), new { jurisdiction = jurisdiction.ToString(), officers }).GroupBy(row => row.Officer).ToDictionary(row => "officer/" + row.Key, row => row.First().Name);
    }

    /// <summary>Offices in words.</summary>
    public string OfOffices(JurisdictionId jurisdiction, IEnumerable<string> organisations, Language language) =>
        string.Join(language.Of("、", ", "), organisations.Select(code => offices.Find(jurisdiction.ToString(), code)?.Name.In(language) ?? code));

    /// <summary>The posts of some offices by their titles, each with its office where there are several.</summary>
    public async Task<Func<string, string, string>> OfPosts(JurisdictionId jurisdiction, IReadOnlyList<string> organisations, Language language, CancellationToken stop)
    {
        var titles = new Dictionary<(string, string), string>();
        foreach (var organisation in organisations)
            foreach (var post in await Post.Of(journal, jurisdiction, CreditCode.Parse(organisation), stop))
                titles[(organisation, post.Id.Role.ToString())] = organisations.Count == 1 ? post.Name.In(language)
                    : $"{offices.Find(jurisdiction.ToString(), organisation)?.Name.In(language)} · {post.Name.In(language)}";
        return (organisation, role) => titles.GetValueOrDefault((organisation, role)) ?? language.Of("申请人", "The applicant");
    }

    /// <summary>An officer's own posts in words, the first two of them.</summary>
    public async Task<string> OfPosts(JurisdictionId jurisdiction, IReadOnlyList<PostId> posts, Language language, CancellationToken stop)
    {
        var titles = new List<string>();
        foreach (var post in posts.Take(2)) titles.Add(await OfPost(jurisdiction, post, language, stop));
        return string.Join(language.Of("；", "; "), titles) + (posts.Count > 2 ? language.Of("等", " and others") : "");
    }

    /// <summary>Officers of offices that handle cases, by name and post, to be given a task.</summary>
    public async Task<IReadOnlyList<Choice>> OfficersOf(JurisdictionId jurisdiction, IReadOnlyList<string> organisations, Language language, CancellationToken stop)
    {
        var titles = await OfPosts(jurisdiction, organisations, language, stop);
        var officers = new List<Choice>();
        foreach (var organisation in organisations)
            foreach (var officer in await Officer.Of(journal, jurisdiction, CreditCode.Parse(organisation), stop))
                if (officer.Posts.Where(post => post.Role != Role.Auditor && post.Role != Role.Steward).ToList() is { Count: > 0 } posts)
                    officers.Add(new Choice(((Actor)officer.Id).ToString(), language.Of($"{officer.Name}（{string.Join('、', posts.Select(post => titles(organisation, post.Role.ToString())))}）",
                        $"{officer.Name} ({string.Join(", ", posts.Select(post => titles(organisation, post.Role.ToString())))})")));
        return [.. officers.DistinctBy(officer => officer.Value)];
    }

    /// <summary>The roles that offices have posts for.</summary>
    public IReadOnlyList<string> RolesOf(JurisdictionId jurisdiction, IReadOnlyList<string> organisations)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<string>(journal.Dialect.In("""
            SELECT DISTINCT role FROM directory_post WHERE jurisdiction = @jurisdiction AND organisation IN @organisations ORDER BY role
            """), new { jurisdiction = jurisdiction.ToString(), organisations = organisations.ToArray() })];
    }

    static IEnumerable<string?> Named(Store.Fact fact) => fact switch
    {
        CaseAdvanced moved => [moved.By, moved.OnBehalfOf],
        CorrectionRequested asked => [asked.By],
        CaseActed acted => [acted.By, .. (acted.Target ?? "").Split(',')],
        _ => [],
    };
}
