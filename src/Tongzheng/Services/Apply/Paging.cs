using Tongzheng.Forms;

namespace Tongzheng.Services.Apply;

/// <summary>How a form is cut into pages: a short one is one page; a long one has a page for each of its groups.</summary>
public static class Paging
{
    /// <summary>Fields that fit on one page without scrolling for ever.</summary>
    public const int MostOnOnePage = 12;

    public static IReadOnlyList<IReadOnlyList<Component>> Of(Form form)
    {
        var answers = form.All.Count(component => Component.HoldsAnswer(component.Type));
        if (answers <= MostOnOnePage || form.Components.Count(component => component.Type == "group") < 2) return [form.Components];
        var pages = new List<List<Component>>();
        foreach (var component in form.Components)
        {
            // What stands between groups belongs to the page before it.
            if (component.Type == "group" || pages.Count == 0) pages.Add([]);
            pages[^1].Add(component);
        }
        return pages;
    }

    /// <summary>Keys of the answers on a page; a repeating group is one.</summary>
    public static IEnumerable<string> KeysOf(IReadOnlyList<Component> page) =>
        page.SelectMany(component => component.Type == "group" ? KeysOf(component.Children) : component.Key is { } key ? [key] : Array.Empty<string>());
}
