using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tongzheng.Kernel;

namespace Tongzheng.Tests.Web;

/// <summary>Renders a component as a page would and reads the markup back.</summary>
static class Rendered
{
    public static async Task<IHtmlDocument> Of<TComponent>(params (string Name, object? Value)[] parameters) where TComponent : IComponent =>
        await In<TComponent>(Language.Chinese, parameters);

    public static async Task<IHtmlDocument> In<TComponent>(Language language, params (string Name, object? Value)[] parameters) where TComponent : IComponent
    {
        await using var services = new ServiceCollection().AddSingleton<AntiforgeryStateProvider, Token>().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            RenderFragment inside = builder =>
            {
                builder.OpenComponent<TComponent>(0);
                foreach (var (name, value) in parameters) builder.AddComponentParameter(1, name, value);
                builder.CloseComponent();
            };
            var output = await renderer.RenderComponentAsync<CascadingValue<Language>>(ParameterView.FromDictionary(
                new Dictionary<string, object?> { ["Value"] = language, ["ChildContent"] = inside }));
            return output.ToHtmlString();
        });
        return new HtmlParser().ParseDocument(html);
    }

    sealed class Token : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken GetAntiforgeryToken() => new("token", "_token");
    }
}
