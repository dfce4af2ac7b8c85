using Tongzheng.Matters;

namespace Tongzheng.Tests.Matters;

public sealed class YamlTests
{
    [Theory]
    [InlineData("a: &x [1]\nb: *x\n", "yaml.alias", 1, 4)]
    [InlineData("a: 1\nb: *x\n", "yaml.alias", 2, 4)]
    [InlineData("a: !!binary aGk=\n", "yaml.tag", 1, 4)]
    [InlineData("a: 1\na: 2\n", "yaml.duplicate-key", 2, 1)]
    [InlineData("a: 1\n---\nb: 2\n", "yaml.many-documents", 2, 1)]
    [InlineData("", "yaml.empty", 1, 1)]
    [InlineData("? [a]\n: 1\n", "yaml.key", 1, 3)]
    [InlineData("a: [1, 2\nb: 3\n", "yaml.syntax", 1, 5)]
    public void What_is_not_plain_YAML_is_refused_at_its_place(string text, string code, int line, int column)
    {
        var findings = new List<Finding>();
        Assert.Null(Yaml.Read("matter.yaml", text, findings));
        var finding = Assert.Single(findings);
        Assert.Equal((code, line, column), (finding.Code, finding.Line, finding.Column));
        Assert.NotEqual("", finding.Remedy.Zh);
        Assert.NotEqual("", finding.Remedy.En);
    }

    [Fact]
    public void An_alias_bomb_is_refused_at_its_first_anchor_without_being_expanded()
    {
        var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + string.Concat("bcdefghi".Select((name, i) => $"{name}: &{name} [{string.Join(", ", Enumerable.Repeat("*" + "abcdefghi"[i], 9))}]\n"));
        var findings = new List<Finding>();
        Assert.Null(Yaml.Read("matter.yaml", bomb, findings));
        Assert.Equal(("yaml.alias", 1), (findings[0].Code, findings[0].Line));
    }

    [Fact]
    public void Deep_nesting_ends_in_a_finding_and_not_in_a_stack_overflow()
    {
        var findings = new List<Finding>();
        Assert.Null(Yaml.Read("matter.yaml", new string('[', 100_000), findings));
        Assert.Single(findings);
    }

    [Fact]
    public void A_file_longer_than_the_limit_is_not_parsed()
    {
        var findings = new List<Finding>();
        Assert.Null(Yaml.Read("matter.yaml", "a: " + new string('x', Yaml.MaxCharacters), findings));
        Assert.Equal("yaml.too-long", findings[0].Code);
    }

    [Fact]
    public void Bytes_changed_anywhere_in_a_pack_end_in_a_matter_or_a_finding_and_never_in_an_exception()
    {
        var text = File.ReadAllText(Path.Combine(Packs.Folder, "services", "food-business", "matter.yaml"));
        const string marks = "{}[]:,&*!|>'\"%@`#-? \n\tx0";
        var random = new Random(20260302);
        for (var round = 0; round < 5_000; round++)
        {
            var letters = text.ToCharArray();
            for (var change = 0; change < 3; change++)
                letters[random.Next(letters.Length)] = marks[random.Next(marks.Length)];
            var findings = new List<Finding>();
            if (Yaml.Read("matter.yaml", new string(letters), findings) is null) Assert.NotEmpty(findings);
        }
    }
}
