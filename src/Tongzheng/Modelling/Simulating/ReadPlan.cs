using System.Globalization;
using Tongzheng.Kernel;

namespace Tongzheng.Modelling.Simulating;

/// <summary>A plan as it was typed into the page; what is no number is an error beside its field.</summary>
static class ReadPlan
{
    public static (Plan Plan, IReadOnlyList<Refusal> Errors) Of(IFormCollection typed, Simulated matter, Plan proposed)
    {
        var errors = new List<Refusal>();
        var shares = new Dictionary<string, double>();
        foreach (var (index, choice) in ChoiceField.Of(matter.Version).Index())
            foreach (var (at, option) in choice.Options.Index())
                if (Number($"share.{index}.{at}", 1) is var share and not 1) shares[Plan.ShareKey(choice.Element, choice.Field, option.Value)] = share;
        var plan = proposed with
        {
            Cases = (int)Number("cases", proposed.Cases),
            WarmUp = (int)Number("warmUp", proposed.WarmUp),
            Runs = (int)Number("runs", proposed.Runs),
            ArrivalsPerDay = Number("arrivals", proposed.ArrivalsPerDay),
            HoursPerDay = Number("hours", proposed.HoursPerDay),
            Seed = (int)Number("seed", proposed.Seed),
            From = Day("from"),
            Staff = [.. proposed.Staff.Select((row, index) => row with { Officers = (int)Number($"staff.{index}", row.Officers) })],
            Times = proposed.Times.ToDictionary(time => time.Key, time => new Duration(
                Enum.TryParse<Spread>(typed["spread." + time.Key].ToString(), out var spread) && Enum.IsDefined(spread) ? spread : time.Value.Spread, Number("time." + time.Key, time.Value.Mean))),
            Shares = shares,
        };
        if (errors.Count == 0 && SimulationLimits.WhyNot(plan) is { } no) errors.Add(no);
        return (plan, errors);

        double Number(string name, double otherwise)
        {
            if (!typed.TryGetValue(name, out var value) || string.IsNullOrWhiteSpace(value)) return otherwise;
            // Full-width digits are what a Chinese input method gives.
            if (double.TryParse(Written.Plain(value), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= int.MaxValue) return number;
            errors.Add(new Refusal("simulation.number", ("text", value.ToString())) { Field = name });
            return otherwise;
        }

        DateOnly? Day(string name)
        {
            if (!typed.TryGetValue(name, out var value) || string.IsNullOrWhiteSpace(value)) return null;
            if (DateOnly.TryParseExact(value.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            errors.Add(new Refusal("simulation.from") { Field = name });
            return null;
        }
    }
}
