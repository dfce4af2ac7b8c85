using Tongzheng.Kernel;

namespace Tongzheng.Matters;

/// <summary>
/// One thing wrong in a pack: where (file, line and column, both from 1), what, and how to mend it.
/// <see cref="Code"/> is stable; the texts may improve.
/// </summary>
public sealed record Finding(string Code, string File, int Line, int Column, Text Message, Text Remedy)
{
    /// <summary>The line an editor can jump to: <c>file:line:column code message — remedy</c>.</summary>
    public override string ToString() => $"{File}:{Line}:{Column} {Code} {Message.Zh} — {Remedy.Zh}";
}
