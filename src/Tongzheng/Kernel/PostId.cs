using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>A post: one role in one organisation, written <c>11590102MB0A00018B/reviewer</c>. Several officers may hold it.</summary>
[JsonConverter(typeof(WrittenJson<PostId>))]
public readonly record struct PostId(CreditCode Organisation, Role Role) : IWritten<PostId>
{
    public static PostId Parse(string text) => Written.Parse<PostId>(text);

    public static bool TryParse(string? text, out PostId value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out PostId value, out Refusal? why)
    {
        value = default;
        var parts = (text ?? "").Split('/', 2);
        if (!CreditCode.TryParse(parts[0], out var organisation, out why) || !Role.TryParse(parts.ElementAtOrDefault(1), out var role, out why))
            return false;
        value = new PostId(organisation, role);
        return true;
    }

    public override string ToString() => $"{Organisation}/{Role}";
}
