using Microsoft.AspNetCore.Components;

namespace Tongzheng.Web;

/// <summary>A column of a <see cref="DataTable{TRow}"/>.</summary>
public sealed record Column<TRow>(string Heading, RenderFragment<TRow> Cell)
{
    public Column(string heading, Func<TRow, string?> text)
        : this(heading, row => builder => builder.AddContent(0, text(row)))
    {
    }

    /// <summary>Figures, aligned right.</summary>
    public bool Numeric { get; init; }
}
