namespace Tongzheng.Services.Pages;

/// <summary>Ways to sign in. Outside the demo and without an identity provider there is none, and the page says so.</summary>
public sealed record SignInView
{
    /// <summary>Where to go after; a path of this site, posted back as <c>next</c>.</summary>
    public string? Next { get; init; }

    /// <summary>The identity provider's door, where one is configured.</summary>
    public string? ProviderHref { get; init; }

    public string? ProviderName { get; init; }

    /// <summary>Where the demo's choice is posted, as <c>who</c>; null outside the demo.</summary>
    public string? DemoAction { get; init; }

    public IReadOnlyList<DemoGroup> DemoPeople { get; init; } = [];

    /// <summary>Why one was sent here: the session expired.</summary>
    public string? Message { get; init; }
}

/// <summary>People of the demo by kind: 居民, 企业, 工作人员.</summary>
public sealed record DemoGroup(string Label, IReadOnlyList<DemoPerson> People)
{
    /// <summary>Officers by their office, folded: a county has hundreds.</summary>
    public IReadOnlyList<DemoGroup> Offices { get; init; } = [];
}

/// <param name="Who">Value posted as <c>who</c>.</param>
/// <param name="Note">82 岁，云山市; 受理岗.</param>
public sealed record DemoPerson(string Who, string Name, string Note);
