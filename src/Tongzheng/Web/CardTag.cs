namespace Tongzheng.Web;

/// <summary>A short word on a card.</summary>
public sealed record CardTag(string Label, TagColour Colour = TagColour.Grey);
