using Tongzheng.Bpmn;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>The party takes the application back before it is decided.</summary>
public static class Withdraw
{
    public static async Task<Outcome<Receipt>> Handle(Cases cases, Case current, Act act, CancellationToken stop)
    {
        if (act.Who.Person is not { } person || !Complete.Speaks(current, person)) return new Refusal("task.not-yours");
        if (!MayBe(current)) return new Refusal("case.not-applied-for");
        if (current.IsClosed && await cases.Answered(act, current, stop) is { } earlier) return earlier;
        if (current.IsClosed) return new Refusal("case.closed");
        return await Take(cases, current, act, [], stop);
    }

    /// <summary>Only what somebody applied for can be taken back: a penalty is not withdrawn by whom it is about.</summary>
    public static bool MayBe(Case current) => !current.Version.Matter.IsExOfficio;

    /// <summary>Ends a case that was taken back, by its party or by the case that asked for it.</summary>
    public static async Task<Outcome<Receipt>> Take(Cases cases, Case current, Act act, IEnumerable<StreamAppend> others, CancellationToken stop)
    {
        var start = CaseAdvanced.Ending(current, new CaseAdvanced { Case = current.Id, Party = current.Opened.Party, Trigger = "withdraw", By = act.Who.ToString(), Status = current.Status });
        var moved = Move.Run(current, new Cancel(), start, act, cases.Around, endedAs: "withdrawn");
        if (moved.Moved is not { } step) return moved.Refusal ?? new Refusal("case.stopped");
        return await cases.Save(act, current, [step.Fact], [.. others, .. step.Others],
            new Receipt { Case = current.Id, Number = current.Opened.Number, Status = step.Fact.Status, Outcome = step.Fact.Outcome }, stop);
    }
}
