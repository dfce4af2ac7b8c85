namespace Tongzheng.Modelling.Simulating;

/// <summary>Whose time a step takes.</summary>
public enum StepKind
{
    /// <summary>An officer's.</summary>
    Office,

    /// <summary>The party's: to correct, to confirm, to pay.</summary>
    Party,

    /// <summary>A period that has to pass.</summary>
    Period,

    /// <summary>An answer from outside is waited for.</summary>
    Outside,
}

/// <summary>What one run counts of one step.</summary>
sealed class StepTally(string element, StepKind kind)
{
    double length, lastChange;

    public string Element => element;
    public StepKind Kind => kind;

    public long Visits { get; private set; }

    /// <summary>Each visit's wait for an officer, in hours of work.</summary>
    public List<double> Waited { get; } = [];

    /// <summary>Hours of work of each visit.</summary>
    public List<double> Handled { get; } = [];

    /// <summary>The same by the clock on the wall: nights and weekends are time too for whoever waits.</summary>
    public TimeSpan WaitedInAll { get; private set; }
    public TimeSpan HandledInAll { get; private set; }

    /// <summary>Visits that ended because a limit ran out over them, or the case was over.</summary>
    public long Interrupted { get; set; }

    /// <summary>Visits that ended after their last day.</summary>
    public long Late { get; set; }

    /// <summary>Visits that had a last day.</summary>
    public long Limited { get; set; }

    /// <summary>Waiting tasks times hours.</summary>
    public double Area { get; private set; }

    public void Opens(bool counts) => Visits += counts ? 1 : 0;

    public void Waits(Job job, DateTimeOffset now, WorkTime work)
    {
        if (!job.Counts) return;
        Waited.Add(work.Worked(now) - work.Worked(job.Opened));
        WaitedInAll += now - job.Opened;
    }

    public void Handles(Job job, DateTimeOffset now, WorkTime work)
    {
        if (!job.Counts || job.Started is not { } started) return;
        Handled.Add(work.Worked(now) - work.Worked(started));
        HandledInAll += now - started;
    }

    /// <summary>Time that takes no officer: it passes by the clock on the wall.</summary>
    public void Passes(bool counts, TimeSpan time) => WaitedInAll += counts ? time : TimeSpan.Zero;

    /// <summary>One more or one less waits from now on.</summary>
    public void Length(double hours, int change)
    {
        Area += length * (hours - lastChange);
        (length, lastChange) = (length + change, hours);
    }
}
