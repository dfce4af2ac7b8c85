namespace Tongzheng.Feel;

/// <summary>The kinds of value that FEEL knows (DMN 1.5, 10.3.2.2).</summary>
public enum FeelKind : byte
{
    /// <summary>No value; also the result of an error, which a diagnostic then explains.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A decimal number of 34 digits.</summary>
    Number,

    /// <summary>Unicode text; its length is counted in code points.</summary>
    String,

    /// <summary>A day of the calendar.</summary>
    Date,

    /// <summary>A time of day, with or without a zone.</summary>
    Time,

    /// <summary>A date and time, with or without a zone.</summary>
    DateTime,

    /// <summary>A length of time in days, hours, minutes, seconds.</summary>
    DaysAndTimeDuration,

    /// <summary>A length of time in years and months.</summary>
    YearsAndMonthsDuration,

    /// <summary>An ordered list.</summary>
    List,

    /// <summary>Named entries, in order.</summary>
    Context,

    /// <summary>All values between two ends.</summary>
    Range,

    /// <summary>Something that can be invoked.</summary>
    Function,
}
