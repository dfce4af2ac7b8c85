using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Tests.Web;

public sealed class FormTokenTests
{
    readonly FormToken tokens = new(new byte[KeyFile.Size]);

    [Fact]
    public void A_browser_is_given_a_secret_by_the_first_page_with_a_form_and_keeps_it()
    {
        var (first, cookie) = Drawn(tokens, null);
        Assert.StartsWith("tongzheng-form=", cookie);
        Assert.Equal((first, null), Drawn(tokens, cookie));
        Assert.DoesNotContain("secure", Set(new DefaultHttpContext()), StringComparison.Ordinal);
        Assert.EndsWith("; path=/; samesite=lax; httponly", Set(new DefaultHttpContext()));
        Assert.EndsWith("; path=/; secure; samesite=lax; httponly", Set(new DefaultHttpContext { Request = { IsHttps = true } }));
    }

    [Fact]
    public void What_a_page_of_this_browser_posts_is_taken_as_a_field_and_from_programs_as_a_header()
    {
        var (token, cookie) = Drawn(tokens, null);
        Assert.True(tokens.IsIn(Posted(cookie, token)));
        var program = Posted(cookie, null);
        program.Request.Headers["RequestVerificationToken"] = token;
        Assert.True(tokens.IsIn(program));
    }

    [Fact]
    public void No_token_another_browsers_another_nodes_and_the_secret_itself_are_refused()
    {
        var ((token, cookie), (other, otherCookie)) = (Drawn(tokens, null), Drawn(tokens, null));
        Assert.False(tokens.IsIn(Posted(cookie, null)));
        Assert.False(tokens.IsIn(Posted(cookie, "")));
        Assert.False(tokens.IsIn(Posted(null, token)));
        Assert.False(tokens.IsIn(Posted(cookie, other)));
        Assert.False(tokens.IsIn(Posted(otherCookie, token)));
        Assert.False(tokens.IsIn(Posted("tongzheng-form=", token)));
        Assert.False(tokens.IsIn(Posted(cookie, cookie?.Split('=')[1])));
        Assert.False(new FormToken([.. Enumerable.Repeat((byte)1, KeyFile.Size)]).IsIn(Posted(cookie, token)));
    }

    [Theory]
    [InlineData("cross-site", false)]
    [InlineData("same-site", false)]
    [InlineData("same-origin", true)]
    [InlineData("none", true)]
    public void What_comes_from_elsewhere_as_the_browser_says_is_refused_whatever_it_brings(string from, bool isTaken)
    {
        var (token, cookie) = Drawn(tokens, null);
        var posted = Posted(cookie, token);
        posted.Request.Headers["Sec-Fetch-Site"] = from;
        Assert.Equal(isTaken, tokens.IsIn(posted));
    }

    static (string Token, string? Cookie) Drawn(FormToken tokens, string? cookie)
    {
        var context = new DefaultHttpContext();
        if (cookie is not null) context.Request.Headers.Cookie = cookie;
        var token = tokens.For(context);
        return (token, context.Response.Headers.SetCookie.ToString().Split(';')[0] is { Length: > 0 } set ? set : null);
    }

    string Set(HttpContext context)
    {
        tokens.For(context);
        return context.Response.Headers.SetCookie.ToString();
    }

    static DefaultHttpContext Posted(string? cookie, string? token)
    {
        var context = new DefaultHttpContext();
        if (cookie is not null) context.Request.Headers.Cookie = cookie;
        context.Request.ContentType = "application/x-www-form-urlencoded";
        context.Request.Form = new FormCollection(token is null ? [] : new Dictionary<string, StringValues> { ["_token"] = token });
        return context;
    }
}
