using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Tests.Feel;

public sealed class GuideTests
{
    static (FeelValue Value, List<string> Asked) Walk(DmnModel model, FeelContext all)
    {
        var (answers, asked) = (new FeelContext(), new List<string>());
        while (true)
        {
            switch (model.Next("d", answers, CaseFiles.Options))
            {
                case GuideStep.Certain certain:
                    return (certain.Value, asked);
                case GuideStep.Ask question:
                    Assert.DoesNotContain(question.Input, asked);
                    asked.Add(question.Input);
                    answers.Set(question.Input, all[question.Input]);
                    break;
            }
        }
    }

    [Fact]
    public void It_stops_as_soon_as_the_answer_is_certain()
    {
        var model = Tables.Model("FIRST", ["age: number", "local: boolean", "income: number"],
            ["< 80", "-", "-", "false"], ["-", "false", "-", "false"], ["-", "-", "> 1000", "false"], ["-", "-", "-", "true"]);
        Assert.Equal(["age"], Walk(model, Tables.Inputs("{age: 60, local: true, income: 10}")).Asked);
        Assert.Equal(["age", "local"], Walk(model, Tables.Inputs("{age: 90, local: false, income: 10}")).Asked);
        Assert.Equal(["age", "local", "income"], Walk(model, Tables.Inputs("{age: 90, local: true, income: 10}")).Asked);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void It_gives_what_the_full_evaluation_gives_and_never_asks_more(int seed)
    {
        var random = new Random(seed);
        string[] numbers = ["-", "-", "1", "< 2", ">= 2", "[1..3)", "not(3)"];
        string[] texts = ["-", "-", "\"a\"", "\"b\"", "not(\"a\")"];
        string[] policies = ["FIRST", "UNIQUE", "ANY", "COLLECT", "RULE ORDER"];
        string Number() => numbers[random.Next(numbers.Length)];
        var rules = Enumerable.Range(0, random.Next(1, 7))
            .Select(_ => new[] { Number(), texts[random.Next(texts.Length)], Number(), random.Next(3) == 0 ? "c + 1" : $"{random.Next(3)}" }).ToArray();
        var model = Tables.Model(policies[seed % policies.Length], ["a: number", "b: string", "c: number"], rules);
        for (var i = 0; i < 30; i++)
        {
            var all = new FeelContext().Set("a", random.Next(5)).Set("b", "abc"[random.Next(3)].ToString()).Set("c", random.Next(5));
            var (value, asked) = Walk(model, all);
            Assert.Equal(model.Evaluate("d", all, CaseFiles.Options).Value, value);
            Assert.InRange(asked.Count, 0, 3);
            AssertCertain(model, all, asked, value);
        }
    }

    /// <summary>Whatever the inputs that were not asked for are, the answer is the same.</summary>
    static void AssertCertain(DmnModel model, FeelContext all, List<string> asked, FeelValue value)
    {
        foreach (var (a, b, c) in from a in Enumerable.Range(0, 5) from b in "abc" from c in Enumerable.Range(0, 5) select (a, $"{b}", c))
        {
            var other = new FeelContext().Set("a", asked.Contains("a") ? all["a"] : a).Set("b", asked.Contains("b") ? all["b"] : b).Set("c", asked.Contains("c") ? all["c"] : c);
            Assert.Equal(value, model.Evaluate("d", other, CaseFiles.Options).Value);
        }
    }

    [Fact]
    public void The_order_of_the_questions_is_that_of_the_table()
    {
        string[] rule = ["true", "true", "true", "1"];
        string[] otherwise = ["-", "-", "-", "2"];
        var yes = Tables.Inputs("{a: true, b: true, c: true}");
        Assert.Equal(["b", "a", "c"], Walk(Tables.Model("FIRST", ["b: boolean", "a: boolean", "c: boolean"], rule, otherwise), yes).Asked);
        Assert.Equal(["c", "b", "a"], Walk(Tables.Model("FIRST", ["c: boolean", "b: boolean", "a: boolean"], rule, otherwise), yes).Asked);
    }

    public static TheoryData<int> Seeds() => new(Enumerable.Range(1, 60));
}
