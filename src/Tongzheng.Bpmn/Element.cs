namespace Tongzheng.Bpmn;

/// <summary>One node of a procedure: what the file says of it, linked to its neighbours and with its expressions compiled.</summary>
public sealed class Element
{
    /// <summary>The id in the file.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required ElementKind Kind { get; init; }

    /// <summary>The label in the diagram, or empty.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The documentation text, or empty.</summary>
    public string Documentation { get; internal init; } = "";

    /// <summary>Line in the file, counted from 1.</summary>
    public int Line { get; internal init; }

    /// <summary>Column in the line, counted from 1.</summary>
    public int Column { get; internal init; }

    /// <summary>The zeebe:properties; our legal properties begin with <c>tz:</c>.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; internal set; } = Empty;

    /// <summary>The process or sub-process around it; null for the process.</summary>
    public Element? Parent { get; internal init; }

    /// <summary>The nodes directly inside, in file order.</summary>
    public IReadOnlyList<Element> Children { get; internal set; } = [];

    /// <summary>Flows that lead here.</summary>
    public IReadOnlyList<SequenceFlow> Incoming { get; internal set; } = [];

    /// <summary>Flows that lead away, in the order in which their conditions are asked.</summary>
    public IReadOnlyList<SequenceFlow> Outgoing { get; internal set; } = [];

    /// <summary>What the event waits for or throws; empty for a plain event and for what is no event.</summary>
    public IReadOnlyList<EventDefinition> Events { get; internal set; } = [];

    /// <summary>The boundary events on this activity.</summary>
    public IReadOnlyList<Element> Boundary { get; internal set; } = [];

    /// <summary>The activity on whose boundary this event sits.</summary>
    public Element? AttachedTo { get; internal set; }

    /// <summary>The form of a user task.</summary>
    public string? FormId { get; internal set; }

    /// <summary>The decision of a business-rule task.</summary>
    public string? DecisionId { get; internal set; }

    /// <summary>The procedure that a call activity runs.</summary>
    public string? CalledProcess { get; internal set; }

    /// <summary>The kind of program that a service task asks for.</summary>
    public string? TaskType => Work.TaskType?.Fixed;

    /// <summary>The posts or roles that may do a user task, where the file names them without an expression.</summary>
    public IReadOnlyList<string> CandidateGroups => Work.CandidateGroups?.Fixed is { } groups ? Split(groups) : [];

    /// <summary>Does the event stop what it is attached to?</summary>
    public bool IsInterrupting { get; internal set; } = true;

    /// <summary>Extension elements and attributes of Zeebe and Camunda 7 that stay in the file and have no effect here.</summary>
    public IReadOnlyList<string> KeptExtensions { get; internal set; } = [];

    internal Work Work { get; set; } = Work.None;
    internal SequenceFlow? Default { get; set; }
    internal Element[] Starts { get; set; } = [];
    internal Element[] EventSubProcesses { get; set; } = [];
    internal bool IsParallelMultiple { get; set; }
    internal bool IsForCompensation { get; set; }
    internal bool IsSequential { get; set; }
    internal bool Instantiates { get; set; }
    internal bool KeepsOthersRunning { get; set; }
    internal Element? CompensatedBy { get; set; }
    internal Element? LinkTarget { get; set; }
    internal Loop? Loop { get; set; }
    internal int StartQuantity { get; set; } = 1;
    internal int CompletionQuantity { get; set; } = 1;
    internal Expression? Condition { get; set; }
    internal string[] DataObjects { get; set; } = [];

    /// <summary>For a node: which incoming flows of an inclusive or complex join can still be reached from here; by the join.</summary>
    internal Dictionary<Element, bool[]>? Reaches { get; set; }

    internal bool IsContainer => Kind is ElementKind.Process or ElementKind.SubProcess or ElementKind.EventSubProcess or ElementKind.Transaction or ElementKind.AdHocSubProcess;

    internal bool IsActivity => Kind is >= ElementKind.Task and <= ElementKind.AdHocSubProcess;

    internal bool ThrowsSignal => Kind is ElementKind.EndEvent or ElementKind.IntermediateThrowEvent && Has(EventKind.Signal);

    internal bool IsGateway => Kind >= ElementKind.ExclusiveGateway;

    internal bool Has(EventKind kind)
    {
        foreach (var definition in Events)
        {
            if (definition.Kind == kind)
                return true;
        }
        return false;
    }

    /// <summary>Names of the variables that its expressions, its loop and the conditions of its flows read.</summary>
    public IEnumerable<string> Reads =>
        Expressions().OfType<Expression>().SelectMany(expression => expression.Variable is { } name ? [name] : expression.Compiled?.Inputs.AsEnumerable() ?? []).Distinct();

    /// <summary>Names of the variables it gives: its result, what its mappings name, the item of its loop.</summary>
    public IEnumerable<string> Gives =>
        Work.Inputs.Concat(Work.Outputs).Select(mapping => mapping.Target[0]).Concat(new[] { Work.ResultVariable, Loop?.ItemVariable, Loop?.ResultList }.OfType<string>()).Distinct();

    IEnumerable<Expression?> Expressions() =>
    [
        .. Outgoing.Select(flow => flow.Condition), Condition, Work.Script, .. Work.Inputs.Select(mapping => mapping.Source),
        .. new[] { Work.TaskType, Work.CandidateGroups, Work.Assignee, Work.Form, Work.Decision, Work.Called }.Select(template => template?.Expression),
        Loop?.Cardinality, Loop?.Items, Loop?.Until, Loop?.While,
    ];

    internal static IReadOnlyList<string> Split(string groups) =>
        groups.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Kind and id, as messages name it.</summary>
    public override string ToString() => Name.Length == 0 ? $"{Kind} {Id}" : $"{Kind} {Id} ({Name})";

    static readonly Dictionary<string, string> Empty = [];
}

/// <summary>An arrow between two nodes.</summary>
public sealed class SequenceFlow
{
    /// <summary>The id in the file.</summary>
    public required string Id { get; init; }

    /// <summary>The label in the diagram, or empty.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Where it begins.</summary>
    public required Element Source { get; init; }

    /// <summary>Where it leads.</summary>
    public required Element Target { get; init; }

    /// <summary>The condition's text, or null.</summary>
    public string? ConditionText => Condition?.Text;

    /// <summary>Line in the file, counted from 1.</summary>
    public int Line { get; internal init; }

    internal Expression? Condition { get; init; }
}

/// <summary>What one event waits for or throws.</summary>
public sealed class EventDefinition
{
    /// <summary>The kind.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>Name of the message, signal or link; code of the error or escalation; null catches any.</summary>
    public string? Name => Reference?.Fixed;

    /// <summary>How the timer's text is read.</summary>
    public TimerKind Timer { get; internal init; }

    /// <summary>The timer's text, where the file gives it without an expression.</summary>
    public string? TimerText => When?.Fixed;

    internal Template? Reference { get; init; }
    internal Template? When { get; init; }
    internal Expression? Condition { get; init; }
    internal string? ActivityId { get; init; }
}
