namespace Tongzheng.Web;

/// <summary>Weight of a button. One primary a page.</summary>
public enum ButtonKind
{
    Primary,
    Secondary,

    /// <summary>What cannot be taken back: withdraw, revoke.</summary>
    Warning,
}
