using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.RenderTree;
using Tongzheng.Kernel;

// The frames of the render tree are "not for application code" because interactive renderers may change them. What is read
// here is what the compiler writes for static markup, and every page of the gallery is compared with the framework's drawing.
#pragma warning disable BL0006

namespace Tongzheng.Web;

/// <summary>
/// Writes pieces as HTML: each builds its frames, which are walked once and written down. Nothing is kept to compare a later
/// state with, because a page is drawn once. What a page of ours does not use (events, references, render modes, form names)
/// is an error and not left out. A thread draws with what it drew the last page with.
/// </summary>
sealed class Drawing : IDisposable
{
    /// <summary>Most pages are shorter; what a long one took is not kept for the next.</summary>
    const int FirstLength = 32 * 1024, LongestKept = 256 * 1024;

    /// <summary>Every script is written as it is, Chinese above all; what could be markup is encoded.</summary>
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    static readonly HashSet<string> WithoutContent = new(StringComparer.OrdinalIgnoreCase)
        { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr" };

    [ThreadStatic]
    static Drawing? idle;

    readonly RenderTreeBuilder tree = new();
    RenderTreeFrame[] frames = [];
    char[] written = new char[FirstLength];
    int length;
    object language = default(Language);
    HtmlEncoder encoder = Encoder;
    Func<string>? token;
    string? givenToken;

    /// <param name="content">The page, or any markup.</param>
    /// <param name="language">Given to every piece that asks for it.</param>
    /// <param name="token">Called for the first form; it may set a cookie.</param>
    public static Drawing Of(RenderFragment content, Language language, Func<string> token, HtmlEncoder? encoder = null)
    {
        var drawing = idle ?? new Drawing();
        idle = null;                                       // one that fails on the way is not used again
        (drawing.language, drawing.token, drawing.encoder) = (language, token, encoder ?? Encoder);
        drawing.Walk(0, drawing.Build(content));
        return drawing;
    }

    public ReadOnlySpan<char> Html => written.AsSpan(0, length);

    public int Utf8Length => Encoding.UTF8.GetByteCount(Html);

    public void Dispose()
    {
        tree.Clear();
        (frames, length, token, givenToken) = ([], 0, null, null);
        if (written.Length <= LongestKept) idle = this;
    }

    // Frames are built behind those that are being walked; the array may then be another one.
    int Build(RenderFragment content)
    {
        content(tree);
        var built = tree.GetFrames();
        frames = built.Array;
        return built.Count;
    }

    void Walk(int at, int end)
    {
        while (at < end) at = Frame(at);
    }

    /// <returns>Where the frame that follows this one and all inside it stands.</returns>
    int Frame(int at)
    {
        ref readonly var frame = ref frames[at];
        switch (frame.FrameType)
        {
            case RenderTreeFrameType.Markup:
                Write(frame.MarkupContent);
                return at + 1;
            case RenderTreeFrameType.Text:
                Write(encoder.Encode(frame.TextContent));
                return at + 1;
            case RenderTreeFrameType.Element:
                return Element(frame.ElementName, at, at + frame.ElementSubtreeLength);
            case RenderTreeFrameType.Region:
                var end = at + frame.RegionSubtreeLength;
                Walk(at + 1, end);
                return end;
            case RenderTreeFrameType.Component:
                return Component(frame.ComponentType, at, at + frame.ComponentSubtreeLength);
            default:
                throw new NotSupportedException($"A page has no {frame.FrameType}.");
        }
    }

    int Element(string name, int at, int end)
    {
        Write("<");
        Write(name);
        for (at++; at < end && frames[at].FrameType == RenderTreeFrameType.Attribute; at++) Attribute(name, frames[at].AttributeName, frames[at].AttributeValue);
        if (at == end && WithoutContent.Contains(name))
        {
            Write(" />");
            return end;
        }
        if (at < end && name is "script" or "style") throw new NotSupportedException($"Text in a {name} is no HTML.");
        Write(">");
        Walk(at, end);
        Write("</");
        Write(name);
        Write(">");
        return end;
    }

    void Attribute(string element, string name, object? value)
    {
        if (name == "value" && element is "select" or "textarea") throw new NotSupportedException($"In HTML a {element} has no value.");
        Write(" ");
        Write(name);
        switch (value)
        {
            case true: break;
            case string text: Write("=\""); Write(encoder.Encode(text)); Write("\""); break;
            default: throw new NotSupportedException($"The attribute {name} of {element} is no text: {value}.");
        }
    }

    int Component(Type kind, int at, int end)
    {
        if (kind == typeof(AntiforgeryToken))
        {
            Token();
            return end;
        }
        var shape = Shape.Of(kind);
        var piece = shape.Make(language);
        for (at++; at < end && frames[at].FrameType == RenderTreeFrameType.Attribute; at++) shape.Set(piece, frames[at].AttributeName, frames[at].AttributeValue);
        if (at < end) throw new NotSupportedException($"{kind.Name} is given a {frames[at].FrameType}.");
        var behind = tree.GetFrames().Count;
        Walk(behind, Build(piece.Draw));
        return end;
    }

    void Token()
    {
        givenToken ??= token?.Invoke() ?? "";
        Write($"<input type=\"hidden\" name=\"{FormToken.Field}\" value=\"");
        Write(encoder.Encode(givenToken));
        Write("\" />");
    }

    void Write(string text)
    {
        if (written.Length - length < text.Length) Array.Resize(ref written, Math.Max(written.Length * 2, length + text.Length));
        text.CopyTo(written.AsSpan(length));
        length += text.Length;
    }
}
