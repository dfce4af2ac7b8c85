using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>The columns of the table in words.</summary>
public static class VerbWords
{
    static readonly (Who Who, Text Name)[] Whos =
    [
        (Who.Post, new("任务所属岗位", "whoever holds the post of the task")),
        (Who.Handler, new("承办人", "whoever has the task")),
        (Who.Office, new("主办单位", "the office in charge")),
        (Who.Head, new("本机关负责人", "the head of the office")),
    ];

    /// <param name="party">What the party of the case is called; of no certain case, who applied.</param>
    public static Text Of(Who who, Text? party = null)
    {
        var names = Whos.Prepend((Who.Party, Name: party is { } called ? new(called.Zh, $"the {called.En}") : new("申请人", "the applicant"))).Where(each => who.HasFlag(each.Who)).Select(each => each.Name).ToList();
        return new Text(string.Join("、", names.Select(name => name.Zh)), string.Join(", ", names.Select(name => name.En)));
    }

    public static Text Of(Stage stage) => stage switch
    {
        Stage.Open => new("未办结", "open"),
        Stage.BeforeAcceptance => new("受理前", "before acceptance"),
        Stage.Accepted => new("受理后、未办结", "accepted and open"),
        Stage.Counting => new("法定时限计算中", "the clock of the law runs"),
        Stage.Paused => new("暂停计时", "the clock is stopped by an act"),
        Stage.Closed => new("已办结", "closed"),
        _ => new("任何时候", "whenever"),
    };

    public static Text Of(ClockEffect effect) => effect switch
    {
        ClockEffect.Start => new("开始计算", "starts"),
        ClockEffect.Stop => new("依法暂停", "stops, on a lawful ground"),
        ClockEffect.Restart => new("恢复计算", "goes on"),
        ClockEffect.Extend => new("依法延长一次", "is extended, once"),
        ClockEffect.End => new("终止", "ends"),
        ClockEffect.Anew => new("新办件重新计算", "a new case has a clock of its own"),
        _ => new("不变", "unchanged"),
    };
}
