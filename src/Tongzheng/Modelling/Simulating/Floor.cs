namespace Tongzheng.Modelling.Simulating;

/// <summary>One piece of work for an officer of a post at an office.</summary>
sealed class Job(Pool pool, StepTally tally, double hours, Action<Job> done)
{
    public Pool Pool => pool;
    public StepTally Tally => tally;
    public double Hours => hours;
    public Action<Job> Done => done;

    /// <summary>Officers who may not do it, because they did what it checks (tz:separate).</summary>
    public IReadOnlyCollection<int> Barred { get; init; } = [];

    /// <summary>Its case is one of those that are counted.</summary>
    public bool Counts { get; init; }
    public DateTimeOffset Opened { get; set; }
    public DateTimeOffset? Started { get; set; }
    public int Officer { get; set; } = -1;
    public bool IsOver { get; set; }
}

/// <summary>The officers of one post at one office, and what waits for them in the order it came.</summary>
sealed class Pool(string post, string office, int officers)
{
    public string Post => post;
    public string Office => office;
    public int Officers => officers;
    public LinkedList<Job> Waiting { get; } = new();
    public SortedSet<int> Free { get; } = [.. Enumerable.Range(0, officers)];

    /// <summary>Hours worked by all officers while cases came.</summary>
    public double Busy { get; set; }
}

/// <summary>
/// Who is free and what waits: first come, first served, in working hours. Knows nothing of procedures, so that its queues
/// can be held against the formulas of queueing theory.
/// </summary>
/// <param name="from">Figures of time are taken from this instant …</param>
/// <param name="to">… up to this one.</param>
sealed class Floor(WorkTime work, Agenda agenda, DateTimeOffset from, DateTimeOffset to, Func<string, string, int> officersOf)
{
    readonly Dictionary<(string, string), Pool> pools = [];
    readonly double fromHours = work.Worked(from), toHours = work.Worked(to);

    public IReadOnlyCollection<Pool> Pools => pools.Values;

    public double Span => toHours - fromHours;

    public Pool PoolOf(string post, string office) =>
        pools.TryGetValue((post, office), out var pool) ? pool : pools[(post, office)] = new Pool(post, office, officersOf(post, office));

    public void Put(Job job)
    {
        job.Opened = agenda.Now;
        Length(job, 1);
        job.Pool.Waiting.AddLast(job);
        Assign(job.Pool);
    }

    /// <summary>The work is no longer wanted: a limit ran out over it, or the case is over.</summary>
    public void Withdraw(Job job)
    {
        if (job.IsOver) return;
        job.IsOver = true;
        job.Tally.Interrupted += job.Counts ? 1 : 0;
        if (job.Started is null)
        {
            job.Pool.Waiting.Remove(job);
            Length(job, -1);
            job.Tally.Waits(job, agenda.Now, work);
            return;
        }
        Leave(job);
    }

    void Assign(Pool pool)
    {
        for (var node = pool.Waiting.First; node is not null && pool.Free.Count > 0;)
        {
            var (job, following) = (node.Value, node.Next);
            if (pool.Free.Where(officer => !job.Barred.Contains(officer)).Select(officer => (int?)officer).FirstOrDefault() is { } officer)
            {
                pool.Waiting.Remove(node);
                pool.Free.Remove(officer);
                Length(job, -1);
                (job.Officer, job.Started) = (officer, agenda.Now);
                job.Tally.Waits(job, agenda.Now, work);
                agenda.At(work.After(agenda.Now, job.Hours), () => Finish(job));
            }
            node = following;
        }
    }

    void Finish(Job job)
    {
        if (job.IsOver) return;
        job.IsOver = true;
        Leave(job);
        job.Done(job);
    }

    void Leave(Job job)
    {
        var started = job.Started ?? agenda.Now;
        job.Pool.Busy += Math.Max(0, Math.Min(toHours, work.Worked(agenda.Now)) - Math.Max(fromHours, work.Worked(started)));
        job.Pool.Free.Add(job.Officer);
        job.Tally.Handles(job, agenda.Now, work);
        // Whoever is free takes the next before the case goes on: two things at one instant do not overtake each other.
        Assign(job.Pool);
    }

    void Length(Job job, int change) => job.Tally.Length(Math.Clamp(work.Worked(agenda.Now), fromHours, toHours), change);

    /// <summary>Closes the figures of time: what is in hand is counted up to the end.</summary>
    public void Close(IEnumerable<Job> open)
    {
        foreach (var job in open.Where(job => job is { IsOver: false, Started: not null }))
            job.Pool.Busy += Math.Max(0, Math.Min(toHours, work.Worked(agenda.Now)) - Math.Max(fromHours, work.Worked(job.Started ?? agenda.Now)));
    }
}
