using Tongzheng.Feel;

namespace Tongzheng.Tests.Feel;

/// <summary>Our own cases as lines of <c>expression ⇶ value</c>; every file in the folder is run.</summary>
public sealed class CaseFiles
{
    public static readonly EvaluationOptions Options = new()
    {
        Now = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(8)),
    };

    public static TheoryData<string, int, string, string> Lines()
    {
        var data = new TheoryData<string, int, string, string>();
        var files = Directory.GetFiles(Repository.PathOf("tests/Tongzheng.Tests/Feel/cases"), "*.feel");
        Assert.NotEmpty(files);
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var number = 0;
            foreach (var line in File.ReadLines(file))
            {
                number++;
                if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal))
                    continue;
                var sides = line.Split(" ⇶ ");
                Assert.True(sides.Length == 2, $"{Path.GetFileName(file)}:{number} has no ⇶");
                data.Add(Path.GetFileName(file), number, sides[0], sides[1]);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void An_expression_has_the_value_on_the_right(string file, int line, string expression, string expected)
    {
        var actual = FeelExpression.Compile(expression).Evaluate(new FeelContext(), Options);
        var wanted = FeelExpression.Compile(expected).Evaluate(new FeelContext(), Options);
        Assert.True(
            actual.Value == wanted.Value && actual.Value.ToString() == wanted.Value.ToString(),
            $"{file}:{line}: {expression} is {actual.Value}, not {wanted.Value}. {string.Join(" ", actual.Diagnostics)}");
    }
}
