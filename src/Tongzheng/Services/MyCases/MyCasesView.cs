namespace Tongzheng.Services.MyCases;

/// <summary>What a person has under way. Texts are in the reader's language.</summary>
public sealed record MyCasesView(IReadOnlyList<MyCase> Cases, IReadOnlyList<MyDraft> Drafts, string? NextHref);

/// <summary>A case in the list.</summary>
public sealed record MyCase(string Href, string Matter, string Number, string State, string OpenedText, string DueText);

/// <summary>An application saved and not sent.</summary>
public sealed record MyDraft(string Href, string Matter, string SavedText);
