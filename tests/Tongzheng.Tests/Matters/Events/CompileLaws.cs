using Tongzheng.Bpmn;
using Tongzheng.Forms;
using Tongzheng.Matters;
using Tongzheng.Matters.Events;
using Tongzheng.Matters.Linting;

namespace Tongzheng.Tests.Matters.Events;

/// <summary>What holds of every life event that is compiled, looked at on bundles made up from numbers.</summary>
public sealed class CompileLaws
{
    const int Bundles = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, Bundles)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_bundle_without_a_circle_is_compiled_and_the_linter_finds_nothing(int seed)
    {
        var bundle = new Bundle(seed);
        Assert.Empty(bundle.Catalogue.Findings.Select(finding => finding.ToString()));
        Assert.Empty(Lint.Run(new PackFiles(bundle.All), new LintScope(LintScope.StandardServices, null)).Where(finding => finding.File.StartsWith("events/", StringComparison.Ordinal)).Select(finding => finding.ToString()));
        var copy = Assert.Single(Catalogue.Read(bundle.Event.Files).Matters);
        Assert.Equal(bundle.Event.Hash, copy.Hash);
        Assert.Equal(bundle.Event.Event?.Components.Select(component => component.Version), copy.Event?.Components.Select(component => component.Version));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_required_field_of_a_component_is_asked_once_or_comes_from_elsewhere(int seed)
    {
        var bundle = new Bundle(seed);
        var asked = FormOf(bundle.Event).All.Where(field => field.Key is not null).ToList();
        Assert.Equal(asked.Count, asked.Select(field => field.Key).Distinct().Count());
        foreach (var component in bundle.Event.Event?.Components ?? [])
        {
            var matter = bundle.Catalogue.Find(component.Matter);
            Assert.NotNull(matter);
            foreach (var field in FormOf(matter).All.Where(field => field.Required))
            {
                var times = asked.Count(other => other.Type == field.Type && (other.Label.Zh == field.Label.Zh || (field.Element is not null && other.Element == field.Element)));
                var giver = bundle.Event.Event?.Components.FirstOrDefault(other => other.Result?.Name.Zh == field.Label.Zh);
                var isForm = field.Label.Zh == "申请书" && matter.Form is { Generated: false };
                Assert.True(times == (isForm || giver is { Wanted: "true" } ? 0 : 1), $"{component.Matter}: {field.Label.Zh} is asked {times} times");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Components_begin_when_what_they_need_is_over_all_at_once_and_never_before(int seed)
    {
        var bundle = new Bundle(seed);
        var (random, wanted) = (new Random(seed), Wanted(bundle, seed));
        var run = Begin(bundle, wanted);
        var closed = new HashSet<int>();
        while (closed.Count < wanted.Count)
        {
            Assert.Empty(run.Incidents);
            var ready = wanted.Where(at => !closed.Contains(at) && bundle.Needs[at].All(need => !wanted.Contains(need) || closed.Contains(need))).ToHashSet();
            // A need that is left out does not hold up, but what that one needs does: the order stays.
            ready.RemoveWhere(at => !Passed(bundle, at, wanted, closed));
            Assert.Equal(ready.Select(Bundle.SlugOf).Order(), run.Open.Keys.Order());
            var next = ready.ElementAt(random.Next(ready.Count));
            run.Close(Bundle.SlugOf(next), granted: true);
            closed.Add(next);
        }
        Assert.Empty(run.Incidents);
        Assert.Equal("granted", run.End);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_a_component_is_given_satisfies_its_own_form(int seed)
    {
        var bundle = new Bundle(seed);
        var run = Begin(bundle, Wanted(bundle, seed));
        while (run.Open.Count > 0)
        {
            var (slug, answers) = run.Open.First();
            var filled = BundleRun.Check(FormOf(bundle.Catalogue.Find(slug)), answers);
            Assert.Empty(filled.Errors.Select(error => $"{slug}: {error.Field} {error.Code}"));
            run.Close(slug, granted: true);
        }
        Assert.Equal("granted", run.End);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_component_that_fails_is_followed_by_what_its_rule_says(int seed)
    {
        var bundle = new Bundle(seed);
        var (random, wanted) = (new Random(seed), Wanted(bundle, seed));
        var run = Begin(bundle, wanted);
        var (granted, goOn) = (new HashSet<int>(), new HashSet<int>());
        while (run.Open.Count > 0 || run.Questions.Count > 0)
        {
            if (run.Questions.Count > 0)
            {
                var (question, element) = run.Questions.First();
                var at = int.Parse(element["made-".Length..^".ask".Length], System.Globalization.CultureInfo.InvariantCulture);
                Assert.StartsWith("ask", bundle.Rule[at], StringComparison.Ordinal);
                var yes = random.Next(2) == 0;
                if (yes) goOn.Add(at);
                run.Answer(question, yes);
                continue;
            }
            var slug = run.Open.Keys.Order().ElementAt(random.Next(run.Open.Count));
            var succeeds = random.Next(3) > 0;
            if (succeeds) granted.Add(Number(slug));
            run.Close(slug, succeeds);
        }
        Assert.Empty(run.Incidents);
        foreach (var at in wanted)
        {
            var may = bundle.Needs[at].All(need => !wanted.Contains(need) || granted.Contains(need) || bundle.Rule[need] == "go-on" || goOn.Contains(need));
            Assert.True(may == run.Begun.Contains(Bundle.SlugOf(at)), $"{at} {(may ? "should" : "should not")} have begun");
        }
        Assert.Equal(granted.Count == wanted.Count ? "granted" : granted.Count == 0 ? "refused" : "partly", run.End);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_circle_is_a_finding_that_names_who_waits_for_whom(int seed)
    {
        var bundle = new Bundle(seed, circular: true);
        var finding = Assert.Single(bundle.Catalogue.Findings);
        Assert.Equal("event.circle", finding.Code);
        Assert.Equal($"events/{Bundle.Slug}/event.yaml", finding.File);
        Assert.True(finding.Line > 9 && finding.Message.Zh.Contains("要等", StringComparison.Ordinal) && finding.Remedy.Zh.Contains("keep", StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_of_a_component_is_a_new_version_of_the_life_event()
    {
        var bundle = new Bundle(1);
        var changed = bundle.All.Select(file => file.Path == "services/made-0/matter.yaml" ? Bundle.File(file.Path, System.Text.Encoding.UTF8.GetString(file.Content.Span).Replace("试验事项0", "改名的事项", StringComparison.Ordinal)) : file);
        Assert.NotEqual(bundle.Event.Hash, Catalogue.Read(changed).Find(Bundle.Slug)?.Hash);
    }

    static bool Passed(Bundle bundle, int at, HashSet<int> wanted, HashSet<int> closed) =>
        bundle.Needs[at].All(need => wanted.Contains(need) ? closed.Contains(need) : Passed(bundle, need, wanted, closed));

    static HashSet<int> Wanted(Bundle bundle, int seed)
    {
        var random = new Random(seed + 1000);
        return [.. Enumerable.Range(0, bundle.Count).Where(at => !bundle.Optional[at] || random.Next(2) == 0)];
    }

    static BundleRun Begin(Bundle bundle, HashSet<int> wanted)
    {
        var filled = BundleRun.Fill(FormOf(bundle.Event), wanted.Select(Bundle.ChoiceOf).Append("far").ToHashSet());
        Assert.Empty(filled.Errors.Select(error => $"{error.Field}: {error.Code}"));
        return new BundleRun(bundle.Event, filled.Answers);
    }

    static Form FormOf(Matter? matter) => Form.Parse(matter?.Form?.Json ?? "");

    static int Number(string slug) => int.Parse(slug["made-".Length..], System.Globalization.CultureInfo.InvariantCulture);
}
