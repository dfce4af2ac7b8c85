using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tongzheng.Gallery;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Tests.Web;

public sealed partial class DrawingTests
{
    const string Token = "to+ken";

    public static TheoryData<string> Samples => [.. GalleryPages.All.Select(sample => sample.Name)];

    // The framework encodes what is not ASCII, so it is compared under its own encoder. A new idempotency key is never the same.
    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_page_is_drawn_to_the_letter_as_the_framework_draws_it(string name)
    {
        var sample = GalleryPages.All.First(each => each.Name == name);
        foreach (var (language, elder) in new[] { (Language.Chinese, false), (Language.English, false), (Language.Chinese, true) })
        {
            var page = sample.Render(GalleryPages.FrameOf(sample, language, elder, new DefaultHttpContext().Request));
            using var drawing = Drawing.Of(page.Build, language, () => Token, HtmlEncoder.Default);
            Assert.Equal(WithoutKeys(await ByFramework(page.Build, language)), WithoutKeys(drawing.Html.ToString()));
        }
    }

    [Fact]
    public void Chinese_is_written_as_Chinese_and_markup_in_a_text_is_text()
    {
        using var drawing = Drawing.Of(builder => Element(builder, "p", ("title", "\"云岚\""), content: "云岚<b>省"), Language.Chinese, () => Token);
        Assert.Equal("<p title=\"&quot;云岚&quot;\">云岚&lt;b&gt;省</p>", drawing.Html.ToString());
    }

    public static TheoryData<string, RenderFragment> NoPage => new()
    {
        { "events", builder => Element(builder, "button", ("onclick", (Action)(() => { }))) },
        { "scripts with text", builder => Element(builder, "script", content: "alert(1)") },
        { "values of a select", builder => Element(builder, "select", ("value", "1")) },
        { "pieces of the framework", builder => Component<DynamicComponent>(builder) },
        { "services", builder => Component<Asking>(builder) },
        { "parameters it has not", builder => Component<Breaking>(builder, ("Model", "m")) },
    };

    [Theory]
    [MemberData(nameof(NoPage))]
    public void What_a_page_cannot_have_is_an_error_and_not_left_out(string what, RenderFragment content) =>
        Assert.Throws<NotSupportedException>(() => { using var drawing = Drawing.Of(content, Language.Chinese, () => Token); Assert.Fail(what + drawing.Html.ToString()); });

    [Fact]
    public async Task A_page_that_breaks_half_way_has_sent_nothing()
    {
        var context = Asked();
        await Assert.ThrowsAsync<InvalidOperationException>(() => new DrawnPage<Breaking> { Frame = new() { Title = "" } }.ExecuteAsync(context));
        Assert.Null(context.Response.ContentType);
        Assert.Null(context.Response.ContentLength);
        Assert.Equal(0, context.Response.Body.Length);
    }

    [Fact]
    public async Task A_page_says_how_long_it_is_and_a_long_one_is_whole()
    {
        foreach (var length in new[] { 10, 400_000, 10 })
        {
            var context = Asked();
            await new DrawnPage<Long> { Frame = new() { Title = "" }, Model = length, StatusCode = 422 }.ExecuteAsync(context);
            var html = Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
            Assert.Equal("<p>" + new string('长', length) + "</p>", html);
            Assert.Equal(Encoding.UTF8.GetByteCount(html), context.Response.ContentLength);
            Assert.Equal("text/html; charset=utf-8", context.Response.ContentType);
            Assert.Equal(422, context.Response.StatusCode);
        }
    }

    static string WithoutKeys(string html) => NewKey().Replace(html, "name=\"_key\" value=\"\"");

    [GeneratedRegex("name=\"_key\" value=\"[0-9a-f]{32}\"")]
    private static partial Regex NewKey();

    static DefaultHttpContext Asked() => new() { Response = { Body = new MemoryStream() } };

    static async Task<string> ByFramework(RenderFragment page, Language language)
    {
        await using var services = new ServiceCollection().AddSingleton<AntiforgeryStateProvider, TokenOfFramework>().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<CascadingValue<Language>>(ParameterView.FromDictionary(
            new Dictionary<string, object?> { ["Value"] = language, ["ChildContent"] = page }))).ToHtmlString());
    }

    static void Element(RenderTreeBuilder builder, string name, (string Name, object? Value)? attribute = null, string? content = null)
    {
        builder.OpenElement(0, name);
        if (attribute is { } given) builder.AddAttribute(1, given.Name, given.Value);
        if (content is not null) builder.AddContent(2, content);
        builder.CloseElement();
    }

    static void Component<TComponent>(RenderTreeBuilder builder, (string Name, object? Value)? parameter = null) where TComponent : IComponent
    {
        builder.OpenComponent<TComponent>(0);
        if (parameter is { } given) builder.AddComponentParameter(1, given.Name, given.Value);
        builder.CloseComponent();
    }

    sealed class TokenOfFramework : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken GetAntiforgeryToken() => new(Token, FormToken.Field);
    }

    sealed class Asking : Piece
    {
        [Inject]
        public Clock? Clock { get; set; }
    }

    sealed class Breaking : Piece
    {
        [Parameter]
        public PageFrame? Frame { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddContent(0, "half a page");
            throw new InvalidOperationException("The other half cannot be drawn.");
        }
    }

    sealed class Long : Piece
    {
        [Parameter]
        public PageFrame? Frame { get; set; }

        [Parameter]
        public int Model { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder) => Element(builder, "p", content: new string('长', Model));
    }
}
