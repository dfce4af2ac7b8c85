using System.Globalization;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Modelling.Simulating;

/// <summary>A plan and a result in the reader's words.</summary>
static class SimulationWords
{
    /// <summary>Grades of heat above none, as on every diagram.</summary>
    const int Grades = 4;

    /// <summary>Steps that the first sentence names.</summary>
    const int Named = 2;

    public static PlanView Ask(Simulated matter, Plan plan, IFormCollection? typed, IReadOnlyList<Refusal> errors, IReadOnlySet<string> measured, Func<string, string?, string> titleOf, Language l)
    {
        var choices = ChoiceField.Of(matter.Version);
        return new PlanView
        {
            Matter = TitleOf(matter, l),
            Action = $"/modelling/{matter.Version.Matter.Slug}/simulation",
            Errors = [.. errors.Select(error => FieldError.Of(error, l))],
            Cases = Typed("cases", plan.Cases),
            WarmUp = Typed("warmUp", plan.WarmUp),
            Runs = Typed("runs", plan.Runs),
            Arrivals = Typed("arrivals", plan.ArrivalsPerDay),
            Hours = Typed("hours", plan.HoursPerDay),
            Seed = Typed("seed", plan.Seed),
            From = typed?["from"].ToString() is { Length: > 0 } from ? from : plan.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
            Staff = [.. plan.Staff.Select((row, index) => new PlanRow($"staff.{index}", titleOf(row.Post, row.Office), Typed($"staff.{index}", row.Officers)))],
            Times = [.. plan.Times.Select(time => new TimeRow("time." + time.Key, "spread." + time.Key, NameOf(matter, time.Key, l), Typed("time." + time.Key, time.Value.Mean), time.Value.Spread.ToString(),
                IsOffice(matter, time.Key) ? l.Of("工作小时", "working hours") : l.Of("天", "days"),
                measured.Contains(time.Key) ? l.Of("据实际办件", "From real cases") : l.Of("估计", "A guess")))],
            Shares = [.. choices.Select((choice, index) => new ShareGroup(choice.Step.In(l), choice.Label.In(l),
                [.. choice.Options.Select((option, at) => new PlanRow($"share.{index}.{at}", option.Label.In(l), Typed($"share.{index}.{at}", plan.ShareOf(choice.Element, choice.Field, option.Value))))]))],
        };

        string Typed(string name, double value) => typed is not null && typed.TryGetValue(name, out var text) ? text.ToString() : value.ToString("0.##", CultureInfo.InvariantCulture);
    }

    public static FoundView Of(SimulationResult found, Simulated matter, Func<string, string?, string> titleOf, Language l)
    {
        var steps = found.Steps.Where(step => step.ShareOfTime.Mean > 0).OrderByDescending(step => step.ShareOfTime.Mean).Concat(found.Steps.Where(step => step.ShareOfTime.Mean <= 0)).ToList();
        var most = steps.Count == 0 ? 0 : steps[0].ShareOfTime.Mean;
        return new FoundView
        {
            Sentences = [.. Sentences(found, steps, matter, l)],
            Warnings = [.. Warnings(found, matter, titleOf, l)],
            Steps = [.. steps.Select(step => new FoundStep(step.Element, NameOf(matter, step.Element, l), Percent(step.ShareOfTime), step.ShareOfTime.Mean, step.ShareWaiting.Mean, Count(step.Visits),
                step.Kind == StepKind.Office ? Hours(step.WaitingHours, l) : "—", step.Kind == StepKind.Office ? Hours(step.WaitingHoursNinetieth, l) : "—", step.Kind == StepKind.Office ? Hours(step.HandlingHours, l) : "—",
                step.Kind == StepKind.Office ? Figure(step.QueueLength) : "—", Days(step.Days, l), step.Limited == 0 ? "—" : Percent((double)step.Late / step.Limited), most <= 0 ? 0 : (int)Math.Ceiling(step.ShareOfTime.Mean / most * Grades)))],
            Posts = [.. found.Posts.Select(post => new FoundPost(titleOf(post.Post, post.Office), Count(post.Officers), post.IsUnstaffed ? l.Of("无人", "nobody") : Percent(post.Utilisation), post.Utilisation.Mean))],
            Outcomes = [.. found.Outcomes.Select(outcome => new FoundOutcome(NameOf(matter, outcome.Outcome, l), Percent(outcome.Share), outcome.Share.Mean, Count(outcome.Cases)))],
            NeverTaken = [.. found.NeverTaken.Select(path => l.Of($"“{NameOf(matter, path.From, l)}”之后到“{NameOf(matter, path.To, l)}”", $"From “{NameOf(matter, path.From, l)}” to “{NameOf(matter, path.To, l)}”"))],
            Assumed = l.Of(
                $"每个工作日平均来{Figure(found.Plan.ArrivalsPerDay)}件（到达时刻随机），每天工作{Figure(found.Plan.HoursPerDay)}小时，按国务院公布的放假安排；先到先办。每次运行先来的{found.Plan.WarmUp}件不计入，共{found.Plan.Runs}次运行，随机种子{found.Plan.Seed}。“±”是95%置信区间。",
                $"{Figure(found.Plan.ArrivalsPerDay)} cases come on a working day on average, at random; {Figure(found.Plan.HoursPerDay)} hours are worked a day of the official calendar; first come, first served. The first {found.Plan.WarmUp} cases of each run are not counted; {found.Plan.Runs} runs, seed {found.Plan.Seed}. “±” is a 95 % confidence interval."),
        };
    }

    static IEnumerable<string> Sentences(SimulationResult found, IReadOnlyList<StepResult> steps, Simulated matter, Language l)
    {
        var slow = steps.Where(step => step.ShareOfTime.Mean > 0).Take(Named).Select(step => l.Of($"“{NameOf(matter, step.Element, l)}”（{Percent(step.ShareOfTime)}）", $"“{NameOf(matter, step.Element, l)}” ({Percent(step.ShareOfTime)})")).ToList();
        if (slow.Count > 0)
            yield return l.Of($"{Count(found.Came)}件模拟办件里，时间主要花在{string.Join("和", slow)}。", $"Of {Count(found.Came)} simulated cases, most of the time went into {string.Join(" and ", slow)}.");
        if (found.Closed > 0)
        {
            yield return l.Of($"从申请到办结平均{Days(found.Days, l)}，九成在{Days(found.DaysNinetieth, l)}以内。", $"From application to close it took {Days(found.Days, l)} on average; nine of ten were done within {Days(found.DaysNinetieth, l)}.");
            yield return l.Of($"超过法定期限的占{Percent(found.Late)}", $"{Percent(found.Late)} were answered after the statutory limit")
                + (found.Plan.Cases > 0 && matter.Version.Matter.PromisedLimit is not null ? l.Of($"，超过承诺期限的占{Percent(found.BreaksPromise)}。", $", {Percent(found.BreaksPromise)} after the promised one.") : l.Of("。", "."));
        }
        yield return l.Of($"{Count(found.Closed)}件办结，{Count(found.Inside)}件到最后还没有办完，{Count(found.StoodStill)}件停住了。", $"{Count(found.Closed)} were closed, {Count(found.Inside)} were not done at the end, {Count(found.StoodStill)} stood still.");
    }

    static IEnumerable<string> Warnings(SimulationResult found, Simulated matter, Func<string, string?, string> titleOf, Language l)
    {
        foreach (var post in found.Posts.Where(post => post.IsUnstaffed))
            yield return l.Of($"{titleOf(post.Post, post.Office)}没有人：{Count(post.LeftWaiting)}个任务一直在等。", $"Nobody is at {titleOf(post.Post, post.Office)}: {Count(post.LeftWaiting)} tasks wait for ever.");
        foreach (var post in found.Posts.Where(post => post.IsOverloaded))
            yield return l.Of($"{titleOf(post.Post, post.Office)}人手不够：来的比办得完的多，队伍会一直变长。", $"{titleOf(post.Post, post.Office)} is overloaded: more comes than can be done, and the queue keeps growing.");
        foreach (var stuck in found.StoodStillAt)
            yield return l.Of($"{Count(stuck.Cases)}件停在“{NameOf(matter, stuck.Element, l)}”：{WhyOf(stuck, l)}", $"{Count(stuck.Cases)} stand still at “{NameOf(matter, stuck.Element, l)}”: {WhyOf(stuck, l)}");
        foreach (var inside in found.InsideAt.Where(_ => found.Posts.All(post => !post.IsUnstaffed && !post.IsOverloaded)))
            yield return l.Of($"{Count(inside.Cases)}件到最后还在“{NameOf(matter, inside.Element, l)}”等待。", $"{Count(inside.Cases)} still wait at “{NameOf(matter, inside.Element, l)}”.");
    }

    static string WhyOf(StuckCount stuck, Language l) => stuck.Code switch
    {
        "simulation.endless" => l.Of($"一件走了{SimulationLimits.StepsPerCase}步还没有结束，流程在绕圈。", $"after {SimulationLimits.StepsPerCase} steps there is no end; the procedure goes round."),
        "form.unanswerable" => l.Of($"试了{SimulationLimits.RoundsOfAnswers}次，没有一组答案符合表单的规则：{stuck.Message}", $"none of {SimulationLimits.RoundsOfAnswers} sets of answers met the rules of the form: {stuck.Message}"),
        _ => l.Of($"流程无法继续，要由人处理。{stuck.Message}", $"the procedure cannot go on; a person has to look. {stuck.Message}"),
    };

    static bool IsOffice(Simulated matter, string element) => matter.Version.Procedure.Find(element) is { Kind: Bpmn.ElementKind.UserTask } task && !task.CandidateGroups.Contains(Casework.Case.Applicant);

    public static string TitleOf(Simulated matter, Language l) => matter.Version.Matter.Name.In(l) + (matter.IsDraft ? l.Of("（草稿）", " (draft)") : "");

    /// <summary>A step in the words of its diagram.</summary>
    static string NameOf(Simulated matter, string element, Language l) => matter.Version.Procedure.Find(element) is not { } step ? l.Of("申请", "Application")
        : (l.IsEnglish ? step.Properties.GetValueOrDefault("tz:name.en") ?? step.Properties.GetValueOrDefault("tz:step.en") : null) ?? (step.Name.Length > 0 ? step.Name : l.Of("未命名的环节", "A step without a name"));

    static string Hours(Estimate figure, Language l) => Figure(figure) + l.Of("小时", " h");

    static string Days(Estimate figure, Language l) => Figure(figure) + l.Of("天", " days");

    static string Figure(Estimate figure) => figure.HalfWidth is { } half and > 0 ? $"{Figure(figure.Mean)} ± {Figure(half)}" : Figure(figure.Mean);

    static string Figure(double value) => value.ToString(value < 10 ? "0.##" : "0.#", CultureInfo.InvariantCulture);

    static string Percent(Estimate share) => share.HalfWidth is { } half and > 0 ? $"{share.Mean * 100:0.0}% ± {half * 100:0.0}" : Percent(share.Mean);

    static string Percent(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
