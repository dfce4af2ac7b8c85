using Tongzheng.Bpmn;
using Tongzheng.Kernel;

namespace Tongzheng.Casework.Verbs;

/// <summary>Moves a running case to the version of its matter that is live now. Planning is the dry run; the page shows it first.</summary>
static class MigrateVerb
{
    public static Outcome<Done> Migrate(Doing doing)
    {
        var current = doing.Case;
        if (doing.Aim.Version is not { } live || live.Matter.Hash == current.Version.Matter.Hash) return new Refusal("migration.same");
        if (current.State is not { } state) return new Refusal("case.forgotten");
        var after = current with { Version = live };
        var plan = Migration.Plan(current.Version.Procedure, live.Procedure, state, new Dictionary<string, string>(), doing.Around.EngineFor(after, doing.Act));
        if (plan.State is not { } moved)
            return new Refusal("migration.blocked", ("why", new Text(string.Join("；", plan.Problems.Select(problem => Why(current, problem).Zh)), string.Join("; ", plan.Problems.Select(problem => Why(current, problem).En)))));
        var step = Move.Take(after, moved, plan.Effects, doing.Step("migrate") with { Remark = null }, doing.Act, doing.Around);
        return new Done(doing.Fact with { Version = live.Matter.Hash }) { Step = step.Fact, Others = step.Others };
    }

    static Text Why(Case current, MigrationProblem problem)
    {
        var (step, en) = current.Version.Procedure.Find(problem.ElementId) is { Name.Length: > 0 } element && TaskVerbs.NameOf(element) is var name ? (name.Zh, name.En ?? name.Zh) : (problem.ElementId, problem.ElementId);
        return problem.Code switch
        {
            "migration.missing" => new($"办件停在“{step}”，新版流程没有这一环节", $"it stands at “{en}”, which the new version does not have"),
            "migration.other-kind" => new($"“{step}”在新版流程中是另一种环节", $"“{en}” is of another kind in the new version"),
            "migration.elsewhere" => new($"“{step}”在新版流程中属于另一段子流程", $"“{en}” is in another part of the new version"),
            "migration.other-loop" => new($"“{step}”在新版流程中重复的方式不同", $"“{en}” repeats in another way in the new version"),
            "migration.flow-missing" => new($"“{step}”要等的另一路在新版流程中不通到这里", $"what “{en}” waits for does not lead there in the new version"),
            "migration.cannot-undo" => new($"撤销“{step}”的办法不在新版流程中", $"what undoes “{en}” is not in the new version"),
            _ => new("新版流程缺少它所调用的流程", "a procedure that the new version calls is missing"),
        };
    }
}
