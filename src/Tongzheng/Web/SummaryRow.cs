using Microsoft.AspNetCore.Components;

namespace Tongzheng.Web;

/// <summary>A line of a summary list: plain <see cref="Value"/>, or <see cref="Content"/> where markup is needed.</summary>
public sealed record SummaryRow(string Key, string? Value, string? ChangeHref = null)
{
    public RenderFragment? Content { get; init; }
}
