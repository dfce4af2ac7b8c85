using System.Net;

namespace Tongzheng.Tests.Node;

/// <summary>Applying on pages, without JavaScript, when things go wrong: nothing typed is lost and nothing is sent twice.</summary>
[Collection(OneNode.Name)]
public sealed class PageTests(NodeFixture fixture)
{
    const string Action = "/matters/food-business/apply";
    const string Premises = Action + "?region=" + Some.Place + "&page=2";
    const string Markup = "<script>alert(1)</script>\"'&<img src=x>";

    static readonly Dictionary<string, string> Typed = new()
    {
        ["premisesName"] = "桂巷小馆", ["premisesAddress"] = "桂巷 8 号", ["premisesArea"] = "86", ["staffCount"] = "4", ["businessForm"] = "restaurant", ["foodItems"] = "hot", ["online"] = "no",
        ["safetyOfficers.0.name"] = "周小满", ["safetyOfficers.0.certificate"] = "LY-2026-0031", ["truthful"] = "true", ["explanation"] = "",
    };

    readonly RunningNode node = fixture.Node;

    [Fact]
    public async Task A_double_click_on_submit_makes_one_case()
    {
        using var browser = await SignedIn("zhao-yifan");
        var review = await ToReview(browser, Typed);
        var fields = Browser.Filled(review, Action, new() { ["go"] = "submit", ["declaration"] = "true" });
        var clicks = await Task.WhenAll(browser.Post(Action, fields), browser.Post(Action, fields));
        var third = await browser.Post(Action, fields);
        Assert.All(clicks.Append(third), click => Assert.True(click.Location is { } to && to.StartsWith("/cases/", StringComparison.Ordinal), $"{click.Status} {click.Words}"));
        Assert.Single(clicks.Append(third).Select(click => click.Location).Distinct());
    }

    [Fact]
    public async Task What_another_changed_after_it_was_checked_is_not_sent_unseen()
    {
        using var browser = await SignedIn("guo-xi");
        var review = await ToReview(browser, Typed);
        var premises = review.Document.QuerySelectorAll("a[href*='page=2']").Select(link => link.GetAttribute("href")).First() ?? "";
        Assert.NotNull((await Save(browser, await browser.Get(premises), "premisesName", "别人改的店名")).Location);
        var fields = Browser.Filled(review, Action, new() { ["go"] = "submit", ["declaration"] = "true" });
        var again = await browser.Post(Action, fields);
        Assert.Equal(HttpStatusCode.Conflict, again.Status);
        Assert.Contains("您核对以后，这份草稿又改过了", again.Words);
        Assert.Contains("别人改的店名", again.Words);
        Assert.StartsWith("/cases/", (await browser.Post(Action, Browser.Filled(again, Action, new() { ["go"] = "submit", ["declaration"] = "true" }))).Location);
    }

    [Fact]
    public async Task Two_tabs_on_one_draft_lose_nothing_of_either()
    {
        using var browser = await SignedIn("guo-xi");
        var draft = (await Save(browser, await browser.Get(Premises), "premisesName", "第一稿")).Location ?? "";
        var (one, other) = (await browser.Get(draft), await browser.Get(draft));
        Assert.NotNull((await Save(browser, one, "premisesName", "第一窗")).Location);
        var conflict = await Save(browser, other, "premisesName", "第二窗");
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Equal("第二窗", conflict.ValueOf("premisesName"));
        Assert.Contains("另一个窗口", conflict.Words);
        Assert.Contains("第一窗", conflict.Document.QuerySelector("[aria-labelledby=theirs]")?.TextContent);
        Assert.NotNull((await Save(browser, conflict, "premisesName", "第二窗")).Location); // having seen it, one may
        Assert.Equal("第二窗", (await browser.Get(draft)).ValueOf("premisesName"));
    }

    [Fact]
    public async Task A_tab_in_which_nothing_was_changed_goes_on_beside_another_that_saved()
    {
        using var browser = await SignedIn("guo-xi");
        var draft = (await Save(browser, await browser.Get(Premises), "premisesName", "第一稿")).Location ?? "";
        var (one, other) = (await browser.Get(draft), await browser.Get(draft));
        Assert.NotNull((await Save(browser, one, "premisesName", "第一稿")).Location);
        Assert.NotNull((await Save(browser, other, "premisesName", "第一稿")).Location);
        Assert.Equal("第一稿", (await browser.Get(draft)).ValueOf("premisesName"));
    }

    [Fact]
    public async Task What_is_posted_after_the_session_ran_out_is_there_after_signing_in()
    {
        using var browser = await SignedIn("ayi");
        var page = await browser.Get(Premises);
        browser.LoseSession();
        var kept = await browser.Submit(page, Action, new() { ["premisesName"] = "会话过期小馆", ["go"] = "next" }, ("applicationLetter", "申请书.pdf", new ByteArrayContent(Some.Pdf)));
        Assert.StartsWith("/sign-in?next=", kept.Location);
        var panel = await browser.Get(kept.Location ?? "");
        var account = (await node.Accounts()).First(account => account.Key == "ayi");
        var back = await browser.Submit(panel, "/sign-in", new() { ["who"] = $"{account.Who}@{account.Jurisdiction}" });
        var again = await browser.Get(back.Location ?? "");
        Assert.Equal("会话过期小馆", again.ValueOf("premisesName"));
        Assert.Contains("申请书.pdf", (await browser.Get((back.Location ?? "").Replace("page=2", "page=review"))).Words);
        Assert.NotNull((await Save(browser, again, "premisesName", "会话过期小馆")).Location); // it is theirs now
    }

    [Fact]
    public async Task A_file_of_200_MB_is_refused_in_words_and_everything_else_is_kept()
    {
        using var browser = await SignedIn("zhou-min");
        var page = await OnPageWith(browser, "file:businessLicence", Typed);
        var refused = await browser.Submit(page, Action, new() { ["explanation"] = "我写的说明", ["go"] = "next" }, ("businessLicence", "执照扫描.pdf", new LongContent(200L << 20)), ("applicationLetter", "申请书.pdf", new ByteArrayContent(Some.Pdf)));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("执照扫描.pdf", refused.Document.QuerySelector(".govuk-error-summary")?.TextContent ?? refused.Words);
        Assert.Contains("200 MB", refused.Words);
        Assert.Contains("20 MB", refused.Words);
        Assert.Equal("我写的说明", refused.ValueOf("explanation"));
        Assert.Contains("申请书.pdf", refused.Words);
    }

    [Fact]
    public async Task Markup_in_every_field_is_text_on_every_page()
    {
        using var browser = await SignedIn("ouyang-qing");
        var marked = new Dictionary<string, string>(Typed) { ["premisesName"] = Markup, ["premisesAddress"] = Markup, ["safetyOfficers.0.name"] = Markup, ["explanation"] = Markup };
        var review = await ToReview(browser, marked);
        var sent = await browser.Submit(review, Action, new() { ["go"] = "submit", ["declaration"] = "true" });
        var id = (sent.Location ?? "").Split('/')[2];
        var wrong = await browser.Submit(await browser.Get(Action + "?region=" + Some.Place), Action, new(marked) { ["premisesArea"] = Markup, ["page"] = "2", ["go"] = "next" });
        foreach (var page in new[] { review, wrong, await browser.Get($"/cases/{id}"), await browser.Get($"/cases/{id}/receipt"), await browser.Get("/cases"), await browser.Get("/search?q=" + Uri.EscapeDataString(Markup)), await browser.Get("/licences/check?number=" + Uri.EscapeDataString(Markup)) })
        {
            Assert.DoesNotContain("<script>alert(1)", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page.Text, StringComparison.Ordinal);
        }
        Assert.Contains(Markup, (await browser.Get($"/cases/{id}")).Words);
    }

    [Fact]
    public async Task A_forged_post_without_the_pages_token_is_refused()
    {
        using var browser = await SignedIn("zhao-yifan");
        var forged = await browser.Post(Action, new Dictionary<string, string> { ["premisesName"] = "x", ["go"] = "save" });
        Assert.InRange((int)forged.Status, 400, 422);
        Assert.Null(forged.Location);
    }

    [Fact]
    public async Task The_token_of_another_persons_page_is_refused()
    {
        using var browser = await SignedIn("zhao-yifan");
        using var other = await SignedIn("zhou-min");
        await other.Get(Premises);
        var forged = await Save(other, await browser.Get(Premises), "premisesName", "别人的页面");
        Assert.Equal(HttpStatusCode.Forbidden, forged.Status);
        Assert.Contains("请返回重试", forged.Words);
    }

    [Fact]
    public async Task A_page_that_stood_open_when_somebody_signed_out_is_refused_in_words()
    {
        using var browser = await SignedIn("zhao-yifan");
        var page = await browser.Get(Premises);
        Assert.Equal("/", (await browser.Submit(page, "/sign-out", [])).Location);
        var late = await Save(browser, page, "premisesName", "退出之后");
        Assert.Equal(HttpStatusCode.Forbidden, late.Status);
        Assert.Contains("您填写的内容没有提交", late.Words);
        Assert.Equal(HttpStatusCode.OK, (await Save(browser, await browser.Get(Premises), "premisesName", "退出之后")).Status); // a new page is taken, as anybody's
    }

    [Fact]
    public async Task A_page_that_stood_open_while_the_session_ran_out_and_another_began_loses_nothing()
    {
        using var browser = await SignedIn("guo-xi");
        var page = await browser.Get(Premises);
        browser.LoseSession();
        await browser.SignIn((await node.Accounts()).First(account => account.Key == "guo-xi"));
        var saved = await Save(browser, page, "premisesName", "两次登录之间");
        Assert.Equal("两次登录之间", (await browser.Get(saved.Location ?? "")).ValueOf("premisesName"));
    }

    [Fact]
    public async Task A_link_cannot_send_people_elsewhere_after_they_signed_in()
    {
        using var browser = new Browser(node.Address);
        var account = (await node.Accounts()).First(account => account.Key == "zhou-min");
        foreach (var next in new[] { "https://example.com/", "//example.com/", "/\\example.com" })
            Assert.Equal("/", (await browser.SignIn(account, next)).Location);
    }

    async Task<Browser> SignedIn(string key)
    {
        var browser = new Browser(node.Address);
        await browser.SignIn((await node.Accounts()).First(account => account.Key == key));
        return browser;
    }

    static Task<Page> Save(Browser browser, Page page, string field, string value) => browser.Submit(page, Action, new() { [field] = value, ["go"] = "save" });

    // Page by page, each with the fields and files it asks for, to the page where all is read once more.
    static Task<Page> ToReview(Browser browser, Dictionary<string, string> typed) => OnPageWith(browser, null, typed);

    // The page with a field, or the last one.
    static async Task<Page> OnPageWith(Browser browser, string? field, Dictionary<string, string> typed)
    {
        var page = await browser.Get(Action + "?region=" + Some.Place);
        for (var turns = 0; turns < 10; turns++)
        {
            if (page.ValueOf("page") == "review" || (field is not null && page.Document.QuerySelector($"[name='{field}']") is not null)) return page;
            var asked = page.Document.QuerySelectorAll("[name]").Select(field => field.GetAttribute("name") ?? "").ToHashSet();
            // Rows of a repeating group are not on the page before one is added; a browser may post them all the same.
            var fields = typed.Where(field => asked.Contains(field.Key) || (field.Key.StartsWith("safetyOfficers", StringComparison.Ordinal) && asked.Contains("foodItems"))).ToDictionary();
            fields["go"] = "next";
            var files = SomeFood.Slots.Where(slot => asked.Contains("file:" + slot)).Select(slot => (slot, slot + ".pdf", (HttpContent)new ByteArrayContent(Some.Pdf)));
            var next = await browser.Submit(page, Action, fields, files);
            Assert.True(next.Location is not null, $"{next.Status}: {next.Document.QuerySelector(".govuk-error-summary")?.TextContent ?? next.Words}");
            page = await browser.Get(next.Location ?? "");
        }
        throw new InvalidOperationException("The form has no end.");
    }

    /// <summary>A long file made while it is sent.</summary>
    sealed class LongContent(long bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var chunk = new byte[1 << 20];
            Some.Pdf.CopyTo(chunk, 0);
            for (long sent = 0; sent < bytes; sent += chunk.Length) await stream.WriteAsync(chunk);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes;
            return true;
        }
    }
}
