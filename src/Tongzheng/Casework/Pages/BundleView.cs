using Tongzheng.Web;

namespace Tongzheng.Casework.Pages;

/// <summary>The one progress bar of a life event (一件事): how many of its components are over, and each in plain words.</summary>
public sealed record BundleView(int Over, int All, IReadOnlyList<BundleLine> Lines);

/// <param name="Href">Its own case; null where it has none yet, or where it is not kept here.</param>
/// <param name="Due">By when its own law wants it done.</param>
public sealed record BundleLine(string Name, string Department, string State, TagColour Colour, string? Href, string? CaseNumber, string? Due);
