using Tongzheng.Bpmn;
using Tongzheng.Casework;
using Tongzheng.Kernel;

namespace Tongzheng.Modelling.Simulating;

/// <summary>
/// What the times of real cases say about a plan. They are measured from the opening of a task to its end, so for the party
/// they are its own time; for an officer they hold the waiting too. The quickest tenth hardly waited: it is what a step
/// takes, and what a plan begins with.
/// </summary>
public static class MeasuredTimes
{
    /// <summary>Fewer say nothing.</summary>
    public const int Fewest = 20;

    const double Quickest = 0.1;

    /// <summary>From the median of a log-normal duration to its mean, with the spread of <see cref="Duration"/>.</summary>
    static readonly double MeanOverMedian = Math.Exp(0.55 * 0.55 / 2);

    public static IReadOnlyDictionary<string, Duration> Of(RunningMatter version, IEnumerable<StepFigures> figures, double hoursPerDay)
    {
        var times = new Dictionary<string, Duration>();
        foreach (var step in figures.Where(step => step.Done >= Fewest))
            if (version.Procedure.Find(step.Element) is { Kind: ElementKind.UserTask } element && Mean(element, step.Times, hoursPerDay) is { } mean)
                times[step.Element] = new Duration(Spread.LogNormal, Math.Round(mean, 2));
        return times;
    }

    static double? Mean(Element element, TimeSpread times, double hoursPerDay)
    {
        if (element.CandidateGroups.Contains(Case.Applicant)) return times.Median?.TotalDays * MeanOverMedian;
        // A time of more than a day has nights in it.
        return times.Share(Quickest) is not { } quick ? null : quick.TotalHours <= hoursPerDay ? quick.TotalHours : quick.TotalDays * hoursPerDay;
    }
}
