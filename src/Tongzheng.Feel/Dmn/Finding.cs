namespace Tongzheng.Feel.Dmn;

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>The model can't be used.</summary>
    Error,

    /// <summary>Somebody should look.</summary>
    Warning,

    /// <summary>What could not be decided, or is only worth knowing.</summary>
    Note,
}

/// <summary>What a check of a model found.</summary>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Code">Stable code, such as <c>dmn.gap</c>.</param>
/// <param name="Message">In English.</param>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Where">The decision or other element.</param>
/// <param name="Example">For a gap or an overlap: inputs that show it.</param>
public sealed record Finding(
    Severity Severity, string Code, string Message, int Line, int Column, string Where, FeelContext? Example = null)
{
    /// <summary>What the message names, in its order (rules by number, names), so that it can be said in another language.</summary>
    public IReadOnlyList<string> Particulars { get; init; } = [];
}
