using System.Text;

namespace Tongzheng.Feel.Functions;

/// <summary>
/// Back-references that need no backtracking: a reference to a group of plain characters, such as <c>(ab)\1</c>, is those
/// characters again. All other references stay, and the engine refuses them by name.
/// </summary>
static class BackReferences
{
    public static string Resolve(string pattern)
    {
        var result = new StringBuilder();
        List<string?> groups = []; // what a closed group at the outermost level must have matched
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                i++;
                var number = pattern[i] - '0';
                var known = depth == 0 && number is >= 1 and <= 9 && number <= groups.Count && (i + 1 == pattern.Length || !char.IsAsciiDigit(pattern[i + 1]));
                if (known && groups[number - 1] is { } plain)
                    result.Append("(?:").Append(plain).Append(')');
                else
                    result.Append('\\').Append(pattern[i]);
                continue;
            }

            if (c is '[' or '|')
                return pattern; // what a group matched now depends on the way taken
            if (c == '(')
            {
                depth++;
                var end = pattern.IndexOf(')', i);
                var body = end < 0 ? "" : pattern[(i + 1)..end];
                var once = end + 1 >= pattern.Length || pattern[end + 1] is not ('?' or '*' or '{');
                groups.Add(depth == 1 && once && body.Length > 0 && body.All(char.IsLetterOrDigit) ? body : null);
            }

            depth -= c == ')' ? 1 : 0;
            result.Append(c);
        }

        return result.ToString();
    }
}
