using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Verbs;

/// <summary>What each reads of a case and of what came of it.</summary>
[Collection(VerbsNode.Name)]
public sealed class ReadingTests(NodeFixture fixture)
{
    [Fact]
    public async Task A_licence_names_its_issuer_in_English_on_every_English_page_and_to_programs_in_both()
    {
        var some = await SomeCase.Accepted(fixture.Node);
        await some.Decided();
        var held = (await some.Applicant.Get("/api/licences")).Ok().Body.EnumerateArray().Single(each => each.GetProperty("case").GetString() == some.Id);
        Assert.Equal("澜阳区市场监督管理局", held.GetProperty("issuer").GetProperty("zh").GetString());
        Assert.Equal("Lanyang District Market Regulation Bureau", held.GetProperty("issuer").GetProperty("en").GetString());
        Assert.Equal("Lanyang District Market Regulation Bureau", (await some.Seen()).GetProperty("organisationName").GetProperty("en").GetString());
        using var browser = new Browser(fixture.Node.Address);
        await browser.SignIn(some.Applicant.Account ?? throw new InvalidOperationException());
        foreach (var page in (string[])["/licences?", $"/licences/{held.GetProperty("licence").GetString()}?", $"/licences/check?number={held.GetProperty("identifier").GetString()}&", $"/cases/{some.Id}?"])
        {
            var words = (await browser.Get(page + "lang=en")).Words;
            Assert.Contains("Lanyang District Market Regulation Bureau", words, StringComparison.Ordinal);
            Assert.DoesNotContain("市场监督管理局", words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_fingerprint_of_a_file_is_for_officers_who_compare_and_not_for_whoever_handed_it_in()
    {
        var some = await SomeCase.Submitted(fixture.Node);
        Assert.Contains("指纹", await some.Read((await some.Officer("clerk")).Account ?? throw new InvalidOperationException(), atDesk: true));
        var own = await some.Read(some.Applicant.Account ?? throw new InvalidOperationException());
        Assert.Contains("我交的材料", own);
        Assert.DoesNotContain("指纹", own);
    }
}
