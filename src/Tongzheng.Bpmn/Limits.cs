namespace Tongzheng.Bpmn;

/// <summary>What a definition and one trigger may use. Each limit is far above real procedures and far below what harms the node.</summary>
public static class Limits
{
    /// <summary>Characters of one BPMN file. The largest of the outside suites has 0.4 million.</summary>
    public const int FileCharacters = 8_000_000;

    /// <summary>Nesting of XML elements. Real files stay below 20; a stack is never at risk.</summary>
    public const int XmlDepth = 200;

    /// <summary>XML elements in one file. Real files stay below 20,000.</summary>
    public const int XmlElements = 500_000;

    /// <summary>Nesting of sub-processes and called procedures while running, against endless recursion.</summary>
    public const int ScopeDepth = 50;

    /// <summary>Sequence flows and loop turns taken in one trigger; beyond it an endless loop of automatic tasks is assumed and a person is asked.</summary>
    public const int StepsPerTrigger = 1_000;

    /// <summary>Instances of a multi-instance activity, e.g. experts asked at once, together with the other tokens of the case.</summary>
    public const int Instances = 10_000;

    /// <summary>States looked at when a definition is checked for soundness; beyond it the finding says that the check is incomplete.</summary>
    public const int CheckedStates = 20_000;
}
