namespace Tongzheng.Tests.Verbs;

/// <summary>Says which rows of the table of verbs a test tells the story of, through HTTP.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoryAttribute(params string[] verbs) : Attribute
{
    public IReadOnlyList<string> Verbs { get; } = verbs;
}
