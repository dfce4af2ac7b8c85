using Tongzheng.Kernel;

namespace Tongzheng.Web;

/// <summary>What every page needs besides its own content: in whose language, for whom, and where it stands.</summary>
public sealed record PageFrame
{
    public Language Language { get; init; }

    /// <summary>长辈模式: larger type and targets, fewer choices.</summary>
    public bool Elder { get; init; }

    /// <summary>Shown on a kiosk in a hall: larger still, without ways out of the service, and ended when nobody touches it.</summary>
    public bool Kiosk { get; init; }

    /// <summary>The page is asked for again after so many seconds: numbers being called.</summary>
    public int? Refresh { get; init; }

    /// <summary>Where it then goes; to itself where this is null.</summary>
    public string? RefreshHref { get; init; }

    /// <summary>On a kiosk, while somebody is signed in: seconds without a touch before the page asks whether they are there, and until it ends.</summary>
    public (int Idle, int Warning)? Watch { get; init; }

    /// <summary>Title of the page, without the name of the site.</summary>
    public required string Title { get; init; }

    /// <summary>Path of the page, for the links that switch language or mode and come back here.</summary>
    public string Path { get; init; } = "/";

    /// <summary>Query of the page with its question mark, or empty.</summary>
    public string Query { get; init; } = "";

    /// <summary>Name of the place this site serves: 云岚省.</summary>
    public Text? Place { get; init; }

    public string? UserName { get; init; }

    /// <summary>Shows the ways to desk and counter.</summary>
    public bool IsOfficer { get; init; }

    /// <summary>Data and people are fictional, and anybody may sign in as anybody.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The date and time shown when the demo's clock was moved; null while it tells the real time.</summary>
    public string? MovedClock { get; init; }

    public IReadOnlyList<Crumb> Crumbs { get; init; } = [];

    /// <summary>Uses the width of a large screen: worklists and tables.</summary>
    public bool Wide { get; init; }

    /// <summary>Links of an area such as the desk, under the header; the one whose path this page has is marked.</summary>
    public IReadOnlyList<NavLink> Nav { get; init; } = [];

    /// <summary>The address of this page with one parameter of its query set.</summary>
    public string With(string name, string value)
    {
        var kept = Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => !pair.StartsWith(name + "=", StringComparison.Ordinal));
        return Path + "?" + string.Join('&', kept.Append($"{name}={Uri.EscapeDataString(value)}"));
    }
}

/// <summary>A step of the way to this page. Without an address it is the page itself.</summary>
public sealed record Crumb(string Label, string? Href = null);

/// <summary>A link of an area's navigation, with a count where that says something.</summary>
public sealed record NavLink(string Label, string Href, int? Count = null);
