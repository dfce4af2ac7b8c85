namespace Tongzheng.Browser;

/// <summary>The pictures of README's tour, taken from the live node: <c>docs/images</c>.</summary>
public sealed class Screenshots(JourneysHost host) : IClassFixture<JourneysHost>
{
    // README loads them all: each stays small.
    const int LargestBytes = 150 * 1024;

    [Fact(Explicit = true)]
    public async Task Take_the_pictures_of_the_tour()
    {
        await using var owner = await (await host.Visitor(javaScript: true)).SignIn("李䶮");
        await owner.Goto("/matters/food-business/apply?page=1");
        await owner.FillAllPages(JourneysTests.Restaurant);
        var restaurant = await owner.Submit();
        await owner.Goto("/matters/individual-business-registration/apply?page=1");
        await owner.FillAllPages(JourneysTests.NoodleShop);
        var shop = await owner.Submit();

        await Take(owner, "/", "home");
        await Take(owner, "/matters/food-business", "guide");
        await Take(owner, $"/cases/{restaurant}", "case");
        await owner.Goto($"/cases/{shop}");
        await owner.Follow("查看证照");
        await Take(owner, owner.Path, "licence");
        await using var clerk = await (await host.Visitor(javaScript: true)).SignIn("澜阳区市场监督管理局", "clerk");
        await Take(clerk, $"/desk/cases/{restaurant}", "desk");
    }

    static async Task Take(JourneysVisitor visitor, string address, string name)
    {
        await visitor.Goto(address);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(GalleryHost.Root, "docs/images")).FullName, name + ".png");
        await visitor.Page.ScreenshotAsync(new() { Path = file });
        Assert.InRange(new FileInfo(file).Length, 1, LargestBytes);
    }
}
