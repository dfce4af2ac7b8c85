using System.Globalization;
using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>
/// What a case costs: demanded, then paid or waived; paid, then perhaps given back. One fee is open at a time, so that an
/// entry never leaves in doubt which it means. Nothing is collected here: the office enters what its own till, or the
/// bank, has taken.
/// </summary>
static class FeeVerbs
{
    /// <summary>Numbers of receipts (财政票据) and payment codes have up to twenty digits; a code and a number are joined by a hyphen.</summary>
    const int ShortestReceipt = 4, LongestReceipt = 40;

    public static Refusal? NotDemandable(Case current, OpenedTask? task, Act act) =>
        current.Version.Matter.Fee is not { Charged: true } ? new Refusal("fee.none") : CaseFee.DueIn(current) is not null ? new Refusal("fee.due") : null;

    /// <summary>What was demanded and is not paid; or, while the case is open, a fee of the matter before it is demanded.</summary>
    public static Refusal? NotWaivable(Case current, OpenedTask? task, Act act) =>
        CaseFee.DueIn(current) is not null ? null
        : current.Version.Matter.Fee is not { Charged: true } ? new Refusal("fee.none")
        : current.IsClosed || CaseFee.Of(current).Count > 0 ? new Refusal("fee.not-due") : null;

    public static Refusal? NotDue(Case current, OpenedTask? task, Act act) => CaseFee.DueIn(current) is null ? new Refusal("fee.not-due") : null;

    public static Refusal? NotPaid(Case current, OpenedTask? task, Act act) => CaseFee.PaidIn(current) is null ? new Refusal("fee.not-paid") : null;

    /// <summary>The sum is that of the demand. The number leads to the payer, so it stands where their other words stand and is erased with them.</summary>
    public static Outcome<Done> Pay(Doing doing) => (Done)(doing.Fact with { Target = Fen(CaseFee.DueIn(doing.Case)), Reason = doing.Aim.Written });

    public static Outcome<Done> Refund(Doing doing) => (Done)(doing.Fact with { Target = Fen(CaseFee.PaidIn(doing.Case)) });

    public static Outcome<Aim> Receipt(string written)
    {
        var plain = Written.Plain(written);
        return plain.Length is >= ShortestReceipt and <= LongestReceipt && plain.All(character => char.IsAsciiLetterOrDigit(character) || character == '-') && plain.Any(char.IsAsciiDigit)
            ? new Aim { Written = plain } : new Refusal("fee.receipt") { Field = "target" };
    }

    static string? Fen(CaseFee? fee) => fee?.Amount?.Fen.ToString(CultureInfo.InvariantCulture);
}
