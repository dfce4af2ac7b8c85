namespace Tongzheng.Feel.Dmn;

/// <summary>The text is no DMN model.</summary>
public sealed class DmnException(int line, int column, string message)
    : FormatException($"{line}:{column}: {message}")
{
    /// <summary>From 1.</summary>
    public int Line => line;

    /// <summary>From 1.</summary>
    public int Column => column;

    /// <summary>What is wrong, without the place.</summary>
    public string Reason => message;
}
