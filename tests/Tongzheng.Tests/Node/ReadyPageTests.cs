using System.Net;

namespace Tongzheng.Tests.Node;

/// <summary>Pages kept for everybody: the same bytes again, a 304 to who has them, and never a page of somebody's session.</summary>
public sealed class ReadyPageTests : IAsyncLifetime
{
    RunningNode? node;

    public async ValueTask InitializeAsync() => node = await RunningNode.Start();

    public async ValueTask DisposeAsync()
    {
        if (node is not null) await node.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/matters/food-business")]
    [InlineData("/search?q=餐饮")]
    public async Task An_unchanged_page_is_told_by_its_tag(string path)
    {
        using var visitor = new HttpClient { BaseAddress = node!.Address };
        using var first = await visitor.GetAsync(path);
        using var second = await visitor.GetAsync(path);
        Assert.Equal(await first.Content.ReadAsByteArrayAsync(), await second.Content.ReadAsByteArrayAsync());
        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.TryAddWithoutValidation("If-None-Match", second.Headers.ETag?.Tag);
        using var third = await visitor.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, third.StatusCode);
    }

    [Fact]
    public async Task Each_language_and_the_elder_mode_have_pages_of_their_own()
    {
        using var visitor = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = node!.Address };
        var pages = new HashSet<string>();
        foreach (var query in new[] { "", "?lang=en", "?elder=1", "?lang=en&elder=1" })
            Assert.True(pages.Add(await visitor.GetStringAsync("/about" + query)), query);
        Assert.Equal(4, pages.Count);
    }

    [Fact]
    public async Task A_session_is_never_shown_a_kept_page_and_its_page_is_never_kept()
    {
        using var visitor = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = node!.Address };
        var before = await visitor.GetStringAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", "tongzheng=whatever");
        using var mine = await visitor.SendAsync(request);
        Assert.Null(mine.Headers.ETag);
        Assert.Equal(before, await visitor.GetStringAsync("/"));
    }
}
