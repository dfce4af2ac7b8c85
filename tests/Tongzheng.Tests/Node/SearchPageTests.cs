namespace Tongzheng.Tests.Node;

/// <summary>What somebody who looks for a matter is shown.</summary>
[Collection(OneNode.Name)]
public sealed class SearchPageTests(NodeFixture fixture)
{
    [Fact]
    public async Task Life_events_are_counted_with_the_matters_that_were_found()
    {
        var page = (await fixture.Node.Nobody().Get("/search?q=" + Uri.EscapeDataString("宝宝出生"))).Ok().Text;
        Assert.Contains("新生儿出生一件事", page);
        Assert.Contains("出生医学证明签发", page);
        Assert.Contains("找到 2 项", page);
    }
}
