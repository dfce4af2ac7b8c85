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

    DemoAccounts(IReadOnlyList<Account> all) => All = all;

    public IReadOnlyList<Account> All { get; }

    public static async Task<DemoAccounts> Load(Journal journal, string region, Hosted hosted)
    {
        var accounts = DemoProvince.Load(region).Residents.Select(resident => new Account(
            ((Actor)resident.Person.Person).ToString(), JurisdictionId.Of(resident.Person.Residence).ToString(), resident.Person.Name ?? "", resident.Note, resident.Key, null)).ToList();
        foreach (var government in hosted.Governments)
            foreach (var office in await Organisation.All(journal, government.Id))
                foreach (var officer in await Officer.Of(journal, government.Id, office.Code))
                    foreach (var post in officer.Posts.Where(post => post.Organisation == office.Code))
                        accounts.Add(new Account(((Actor)officer.Id).ToString(), government.Id.ToString(), officer.Name, $"{office.Name.Zh} · {post.Role}", null, post.ToString()));
        return new DemoAccounts(accounts);
    }

    /// <summary>For the sign-in panel: residents, the officers of the place where most of them live, and of one more place, for cases that move between two.</summary>
    public IReadOnlyList<DemoGroup> Groups(Language language)
    {
        var homes = All.Where(account => account.Key is not null).GroupBy(account => account.Jurisdiction).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Key).ToList();
        List<DemoPerson> OfficersOf(int home) => [.. All.Where(account => account.Key is null && account.Jurisdiction == homes.ElementAtOrDefault(home)).DistinctBy(account => (account.Who, account.Note)).Select(Of)];
        DemoPerson Of(Account account) => new($"{account.Who}@{account.Jurisdiction}", account.Name, account.Note);
        return
        [
            new DemoGroup(language.Of("居民", "Residents"), [.. All.Where(account => account.Key is not null).Select(Of)]),
            new DemoGroup(language.Of("事项目录（国家）", "Catalogue of the state"), [.. All.Where(account => account.Jurisdiction == JurisdictionId.State.ToString() && account.Post?.EndsWith("/" + Role.Steward, StringComparison.Ordinal) == true).Select(Of)]),
            new DemoGroup(language.Of("工作人员", "Officers"), OfficersOf(0)),
            new DemoGroup(language.Of("另一地的工作人员", "Officers of another place"), OfficersOf(1)),
        ];
    }
}
