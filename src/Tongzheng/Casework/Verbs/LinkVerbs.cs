using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework.Verbs;

/// <summary>Cases that have to do with each other: two become one, one becomes two, a closed one begins anew; one whose party is forgotten ends.</summary>
static class LinkVerbs
{
    /// <summary>The links of a case that ended to the one that goes on.</summary>
    public const string MergedInto = "merged-into", ReopenedAs = "reopened-as";

    /// <summary>This case ends and goes on in the other; both say so.</summary>
    public static Outcome<Done> Merge(Doing doing)
    {
        if (doing.Aim.Other is not { } other) return new Refusal("merge.other") { Field = "target" };
        var current = doing.Case;
        var moved = Move.Run(current, new Cancel(), CaseAdvanced.Ending(current, doing.Step("merge")), doing.Act, doing.Around, endedAs: "merged");
        if (moved.Moved is not { } step) return moved.Refusal ?? new Refusal("case.stopped");
        var taken = (doing with { Case = other, Task = null }).Fact with { Target = current.Id, Links = [new CaseLink("merged-from", current.Id, current.Opened.Number)] };
        return new Done(doing.Fact with { Links = [new CaseLink(MergedInto, other.Id, other.Opened.Number)] })
        {
            Step = step.Fact,
            Others = [.. step.Others, Facts.To(other.Stream, other.StreamVersion, taken)],
        };
    }

    public static Refusal? NotErased(Case current, OpenedTask? task, Act act) => current.State is null ? null : new Refusal("case.not-forgotten");

    /// <summary>
    /// Closes the file of a party that was forgotten: where it stood lay under their key, so no step of the procedure can be taken
    /// any more. Nothing is decided, nothing comes back; who asked for the case elsewhere is told that it ended.
    /// </summary>
    public static Outcome<Done> Terminate(Doing doing)
    {
        var current = doing.Case;
        var nothing = Case.Begun(current.Version, new FeelContext());
        var step = Move.Take(current, nothing, [], CaseAdvanced.Ending(current, doing.Step("terminate") with { Remark = null }), doing.Act, doing.Around, endedAs: "erased");
        return new Done(doing.Fact) { Step = step.Fact with { State = null }, Others = step.Others };
    }

    public static Outcome<Done> Split(Doing doing) => Anew(doing, doing.Fact, "split-from", "split-into");

    public static Outcome<Done> Reopen(Doing doing) => Anew(doing, doing.Fact, "reopened-from", ReopenedAs);

    /// <summary>
    /// A new case of the same application under the same version, with a number and a clock of its own; each names the
    /// other. The stream of the old one stays as it was: what was decided stays on record.
    /// </summary>
    public static Outcome<Done> Anew(Doing doing, CaseActed fact, string from, string into)
    {
        var (old, act) = (doing.Case, doing.Act);
        if (old.State is not { } state || old.Answers is null) return new Refusal("case.forgotten");
        var id = CaseId.New(act.Now);
        var opened = old.Opened with
        {
            Case = id.ToString(), Number = doing.Around.Numbers.Next(act.Jurisdiction, act.Now), Version = old.Version.Matter.Hash, Organisation = old.Organisation, Channel = Channel.ExOfficio,
            Answers = old.AnswersText, From = new CaseLink(from, old.Id, old.Opened.Number),
        };
        var fresh = new Case { Jurisdiction = old.Jurisdiction, Opened = opened, Organisation = opened.Organisation, Version = old.Version, OpenedAt = act.Now, AnswersText = opened.Answers };
        var start = doing.Step("submit") with { Case = opened.Case, Remark = null, Status = CaseStatus.Submitted };
        var moved = Move.Run(fresh, new Start(AsAsked(old, state)), start, act, doing.Around);
        if (moved.Moved is not { } step) return moved.Refusal ?? new Refusal("case.stopped");
        return new Done(fact with { Links = [new CaseLink(into, opened.Case, opened.Number)] })
        {
            Others = [Facts.To(fresh.Stream, StreamAppend.New, opened, step.Fact), .. step.Others],
            Made = opened.Case,
        };
    }

    /// <summary>The application as it was asked: its own answers and what every case begins with, not what officers found.</summary>
    static FeelContext AsAsked(Case old, ProcessState state)
    {
        var asked = new FeelContext();
        foreach (var name in old.Version.ApplicationForm.All.Select(component => component.Key).OfType<string>().Concat(["applicant", "parameters", "matter"]).Distinct())
            if (state.Variables.TryGet(name, out var value)) asked.Set(name, value);
        return asked;
    }
}
