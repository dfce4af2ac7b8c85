using System.Globalization;
using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>What became of a fee.</summary>
public enum FeeStanding
{
    /// <summary>Demanded and not paid (应缴).</summary>
    Due,
    Waived,
    Paid,

    /// <summary>Paid and given back (已退).</summary>
    Refunded,
}

/// <summary>A fee of a case and what became of it, as the acts on record tell it.</summary>
/// <param name="Sum">Null where the head waived the fee before any was demanded.</param>
/// <param name="For">What for and on which basis, in the officer's words; null once they are erased.</param>
public sealed record CaseFee(Money? Sum, string? For, FeeStanding Standing)
{
    /// <summary>The acts that make it what it is: rows of the table of verbs.</summary>
    public const string Demand = "record-fee", Waive = "waive-fee", Pay = "record-payment", Refund = "refund-fee";

    public string? Receipt { get; init; }
    public DateOnly? PaidOn { get; init; }

    /// <summary>Why it was given back.</summary>
    public string? Why { get; init; }

    /// <summary>The fees of a case in the order they were demanded.</summary>
    public static IReadOnlyList<CaseFee> Of(Case current)
    {
        var fees = new List<CaseFee>();
        foreach (var happening in current.History)
            if (happening.Fact is CaseActed acted) Follow(fees, acted, China.DayOf(happening.At));
        return fees;
    }

    /// <summary>The one to be paid now.</summary>
    public static CaseFee? DueIn(Case current) => Of(current).LastOrDefault(fee => fee.Standing == FeeStanding.Due);

    /// <summary>The one that could be given back.</summary>
    public static CaseFee? PaidIn(Case current) => Of(current).LastOrDefault(fee => fee.Standing == FeeStanding.Paid);

    /// <summary>The sum that an act is about: of a demand, and of what becomes of it.</summary>
    public static Money? SumOf(CaseActed acted) =>
        acted.Verb is Demand or Pay or Refund && long.TryParse(acted.Target, NumberStyles.None, CultureInfo.InvariantCulture, out var fen) ? new Money(fen) : null;

    static void Follow(List<CaseFee> fees, CaseActed acted, DateOnly day)
    {
        switch (acted.Verb)
        {
            case Demand: fees.Add(new CaseFee(SumOf(acted), acted.Reason, FeeStanding.Due)); break;
            case Pay: Turn(FeeStanding.Due, fee => fee with { Standing = FeeStanding.Paid, Receipt = acted.Reason, PaidOn = day }); break;
            case Refund: Turn(FeeStanding.Paid, fee => fee with { Standing = FeeStanding.Refunded, Why = acted.Reason }); break;
            case Waive when !Turn(FeeStanding.Due, fee => fee with { Standing = FeeStanding.Waived }): fees.Add(new CaseFee(null, null, FeeStanding.Waived)); break;
        }

        bool Turn(FeeStanding from, Func<CaseFee, CaseFee> into)
        {
            if (fees.FindLastIndex(fee => fee.Standing == from) is not (>= 0 and var last)) return false;
            fees[last] = into(fees[last]);
            return true;
        }
    }

    public string In(Language language)
    {
        if (Sum is not { } sum) return language.Of("已免除", "Waived");
        var amount = sum.In(language);
        var what = For?.TrimEnd('。', '.', '；', ';') is { Length: > 0 } said ? language.Of($"（{said}）", $" ({said})") : "";
        var paid = language.Of($"已缴{amount}{what}，票据号{Receipt ?? "（已删除）"}，{PaidOn:yyyy-MM-dd}", $"{amount} paid{what}, receipt {Receipt ?? "(erased)"}, {PaidOn:yyyy-MM-dd}");
        return Standing switch
        {
            FeeStanding.Due => language.Of($"应缴{amount}{what}", $"{amount} due{what}"),
            FeeStanding.Waived => language.Of($"应缴{amount}{what}，已免除", $"{amount} due{what}, waived"),
            FeeStanding.Paid => paid,
            _ => paid + language.Of($"；已退还{amount}：{Why ?? "（已删除）"}", $"; {amount} given back: {Why ?? "(erased)"}"),
        };
    }
}
