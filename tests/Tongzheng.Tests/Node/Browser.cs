using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Tongzheng.Tests.Node;

/// <summary>A browser without JavaScript: cookies, forms as they stand on the page, redirects one at a time.</summary>
public sealed class Browser(Uri address) : IDisposable
{
    readonly CookieContainer cookies = new();
    HttpClient? http;

    HttpClient Http => http ??= NewHttp();

    public async Task<Page> Get(string path)
    {
        using var response = await Http.GetAsync(path);
        return await Page.Of(response);
    }

    /// <summary>Opens an address and goes where it leads.</summary>
    public async Task<Page> Follow(string path)
    {
        var page = await Get(path);
        for (var redirects = 0; page.Location is { } next && redirects < 5; redirects++) page = await Get(next);
        return page;
    }

    /// <summary>Fills in the form of a page that posts to an address, and presses a button.</summary>
    /// <param name="files">Files by input name without its prefix.</param>
    public Task<Page> Submit(Page page, string action, Dictionary<string, string> fields, params IEnumerable<(string Name, string FileName, HttpContent Content)> files) =>
        Post(action, Filled(page, action, fields), files);

    /// <summary>The fields of a form as a page holds them, with what is typed over them.</summary>
    public static List<KeyValuePair<string, string>> Filled(Page page, string action, Dictionary<string, string> typed)
    {
        var form = page.Document.Forms.FirstOrDefault(form => form.GetAttribute("action")?.Split('?')[0] == action)
            ?? throw new InvalidOperationException($"The page has no form that posts to {action}: {page.Text}");
        var fields = form.QuerySelectorAll("input[name], textarea[name], select[name]")
            .Where(field => field is not IHtmlInputElement { Type: "file" or "submit" } and not IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false })
            .Select(field => KeyValuePair.Create(field.GetAttribute("name") ?? "", field switch
            {
                IHtmlInputElement { Type: "radio" or "checkbox" } box => box.GetAttribute("value") ?? "on",
                IHtmlInputElement input => input.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlSelectElement select => select.Value ?? "",
                _ => "",
            }))
            .Where(field => !typed.ContainsKey(field.Key)).ToList();
        fields.AddRange(typed);
        return fields;
    }

    public async Task<Page> Post(string action, IEnumerable<KeyValuePair<string, string>> fields, params IEnumerable<(string Name, string FileName, HttpContent Content)> files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        foreach (var (name, fileName, content) in files) form.Add(content, "file:" + name, fileName);
        using var response = await Http.PostAsync(action, form);
        return await Page.Of(response);
    }

    /// <summary>Signs in on the demo's panel.</summary>
    public async Task<Page> SignIn(RunningNode.DemoAccount account, string? next = null)
    {
        var page = await Get("/sign-in" + (next is null ? "" : "?next=" + Uri.EscapeDataString(next)));
        return await Submit(page, "/sign-in", new() { ["who"] = $"{account.Who}@{account.Jurisdiction}" });
    }

    /// <summary>What it would send of its cookies: a copy that somebody took.</summary>
    public string Cookies => cookies.GetCookieHeader(address);

    /// <summary>The session runs out; other cookies stay.</summary>
    public void LoseSession()
    {
        foreach (Cookie cookie in cookies.GetCookies(address))
            if (cookie.Name == Identity.Guard.CookieName) cookie.Expired = true;
    }

    /// <summary>Another browser with a copy of this one's cookies.</summary>
    public Browser Copy()
    {
        var copy = new Browser(address);
        copy.cookies.Add(cookies.GetCookies(address));
        return copy;
    }

    HttpClient NewHttp()
    {
        var client = new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        return client;
    }

    public void Dispose() => http?.Dispose();
}

/// <summary>A page as it came.</summary>
public sealed record Page(HttpStatusCode Status, string? Location, string Text, IHtmlDocument Document)
{
    static readonly HtmlParser Parser = new();

    public static async Task<Page> Of(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new Page(response.StatusCode, response.Headers.Location?.ToString(), text, Parser.ParseDocument(text));
    }

    /// <summary>The value of a field as it stands on the page.</summary>
    public string? ValueOf(string name) => Document.QuerySelector($"[name='{name}']") switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlInputElement input => input.Value,
        _ => null,
    };

    /// <summary>What a person reads on it.</summary>
    public string Words => Document.Body?.TextContent ?? "";
}
