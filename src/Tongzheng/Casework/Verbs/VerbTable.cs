using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>
/// The verbs of casework, all of them: who may do each, where the case must stand, what it does to the clock, and what
/// the citizen is told. docs/verbs.md is this table; a test finds a row without page, API or story.
/// </summary>
public static class VerbTable
{
    const string TaskPage = "/desk/cases/{id}/tasks/{task}", TaskApi = "/api/cases/{id}/tasks/{task}";

    static readonly Text Reason = new("理由", "Reason");

    public static IReadOnlyList<Verb> All { get; } = [.. OfProcedure(), .. OfTasks(), .. OfTheClock(), .. OfTalk(), .. OfFees(), .. OfCases()];

    static readonly Dictionary<string, Verb> ByCode = All.ToDictionary(verb => verb.Code);

    public static Verb? Find(string code) => ByCode.GetValueOrDefault(code);

    // A colon stands in no id of BPMN: a task that an act opened is never taken for a step of a procedure.
    const string OfAct = "act:";

    /// <summary>What stands as the element of a task that was opened for a verb.</summary>
    public static string ElementOf(string code) => OfAct + code;

    /// <summary>The verb that a task with this element was opened for; null for a step of a procedure.</summary>
    public static Verb? FindByElement(string element) => element.StartsWith(OfAct, StringComparison.Ordinal) ? Find(element[OfAct.Length..]) : null;

    // What moves the procedure is a trigger of its BPMN and has its own form; the rows point there.
    static IEnumerable<Verb> OfProcedure() =>
    [
        new() { Code = "submit", Name = new("提交申请", "Submit"), Who = Who.Party, Stage = Stage.Any, Clock = ClockEffect.None, Told = new("已收到您的申请，给出办件编号和接收凭证。", "Your application was received; you have its number and a receipt."), PageOfProcedure = "/matters/{matter}/apply", ApiOfProcedure = "/api/cases" },
        new() { Code = "accept", Name = new("受理", "Accept"), Who = Who.Handler, Stage = Stage.BeforeAcceptance, On = On.Task, Clock = ClockEffect.Start, Told = new("受理通知书：何时办结、如何查询。", "A letter: it is accepted, and when it will be decided."), PageOfProcedure = TaskPage, ApiOfProcedure = TaskApi },
        new() { Code = "refuse-to-accept", Name = new("不予受理", "Refuse to accept"), Who = Who.Handler, Stage = Stage.BeforeAcceptance, On = On.Task, Words = Reason, Clock = ClockEffect.End, Told = new("不予受理决定书：理由和救济途径。", "A letter: why it is not accepted, and how to contest that."), PageOfProcedure = TaskPage, ApiOfProcedure = TaskApi },
        new() { Code = "ask-correction", Name = new("一次告知补正", "Ask for correction"), Who = Who.Handler, Stage = Stage.BeforeAcceptance, On = On.Task, Words = Reason, Clock = ClockEffect.Stop, Ground = "correction", Told = new("补正告知书：一次说清要补正的全部内容和期限。", "A letter: everything that must be corrected, and by when."), PageOfProcedure = TaskPage + "/correction", ApiOfProcedure = TaskApi },
        new() { Code = "correct", Name = new("补正", "Correct"), Who = Who.Party, Stage = Stage.Open, On = On.Task, Clock = ClockEffect.Restart, Told = new("已收到补正，继续办理。", "Your correction was received; it goes on."), PageOfProcedure = "/cases/{id}/correct", ApiOfProcedure = "/api/cases/{id}/correction" },
        new() { Code = "complete", Name = new("办理环节（审查、核查等）", "Complete a step (review, inspection …)"), Who = Who.Handler, Stage = Stage.Open, On = On.Task, Clock = ClockEffect.None, Told = new("办到哪一步，下一步是什么，谁来办。", "Which step is done, what comes next, and who does it."), PageOfProcedure = TaskPage, ApiOfProcedure = TaskApi },
        new() { Code = "countersign", Name = new("会签、联合审查", "Countersign, review jointly"), Who = Who.Handler, Stage = Stage.Accepted, On = On.Task, Clock = ClockEffect.None, Told = new("哪些部门在同时审查。", "Which offices review it at the same time."), PageOfProcedure = TaskPage, ApiOfProcedure = TaskApi },
        new() { Code = "decide", Name = new("决定", "Decide"), Who = Who.Handler, Stage = Stage.Accepted, On = On.Task, Clock = ClockEffect.End, Told = new("决定书：结果；不予的，理由、依据和救济途径。", "A letter with the decision; where it is refused, why, on which law, and how to contest it."), PageOfProcedure = TaskPage, ApiOfProcedure = TaskApi },
        new() { Code = "settle", Name = new("处理停住的环节", "Settle a step that stopped"), Who = Who.Office, Stage = Stage.Open, Words = Reason, Clock = ClockEffect.None, Told = new("有一步需要人工处理，已处理。", "A step needed a person; it was settled."), PageOfProcedure = "/desk/cases/{id}/incidents/{incident}", ApiOfProcedure = "/api/cases/{id}/incidents/{incident}" },
        new() { Code = "withdraw", Name = new("撤回", "Withdraw"), Who = Who.Party, Stage = Stage.Open, Clock = ClockEffect.End, Told = new("已撤回；以后可以重新申请。", "Withdrawn; you may apply again."), PageOfProcedure = "/cases/{id}/withdraw", ApiOfProcedure = "/api/cases/{id}/withdrawal" },
    ];

    static IEnumerable<Verb> OfTasks() =>
    [
        new() { Code = "claim", Name = new("领取", "Claim"), Who = Who.Post, Stage = Stage.Open, On = On.Task, Clock = ClockEffect.None, Told = new("已有工作人员承办。", "An officer has taken it."), Unless = TaskVerbs.Taken, Does = TaskVerbs.Claim },
        new() { Code = "release", Name = new("放回", "Give back"), Who = Who.Handler, Stage = Stage.Open, On = On.Task, Clock = ClockEffect.None, Told = new("等待同岗位人员承办。", "It waits for another officer of the post."), Unless = TaskVerbs.NotMine, Does = TaskVerbs.Release },
        new() { Code = "assign", Name = new("指派", "Assign"), Who = Who.Head, Stage = Stage.Open, On = On.Task, Target = Target.OfficerOfPost, Clock = ClockEffect.None, Told = new("已指定工作人员承办。", "An officer was given it."), Does = TaskVerbs.GiveTo },
        new() { Code = "transfer", Name = new("转办", "Transfer"), Who = Who.Handler, Stage = Stage.Open, On = On.Task, Target = Target.OfficerOfPost, Words = Reason, Clock = ClockEffect.None, Told = new("已转由同岗位的另一位工作人员承办。", "It went to another officer of the same post."), Does = TaskVerbs.GiveTo },
        new() { Code = "delegate", Name = new("委派", "Delegate"), Who = Who.Handler, Stage = Stage.Open, On = On.Task, Target = Target.OfficerOfOffice, Words = Reason, Clock = ClockEffect.None, Told = new("由另一位工作人员代为办理，责任仍由原承办人承担。", "Another officer does it on behalf of the one responsible."), Unless = TaskVerbs.DelegatedBefore, Does = TaskVerbs.Delegate },
        new() { Code = "return", Name = new("退回", "Send back"), Who = Who.Handler, Stage = Stage.Open, On = On.Task, Target = Target.Step, Words = Reason, Clock = ClockEffect.None, Told = new("退回“{step}”环节重新办理，办理时限照算。", "It was sent back to “{step}” to be done again; the clock runs on."), Unless = TaskVerbs.NotForeseen, Does = TaskVerbs.Return },
        new() { Code = "expedite", Name = new("加急", "Expedite"), Who = Who.Head, Stage = Stage.Open, Words = Reason, Clock = ClockEffect.None, Told = new("已列为加急办理。", "It will be done before others."), Unless = (current, _, _) => current.IsExpedited ? new Refusal("expedite.again") : null, Does = TaskVerbs.Expedite },
        new() { Code = "forward", Name = new("移送有权机关", "Forward to the right body"), Who = Who.Office, Stage = Stage.BeforeAcceptance, Target = Target.Office, Words = Reason, Clock = ClockEffect.None, Letter = new("移送告知书", "Notice of forwarding"), Told = new("不属于本机关职权范围，已移送{office}办理。理由：{reason}", "It is not for this office and was forwarded to {office}, because: {reason}"), Does = TaskVerbs.Forward },
    ];

    static IEnumerable<Verb> OfTheClock() =>
    [
        new() { Code = "suspend", Name = new("暂停计时", "Suspend"), Who = Who.Office, Stage = Stage.Counting, Target = Target.Ground, Words = Reason, Clock = ClockEffect.Stop, Letter = new("暂停计算办理时限告知书", "Notice that the clock stands still"), Told = new("因{ground}，办理时限自今日起暂停计算，所需时间不计入时限。说明：{reason}", "The clock stands still from today for {ground}; that time is not counted. {reason}"), Does = ClockVerbs.Suspend },
        new() { Code = "resume", Name = new("恢复计时", "Resume"), Who = Who.Office, Stage = Stage.Paused, Words = Reason, Clock = ClockEffect.Restart, Letter = new("恢复计算办理时限告知书", "Notice that the clock goes on"), Told = new("办理时限恢复计算，最迟{due}办结。说明：{reason}", "The clock goes on; it is due by {due}. {reason}"), Unless = ClockVerbs.Unless("suspend"), Does = ClockVerbs.EndOf("suspend") },
        new() { Code = "extend", Name = new("延长期限", "Extend"), Who = Who.Head, Stage = Stage.Counting, Words = Reason, Clock = ClockEffect.Extend, Letter = new("延长期限告知书", "Notice of extension"), Told = new("经本机关负责人批准，办理期限延长至{due}。理由：{reason}", "With the approval of the head of the office the time is extended until {due}, because: {reason}"), Unless = ClockVerbs.NotExtendable, Does = ClockVerbs.Extend },
        new() { Code = "hearing", Name = new("举行听证", "Call a hearing"), Who = Who.Office, Stage = Stage.Accepted, Target = Target.Instant, Words = new("听证事项和地点", "Subject and place"), Clock = ClockEffect.Stop, Ground = "hearing", Letter = new("听证通知书", "Notice of hearing"), Told = new("定于{at}举行听证：{reason}。听证所需时间不计入办理时限；您可以陈述、申辩和质证。", "A hearing is held on {at}: {reason}. Its time is not counted; you may speak, defend yourself and question the evidence."), Unless = ClockVerbs.NotTwice("hearing"), Does = ClockVerbs.CallHearing },
        new() { Code = "close-hearing", Name = new("听证结束", "Close the hearing"), Who = Who.Office, Stage = Stage.Paused, Words = new("听证笔录摘要", "What the record says"), Clock = ClockEffect.Restart, Told = new("听证已结束，办理时限恢复计算，最迟{due}办结。", "The hearing is over; the clock goes on, and it is due by {due}."), Unless = ClockVerbs.Unless("hearing"), Does = ClockVerbs.EndOf("hearing") },
        new() { Code = "expert", Name = new("征求专家意见", "Ask experts"), Who = Who.Office, Stage = Stage.Accepted, Target = Target.Officers, Words = new("请专家回答的问题", "The question"), Clock = ClockEffect.Stop, Ground = "expert-review", Told = new("正在征求专家意见；依法属于专家评审的，所需时间不计入办理时限。", "Experts are asked; where the law calls it expert review, that time is not counted."), Does = TalkVerbs.AskExperts },
        new() { Code = "opine", Name = new("出具专家意见", "Give an expert opinion"), Who = Who.Handler, Stage = Stage.Open, On = On.OwnTask, Words = new("意见", "Opinion"), Clock = ClockEffect.Restart, Told = new("收到一份专家意见。", "An expert opinion came in."), Does = TalkVerbs.Opine },
    ];

    static IEnumerable<Verb> OfTalk() =>
    [
        new() { Code = "message", Name = new("留言", "Write a message"), Who = Who.Party | Who.Office, Stage = Stage.Any, Words = new("留言内容", "Message"), Clock = ClockEffect.None, Told = new("{reason}", "{reason}"), Does = TalkVerbs.Say },
        new() { Code = "urge", Name = new("催办", "Ask for haste"), Who = Who.Party, Stage = Stage.Open, Clock = ClockEffect.None, Told = new("已转告承办单位，并在其待办中标出。", "The office was told and sees it marked in its list."), Unless = TalkVerbs.UrgedToday, Does = TalkVerbs.Urge },
    ];

    static IEnumerable<Verb> OfFees() =>
    [
        new() { Code = CaseFee.Demand, Name = new("登记收费", "Record a fee"), Who = Who.Office, Stage = Stage.Open, Target = Target.Sum, Words = new("收费项目和依据", "What for, and on which basis"), Clock = ClockEffect.None, Letter = new("缴费通知书", "Notice of a fee"), Told = new("应缴费用{sum}：{reason}", "A fee of {sum} is due: {reason}"), Unless = FeeVerbs.NotDemandable, Does = TalkVerbs.Say },
        new() { Code = CaseFee.Waive, Name = new("减免收费", "Waive the fee"), Who = Who.Head, Stage = Stage.Any, Words = Reason, Clock = ClockEffect.None, Letter = new("减免费用告知书", "Notice that the fee is waived"), Told = new("费用已免除。理由：{reason}", "The fee is waived, because: {reason}"), Unless = FeeVerbs.NotWaivable, Does = TalkVerbs.Say },
        new() { Code = CaseFee.Pay, Name = new("记录缴费", "Record a payment"), Who = Who.Office, Stage = Stage.Any, Target = Target.Receipt, Clock = ClockEffect.None, Told = new("已缴费用{sum}，票据号{receipt}", "The fee of {sum} is paid, receipt {receipt}"), Unless = FeeVerbs.NotDue, Does = FeeVerbs.Pay },
        new() { Code = CaseFee.Refund, Name = new("退费", "Give the fee back"), Who = Who.Head, Stage = Stage.Any, Words = Reason, Clock = ClockEffect.None, Letter = new("退费告知书", "Notice that the fee is given back"), Told = new("退还已缴费用{sum}。理由：{reason}", "The fee of {sum} that was paid is given back, because: {reason}"), Unless = FeeVerbs.NotPaid, Does = FeeVerbs.Refund },
    ];

    static IEnumerable<Verb> OfCases() =>
    [
        new() { Code = "merge", Name = new("并案", "Merge"), Who = Who.Office, Stage = Stage.Open, Target = Target.Case, Words = Reason, Clock = ClockEffect.End, Letter = new("并案告知书", "Notice of merging"), Told = new("并入办件{other}一并办理，本办件到此结束。理由：{reason}", "It goes on within case {other}; this one ends here, because: {reason}"), ToldElsewhere = new("办件{other}并入本办件一并办理。", "Case {other} goes on within this one."), Does = LinkVerbs.Merge },
        new() { Code = "split", Name = new("分案", "Split"), Who = Who.Office, Stage = Stage.Open, Words = new("分开办理的内容和理由", "What goes on apart, and why"), Clock = ClockEffect.Anew, Letter = new("分案告知书", "Notice of splitting"), Told = new("分出办件{other}另行办理：{reason}", "Case {other} was split off: {reason}"), Does = LinkVerbs.Split },
        new() { Code = "reopen", Name = new("重开", "Reopen"), Who = Who.Head, Stage = Stage.Closed, Words = Reason, Clock = ClockEffect.Anew, Letter = new("重新办理告知书", "Notice of reopening"), Told = new("重新办理，新办件编号{other}。理由：{reason}", "It is opened again as case {other}, because: {reason}"), Does = LinkVerbs.Reopen },
        new() { Code = "contest", Name = new("提出异议", "Contest the decision"), Who = Who.Party, Stage = Stage.Closed, Words = new("您不同意的地方和理由", "What you do not accept, and why"), Clock = ClockEffect.None, Told = new("您的异议已收到，由没有参与办理的人员人工复核。异议不影响您申请行政复议或者提起行政诉讼的权利和期限。", "Your objection was received; a person who had no part in it looks at it again. It takes nothing from your right to reconsideration or to go to court, nor from the time you have for that."), Unless = ContestVerbs.NothingToContest, Does = ContestVerbs.Contest },
        new() { Code = "review", Name = new("人工复核", "Review a contested decision"), Who = Who.Handler, Stage = Stage.Closed, On = On.OwnTask, Target = Target.Verdict, Words = new("复核意见", "Finding"), Clock = ClockEffect.None, Letter = new("复核结果告知书", "Result of the review"), Told = new("{verdict}复核意见：{reason}", "{verdict} Finding: {reason}"), Unless = ContestVerbs.Involved, Does = ContestVerbs.Review },
        new() { Code = "terminate", Name = new("终止办理", "End without a decision"), Who = Who.Office, Stage = Stage.Open, Words = Reason, Clock = ClockEffect.End, Told = new("申请内容已依法删除，本办件终止办理，不再作出决定。理由：{reason}", "What was asked has been erased; this case ends without a decision, because: {reason}"), Unless = LinkVerbs.NotErased, Does = LinkVerbs.Terminate },
        new() { Code = "migrate", Name = new("换用新版流程", "Move to the new version"), Who = Who.Head, Stage = Stage.Open, Target = Target.LiveVersion, Words = Reason, Clock = ClockEffect.None, Told = new("按事项的新版流程继续办理，已办的环节有效。", "It goes on under the new version of the matter; what is done stays done."), Does = MigrateVerb.Migrate },
    ];
}
