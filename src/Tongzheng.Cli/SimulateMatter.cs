using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tongzheng.Casework;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Modelling.Simulating;

namespace Tongzheng.Cli;

/// <summary><c>tongzheng simulate FOLDER MATTER</c>: plays synthetic cases through a pack and prints where their time goes.</summary>
public static class SimulateMatter
{
    static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <param name="PlanFile">A plan as JSON; what it leaves out is proposed.</param>
    /// <param name="Json">Print the whole result, not the table.</param>
    public sealed record Options(string Folder, string Region, string Matter, string? PlanFile, int? Cases, int? Runs, double? Arrivals, int? Officers, int? Seed, bool Json);

    public static int Run(Options options, DateOnly today, TextWriter output, CancellationToken stop)
    {
        var catalogue = Catalogue.Load(options.Folder);
        if (catalogue.Find(options.Matter) is not { CanApply: true } matter)
        {
            foreach (var finding in catalogue.Findings.Where(finding => finding.File.Contains(options.Matter, StringComparison.Ordinal))) output.WriteLine(finding);
            output.WriteLine($"{options.Matter} is no matter of {options.Folder} that can be run.");
            return 2;
        }
        var simulated = new Simulated(new RunningMatter(matter), WorkCalendar.Shipped, Parameters.Load(Path.Combine(options.Region, "parameters.yaml"), []), SimulatedEffects.All);
        Plan plan;
        try
        {
            plan = PlanOf(options, simulated.Propose(new Dictionary<string, Duration>()));
        }
        catch (JsonException broken)
        {
            output.WriteLine($"{options.PlanFile} is no plan: {broken.Message}");
            return 2;
        }
        if (SimulationLimits.WhyNot(plan) is { } refusal)
        {
            output.WriteLine(refusal.In(Language.English));
            return 2;
        }
        var result = Simulate.Handle(simulated, plan, today, () => { }, stop);
        if (options.Json) output.WriteLine(JsonSerializer.Serialize(result, Written));
        else Print(result, simulated, output);
        return 0;
    }

    static Plan PlanOf(Options options, Plan proposed)
    {
        var plan = options.PlanFile is { } file ? JsonSerializer.Deserialize<Plan>(File.ReadAllText(file), Written) ?? proposed : proposed;
        if (plan.Staff.Count == 0) plan = plan with { Staff = proposed.Staff };
        return plan with
        {
            Cases = options.Cases ?? plan.Cases,
            WarmUp = options.Cases is { } cases ? cases / 10 : plan.WarmUp,
            Runs = options.Runs ?? plan.Runs,
            ArrivalsPerDay = options.Arrivals ?? plan.ArrivalsPerDay,
            Seed = options.Seed ?? plan.Seed,
            Staff = options.Officers is { } officers ? [.. plan.Staff.Select(row => row with { Officers = officers })] : plan.Staff,
        };
    }

    static void Print(SimulationResult found, Simulated simulated, TextWriter output)
    {
        output.WriteLine($"{found.Matter} {found.Version[..12]}  {found.Came} cases in {found.Plan.Runs} runs: {found.Closed} closed, {found.Inside} inside, {found.StoodStill} stand still");
        output.WriteLine($"days {In(found.Days)}  nine of ten within {In(found.DaysNinetieth)}  over the statutory limit {Percent(found.Late)}  over the promise {Percent(found.BreaksPromise)}");
        foreach (var outcome in found.Outcomes) output.WriteLine($"  {Percent(outcome.Share),-14} {NameOf(outcome.Outcome)}");
        output.WriteLine();
        output.WriteLine($"{"share of time",-16}{"visits",8}  {"waiting h",-16}{"handling h",-16}{"queue",-16}step");
        foreach (var step in found.Steps.OrderByDescending(step => step.ShareOfTime.Mean))
            output.WriteLine($"{Percent(step.ShareOfTime),-16}{step.Visits,8}  {In(step.WaitingHours),-16}{In(step.HandlingHours),-16}{In(step.QueueLength),-16}{NameOf(step.Element)}");
        output.WriteLine();
        foreach (var post in found.Posts)
            output.WriteLine($"{post.Post,-12} {post.Office,-12} {post.Officers,3} officers  {(post.IsUnstaffed ? $"nobody: {post.LeftWaiting} left waiting" : Percent(post.Utilisation) + (post.IsOverloaded ? " overloaded" : ""))}");
        foreach (var path in found.NeverTaken) output.WriteLine($"never taken: {NameOf(path.From)} → {NameOf(path.To)}");
        foreach (var stuck in found.StoodStillAt) output.WriteLine($"{stuck.Cases} stand still at {NameOf(stuck.Element)}: {stuck.Code} {stuck.Message}");
        foreach (var inside in found.InsideAt) output.WriteLine($"{inside.Cases} still at {NameOf(inside.Element)}");

        string NameOf(string element) => simulated.Version.Procedure.Find(element) is { } known ? $"{known.Name} ({element})" : element;
    }

    static string In(Estimate figure) => string.Create(CultureInfo.InvariantCulture, $"{figure.Mean:0.00}{(figure.HalfWidth is { } half ? $" ± {half:0.00}" : "")}");

    static string Percent(Estimate share) => string.Create(CultureInfo.InvariantCulture, $"{share.Mean * 100:0.0}{(share.HalfWidth is { } half ? $" ± {half * 100:0.0}" : "")} %");
}
