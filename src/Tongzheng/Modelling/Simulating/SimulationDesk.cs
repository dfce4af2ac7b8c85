using Tongzheng.Casework;
using Tongzheng.Directories;
using Tongzheng.Identity;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Modelling.Simulating;

/// <summary>What page and API share: the matter, drafted or live, and the plan it begins with.</summary>
public sealed class SimulationDesk(Versions versions, Workshop workshop, Surroundings around, Offices offices, Figures figures, Journal journal, Clock clock, IReadOnlyDictionary<string, Performer> performers)
{
    /// <summary>Months of real cases that a plan begins with.</summary>
    const int MonthsMeasured = 12;

    public Clock Clock => clock;

    /// <summary>The draft, for who may write it and where there is one; else the version that is live.</summary>
    public async Task<Outcome<Simulated>> Find(string slug, Caller caller, CancellationToken stop)
    {
        if (caller.May(Permission.KeepCatalogue) && await workshop.Find(slug, stop) is { } draft)
            return workshop.Compile(draft) is var compiled && compiled.Value is { } running ? Of(running, isDraft: true) : compiled.Refusal ?? Unknown(slug);
        return versions.FindLive(slug) is { } live ? Of(live, isDraft: false) : Unknown(slug);
    }

    static Refusal Unknown(string slug) => new("matter.unknown", ("matter", slug));

    Simulated Of(RunningMatter version, bool isDraft) => new(version, around.Calendar, around.ParametersOf(JurisdictionId.State.ToString()), performers) { IsDraft = isDraft };

    public Plan Propose(Simulated matter, Caller caller) => matter.Propose(Measured(matter, caller)) with { From = clock.Today };

    IReadOnlyDictionary<string, Duration> Measured(Simulated matter, Caller caller) => MeasuredTimes.Of(matter.Version,
        figures.Steps(caller.Home, [.. caller.Posts.Select(post => post.Organisation.ToString()).Distinct()], matter.Version.Matter.Slug, clock.Today.AddMonths(-MonthsMeasured)), new Plan().HoursPerDay);

    public async Task<IResult> Draw(HttpContext context, Simulated matter, Plan plan, IFormCollection? typed, IReadOnlyList<Refusal> errors, CancellationToken stop)
    {
        var language = context.Language();
        var about = matter.Version.Matter;
        var measured = Measured(matter, context.Caller());
        return new DrawnPage<SimulationPage>
        {
            Frame = context.Frame("模拟", "Simulation", new Crumb(about.Name.In(language), "/matters/" + about.Slug), new Crumb(language.Of("模拟", "Simulation"))) with { Wide = true },
            Model = SimulationWords.Ask(matter, plan, typed, errors, measured.Keys.ToHashSet(), await TitlesOf(context, matter, stop), language),
        };
    }

    /// <summary>Posts as the own government calls them: 审查岗 at 云州市市场监督管理局.</summary>
    public async Task<Func<string, string?, string>> TitlesOf(HttpContext context, Simulated matter, CancellationToken stop)
    {
        var (home, language) = (context.Caller().Home, context.Language());
        var known = new Dictionary<(string, string), string>();
        var general = new Dictionary<string, string>();
        foreach (var office in matter.Posts.Select(post => post.Office ?? matter.Version.Matter.Office).Distinct())
            if (offices.FindFor(home.ToString(), office) is { } code)
                foreach (var post in await Post.Of(journal, home, CreditCode.Parse(code), stop))
                {
                    known[(post.Id.Role.ToString(), office)] = $"{offices.Find(home.ToString(), code)?.Name.In(language)} · {post.Name.In(language)}";
                    general[post.Id.Role.ToString()] = post.Name.In(language);
                }
        // The state holds no such office: then the department by its name.
        string Department(string office) => versions.Catalogue.Shared.Departments.Values.FirstOrDefault(each => each.Name.Zh == office || each.Office == office)?.Name.In(language) ?? office;
        return (post, office) =>
        {
            var title = general.GetValueOrDefault(post) ?? PanelOffers.PostName(post, language); // a government without that office calls it as every one does
            return office is null ? language.Of($"各承办机关 · {title}（每个机关）", $"Each office in charge · {title}") : known.GetValueOrDefault((post, office)) ?? $"{Department(office)} · {title}";
        };
    }
}
