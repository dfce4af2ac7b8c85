using Tongzheng.Directories;
using Tongzheng.Directories.Demo;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Services.Pages;

namespace Tongzheng.Services;

/// <summary>The people of the demo whom one can be, with their roles. Made up, all of them.</summary>
public sealed class DemoAccounts
{
    /// <summary>An account of the demo.</summary>
    /// <param name="Key">A stable key for stories; null for officers.</param>
    public sealed record Account(string Who, string Jurisdiction, string Name, string Note, string? Key, string? Post);

    readonly Dictionary<string, (Text Office, Text Title)> posts;

    DemoAccounts(IReadOnlyList<Account> all, Dictionary<string, (Text, Text)> posts) => (All, this.posts) = (all, posts);

    public IReadOnlyList<Account> All { get; }

    public static async Task<DemoAccounts> Load(Journal journal, string region, Hosted hosted)
    {
        var accounts = DemoProvince.Load(region).Residents.Select(resident => new Account(
            ((Actor)resident.Person.Person).ToString(), JurisdictionId.Of(resident.Person.Residence).ToString(), resident.Person.Name ?? "", resident.Note, resident.Key, null)).ToList();
        var posts = new Dictionary<string, (Text, Text)>();
        foreach (var government in hosted.Governments)
            foreach (var office in await Organisation.All(journal, government.Id))
            {
                foreach (var post in await Post.Of(journal, government.Id, office.Code)) posts[post.Id.ToString()] = (office.Name, post.Name);
                foreach (var officer in await Officer.Of(journal, government.Id, office.Code))
                    foreach (var post in officer.Posts.Where(post => post.Organisation == office.Code))
                        accounts.Add(new Account(((Actor)officer.Id).ToString(), government.Id.ToString(), officer.Name, $"{office.Name.Zh} · {post.Role}", null, post.ToString()));
            }
        return new DemoAccounts(accounts, posts);
    }

    /// <summary>For the sign-in panel: residents, the officers of the place where most of them live, and of one more place, for cases that move between two.</summary>
    public IReadOnlyList<DemoGroup> Groups(Language language)
    {
        var homes = All.Where(account => account.Key is not null).GroupBy(account => account.Jurisdiction).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key).ToList();
        DemoPerson As(Account account, string note) => new($"{account.Who}@{account.Jurisdiction}", account.Name, note);
        DemoPerson InOffice(Account account) => As(account, posts[account.Post ?? ""].Title.In(language));
        DemoGroup OfficersOf(string label, int home) => new(label, [])
        {
            Offices = [.. All.Where(account => account.Key is null && account.Jurisdiction == homes.ElementAtOrDefault(home)).DistinctBy(account => (account.Who, account.Post))
                .GroupBy(account => posts[account.Post ?? ""].Office).Select(office => new DemoGroup(office.Key.In(language), [.. office.Select(InOffice)]))],
        };
        return
        [
            new DemoGroup(language.Of("居民", "Residents"), [.. All.Where(account => account.Key is not null).Select(account => As(account, account.Note))]),
            new DemoGroup(language.Of("事项目录（国家）", "Catalogue of the state"), [.. All.Where(account => account.Jurisdiction == JurisdictionId.State.ToString() && account.Post?.EndsWith("/" + Role.Steward, StringComparison.Ordinal) == true).Select(account => As(account, $"{posts[account.Post ?? ""].Office.In(language)} · {posts[account.Post ?? ""].Title.In(language)}"))]),
            OfficersOf(language.Of("工作人员", "Officers"), 0),
            OfficersOf(language.Of("另一地的工作人员", "Officers of another place"), 1),
        ];
    }
}
