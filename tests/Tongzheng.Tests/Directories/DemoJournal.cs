using Tongzheng.Directories;
using Tongzheng.Directories.Demo;
using Tongzheng.Directories.ReadModels;
using Tongzheng.Journals;
using Tongzheng.Tests.Journals;

namespace Tongzheng.Tests.Directories;

/// <summary>A journal with the whole demo province in it, made at the first question and shared by the tests that only ask.</summary>
public sealed class DemoJournal<TPlace> : IAsyncDisposable where TPlace : Place, new()
{
    TPlace? place;
    Journal? journal;

    public DemoProvince Demo { get; } = DemoProvince.Load(Repository.PathOf("regions", "yunlan"));

    public CitizenIndex Index { get; } = new(new byte[32]);

    public async ValueTask<Journal> Open()
    {
        if (journal is not null)
            return journal;
        place = new TPlace(); // where there is no PostgreSQL this skips the test
        journal = await Journal.Open(place.Options with { Models = Models(Index) });
        await FoundDemo.Found(journal, Demo);
        return journal;
    }

    public static IReadOnlyList<ReadModel> Models(CitizenIndex index) => [new GovernmentModel(), new PeopleModel(index), new EnterpriseModel()];

    public async ValueTask DisposeAsync()
    {
        if (journal is not null)
            await journal.DisposeAsync();
        if (place is not null)
            await place.DisposeAsync();
    }
}
