using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>The first page: what people ask for most, and every way to the rest.</summary>
public sealed record HomeView
{
    /// <summary>How many matters can be found here.</summary>
    public required int MatterCount { get; init; }

    /// <summary>个人办事, 企业办事.</summary>
    public IReadOnlyList<Way> Audiences { get; init; } = [];

    /// <summary>一件事: several matters of several offices by one form.</summary>
    public IReadOnlyList<MatterLink> LifeEvents { get; init; } = [];

    public IReadOnlyList<MatterLink> Popular { get; init; } = [];

    /// <summary>What is decided while one waits (秒批).</summary>
    public IReadOnlyList<MatterLink> AtOnce { get; init; } = [];

    public IReadOnlyList<Way> Themes { get; init; } = [];
    public IReadOnlyList<Way> LifeStages { get; init; } = [];
    public IReadOnlyList<Way> Departments { get; init; } = [];
    public IReadOnlyList<Way> Regions { get; init; } = [];
}

/// <summary>A way to a list of matters. <see cref="Note"/> says in a few words what is there.</summary>
public sealed record Way(string Label, string Href, int? Count = null, string? Note = null);

/// <summary>A matter in a list.</summary>
public sealed record MatterLink(string Name, string Href, string Department)
{
    public IReadOnlyList<CardTag> Tags { get; init; } = [];

    /// <summary>One line on what it is for or who it is for.</summary>
    public string? Summary { get; init; }
}
