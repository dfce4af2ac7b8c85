using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;
using Tongzheng.Tests.Directories;
using Tongzheng.Tests.Journals;

namespace Tongzheng.Tests.Store;

/// <summary>What was read lately is dropped by a forgetting, whenever it was put there, and when there is too much of it.</summary>
public sealed class RecentTests : IAsyncLifetime
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, China.Offset);

    readonly SqlitePlace place = new();
    Journal journal = null!;

    public async ValueTask InitializeAsync() => journal = await Journal.Open(place.Options with { Models = DemoJournal<SqlitePlace>.Models(new(new byte[32])) });

    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync();
        await place.DisposeAsync();
    }

    [Fact]
    public async Task What_was_read_before_somebody_was_forgotten_is_found_by_nobody_after_it()
    {
        var recent = new Recent<string, string>(journal, 10);
        var before = recent.Now();
        before.Keep("early", "陈秀英");
        Assert.Equal("陈秀英", recent.Now().Find("early"));

        await Forget();
        before.Keep("late", "陈秀英"); // read before, put there after
        Assert.Null(recent.Now().Find("early"));
        Assert.Null(recent.Now().Find("late"));
        recent.Now().Keep("after", "刘国强");
        Assert.Equal("刘国强", recent.Now().Find("after"));
    }

    [Fact]
    public void It_begins_anew_when_it_is_full_and_what_is_kept_twice_counts_once()
    {
        var recent = new Recent<string, string>(journal, 2);
        for (var time = 0; time < 5; time++) recent.Now().Keep("one", $"{time}");
        Assert.Equal("4", recent.Now().Find("one"));
        recent.Now().Keep("two", "");
        recent.Now().Keep("three", "");
        Assert.Equal([null, null, ""], new[] { "one", "two", "three" }.Select(recent.Now().Find));
    }

    async Task Forget()
    {
        var person = new Tongzheng.Directories.PersonRegistered(PersonId.New(Now), RegionCode.Parse("590102001001"), "陈秀英", null, null, null, null, null, null, null);
        await journal.Append(new Append { Jurisdiction = "590102", Key = "1", Time = Now, Streams = [Facts.To("person/" + person.Person, StreamAppend.Any, person)] });
        Assert.True(await journal.Forget("590102", person.Person.ToString(), Now, "{}"u8.ToArray()));
    }
}
