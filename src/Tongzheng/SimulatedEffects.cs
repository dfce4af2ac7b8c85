using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Kernel;
using Tongzheng.Licences;
using Tongzheng.Notices;
using Tongzheng.Services.Rating;
using Tongzheng.Supervision;

namespace Tongzheng;

/// <summary>
/// What service tasks answer in a simulation. What is computed is computed; what is written (a letter, a licence, a number
/// of the office's series) is taken as done, with the variable it gives. No fact of these is ever appended.
/// </summary>
public static class SimulatedEffects
{
    static readonly Performer Done = _ => Performed.Nothing;

    public static IReadOnlyDictionary<string, Performer> All { get; } = new Dictionary<string, Performer>
    {
        [Send.Effect] = Done,
        [Publish.Effect] = Done,
        [Publish.Ended] = Done,
        [Rate.Effect] = Done,
        [Effects.Revoke] = Done,
        [Effects.Send] = Done,
        [OpenDuty.Effect] = Done,
        [TakeNumber.Effect] = call => new Performed(new FeelContext().Set(TakeNumber.Variable, $"模拟〔{call.Act.Today.Year}〕{call.Case.Opened.Number}号"), []),
        [Effects.Revoke] = Done,
        [Issue.Effect] = call => new Performed(new FeelContext().Set("licence", "simulated-" + call.Case.Opened.Number), []),
        [LateFine.Effect] = LateFine.Perform,
        [MeasureService.Effect] = MeasureService.Perform,
    };
}
