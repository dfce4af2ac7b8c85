namespace Tongzheng.Bpmn;

/// <summary>A BPMN file that cannot be used, with the place and the element that is to be mended.</summary>
public sealed class BpmnException(int line, int column, string message, string? elementId = null) : Exception(Compose(line, column, message, elementId))
{
    /// <summary>Line in the file, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Column in the line, counted from 1.</summary>
    public int Column { get; } = column;

    /// <summary>The id of the element, where it has one.</summary>
    public string? ElementId { get; } = elementId;

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; } = message;

    static string Compose(int line, int column, string message, string? elementId) =>
        elementId is null ? $"line {line}, column {column}: {message}" : $"line {line}, column {column}, element {elementId}: {message}";
}
