using System.Globalization;
using Tongzheng.Kernel;

namespace Tongzheng.Matters.Linting;

/// <summary>What the engines' checks find, in Chinese: they speak English and name their particulars. Notices are not shown.</summary>
static class InChinese
{
    static readonly Dictionary<string, (string Message, string Remedy)> Sentences = new()
    {
        ["path.dead"] = ("没有办件能走到这里。", "接上从开始事件来的路径；已经接上的，看前面的网关是否在等互相排斥的路径。"),
        ["end.unreachable"] = ("没有办件能走到这个结束。", "接上从开始事件来的路径；已经接上的，看前面的网关是否在等互相排斥的路径。"),
        ["end.never"] = ("从这里再也走不到结束（走过：{0}）。", "给循环一个出口。"),
        ["boundary.no-way"] = ("这里发生之后没有去处，路径到此为止。", "接到说明结果的结束事件。"),
        ["flow.unconditional"] = ("流向 {0} 没有条件，也不是默认流向。", "给它写上条件。"),
        ["join.stuck"] = ("可能永远等不到 {0}（走过：{1}）。", "用并行网关分开的用并行网关汇合，用包容网关分开的用包容网关汇合。"),
        ["tokens.unbounded"] = ("走到这里的会越来越多（走过：{0}）。", "再次分开之前，先用网关汇合。"),
        ["path.twice"] = ("并行的路径没有汇合就到了这里，可能办两次（走过：{0}）。", "先用并行或包容网关汇合。"),
        ["task.nobody"] = ("没有写明由哪个岗位来办。", "在 zeebe:assignmentDefinition 的 candidateGroups 写岗位。"),
        ["timer.no-basis"] = ("没有写明这个期限的法律依据。", "写 tz:limit（时限）或 tz:basis（条款）。"),
        ["decision.undefined"] = ("没有决策 {0}。", "写上这个决策，或者改正名称。"),
        ["form.undefined"] = ("没有表单 {0}。", "写上这个表单，或者改正名称。"),
        ["procedure.undefined"] = ("没有流程 {0}。", "写上这个流程，或者改正名称。"),
        ["service.undefined"] = ("没有系统动作 {0}。", "改正名称；可用的见 docs/legal-properties.md。"),
        ["post.undefined"] = ("没有岗位 {0}。", "改为事项说明所列的岗位。"),
        ["message.undefined"] = ("没有消息 {0}。", "写上这个消息，或者改正名称。"),
        ["limit.undefined"] = ("没有时限 {0}。", "写上这个时限，或者改正名称。"),
        ["dmn.gap"] = ("有的输入没有一条规则符合。", "补上规则，或者给输出写默认值。"),
        ["dmn.overlap"] = ("第 {0} 条和第 {1} 条规则会同时符合。", "把条件分开，或者改命中策略。"),
        ["dmn.unreachable"] = ("第 {0} 条规则永远轮不到。", "改正它的条件，或者删去。"),
        ["dmn.rule-width"] = ("第 {0} 条规则的格数与表的列数不同。", "补上缺的格，或者删去多的。"),
        ["dmn.unused-requirement"] = ("引用了“{0}”却没有用到。", "删去引用，或者用上它。"),
        ["dmn.implicit-input"] = ("用到“{0}”，但是没有声明输入数据。", "加上输入数据，并连到决策。"),
    };

    public static IReadOnlyCollection<string> Codes => Sentences.Keys;

    /// <summary>A finding and its remedy; what has no sentence here is told in the engine's own words.</summary>
    public static (Text Message, Text Remedy) Of(string code, string where, IReadOnlyList<string> particulars, string message, string remedy) =>
        Sentences.TryGetValue(code, out var told)
            ? (new($"{where}：{string.Format(CultureInfo.InvariantCulture, told.Message, [.. particulars])}", message), new(told.Remedy, remedy))
            : (new($"{where}：引擎的说明：{message}", message), new("按所指的位置改正。", remedy));
}
