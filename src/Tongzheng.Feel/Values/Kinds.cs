namespace Tongzheng.Feel.Values;

/// <summary>The kinds of values by the names FEEL gives them.</summary>
static class Kinds
{
    public static string Name(FeelKind kind) => kind switch
    {
        FeelKind.Null => "null",
        FeelKind.DateTime => "date and time",
        FeelKind.DaysAndTimeDuration => "days and time duration",
        FeelKind.YearsAndMonthsDuration => "years and months duration",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
