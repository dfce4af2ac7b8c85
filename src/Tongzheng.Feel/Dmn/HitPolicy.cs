namespace Tongzheng.Feel.Dmn;

/// <summary>What a decision table gives when several rules are met (DMN 1.5, 8.2.8).</summary>
public enum HitPolicy
{
    /// <summary>At most one rule is met.</summary>
    Unique,

    /// <summary>Several may be met, if they give the same.</summary>
    Any,

    /// <summary>The rule whose output stands first in the list of output values.</summary>
    Priority,

    /// <summary>The first rule of the table.</summary>
    First,

    /// <summary>All, in any order, or their sum, count, least or greatest.</summary>
    Collect,

    /// <summary>All, in the order of the table.</summary>
    RuleOrder,

    /// <summary>All, in the order of the output values.</summary>
    OutputOrder,
}

/// <summary>What a collecting table makes of its outputs.</summary>
public enum Aggregation
{
    /// <summary>A list.</summary>
    None,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>How many different rules were met.</summary>
    Count,

    /// <summary>The least.</summary>
    Min,

    /// <summary>The greatest.</summary>
    Max,
}
