using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;
using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters;

/// <summary>
/// Every story of every matter, walked through the engines alone: what the procedure opens, sends and ends with is what
/// the story says. (Forms, files, clocks and posts are played through HTTP elsewhere.)
/// </summary>
public sealed class StoryTests
{
    static readonly DateTimeOffset FirstDay = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    static readonly Parameters Parameters = Parameters.Load(Path.Combine(Packs.Region, "parameters.yaml"), []);

    public static TheoryData<string, string> All =>
        [.. Packs.Catalogue.Matters.SelectMany(matter => StandardStory.Of(matter).Select(story => (matter.Slug, story.Title.Zh)))];

    [Fact]
    public void Every_matter_people_apply_for_has_a_story_that_ends_with_its_result() =>
        Assert.All(Packs.Catalogue.Matters.Where(matter => !matter.IsExOfficio), matter =>
            Assert.Contains(StandardStory.Of(matter), story => story.Steps.Any(step => step.Then.Result == matter.Result?.Name.Zh) && story.Steps.Any(step => step.Then.End is not null)));

    [Fact]
    public void Every_way_a_matter_can_end_is_told_by_one_of_its_stories() =>
        Assert.All(Packs.Catalogue.Matters.Where(matter => matter.Letters.Count > 0), matter =>
            Assert.Empty(ProcessDefinition.Parse(matter.Procedure?.Xml ?? "").Elements.Where(element => element.Kind == ElementKind.EndEvent).Select(element => element.Id)
                .Except(matter.Stories.SelectMany(story => story.Steps).Select(step => step.Then.End)).Except(ToldElsewhere).Select(end => $"{matter.Slug}: {end}")));

    // Acceptance and correction are told by the stories of the shared procedures.
    static readonly string[] ToldElsewhere = ["not-accepted", "withdrawn"];

    [Fact]
    public void Every_story_that_grants_supplies_each_required_material() =>
        Assert.All(Packs.Catalogue.Matters, matter =>
            Assert.All(StandardStory.Of(matter).Where(story => story.Steps.Any(step => step.Then.End == "granted")), story =>
                Assert.Superset(matter.Materials.Where(material => material.Required == true).Select(material => material.Key).ToHashSet(),
                    story.Steps.Where(step => step.Does is "apply" or "open").SelectMany(step => step.Files.Keys).ToHashSet())));

    [Theory]
    [MemberData(nameof(All))]
    public void A_story_goes_as_it_is_told(string slug, string title)
    {
        var matter = Packs.Catalogue.Find(slug) ?? throw new InvalidOperationException(slug);
        var told = StandardStory.Of(matter).Single(story => story.Title.Zh == title);
        var walk = new Walk(matter, told.Applicant switch { "organisation" => "enterprise", "office" => "office", _ => "person" });
        foreach (var step in told.Steps)
        {
            walk.Play(step);
            if (step.Then.Tasks is { } tasks) Assert.Equal(tasks.Order(), walk.Tasks.Values.Order());
            if (step.Then.Letters.Count > 0 && step.Does != "wait") Assert.Equal(step.Then.Letters.Order(), walk.Letters.Order());
            Assert.Equal(step.Then.End ?? (step.Does == "rate" ? walk.End : null), walk.End);
        }
        Assert.Empty(walk.Incidents);
    }

    sealed class Walk(Matter matter, string kind)
    {
        readonly ProcessDefinition _procedure = ProcessDefinition.Parse(matter.Procedure?.Xml ?? "");
        readonly List<DmnModel> _models = [.. matter.Decisions.Select(file => DmnModel.Parse(file.Xml))];
        ProcessState? _state;
        DateTimeOffset _now = FirstDay;

        public Dictionary<long, string> Tasks { get; } = [];
        public Dictionary<long, string> Timers { get; } = [];
        public List<string> Letters { get; } = [];
        public List<string> Incidents { get; } = [];
        public string? End { get; private set; }

        public void Play(StoryStep step)
        {
            _now = FirstDay.AddDays(step.Day);
            Letters.Clear();
            var answers = FeelContext.FromJson(step.Answers);
            if (step.Does is "apply" or "open") Advance(new Start(Begin(answers)));
            if (step.Does is "complete" or "correct") Advance(new CompleteTask(Tasks.First(task => task.Value == step.Task).Key, answers));
            if (step.Does == "wait") Advance(new FireTimer(step.Task is null ? Assert.Single(Timers).Key : Timers.Single(timer => timer.Value == step.Task).Key));
        }

        FeelContext Begin(FeelContext answers)
        {
            var about = new FeelContext().Set("id", matter.Id).Set("itemType", matter.ItemType);
            return answers.Set("applicant", new FeelContext().Set("kind", kind)).Set("matter", about).Set("parameters", FeelValue.FromJson(Parameters.ToJson()));
        }

        void Advance(Trigger trigger)
        {
            var step = Engine.Advance(_procedure, _state, trigger, new EngineOptions { Now = _now, Decide = Decide });
            Assert.Null(step.Refusal);
            _state = step.State;
            if (trigger is CompleteTask done) Tasks.Remove(done.TaskId);
            if (trigger is FireTimer fired) Timers.Remove(fired.TimerId);
            foreach (var effect in step.Effects) Take(effect);
            foreach (var call in step.Effects.OfType<CallService>()) Advance(new CompleteService(call.ServiceId, new FeelContext()));
        }

        void Take(Effect effect)
        {
            switch (effect)
            {
                case OpenTask task: Tasks[task.TaskId] = task.ElementId; break;
                case CloseTask task: Tasks.Remove(task.TaskId); break;
                case StartTimer timer: Timers[timer.TimerId] = timer.ElementId; break;
                case CancelTimer timer: Timers.Remove(timer.TimerId); break;
                case CallService { Type: "notice.send" } call: Letters.Add(call.Properties["tz:letter"]); break;
                case Incident incident: Incidents.Add($"{incident.ElementId}: {incident.Message}"); break;
                case Ended ended: End = ended.ElementId; break;
            }
        }

        DecisionResult Decide(string id, FeelContext inputs) =>
            _models.Single(model => model.Decisions.Any(decision => decision.Id == id)).Evaluate(id, inputs, new EvaluationOptions { Now = _now });
    }
}
