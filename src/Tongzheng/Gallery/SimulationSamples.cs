using Tongzheng.Kernel;
using Tongzheng.Modelling.Simulating;

namespace Tongzheng.Gallery;

/// <summary>A simulation before, while and after it is played.</summary>
static class SimulationSamples
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        Sample.Of<SimulationPage>("simulation", new("模拟办件", "Simulate cases"), Plan) with { IsOfficer = true },
        Sample.Of<SimulationPage>("simulation-errors", new("模拟办件（有误）", "Simulate cases (with errors)"), l => Plan(l) with
        {
            Arrivals = "很多",
            Errors = [new("arrivals", l.Of("“很多”不是数字。", "“很多” is not a number.")), new("runs", l.Of("运行次数应为1至30。", "There can be 1 to 30 runs.")), new("staff.0", l.Of("“两”不是数字。", "“两” is not a number."))],
        }) with { IsOfficer = true },
        Sample.Of<SimulationResultPage>("simulation-running", new("正在模拟", "Being simulated"), l => Result(l) with { State = SimulationState.Running, Done = 2300, Found = null }) with { IsOfficer = true },
        Sample.Of<SimulationResultPage>("simulation-broken-off", new("模拟已停止", "Simulation stopped"), l => Result(l) with { State = SimulationState.BrokenOff, Found = null }) with { IsOfficer = true },
        Sample.Of<SimulationResultPage>("simulation-result", new("模拟结果", "What the simulation found"), Result) with { IsOfficer = true },
    ];

    static PlanView Plan(Language l) => new()
    {
        Matter = l.Of("食品经营许可", "Food business licence"),
        Action = "/gallery/simulation-running",
        Cases = "1000", WarmUp = "100", Runs = "5", Arrivals = "10", Hours = "7", From = "2026-06-10", Seed = "1",
        Staff = [new("staff.0", l.Of("云州市市场监督管理局 · 受理岗", "Market Supervision Bureau of Yunzhou · Acceptance"), "2"), new("staff.1", l.Of("云州市市场监督管理局 · 审查岗", "Market Supervision Bureau of Yunzhou · Review"), "2")],
        Times =
        [
            new("time.accept", "spread.accept", l.Of("受理", "Acceptance"), "0.5", "LogNormal", l.Of("工作小时", "working hours"), l.Of("估计", "A guess")),
            new("time.correct", "spread.correct", l.Of("申请人补正", "Correction by the applicant"), "3.4", "LogNormal", l.Of("天", "days"), l.Of("据实际办件", "From real cases")),
        ],
        Shares = [new(l.Of("受理", "Acceptance"), l.Of("意见", "Opinion"), [new("share.0.0", l.Of("受理", "Accept"), "8"), new("share.0.1", l.Of("要求补正", "Ask for corrections"), "1.5"), new("share.0.2", l.Of("不予受理", "Do not accept"), "0.5")])],
    };

    static SimulationView Result(Language l) => new()
    {
        Matter = l.Of("承诺件：受理、审查、决定", "Promised: acceptance, review, decision"),
        State = SimulationState.Done,
        Done = 5500,
        Cases = 5500,
        AskHref = "/gallery/simulation",
        Found = new FoundView
        {
            Sentences =
            [
                l.Of("5,000件模拟办件里，时间主要花在“审查”（61.2% ± 4.8）和“申请人补正”（28.4% ± 3.1）。", "Of 5,000 simulated cases, most of the time went into “Review” (61.2% ± 4.8) and “Correction by the applicant” (28.4% ± 3.1)."),
                l.Of("从申请到办结平均6.32 ± 0.41天，九成在12.6 ± 1.2天以内。", "From application to close it took 6.32 ± 0.41 days on average; nine of ten were done within 12.6 ± 1.2 days."),
            ],
            Warnings = [l.Of("云州市市场监督管理局 · 审查岗人手不够：来的比办得完的多，队伍会一直变长。", "Market Supervision Bureau of Yunzhou · Review is overloaded: more comes than can be done, and the queue keeps growing.")],
            Steps =
            [
                new("review", l.Of("审查", "Review"), "61.2% ± 4.8", 0.612, 0.55, "3,402", l.Of("18.2 ± 2.2小时", "18.2 ± 2.2 h"), l.Of("44.1 ± 5小时", "44.1 ± 5 h"), l.Of("0.5 ± 0.01小时", "0.5 ± 0.01 h"), "15.1 ± 2.4", l.Of("5.1 ± 0.5天", "5.1 ± 0.5 days"), "—", 4),
                new("correct", l.Of("申请人补正", "Correction by the applicant"), "28.4% ± 3.1", 0.284, 0.284, "1,690", "—", "—", "—", "—", l.Of("3 ± 0.05天", "3 ± 0.05 days"), "0.0%", 2),
                new("accept", l.Of("受理", "Acceptance"), "10.4% ± 1", 0.104, 0.06, "6,690", l.Of("0.31 ± 0.05小时", "0.31 ± 0.05 h"), l.Of("1 ± 0.2小时", "1 ± 0.2 h"), l.Of("0.5 ± 0.01小时", "0.5 ± 0.01 h"), "0.52 ± 0.1", l.Of("0.2 ± 0.02天", "0.2 ± 0.02 days"), "0.3%", 1),
            ],
            Posts = [new(l.Of("云州市市场监督管理局 · 受理岗", "Market Supervision Bureau of Yunzhou · Acceptance"), "2", "48.2% ± 1.4", 0.482), new(l.Of("云州市市场监督管理局 · 审查岗", "Market Supervision Bureau of Yunzhou · Review"), "1", "98.6% ± 0.9", 0.986)],
            Outcomes = [new(l.Of("准予", "Granted"), "52.1% ± 1.1", 0.521, "2,605"), new(l.Of("不予受理", "Not accepted"), "47.9% ± 1.1", 0.479, "2,395")],
            NeverTaken = [l.Of("“五日未告知”之后到“告知视为受理”", "From “Nothing said in five days” to “Deemed accepted”")],
            DiagramHref = GalleryPages.ProcedureHref,
            Assumed = l.Of("每个工作日平均来10件（到达时刻随机），每天工作7小时。“±”是95%置信区间。", "10 cases come on a working day on average, at random; 7 hours are worked a day. “±” is a 95 % confidence interval."),
        },
    };
}
