using Tongzheng.Casework.Verbs;
using Tongzheng.Kernel;

namespace Tongzheng.Notices;

/// <summary>The names of letters in both languages.</summary>
public static class LetterWords
{
    public static string Title(string kind, Language language) =>
        Enum.TryParse<LetterKind>(kind, out var letter) ? Send.Title(letter).In(language) : VerbTable.Find(kind)?.Letter?.In(language) ?? kind;
}
