namespace Tongzheng.Identity;

/// <summary>How long a session lasts without use. What was being typed then is kept as a draft.</summary>
public static class Sessions
{
    public static readonly TimeSpan Length = TimeSpan.FromHours(2);
}
