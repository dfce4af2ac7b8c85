using Tongzheng.Casework;
using Tongzheng.Kernel;

namespace Tongzheng.Services.Desk;

/// <summary>What the address of the worklist asks for: which list, narrowed to what, from where on.</summary>
sealed record Asked(string? View, WorkFilter Filter, string? After = null, string? Before = null)
{
    /// <summary>The lists of cases by status, beside the lists of tasks.</summary>
    public static readonly (string View, CaseStatus Status, Text Name)[] Standing =
    [
        ("waiting", CaseStatus.Correcting, new("等待当事人", "Waiting for the party")),
        ("incidents", CaseStatus.Incident, new("需要人工处理", "Needs a person")),
        ("suspended", CaseStatus.Suspended, new("暂停计时", "Clock stopped")),
        ("accepted", CaseStatus.Accepted, new("办理中", "In progress")),
        ("closed", CaseStatus.Closed, new("已办结", "Closed")),
    ];

    /// <summary>The lists of open tasks; the first has no word in the address.</summary>
    public static readonly (string? View, Whose Whose, Text Name)[] Open =
    [
        (null, Whose.Post, new("待我办理", "To do")),
        ("mine", Whose.Mine, new("我承办的", "Taken by me")),
        ("office", Whose.Office, new("本单位在办", "All of the office")),
    ];

    public static Asked Of(IQueryCollection query) => Of(name => query[name]) with { After = Said(query["after"]), Before = Said(query["before"]) };

    public static Asked Of(Func<string, string?> read)
    {
        var view = Said(read("view"));
        return new(Open.Any(each => each.View == view) || Standing.Any(each => each.View == view) ? view : null, new WorkFilter(Said(read("matter")), Said(read("q")),
            Enum.TryParse<Light>(read("light"), true, out var light) && light != Light.Stopped ? light : null, Said(read("post")), Said(read("who"))));
    }

    public CaseStatus? Status => Standing.Where(each => each.View == View).Select(each => (CaseStatus?)each.Status).FirstOrDefault();

    public Whose Whose => Open.FirstOrDefault(each => each.View == View).Whose;

    /// <summary>The same list without anything narrowed.</summary>
    public string Bare => Href("/desk", View, new WorkFilter());

    public string Href(WorkFilter filter, string? after = null, string? before = null) => Href("/desk", View, filter, after, before);

    public static string Href(string path, string? view, WorkFilter filter, string? after = null, string? before = null)
    {
        var parts = Parts(view, filter).Concat([("after", after), ("before", before)]).Where(pair => pair.Item2 is not null).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2 ?? "")}").ToList();
        return parts.Count == 0 ? path : path + "?" + string.Join('&', parts);
    }

    /// <summary>Names and values of the address, so that a form can keep them.</summary>
    public static IReadOnlyList<(string, string?)> Parts(string? view, WorkFilter filter) =>
        [("view", view), ("light", filter.Light?.ToString().ToLowerInvariant()), ("post", filter.Post), ("who", filter.Assignee), ("matter", filter.Matter), ("q", filter.Searched)];

    static string? Said(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
