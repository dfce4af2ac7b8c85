using Tongzheng.Feel;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Tests.Feel;

public sealed class ModelTests
{
    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20151101/dmn.xsd")]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/")]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/")]
    public void Every_version_of_the_standard_is_read(string space)
    {
        var xml = Tables.Xml("UNIQUE", ["age: feel:number"], [["< 18", "\"minor\""], [">= 18", "\"adult\""]])
            .Replace("https://www.omg.org/spec/DMN/20191111/MODEL/", space);
        var model = DmnModel.Parse(xml);
        Assert.Equal("adult", model.Evaluate("d", Tables.Inputs("{age: 40}"), CaseFiles.Options).Value.AsString);
        Assert.Empty(model.Check());
    }

    [Fact]
    public void What_is_no_model_is_refused_with_its_place()
    {
        Assert.Equal(2, Assert.Throws<DmnException>(() => DmnModel.Parse("<definitions>\n<a></definitions>")).Line);
        Assert.Throws<DmnException>(() => DmnModel.Parse("<html/>"));
        Assert.Throws<DmnException>(() => DmnModel.Parse(""));
    }

    [Fact]
    public void A_model_of_Camunda_without_input_data_reads_its_inputs_by_name()
    {
        var model = DmnModel.Parse("""
            <definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' name='m' namespace='m'>
              <decision id='d' name='d'><decisionTable hitPolicy='FIRST'>
                <input><inputExpression typeRef='integer'><text>age</text></inputExpression></input><output name='o' typeRef='string'/>
                <rule><inputEntry><text>&gt; 17</text></inputEntry><outputEntry><text>"adult"</text></outputEntry></rule>
              </decisionTable></decision>
            </definitions>
            """);
        Assert.Equal("adult", model.Evaluate("d", Tables.Inputs("{age: 40}"), CaseFiles.Options).Value.AsString);
        Assert.Equal("age", Assert.Single(model.Decisions[0].Inputs).Name);
        Assert.Contains(model.Check(), finding => finding.Code == "dmn.implicit-input");
    }

    [Fact]
    public void A_service_is_a_function_of_its_inputs()
    {
        var model = DmnModel.Parse("""
            <definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='m'>
              <inputData id='x' name='x'><variable name='x' typeRef='number'/></inputData>
              <decision id='a' name='a'><variable name='a' typeRef='number'/><informationRequirement><requiredInput href='#x'/></informationRequirement>
                <literalExpression><text>x + 1</text></literalExpression></decision>
              <decision id='b' name='b'><variable name='b' typeRef='number'/><informationRequirement><requiredDecision href='#a'/></informationRequirement>
                <literalExpression><text>a * 10</text></literalExpression></decision>
              <decisionService id='s' name='s'><variable name='s'/><outputDecision href='#b'/><inputDecision href='#a'/></decisionService>
              <decision id='c' name='c'><variable name='c'/><knowledgeRequirement><requiredKnowledge href='#s'/></knowledgeRequirement>
                <literalExpression><text>[s(5), s(a: 6), s("no")]</text></literalExpression></decision>
            </definitions>
            """);
        Assert.Equal("[50, 60, null]", model.Evaluate("c", new FeelContext(), CaseFiles.Options).Value.ToString());
        Assert.Equal(70, model.Invoke("s", Tables.Inputs("{a: 7}"), CaseFiles.Options).Value.AsDecimal);
    }

    [Fact]
    public void A_value_that_its_type_does_not_allow_is_null_with_the_reason()
    {
        var model = DmnModel.Parse("""
            <definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='m'>
              <itemDefinition name='tGrade'><typeRef>string</typeRef><allowedValues><text>"A", "B"</text></allowedValues></itemDefinition>
              <itemDefinition name='tGrades' isCollection='true'><typeRef>tGrade</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
              <inputData id='g' name='g'><variable name='g' typeRef='tGrades'/></inputData>
              <decision id='d' name='d'><variable name='d'/><informationRequirement><requiredInput href='#g'/></informationRequirement>
                <literalExpression><text>g</text></literalExpression></decision>
            </definitions>
            """);
        FeelResult Run(string inputs)
        {
            var result = model.Evaluate("d", Tables.Inputs(inputs), CaseFiles.Options);
            return new(result.Value, result.Diagnostics);
        }

        Assert.Equal("[\"A\", \"B\"]", Run("{g: [\"A\", \"B\"]}").Value.ToString());
        Assert.Equal("[\"A\"]", Run("{g: \"A\"}").Value.ToString());
        Assert.True(Run("{g: [\"C\"]}").Value.IsNull);
        Assert.NotEmpty(Run("{g: [\"A\", \"A\", \"A\"]}").Diagnostics);
    }

    [Fact]
    public void One_model_serves_many_threads_at_once()
    {
        var model = Tables.Model("FIRST", ["n: number"], Enumerable.Range(0, 40).Select(i => new[] { $"{i}", $"n * {i}" }).ToArray());
        Parallel.For(0, 2_000, i =>
            Assert.Equal(i % 40 * (i % 40), model.Evaluate("d", new FeelContext().Set("n", i % 40), CaseFiles.Options).Value.AsDecimal));
    }
}
