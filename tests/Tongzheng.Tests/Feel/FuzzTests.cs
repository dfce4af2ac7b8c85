using FsCheck;
using FsCheck.Fluent;
using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Tests.Feel;

/// <summary>Whatever text comes in, it ends in a value or a clear refusal: no crash, no hang, no overflow of the stack.</summary>
public sealed class FuzzTests
{
    /// <summary>Rounds of the quick suite; TONGZHENG_FUZZ sets more for a night.</summary>
    static readonly int rounds = int.TryParse(Environment.GetEnvironmentVariable("TONGZHENG_FUZZ"), out var wanted) ? wanted : 20_000;

    static readonly EvaluationOptions small = new() { Now = CaseFiles.Options.Now, Steps = 20_000, ListSize = 10_000, StringSize = 100_000 };

    static readonly string[] pieces =
    [
        "(", ")", "[", "]", "{", "}", ",", ":", ".", "..", "+", "-", "*", "/", "**", "<", ">", "=", "!=", "<=", "?", "@\"P1D\"", "\"a\"", "1", "0.5", "-1",
        "999999999999999999999999999999999999", "1E6000", "null", "true", "if", "then", "else", "for", "in", "return", "some", "satisfies", "every", "function",
        "instance of", "list<number>", "and", "or", "not", "between", "x", "item", "partial", "date(\"2024-01-31\")", "count", "sum", "sort", "substring", "replace",
        "matches", "range", "context put", "string", "number", "duration", "exp", "log", "sqrt", "decimal", "modulo", "date and time", "now()", "//", "/*", "通政", "🐎",
    ];

    static void Try(string text)
    {
        try
        {
            var result = FeelExpression.Compile(text).Evaluate(new FeelContext().Set("x", 3), small);
            _ = result.Value.ToString();
        }
        catch (FeelSyntaxException problem)
        {
            Assert.True(problem.Line > 0 && problem.Column > 0);
        }
    }

    [Fact]
    public void Random_pieces_of_the_language_never_break_it()
    {
        var random = new Random(20260302);
        for (var i = 0; i < rounds; i++)
            Try(string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)])));
    }

    [Fact]
    public void Mutated_expressions_never_break_it()
    {
        var random = new Random(4711);
        var lines = CaseFiles.Lines().Select(row => row.Data.Item3).ToArray();
        for (var i = 0; i < rounds; i++)
        {
            var text = lines[random.Next(lines.Length)].ToCharArray().ToList();
            for (var change = random.Next(1, 4); change > 0 && text.Count > 0; change--)
            {
                var at = random.Next(text.Count);
                if (random.Next(3) == 0)
                    text.RemoveAt(at);
                else if (random.Next(2) == 0)
                    text.Insert(at, "()[]{},.:\"+-*/<>=19a?@\\"[random.Next(23)]);
                else
                    text[at] = (char)random.Next(1, 0x3000);
            }

            Try(new string(text.ToArray()));
        }
    }

    [Fact]
    public void Any_string_is_compiled_or_refused() =>
        Prop.ForAll<string?>(text => Try(text ?? "")).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Mutated_models_are_read_or_refused()
    {
        var random = new Random(99);
        var xml = Tables.Xml("UNIQUE", ["age: number", "kind: string"], [["< 18", "\"a\"", "1 + 2"], [">= 18", "\"b\"", "if age > 3 then 1 else 2"]]);
        for (var i = 0; i < rounds / 20; i++)
        {
            var text = xml.ToCharArray();
            for (var change = random.Next(1, 6); change > 0; change--)
                text[random.Next(text.Length)] = "<>/'\"=-0a ?&;#"[random.Next(14)];
            try
            {
                var model = DmnModel.Parse(new string(text));
                model.Check();
                foreach (var decision in model.Decisions)
                    model.Evaluate(decision.Id, new FeelContext().Set("age", 20).Set("kind", "b"), small, explain: true).Explanation?.ToJson();
            }
            catch (DmnException problem)
            {
                Assert.True(problem.Line > 0);
            }
        }
    }

    [Fact]
    public void An_entity_bomb_is_refused()
    {
        var bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><definitions>&b;</definitions>";
        Assert.Throws<DmnException>(() => DmnModel.Parse(bomb));
    }

    [Fact]
    public void Elements_nested_too_deeply_are_refused()
    {
        var xml = "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='m'><decision id='d' name='d'>"
            + string.Concat(Enumerable.Repeat("<list>", 50_000)) + string.Concat(Enumerable.Repeat("</list>", 50_000)) + "</decision></definitions>";
        Assert.Contains("deeper", Assert.Throws<DmnException>(() => DmnModel.Parse(xml)).Message);
    }
}
