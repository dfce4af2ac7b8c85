using Microsoft.AspNetCore.Components;
using Tongzheng.Kernel;

namespace Tongzheng.Web;

/// <summary>What all form fields share. A field that is not required says so; required ones need no mark.</summary>
public abstract class InputField : Piece
{
    /// <summary>Name the value posts under; the id, and so the error summary's link, follows from it.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public string? Error { get; set; }

    [Parameter]
    public bool Required { get; set; } = true;

    /// <summary>The label is the heading of the page: a page with one question.</summary>
    [Parameter]
    public bool IsHeading { get; set; }

    [CascadingParameter]
    public Language L { get; set; }

    /// <summary>Which form of the page it stands in, where two of them ask for a value of the same name.</summary>
    [Parameter]
    public string? Form { get; set; }

    public string Id => IdOf(Form is null ? Name : $"{Form}-{Name}");

    /// <summary>Ids of hint and error, for <c>aria-describedby</c>; null where there is neither.</summary>
    protected string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (_, null) => Id + "-hint",
        (null, _) => Id + "-error",
        _ => $"{Id}-hint {Id}-error",
    };

    protected string? Invalid => Error is null ? null : "true";

    /// <summary>The id of the input that posts under a name, as the error summary links to it.</summary>
    public static string IdOf(string name) => "f-" + name.Replace('.', '-').Replace(':', '-');
}

/// <summary>One choice of radios, checkboxes or a select.</summary>
public sealed record Choice(string Value, string Label, string? Hint = null);

/// <summary>A file uploaded earlier that stays with the form. <see cref="Upload"/> is posted back.</summary>
public sealed record KeptFile(string Upload, string Name, long Bytes);

/// <summary>A file handed in before that a slot may take again; <paramref name="Words"/> say when and for what.</summary>
public sealed record UsedFile(string Upload, string Name, long Bytes, string Words);
