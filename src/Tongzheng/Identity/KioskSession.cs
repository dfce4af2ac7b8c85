namespace Tongzheng.Identity;

/// <summary>How long a person's session at a kiosk lasts without a touch: the next in the queue must not find it.</summary>
public static class KioskSession
{
    /// <summary>Untouched so long, the page asks whether somebody is there. Long enough to read a page and think.</summary>
    public const int IdleSeconds = 60;

    /// <summary>Unanswered so long, the session ends (WCAG 2.2.1 asks for at least 20 seconds).</summary>
    public const int WarningSeconds = 30;

    /// <summary>What the server lets stand, should the browser fail to say anything: both, and one more request.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(IdleSeconds + WarningSeconds + 30);
}
