namespace Tongzheng.Kernel;

/// <summary>A text of the data (a matter's name, a department): Chinese always, English where somebody wrote it.</summary>
public sealed record Text(string Zh, string? En = null)
{
    /// <summary>The text in a language; Chinese where the English is not known.</summary>
    public string In(Language language) => language.IsEnglish ? En ?? Zh : Zh;

    public static implicit operator Text(string zh) => new(zh);

    public override string ToString() => Zh;
}
