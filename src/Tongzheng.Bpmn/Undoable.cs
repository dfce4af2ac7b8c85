using Tongzheng.Feel;

namespace Tongzheng.Bpmn;

/// <summary>A completed activity that a compensation can undo.</summary>
/// <param name="Id">Orders them: the latest is undone first.</param>
/// <param name="ScopeId">The scope whose compensation reaches it.</param>
/// <param name="ActivityId">What was completed.</param>
/// <param name="HandlerId">The activity or event sub-process that undoes it.</param>
/// <param name="Within">The completed sub-process it was in, or null.</param>
/// <param name="Variables">The variables of that sub-process as they were, or null.</param>
/// <param name="TokenId">The token that runs the handler; 0 while it is not asked for.</param>
/// <param name="Thrower">The token that waits for it; 0 while it is not asked for.</param>
public sealed record Undoable(long Id, long ScopeId, string ActivityId, string HandlerId, string? Within, FeelContext? Variables, long TokenId = 0, long Thrower = 0);
