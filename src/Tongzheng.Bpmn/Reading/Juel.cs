using System.Text;
using Tongzheng.Bpmn.Xml;

namespace Tongzheng.Bpmn.Reading;

/// <summary>
/// Turns the small part of Camunda 7's expression language that conditions use (paths, literals, comparison, empty, not, and, or, arithmetic)
/// into FEEL; anything else (method calls, beans) is refused by name.
/// </summary>
static class Juel
{
    internal static string ToFeel(string text, Markup at, string? elementId)
    {
        if (!text.EndsWith('}'))
            throw new BpmnException(at.Line, at.Column, $"The expression {text} mixes text and expression, which is not supported; write FEEL.", elementId);
        var translation = new Translation(text[2..^1], message => new BpmnException(at.Line, at.Column, $"{message} In: {text}", elementId));
        return translation.All();
    }

    ref struct Translation(string text, Func<string, BpmnException> fail)
    {
        readonly string text = text;
        readonly Func<string, BpmnException> fail = fail;
        int at;

        internal string All()
        {
            var feel = Choice();
            Blank();
            return at == text.Length ? feel : throw fail($"'{text[at..]}' is not understood as a condition.");
        }

        string Choice()
        {
            var condition = Or();
            if (!Take("?"))
                return condition;
            var then = Choice();
            return Take(":") ? $"if {condition} then {then} else {Choice()}" : throw fail("A choice lacks its ':'.");
        }

        string Or()
        {
            var left = And();
            while (Take("||") || Word("or"))
                left = $"{left} or {And()}";
            return left;
        }

        string And()
        {
            var left = Comparison();
            while (Take("&&") || Word("and"))
                left = $"{left} and {Comparison()}";
            return left;
        }

        string Comparison()
        {
            var left = Sum();
            foreach (var (juel, feel) in Operators)
            {
                if (char.IsLetter(juel[0]) ? Word(juel) : Take(juel))
                    return $"{left} {feel} {Sum()}";
            }
            return left;
        }

        string Sum()
        {
            var left = Product();
            while (true)
            {
                if (Take("+"))
                    left = $"{left} + {Product()}";
                else if (Take("-"))
                    left = $"{left} - {Product()}";
                else
                    return left;
            }
        }

        string Product()
        {
            var left = Unary();
            while (true)
            {
                if (Take("*"))
                    left = $"{left} * {Unary()}";
                else if (Take("/"))
                    left = $"{left} / {Unary()}";
                else
                    return left;
            }
        }

        string Unary()
        {
            Blank();
            if (at < text.Length && text[at] == '!' && (at + 1 == text.Length || text[at + 1] != '='))
            {
                at++;
                return $"not({Unary()})";
            }
            if (Word("not"))
                return $"not({Unary()})";
            if (Word("empty"))
            {
                var value = Unary();
                return $"({value} = null or {value} = \"\" or {value} = [])";
            }
            if (Take("("))
            {
                var inner = Or();
                return Take(")") ? $"({inner})" : throw fail("A closing parenthesis is missing.");
            }
            return Operand();
        }

        string Operand()
        {
            Blank();
            if (at == text.Length)
                throw fail("The expression ends too early.");
            var first = text[at];
            if (first is '"' or '\'')
                return Quoted(first);
            var start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.'))
                at++;
            if (at == start)
                throw fail($"'{text[at..]}' is not understood as a condition.");
            var word = text[start..at];
            if (word == "execution.hasVariable" && Take("("))
            {
                Blank();
                var name = Quoted('\'').Trim('"');
                return Take(")") ? $"({name} != null)" : throw fail("A closing parenthesis is missing.");
            }
            if (at < text.Length && text[at] is '(' or '[')
                throw fail($"The call of {word} is not supported; write FEEL.");
            return word;
        }

        string Quoted(char quote)
        {
            var result = new StringBuilder("\"");
            for (at++; at < text.Length && text[at] != quote; at++)
                result.Append(text[at] == '"' ? "\\\"" : text[at]);
            if (at == text.Length)
                throw fail("A closing quotation mark is missing.");
            at++;
            return result.Append('"').ToString();
        }

        bool Take(string symbol)
        {
            Blank();
            if (!text.AsSpan(at).StartsWith(symbol))
                return false;
            at += symbol.Length;
            return true;
        }

        bool Word(string word)
        {
            Blank();
            var end = at + word.Length;
            if (!text.AsSpan(at).StartsWith(word) || (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_')))
                return false;
            at = end;
            return true;
        }

        void Blank()
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
        }

        static readonly (string Juel, string Feel)[] Operators =
            [("==", "="), ("!=", "!="), ("<=", "<="), (">=", ">="), ("<", "<"), (">", ">"), ("eq", "="), ("ne", "!="), ("le", "<="), ("ge", ">="), ("lt", "<"), ("gt", ">")];
    }
}
