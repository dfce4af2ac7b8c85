using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Desk;

/// <summary>A period that figures are read for, counted back from this month.</summary>
sealed record Span(string Name, int? Months, Text Words)
{
    static readonly Span[] All =
    [
        new("3", 3, new("近三个月", "Last three months")),
        new("12", 12, new("近一年", "Last year")),
        new("all", null, new("全部", "All")),
    ];

    /// <summary>The one asked for; a quarter where none is, for what is slow now matters most.</summary>
    public static Span Of(string? name) => All.FirstOrDefault(each => each.Name == name) ?? All[0];

    public DateOnly From(DateOnly today) => Months is { } months ? today.AddMonths(1 - months) : DateOnly.MinValue;

    public string Href(string path) => this == All[0] ? path : $"{path}?months={Name}";

    public static IReadOnlyList<NavLink> Links(string path, Language language) => [.. All.Select(each => new NavLink(each.Words.In(language), each.Href(path)))];
}
