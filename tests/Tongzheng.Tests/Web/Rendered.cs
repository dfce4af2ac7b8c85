using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Tests.Web;

/// <summary>Draws a piece as a page would and reads the markup back.</summary>
static class Rendered
{
    public static IHtmlDocument Of<TPiece>(params (string Name, object? Value)[] parameters) where TPiece : Piece =>
        In<TPiece>(Language.Chinese, parameters);

    public static IHtmlDocument In<TPiece>(Language language, params (string Name, object? Value)[] parameters) where TPiece : Piece
    {
        using var drawing = Drawing.Of(builder =>
        {
            builder.OpenComponent<TPiece>(0);
            foreach (var (name, value) in parameters) builder.AddComponentParameter(1, name, value);
            builder.CloseComponent();
        }, language, () => "token");
        return new HtmlParser().ParseDocument(drawing.Html.ToString());
    }
}
