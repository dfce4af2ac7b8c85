using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Kernel;

namespace Tongzheng.Supervision;

/// <summary>
/// Performs <c>fine.add</c>: what a fine paid late has grown by (加处罚款, 行政处罚法 art.72; 滞纳金, 行政强制法 art.45). The rate is
/// a limit named in <c>tz:limit</c>; the addition never exceeds the sum owed. Inputs: <c>principal</c> in yuan, <c>due</c>
/// and <c>paid</c>, days. Outputs: <c>added</c> and <c>total</c> in yuan, and <c>addedWhy</c>, the sentence for the letter.
/// </summary>
public static class LateFine
{
    public const string Effect = "fine.add";

    public static Performed Perform(Call call)
    {
        var inputs = call.Service.Inputs;
        var id = call.Service.Properties.GetValueOrDefault("tz:limit") ?? "";
        if (inputs.Get("principal").AsDecimal is not { } yuan || Iso.Day(inputs.Get("due")) is not { } due || Iso.Day(inputs.Get("paid")) is not { } paid)
            return Performed.No(new Refusal("fine.unclear"));
        if (TimeLimits.Find(id, due) is not RateLimit rate) return Performed.No(new Refusal("limit.unknown", ("id", id)));
        var principal = Money.OfYuan(yuan);
        var added = rate.Added(principal, due, paid);
        var outputs = new FeelContext();
        outputs.Set("added", added.Yuan);
        outputs.Set("total", (principal + added).Yuan);
        outputs.Set("addedWhy", Explain(rate, principal, due, paid, added).Zh);
        return new Performed(outputs, []);
    }

    /// <summary>缴款期满 2026-03-17，逾期 10 天，每日按 1,000.00元 的 3% → 加处 300.00元；行政处罚法第七十二条.</summary>
    internal static Text Explain(RateLimit rate, Money principal, DateOnly due, DateOnly paid, Money added)
    {
        var (late, percent) = (Math.Max(0, paid.DayNumber - due.DayNumber), rate.PercentPerDay.ToString("0.####", CultureInfo.InvariantCulture));
        var capped = added == principal && late > 0;
        return new Text(In(Language.Chinese), In(Language.English));

        string In(Language l) => string.Concat(
            l.Of($"{rate.Event.Zh} {due:yyyy-MM-dd}，逾期 {late} 天，每日按 {principal.In(l)} 的 {percent}%", $"{rate.Event.In(l)} {due:yyyy-MM-dd}, {late} days late, {percent}% of {principal.In(l)} a day"),
            capped ? l.Of("，以罚款本数为限", ", no more than the fine itself") : "",
            l.Of($" → 加处 {added.In(l)}；", $" → {added.In(l)} added; "), rate.Basis.In(l));
    }
}
