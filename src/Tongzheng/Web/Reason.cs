namespace Tongzheng.Web;

/// <summary>A reason in words, with those it rests on in turn.</summary>
public sealed record Reason(string Text, IReadOnlyList<Reason> Because)
{
    public static implicit operator Reason(string text) => new(text, []);
}
