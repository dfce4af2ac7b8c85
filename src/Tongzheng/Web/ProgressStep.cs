namespace Tongzheng.Web;

/// <summary>A step of a progress line, with a date or sentence beneath it.</summary>
public sealed record ProgressStep(string Name, ProgressState State, string? Note = null);

public enum ProgressState
{
    ToCome,
    Now,
    Done,
}
