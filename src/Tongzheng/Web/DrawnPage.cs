using System.Text;
using Microsoft.AspNetCore.Components.Rendering;

namespace Tongzheng.Web;

/// <summary>A page as an answer: its frame and what it shows.</summary>
public abstract class DrawnPage : IResult
{
    public required PageFrame Frame { get; init; }

    /// <summary>A record of the page's own; null for a page that is text alone.</summary>
    public object? Model { get; init; }

    public int StatusCode { get; init; } = StatusCodes.Status200OK;

    internal abstract void Build(RenderTreeBuilder builder);

    /// <summary>The page is drawn whole before its first byte is sent, so a fault on the way becomes a page that says so.</summary>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        using var drawing = Drawing.Of(Build, Frame.Language, () => httpContext.RequestServices.GetRequiredService<FormToken>().For(httpContext));
        var response = httpContext.Response;
        var bytes = drawing.Utf8Length;
        response.StatusCode = StatusCode;
        response.ContentType = "text/html; charset=utf-8";
        response.ContentLength = bytes;
        response.BodyWriter.Advance(Encoding.UTF8.GetBytes(drawing.Html, response.BodyWriter.GetSpan(bytes)));
        return response.BodyWriter.FlushAsync(httpContext.RequestAborted).AsTask();
    }
}

/// <inheritdoc/>
public sealed class DrawnPage<TPage> : DrawnPage where TPage : Piece
{
    internal override void Build(RenderTreeBuilder builder)
    {
        builder.OpenComponent<TPage>(0);
        builder.AddComponentParameter(1, nameof(Frame), Frame);
        if (Model is not null) builder.AddComponentParameter(2, nameof(Model), Model);
        builder.CloseComponent();
    }
}
