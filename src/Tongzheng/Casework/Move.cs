using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework;

/// <summary>
/// One trigger and all that follows from it inside the node: the engine's step, the services it calls (answered at
/// once), tasks and timers with their due dates, the statutory clock. Pure: the same case, version, trigger and act
/// give the same facts.
/// </summary>
public static class Move
{
    /// <summary>What a move comes to: the fact of the case, and facts of other streams that belong to it.</summary>
    public sealed record Moved(CaseAdvanced Fact, IReadOnlyList<StreamAppend> Others);

    public sealed record Result(Moved? Moved, Refusal? Refusal);

    /// <param name="endedAs">How the case ends where the trigger itself ends it: withdrawn.</param>
    public static Result Run(Case current, Trigger trigger, CaseAdvanced start, Act act, Surroundings around, string? endedAs = null)
    {
        // Where it stands lay under the key of its party.
        if (current.State is null && trigger is not Start) return new Result(null, new Refusal("case.forgotten"));
        var step = Engine.Advance(current.Version.Procedure, current.State, trigger, around.EngineFor(current, act));
        return step.Refusal is { } no ? new Result(null, new Refusal("case.not-open", ("detail", no.Message)))
            : new Result(Take(current, step.State, step.Effects, start, act, around, endedAs), null);
    }

    /// <summary>All that follows from a step of the engine.</summary>
    public static Moved Take(Case current, ProcessState state, IReadOnlyList<Effect> effects, CaseAdvanced start, Act act, Surroundings around, string? endedAs = null)
    {
        var gathered = new Gathered(current, start, act, around, endedAs);
        var waiting = new Queue<Effect>(effects);
        while (waiting.Count > 0 || Hear())
        {
            if (!waiting.TryDequeue(out var effect)) continue;
            gathered.Variables = state.Variables;
            if (effect is SendMessage message) gathered.Send(message, state);
            if (effect is not CallService call) { gathered.Take(effect); continue; }
            gathered.Hear(call);
            var performed = around.Effects.Perform(new Call(gathered.SoFar(state), call, act));
            if (performed.Refusal is null) gathered.Others.AddRange(performed.Appends);
            Trigger answer = performed.Refusal is { } refusal
                ? new FailService(call.ServiceId, refusal.Code, refusal.In(Language.Chinese))
                : new CompleteService(call.ServiceId, performed.Outputs);
            var step = Engine.Advance(current.Version.Procedure, state, answer, around.EngineFor(current, act));
            state = step.State;
            foreach (var next in step.Effects) waiting.Enqueue(next);
        }
        return gathered.Moved(state);

        // A message that came too early is heard as soon as the procedure waits for it.
        bool Hear()
        {
            foreach (var kept in state.IsOver ? [] : current.Kept.Where(kept => !gathered.Heard.Contains(kept.Message)))
            {
                var variables = kept.Variables is { } set ? FeelContext.FromJson(set.ToElement()) : new FeelContext();
                var heard = Engine.Advance(current.Version.Procedure, state, new ReceiveMessage(kept.Name, variables), around.EngineFor(current, act));
                if (heard.Refusal is not null) continue;
                state = heard.State;
                gathered.Heard.Add(kept.Message);
                foreach (var next in heard.Effects) waiting.Enqueue(next);
                return true;
            }
            return false;
        }
    }

    /// <summary>Collects the effects of one move.</summary>
    sealed class Gathered(Case current, CaseAdvanced start, Act act, Surroundings around, string? endedAs)
    {
        readonly List<OpenedTask> opened = [];
        readonly List<long> closed = [.. start.Closed];
        readonly List<StartedTimer> timers = [];
        readonly List<long> cancelledTimers = [.. start.CancelledTimers];
        readonly List<RaisedIncident> incidents = [];
        readonly List<long> closedIncidents = [.. start.ClosedIncidents];
        readonly List<DecisionTaken> decisions = [];
        CaseClock clock = current.Clock;
        bool accepted = current.Clock.StartedOn is not null;
        string? outcome;
        long sends;

        public List<StreamAppend> Others { get; } = [];
        public List<string> Heard { get; } = [];

        /// <summary>The variables of the procedure after the step whose effects are taken now.</summary>
        public FeelContext Variables { get; set; } = new();

        public void Take(Effect effect)
        {
            switch (effect)
            {
                case OpenTask task: opened.Add(Open(task)); break;
                case CloseTask task: if (opened.RemoveAll(open => open.Task == task.TaskId) == 0) closed.Add(task.TaskId); break;
                case StartTimer timer: timers.Add(Due(timer)); break;
                case CancelTimer timer: if (timers.RemoveAll(started => started.Timer == timer.TimerId) == 0) cancelledTimers.Add(timer.TimerId); break;
                case Incident incident: incidents.Add(new RaisedIncident(incident.IncidentId, incident.ElementId, incident.Code, incident.Message)); break;
                case CloseIncident incident: if (incidents.RemoveAll(raised => raised.Incident == incident.IncidentId) == 0) closedIncidents.Add(incident.IncidentId); break;
                case Decided decided: decisions.Add(new DecisionTaken(decided.ElementId, decided.DecisionId, decided.Explanation is { } why ? JsonText.Of(writer => why.WriteTo(writer, inBrief: true)) : null)); break;
                case Ended ended: outcome = ended.ElementId; break;
            }
        }

        /// <summary>A service task may mark a moment of the law: acceptance starts the statutory clock, the answer ends it.</summary>
        public void Hear(CallService call)
        {
            switch (call.Properties.GetValueOrDefault("tz:event"))
            {
                case "accepted" when !accepted:
                case "restarted":
                    accepted = true;
                    clock = CaseClock.NotStarted.Start(BeginningOf(call), current.Version.Matter, around.Calendar, act.Now, call.Properties.GetValueOrDefault("tz:limit"));
                    break;
                // The head approved it in the step before; the one extension of the law.
                case "extended":
                    clock = clock.Extend(around.Calendar, act with { Reason = act.Reason ?? call.Inputs.Get("reason").AsString }, act.Who.ToString()).Value ?? clock;
                    break;
                // The office has done what the clock is for; what follows is the party's.
                case "fulfilled":
                    clock = clock.End(act.Today);
                    break;
            }
        }

        // Where the law makes silence an acceptance, it counts from the day the documents came in, not from the day it was noticed.
        Beginning BeginningOf(CallService call) =>
            call.Properties.GetValueOrDefault("tz:deemed") == "true" && SilenceAfter() is { } silence
                ? Beginning.Deemed(silence, current.ReceivedAt) : Beginning.Accepted(act.Now);

        Silence? SilenceAfter() =>
            current.Timers.FirstOrDefault(timer => start.Trigger == "timer" && start.CancelledTimers.Contains(timer.Timer)) is { Limit: { } limit } fired
                ? TimeLimits.Find(limit, China.DayOf(fired.Since ?? current.ReceivedAt))?.Silence : null;

        /// <summary>A message of the procedure goes out with this step. The calls of one move are numbered, so that each message has an id of its own.</summary>
        public void Send(SendMessage message, ProcessState state)
        {
            if (!message.Properties.ContainsKey(Asking.Property)) return;
            var performed = around.Effects.Perform(new Call(SoFar(state), new CallService(--sends, message.ElementId, Effects.Send, message.Inputs, message.Properties), act));
            if (performed.Refusal is { } refusal) incidents.Add(new RaisedIncident(Case.NextIncident(current.Incidents, incidents), message.ElementId, refusal.Code, refusal.In(Language.Chinese)));
            Others.AddRange(performed.Appends);
        }

        /// <summary>The fact of the case, and what its end asks for.</summary>
        public Moved Moved(ProcessState state)
        {
            var fact = Fact(state);
            if (fact.Outcome is { } end && around.Effects.Has(Effects.Ended))
                Others.AddRange(around.Effects.Perform(new Call(SoFar(state) with { Status = CaseStatus.Closed, Outcome = end }, new CallService(0, end, Effects.Ended, state.Variables, new Dictionary<string, string>()), act)).Appends);
            return new Moved(fact, Others);
        }

        public Case SoFar(ProcessState state) => current with { State = state, Clock = clock };

        CaseAdvanced Fact(ProcessState state)
        {
            outcome = endedAs ?? outcome;
            var stopping = current.Tasks.Where(task => task.Task != start.Done?.Task && !closed.Contains(task.Task)).Concat(opened)
                .FirstOrDefault(task => task.StopGround is not null);
            clock = outcome is not null ? clock.End(act.Today)
                : (stopping?.StopGround ?? current.Pauses.FirstOrDefault()?.Ground) is { } ground ? clock.Stop(ground, act.Now, around.Calendar)
                : clock.Restart(act.Now, around.Calendar);
            Follow();
            return start with
            {
                State = Case.Recorded(state, current.OnRecord),
                Decisions = decisions.Count > 0 ? decisions : null,
                Opened = [.. opened.Select(task => task.Following(clock))],
                Closed = closed,
                Timers = timers,
                CancelledTimers = cancelledTimers,
                Incidents = incidents,
                ClosedIncidents = closedIncidents,
                Heard = Heard,
                Status = Status(),
                Clock = ReferenceEquals(clock, current.Clock) ? null : clock,
                Outcome = outcome,
            };
        }

        CaseStatus Status()
        {
            if (outcome is not null) return CaseStatus.Closed;
            if (incidents.Count > 0 || current.Incidents.Any(open => !closedIncidents.Contains(open.Incident))) return CaseStatus.Incident;
            if (current.Pauses.Count > 0) return CaseStatus.Suspended;
            if (clock.IsStopped || opened.Any(current.IsCorrection)) return CaseStatus.Correcting;
            return accepted ? CaseStatus.Accepted : CaseStatus.Submitted;
        }

        OpenedTask Open(OpenTask task)
        {
            var limit = task.Properties.GetValueOrDefault("tz:limit");
            // A step within the matter's own limit that nobody accepts first: the period runs since the documents came in.
            if (limit == Surroundings.Statutory && !clock.IsRunning) clock = clock.Start(Beginning.Received(act.Now), current.Version.Matter, around.Calendar, act.Now);
            var own = limit is null or Surroundings.Statutory ? null : limit;
            var since = Since(task.Properties);
            var due = own is null ? null : around.DueOf(own, since, current, act.Now);
            return new OpenedTask(task.TaskId, task.ElementId, new Text(task.Name, task.Properties.GetValueOrDefault("tz:name.en")), task.FormId,
                task.CandidateGroups.FirstOrDefault() ?? Role.Clerk.ToString(), around.OrganisationOf(task.Properties, task.Inputs, current, act),
                due?.LastDay, due?.IsProvisional == true, around.StopGroundOf(task.Properties), due is null ? null : China.DayOf(due.YellowFrom),
                own, own is null ? null : since);
        }

        StartedTimer Due(StartTimer timer)
        {
            var limit = timer.Properties.GetValueOrDefault("tz:limit");
            var plain = new StartedTimer(timer.TimerId, timer.ElementId, Iso.After(act.Now, timer.Text), false, limit == Surroundings.Statutory ? limit : null);
            if (limit is null or Surroundings.Statutory) return around.Following(plain, clock, act.Now);
            var since = Since(timer.Properties);
            return around.DueOf(limit, since, current, act.Now) is { } due ? plain with { Due = due.At, IsProvisional = due.IsProvisional, Limit = limit, Since = since } : plain;
        }

        // A limit counts from this act, or from the day that a variable of the case names: "seven days before the hearing".
        DateTimeOffset Since(IReadOnlyDictionary<string, string> properties) =>
            properties.GetValueOrDefault("tz:from") is { } name && Iso.Day(Variables.Get(name)) is { Year: > 1 and < 9999 } day ? China.StartOf(day) : act.Now;

        // A timer of the case's clock goes with it: it stands still with it, and is due when it is.
        void Follow()
        {
            if (ReferenceEquals(clock.Statutory, current.Clock.Statutory) && ReferenceEquals(clock.Promised, current.Clock.Promised)) return;
            for (var i = 0; i < timers.Count; i++) timers[i] = around.Following(timers[i], clock, act.Now);
            foreach (var timer in current.Timers.Where(timer => !cancelledTimers.Contains(timer.Timer)))
                if (around.Following(timer, clock, act.Now) is var moved && moved != timer)
                {
                    cancelledTimers.Add(timer.Timer);
                    timers.Add(moved);
                }
        }
    }
}
