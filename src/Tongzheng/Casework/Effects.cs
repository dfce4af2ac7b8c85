using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Kernel;

namespace Tongzheng.Casework;

/// <summary>
/// What a service task asks for inside the node: a licence, a notice. A performer decides and returns facts; they are
/// appended in the same transaction as the step of the case that asked. Effects that reach outside are not performed
/// here: a follower of the journal does them after the facts are durable.
/// </summary>
public delegate Performed Performer(Call call);

/// <summary>One call of a service task.</summary>
public sealed record Call(Case Case, CallService Service, Act Act);

/// <summary>What came of a call: outputs for the procedure and facts for other streams; or a refusal, which becomes a task for a person.</summary>
public sealed record Performed(FeelContext Outputs, IReadOnlyList<StreamAppend> Appends, Refusal? Refusal = null)
{
    public static readonly Performed Nothing = new(new FeelContext(), []);
    public static Performed No(Refusal refusal) => new(new FeelContext(), [], refusal);
}

/// <summary>The performers by the name a procedure calls them. Each module registers its own; the linter knows the names.</summary>
public sealed class Effects
{
    readonly Dictionary<string, Performer> performers = [];

    public IReadOnlyCollection<string> Names => performers.Keys;

    /// <summary>What a procedure's message becomes (a send task, or a message event that throws).</summary>
    public const string Send = "message.send";

    /// <summary>Withdraws what a case gave; its input is the ground.</summary>
    public const string Revoke = "licence.revoke";

    /// <summary>Performed when a case ends, in the append that ends it.</summary>
    public const string Ended = "case.ended";

    /// <summary>Performed when an incident of the node is settled that says something could not be sent.</summary>
    public const string SendAgain = "message.send-again";

    public void Register(string name, Performer performer) => performers.Add(name, performer);

    public bool Has(string name) => performers.ContainsKey(name);

    public Performed Perform(Call call) =>
        performers.TryGetValue(call.Service.Type, out var performer) ? performer(call)
            : Performed.No(new Refusal("effect.unknown", ("name", call.Service.Type)));
}
