using System.Globalization;
using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>What became of a fee.</summary>
public enum FeeState
{
    /// <summary>Demanded and not paid (应缴).</summary>
    Due,
    Waived,
    Paid,

    /// <summary>Paid and given back (已退).</summary>
    Refunded,
}

/// <summary>A fee of a case and what became of it, as the acts on record tell it.</summary>
/// <param name="Amount">Null where the head waived the fee before any was demanded.</param>
/// <param name="For">What for and on which basis, in the officer's words; null once they are erased.</param>
public sealed record CaseFee(Money? Amount, string? For, FeeState State)
{
    /// <summary>The acts that make it what it is: rows of the table of verbs.</summary>
    public const string Demand = "record-fee", Waive = "waive-fee", Pay = "record-payment", Refund = "refund-fee";

    /// <summary>The law, or the rule made under it, by which the matter of the case costs something.</summary>
    public Text? Law { get; init; }
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
        return current.Version.Matter.Fee?.Basis is not { } basis ? fees : [.. fees.Select(fee => fee with { Law = new LegalBasis(basis).ToText() })];
    }

    /// <summary>The one to be paid now.</summary>
    public static CaseFee? DueIn(Case current) => Of(current).LastOrDefault(fee => fee.State == FeeState.Due);

    /// <summary>The one that could be given back.</summary>
    public static CaseFee? PaidIn(Case current) => Of(current).LastOrDefault(fee => fee.State == FeeState.Paid);

    /// <summary>The sum that an act is about: of a demand, and of what becomes of it.</summary>
    public static Money? SumOf(CaseActed acted) =>
        acted.Verb is Demand or Pay or Refund && long.TryParse(acted.Target, NumberStyles.None, CultureInfo.InvariantCulture, out var fen) ? new Money(fen) : null;

    static void Follow(List<CaseFee> fees, CaseActed acted, DateOnly day)
    {
        switch (acted.Verb)
        {
            case Demand: fees.Add(new CaseFee(SumOf(acted), acted.Reason, FeeState.Due)); break;
            case Pay: Turn(FeeState.Due, fee => fee with { State = FeeState.Paid, Receipt = acted.Reason, PaidOn = day }); break;
            case Refund: Turn(FeeState.Paid, fee => fee with { State = FeeState.Refunded, Why = acted.Reason }); break;
            case Waive when !Turn(FeeState.Due, fee => fee with { State = FeeState.Waived }): fees.Add(new CaseFee(null, null, FeeState.Waived)); break;
        }

        bool Turn(FeeState from, Func<CaseFee, CaseFee> into)
        {
            if (fees.FindLastIndex(fee => fee.State == from) is not (>= 0 and var last)) return false;
            fees[last] = into(fees[last]);
            return true;
        }
    }

    public string In(Language language)
    {
        if (Amount is not { } sum) return language.Of("已免除", "Waived");
        var amount = sum.In(language);
        var what = For?.TrimEnd('。', '.', '；', ';') is { Length: > 0 } said ? language.Of($"（{said}）", $" ({said})") : "";
        var paid = language.Of($"已缴{amount}{what}，票据号{Receipt ?? "（已删除）"}，{PaidOn:yyyy-MM-dd}", $"{amount} paid{what}, receipt {Receipt ?? "(erased)"}, {PaidOn:yyyy-MM-dd}");
        return State switch
        {
            FeeState.Due => language.Of($"应缴{amount}{what}", $"{amount} due{what}"),
            FeeState.Waived => language.Of($"应缴{amount}{what}，已免除", $"{amount} due{what}, waived"),
            FeeState.Paid => paid,
            _ => paid + language.Of($"；已退还{amount}：{Why ?? "（已删除）"}", $"; {amount} given back: {Why ?? "(erased)"}"),
        };
    }
}
