using Tongzheng.Feel;

namespace Tongzheng.Tests.Feel;

/// <summary>External functions: a closed table with Java's meaning, and nothing else.</summary>
public sealed class ExternalTests
{
    static FeelResult Call(string type, string signature, string arguments)
    {
        var parameters = string.Join(", ", Enumerable.Range(0, arguments.Split(", ").Length).Select(i => $"p{i}"));
        return FeelExpression.Compile($"{{f: function({parameters}) external {{java: {{class: \"{type}\", method signature: \"{signature}\"}}}}, r: f({arguments})}}.r")
            .Evaluate(new FeelContext(), CaseFiles.Options);
    }

    [Theory]
    [InlineData("java.lang.Math", "pow(double, double)", "2, 10", "1024")]
    [InlineData("java.lang.Math", "round(double)", "-2.5", "-2")]
    [InlineData("java.lang.Math", "floorMod(int,int)", "-7, 3", "2")]
    [InlineData("java.lang.Math", "max(long,long)", "9007199254740993, 1", "9007199254740993")]
    [InlineData("java.lang.Integer", "parseInt(java.lang.String)", "\"-12\"", "-12")]
    [InlineData("java.lang.Boolean", "valueOf(java.lang.String)", "\"TRUE\"", "true")]
    [InlineData("java.lang.Float", "valueOf(java.lang.String)", "\"0.1\"", "0.1")]
    [InlineData("java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)", "\"%2$s-%1$-3s|%2$.2f%%\", \"a\", 1.005", "\"1.005-a  |1.01%\"")]
    public void What_the_table_holds_means_what_it_means_in_Java(string type, string signature, string arguments, string expected)
    {
        Assert.Equal(expected, Call(type, signature, arguments).Value.ToString());
    }

    [Theory]
    [InlineData("java.lang.Integer", "valueOf(int)", "3000000000")]
    [InlineData("java.lang.Byte", "valueOf(byte)", "1.5")]
    [InlineData("java.lang.Integer", "parseInt(java.lang.String)", "\"1.5\"")]
    [InlineData("java.lang.Math", "sqrt(double)", "-1")]
    [InlineData("java.lang.Math", "floorMod(int,int)", "1, 0")]
    [InlineData("java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)", "\"%s %s\", 1")]
    [InlineData("java.lang.String", "format(java.lang.String, [Ljava.lang.Object;)", "\"%9999999s\", 1")]
    [InlineData("java.lang.Runtime", "exec(java.lang.String)", "\"ls\"")]
    [InlineData("System.Environment", "Exit(int)", "1")]
    public void All_else_is_null_with_the_reason(string type, string signature, string arguments)
    {
        var result = Call(type, signature, arguments);
        Assert.True(result.Value.IsNull);
        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Code == "feel.external");
    }
}
