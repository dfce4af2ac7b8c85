using System.Text.Json.Serialization;

namespace Tongzheng.Kernel;

/// <summary>
/// What a post is for (岗位), as procedures name it in <c>candidateGroups</c>: <c>clerk</c>, <c>reviewer</c> …
/// A region may have roles of its own; these are the ones every standard procedure uses.
/// </summary>
[JsonConverter(typeof(WrittenJson<Role>))]
public readonly record struct Role : IWritten<Role>
{
    const int Longest = 40; // a word in a BPMN attribute, not a sentence

    /// <summary>受理岗: receives applications and asks for corrections.</summary>
    public static readonly Role Clerk = new("clerk");

    /// <summary>审查岗: examines what was accepted.</summary>
    public static readonly Role Reviewer = new("reviewer");

    /// <summary>核查岗: goes and looks.</summary>
    public static readonly Role Inspector = new("inspector");

    /// <summary>决定岗: decides. Never the one who reviewed.</summary>
    public static readonly Role Decider = new("decider");

    /// <summary>窗口岗: acts for people at the counter.</summary>
    public static readonly Role Counter = new("counter");

    /// <summary>领导: approves what the law leaves to the head of the body, and sees its figures.</summary>
    public static readonly Role Leader = new("leader");

    /// <summary>审计: reads everything, changes nothing.</summary>
    public static readonly Role Auditor = new("auditor");

    /// <summary>目录管理员: keeps lists and catalogues.</summary>
    public static readonly Role Steward = new("steward");

    readonly string? text;

    Role(string text) => this.text = text;

    public static Role Parse(string text) => Written.Parse<Role>(text);

    public static bool TryParse(string? text, out Role value) => TryParse(text, out value, out _);

    public static bool TryParse(string? text, out Role value, out Refusal? why)
    {
        why = string.IsNullOrEmpty(text) ? new Refusal("text.empty")
            : text.Length > Longest || !text.All(character => character is >= 'a' and <= 'z' or >= '0' and <= '9' or '-') ? new Refusal("role.form", ("text", text))
            : null;
        value = why is null ? new Role(text!) : default;
        return why is null;
    }

    public override string ToString() => text ?? "";
}
