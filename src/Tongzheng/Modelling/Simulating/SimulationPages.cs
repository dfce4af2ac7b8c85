using Tongzheng.Identity;
using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Modelling.Simulating;

/// <summary>Asking for a simulation and reading what it found: as a page, and as the API.</summary>
static class SimulationPages
{
    /// <summary>The progress moves about as fast as it is asked for.</summary>
    const int RefreshSeconds = 2;

    /// <param name="Done">Cases played so far, of <paramref name="Cases"/>.</param>
    public sealed record Answer(string Id, SimulationState State, int Done, int Cases, SimulationResult? Result);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/modelling/{slug}/simulation", Ask).Requires(Permission.PlanWork).ExcludeFromDescription();
        routes.MapPost("/modelling/{slug}/simulation", Begin).Requires(Permission.PlanWork).ExcludeFromDescription();
        routes.MapGet("/modelling/{slug}/simulations/{id}", Show).Requires(Permission.PlanWork).ExcludeFromDescription();
        var api = routes.MapGroup("/api/modelling/{slug}").WithTags("Modelling");
        api.MapGet("/plan", async (string slug, HttpContext context, SimulationDesk desk, CancellationToken stop) => await desk.Find(slug, context.Caller(), stop) is var found && found.Value is { } matter
            ? Results.Ok(desk.Propose(matter, context.Caller())) : Problem.Of(found.Refusal ?? new Refusal("simulation.unknown"), context.Language())).Requires(Permission.PlanWork).WithSummary("What a simulation of a matter would begin with: posts, times of steps").Produces<Plan>();
        api.MapPost("/simulations", Post).Requires(Permission.PlanWork).WithSummary("Plays synthetic cases through a matter; what the plan leaves out is proposed").Produces<Answer>(StatusCodes.Status202Accepted);
        api.MapGet("/simulations/{id}", (string slug, string id, HttpContext context, Simulations all) => Of(all, slug, id, context) is not { } found
            ? Problem.Of(new Refusal("simulation.unknown"), context.Language()) : Results.Ok(AnswerOf(found))).Requires(Permission.PlanWork).WithSummary("How far a simulation is, and what it found").Produces<Answer>();
        api.MapGet("/simulations/{id}/procedure", (string slug, string id, HttpContext context, Simulations all) => Of(all, slug, id, context)?.Matter.Version.Matter.Procedure is { } procedure
            ? Results.Text(procedure.Xml, "application/xml") : Problem.For(context, new Refusal("simulation.unknown"))).Requires(Permission.PlanWork).WithSummary("The procedure that was simulated (BPMN 2.0)").Produces<Stream>(contentType: "application/xml");
    }

    static async Task<IResult> Post(string slug, Plan plan, HttpContext context, SimulationDesk desk, Simulations all, CancellationToken stop)
    {
        if (await desk.Find(slug, context.Caller(), stop) is var asked && asked.Value is not { } matter) return Problem.Of(asked.Refusal ?? new Refusal("simulation.unknown"), context.Language());
        var proposed = desk.Propose(matter, context.Caller());
        var whole = plan with
        {
            Staff = plan.Staff.Count > 0 ? plan.Staff : proposed.Staff,
            Times = proposed.Times.Keys.Concat(plan.Times.Keys).Distinct().ToDictionary(element => element, element => plan.Times.GetValueOrDefault(element) ?? proposed.Times[element]),
        };
        var begun = all.Start(matter, whole, context.Caller().Home, desk.Clock.Today);
        return begun.Value is { } simulation ? Results.Accepted($"/api/modelling/{slug}/simulations/{simulation.Id}", AnswerOf(simulation))
            : Problem.Of(begun.Refusal ?? new Refusal("simulation.unknown"), context.Language());
    }

    static async Task<IResult> Ask(string slug, HttpContext context, SimulationDesk desk, CancellationToken stop) =>
        await desk.Find(slug, context.Caller(), stop) is var asked && asked.Value is not { } matter ? Problem.For(context, asked.Refusal ?? new Refusal("simulation.unknown"))
            : await desk.Draw(context, matter, desk.Propose(matter, context.Caller()), null, [], stop);

    static async Task<IResult> Begin(string slug, HttpContext context, SimulationDesk desk, Simulations all, CancellationToken stop)
    {
        if (await desk.Find(slug, context.Caller(), stop) is var asked && asked.Value is not { } matter) return Problem.For(context, asked.Refusal ?? new Refusal("simulation.unknown"));
        var typed = await context.Request.ReadFormAsync(stop);
        var (plan, errors) = ReadPlan.Of(typed, matter, desk.Propose(matter, context.Caller()));
        if (errors.Count > 0) return await desk.Draw(context, matter, plan, typed, errors, stop);
        var begun = all.Start(matter, plan, context.Caller().Home, desk.Clock.Today);
        return begun.Value is { } simulation ? Results.Redirect($"/modelling/{matter.Version.Matter.Slug}/simulations/{simulation.Id}")
            : await desk.Draw(context, matter, plan, typed, [begun.Refusal ?? new Refusal("simulation.unknown")], stop);
    }

    static async Task<IResult> Show(string slug, string id, HttpContext context, SimulationDesk desk, Simulations all, CancellationToken stop)
    {
        if (Of(all, slug, id, context) is not { } simulation) return Problem.For(context, new Refusal("simulation.unknown"));
        var language = context.Language();
        var matter = simulation.Matter.Version.Matter;
        var ask = $"/modelling/{matter.Slug}/simulation";
        var frame = context.Frame("模拟结果", "Simulation", new Crumb(matter.Name.In(language), "/matters/" + matter.Slug), new Crumb(language.Of("模拟", "Simulation"), ask), new Crumb(language.Of("结果", "Result"))) with { Wide = true };
        var view = new SimulationView { Matter = SimulationWords.TitleOf(simulation.Matter, language), State = simulation.State, Done = simulation.Done, Cases = simulation.Cases, AskHref = ask };
        if (simulation.Result is { } found)
            return new DrawnPage<SimulationResultPage> { Frame = frame, Model = view with { Found = SimulationWords.Of(found, simulation.Matter, await desk.TitlesOf(context, simulation.Matter, stop), language) with { DiagramHref = $"/api/modelling/{slug}/simulations/{id}/procedure" } } };
        return new DrawnPage<SimulationResultPage> { Frame = simulation.State is SimulationState.Waiting or SimulationState.Running ? frame with { Refresh = RefreshSeconds } : frame, Model = view };
    }

    static Simulation? Of(Simulations all, string slug, string id, HttpContext context) =>
        all.Find(id, context.Caller().Home) is { } found && found.Matter.Version.Matter.Slug == slug ? found : null;

    static Answer AnswerOf(Simulation simulation) => new(simulation.Id, simulation.State, simulation.Done, simulation.Cases, simulation.Result);}
