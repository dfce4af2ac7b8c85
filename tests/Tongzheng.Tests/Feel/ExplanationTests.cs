using System.Text.Json;
using Tongzheng.Feel.Dmn;

namespace Tongzheng.Tests.Feel;

public sealed class ExplanationTests
{
    static readonly DmnModel model = Tables.Model(
        "FIRST", ["age: number", "resident: boolean"],
        ["< 80", "-", "false", "条例第一条"],
        [">= 80", "true", "true", "条例第二条"],
        ["-", "-", "false"]);

    static Explanation Explain(string inputs) =>
        model.Evaluate("d", Tables.Inputs(inputs), CaseFiles.Options, explain: true).Explanation ?? throw new InvalidOperationException();

    [Fact]
    public void It_names_the_inputs_the_rules_tried_the_rule_hit_and_its_article()
    {
        var explanation = Explain("{age: 82, resident: true}");
        Assert.Equal(model.Hash, explanation.Hash);
        Assert.Equal(["age", "resident"], explanation.Decision.Given.Select(given => given.Name));
        var table = Assert.Single(explanation.Decision.Tables);
        Assert.Equal([false, true], table.Tried.Select(rule => rule.Hit));
        Assert.Equal(0, table.Tried[0].FailedColumn);
        Assert.Equal("条例第二条", Assert.Single(table.Hits.Single().Annotations));
    }

    [Fact]
    public void It_reads_as_plain_Chinese_and_plain_English()
    {
        var explanation = Explain("{age: 82, resident: true}");
        Assert.Equal("符合，因为：\n· age：82（要求：不低于80）\n· resident：是\n· 依据：条例第二条（规则 2）", explanation.InChinese().ReplaceLineEndings("\n"));
        Assert.StartsWith("Met, because:", explanation.InEnglish());
        Assert.StartsWith("不符合，因为：", Explain("{age: 12, resident: true}").InChinese());
    }

    [Theory]
    [InlineData("[60..80)", "不低于60且低于80", "at least 60 and less than 80")]
    [InlineData("]60..80]", "高于60且不高于80", "more than 60 and at most 80")]
    [InlineData("[parameters.first..parameters.second)", "不低于起始年龄且低于parameters.second", "at least 起始年龄 and less than parameters.second")]
    [InlineData("\"yes\",\"unsure\"", "有或unsure", "有 or unsure")]
    [InlineData("not(\"yes\", \"a, b\")", "不是有或a, b", "not 有 or a, b")]
    [InlineData("< 5, > 10", "低于5或高于10", "less than 5 or more than 10")]
    [InlineData("? * 2 > f(x, y)", "? * 2 > f(x, y)", "? * 2 > f(x, y)")]
    [InlineData("\"a", "\"a", "\"a")]
    public void A_condition_is_said_in_words(string condition, string chinese, string english)
    {
        var labels = new ExplanationLabels(name => name == "parameters.first" ? "起始年龄" : null, (source, value) => (source, value) == ("x", "yes") ? "有" : null);
        using var json = JsonDocument.Parse("""
            {"model":"m","hash":"h","now":"2026-03-02T09:30:00+08:00","decision":{"id":"d","name":"D","value":1,"given":[],"requires":[],"tables":[
              {"hitPolicy":"First","inputs":[{"name":"X","source":"x","value":"yes"}],"tried":1,
               "rules":[{"number":1,"id":"r","hit":true,"conditions":[CONDITION],"annotations":[]}]}]}}
            """.Replace("CONDITION", JsonSerializer.Serialize(condition), StringComparison.Ordinal));
        var explanation = Explanation.FromJson(json.RootElement);
        Assert.Contains($"· X：有（要求：{chinese}）", explanation.InChinese(labels));
        Assert.Contains($"· X: 有 (required: {english})", explanation.InEnglish(labels));
    }

    [Fact]
    public void In_English_a_rule_gives_its_reason_from_the_column_of_the_same_name_with_en_and_else_the_one_there_is()
    {
        var translated = DmnModel.Parse("""
            <definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' name='m' namespace='m'>
              <inputData id='i' name='age'><variable name='age' typeRef='number'/></inputData>
              <decision id='b' name='津贴'><variable name='津贴' typeRef='number'/>
                <extensionElements><p:properties xmlns:p='p'><p:property name='tz:name.en' value='Allowance'/></p:properties></extensionElements>
                <informationRequirement><requiredInput href='#i'/></informationRequirement>
                <decisionTable hitPolicy='UNIQUE'>
                  <input label='周岁'><inputExpression typeRef='number'><text>age</text></inputExpression></input>
                  <output name='津贴' typeRef='number'/><annotation name='依据'/><annotation name='依据.en'/>
                  <rule id='r1'><inputEntry><text>&lt; 80</text></inputEntry><outputEntry><text>0</text></outputEntry><annotationEntry><text>条例第一条</text></annotationEntry><annotationEntry><text>Regulations art. 1</text></annotationEntry></rule>
                  <rule id='r2'><inputEntry><text>&gt;= 80</text></inputEntry><outputEntry><text>200</text></outputEntry><annotationEntry><text>条例第二条</text></annotationEntry></rule>
                </decisionTable></decision>
            </definitions>
            """);
        Explanation Of(string inputs) => translated.Evaluate("津贴", Tables.Inputs(inputs), CaseFiles.Options, explain: true).Explanation!;
        var labels = new ExplanationLabels(name => name switch { "津贴" => "Allowance", "周岁" => "Age", _ => null }, (_, _) => null);
        Assert.Equal("“Allowance” is 0, because:\n· Age: 12 (required: less than 80)\n· Basis: Regulations art. 1 (rule 1)", Of("{age: 12}").InEnglish(labels).ReplaceLineEndings("\n"));
        Assert.EndsWith("· 依据：条例第一条（规则 1）", Of("{age: 12}").InChinese());
        Assert.EndsWith("· Basis: 条例第二条 (rule 2)", Of("{age: 82}").InEnglish());
        Assert.Equal("Allowance", translated.Decisions.Single().Properties["tz:name.en"]);
        using var kept = JsonDocument.Parse(Of("{age: 12}").ToJson());
        Assert.Equal(Of("{age: 12}").InEnglish(), Explanation.FromJson(kept.RootElement).InEnglish());
    }

    [Fact]
    public void It_survives_being_written_and_read()
    {
        var json = Explain("{age: 82, resident: true}").ToJson();
        using var document = JsonDocument.Parse(json);
        var again = Explanation.FromJson(document.RootElement);
        Assert.Equal(json, again.ToJson());
        Assert.Contains("条例第二条", json);
    }

    [Theory]
    [InlineData("{出生日期: @\"1944-05-01\", 户籍: \"本地\"}")]
    [InlineData("{出生日期: @\"1984-05-01\", 户籍: \"本地\"}")]
    [InlineData("{户籍: \"本地\"}")]
    public void What_was_kept_in_brief_is_whole_again_with_its_model(string inputs)
    {
        var explanation = snapshots.Evaluate("每月津贴", Tables.Inputs(inputs), CaseFiles.Options, explain: true).Explanation!;
        using var brief = InBrief(explanation);
        Assert.DoesNotContain("条例", brief.RootElement.GetRawText());
        Assert.Equal(explanation.ToJson(), Explanation.FromJson(brief.RootElement, snapshots).ToJson());
    }

    [Fact]
    public void In_brief_without_its_model_ids_stand_for_names()
    {
        using var brief = InBrief(Explain("{age: 82, resident: true}"));
        foreach (var other in new[] { null, snapshots })
        {
            var read = Explanation.FromJson(brief.RootElement, other);
            Assert.Equal([(1, false), (2, true)], read.Decision.Tables.Single().Tried.Select(rule => (rule.Number, rule.Hit)));
            Assert.StartsWith("符合", read.InChinese());
        }
    }

    [Fact]
    public void In_brief_the_first_rules_not_met_are_told_and_every_rule_met()
    {
        var long_ = Tables.Model("COLLECT", ["age: number"], [.. Enumerable.Range(1, 150).Select(number => new[] { $"{number}", $"{number}" }), ["> 0", "151"]]);
        using var brief = InBrief(long_.Evaluate("d", Tables.Inputs("{age: 150}"), CaseFiles.Options, explain: true).Explanation!);
        var table = Explanation.FromJson(brief.RootElement, long_).Decision.Tables.Single();
        Assert.Equal([150, 151], table.Hits.Select(rule => rule.Number));
        Assert.Equal(Enumerable.Range(1, 100), table.Tried.Where(rule => !rule.Hit).Select(rule => rule.Number));
    }

    static JsonDocument InBrief(Explanation explanation)
    {
        using var written = new MemoryStream();
        using (var writer = new Utf8JsonWriter(written))
            explanation.WriteTo(writer, inBrief: true);
        return JsonDocument.Parse(written.ToArray());
    }

    [Fact]
    public void It_holds_the_decisions_taken_on_the_way()
    {
        var chained = DmnModel.Parse("""
            <definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='m'>
              <inputData id='i' name='出生日期'><variable name='出生日期' typeRef='date'/></inputData>
              <decision id='a' name='年龄'><variable name='年龄' typeRef='number'/>
                <informationRequirement><requiredInput href='#i'/></informationRequirement>
                <literalExpression><text>years and months duration(出生日期, today()).years</text></literalExpression></decision>
              <decision id='b' name='高龄'><variable name='高龄' typeRef='boolean'/>
                <informationRequirement><requiredDecision href='#a'/></informationRequirement>
                <literalExpression><text>年龄 &gt;= 80</text></literalExpression></decision>
            </definitions>
            """);
        var result = chained.Evaluate("高龄", Tables.Inputs("{出生日期: @\"1944-05-01\"}"), CaseFiles.Options, explain: true);
        Assert.True(result.Value.AsBoolean);
        var inner = Assert.Single(result.Explanation!.Decision.Requires);
        Assert.Equal("年龄", inner.Name);
        Assert.Equal(81, inner.Value.AsDecimal);
        Assert.Contains("出生日期：1944-05-01", result.Explanation.InChinese());
    }

    [Fact]
    public void It_is_absent_unless_asked_for()
    {
        Assert.Null(model.Evaluate("d", Tables.Inputs("{age: 1, resident: true}"), CaseFiles.Options).Explanation);
    }

    [Fact]
    public void A_missing_input_is_unknown_and_said_to_be_so()
    {
        var strict = Tables.Model("UNIQUE", ["age: number"], [">= 80", "true"], ["< 80", "false"]);
        var result = strict.Evaluate("d", new(), CaseFiles.Options, explain: true);
        Assert.True(result.Value.IsNull);
        Assert.Contains(result.Diagnostics, diagnostic => diagnostic.Message.Contains("'age' is not given", StringComparison.Ordinal));
        Assert.StartsWith("无法判定", result.Explanation!.InChinese());
    }

    /// <summary>What a journal keeps for decades: the text of an explanation changes on purpose only (UPDATE_SNAPSHOTS=1).</summary>
    [Theory]
    [InlineData("granted", "{出生日期: @\"1944-05-01\", 户籍: \"本地\"}")]
    [InlineData("refused", "{出生日期: @\"1984-05-01\", 户籍: \"本地\"}")]
    [InlineData("unknown", "{户籍: \"本地\"}")]
    public void It_is_the_same_text_as_ever(string name, string inputs)
    {
        var explanation = snapshots.Evaluate("每月津贴", Tables.Inputs(inputs), CaseFiles.Options, explain: true).Explanation!;
        Same($"{name}.json", explanation.ToJson().Replace(explanation.Hash, "HASH", StringComparison.Ordinal));
        Same($"{name}.zh.txt", explanation.InChinese());
        Same($"{name}.en.txt", explanation.InEnglish());
    }

    static void Same(string file, string text)
    {
        var path = Repository.PathOf($"tests/Tongzheng.Tests/Feel/snapshots/{file}");
        text = text.ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    static readonly DmnModel snapshots = DmnModel.Parse("""
        <definitions xmlns='https://www.omg.org/spec/DMN/20191111/MODEL/' name='高龄津贴' namespace='m'>
          <inputData id='i' name='出生日期'><variable name='出生日期' typeRef='date'/></inputData>
          <inputData id='h' name='户籍'><variable name='户籍' typeRef='string'/></inputData>
          <decision id='a' name='年龄'><variable name='年龄' typeRef='number'/>
            <informationRequirement><requiredInput href='#i'/></informationRequirement>
            <literalExpression><text>years and months duration(出生日期, today()).years</text></literalExpression></decision>
          <decision id='b' name='每月津贴'><variable name='每月津贴' typeRef='number'/>
            <informationRequirement><requiredDecision href='#a'/></informationRequirement>
            <informationRequirement><requiredInput href='#h'/></informationRequirement>
            <decisionTable hitPolicy='UNIQUE'>
              <input label='周岁'><inputExpression typeRef='number'><text>年龄</text></inputExpression></input>
              <input label='户籍'><inputExpression typeRef='string'><text>户籍</text></inputExpression><inputValues><text>"本地","外地"</text></inputValues></input>
              <output name='每月津贴' typeRef='number'/><annotation name='依据'/>
              <rule id='r1'><inputEntry><text>&lt; 80</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>0</text></outputEntry><annotationEntry><text>未满八十周岁。条例第一条</text></annotationEntry></rule>
              <rule id='r2'><inputEntry><text>&gt;= 80</text></inputEntry><inputEntry><text>"本地"</text></inputEntry><outputEntry><text>200</text></outputEntry><annotationEntry><text>条例第二条</text></annotationEntry></rule>
              <rule id='r3'><inputEntry><text>&gt;= 80</text></inputEntry><inputEntry><text>"外地"</text></inputEntry><outputEntry><text>0</text></outputEntry><annotationEntry><text>由户籍地发放。条例第三条</text></annotationEntry></rule>
            </decisionTable></decision>
        </definitions>
        """);
}
