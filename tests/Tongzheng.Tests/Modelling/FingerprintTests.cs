using Tongzheng.Matters;
using Tongzheng.Matters.Linting;
using Tongzheng.Tests.Matters;

namespace Tongzheng.Tests.Modelling;

/// <summary>What makes two packs say the same, and what does not.</summary>
public sealed class FingerprintTests
{
    const string Task = """<a:definitions xmlns:a="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:z="http://camunda.org/schema/zeebe/1.0"><a:process id="p"><a:userTask id="t" name="x"><a:extensionElements><z:one v="1"/><z:two/></a:extensionElements></a:userTask><a:endEvent id="e"/></a:process></a:definitions>""";

    [Theory]
    [InlineData("a:", "bpmn:", "xmlns:a=", "xmlns:bpmn=")] // another prefix
    [InlineData("id=\"t\" name=\"x\"", "name=\"x\" id=\"t\"", "", "")] // another order of attributes
    [InlineData("<a:process", "\n  <!-- a remark -->\n  <a:process", "", "")] // white space, comments
    [InlineData("id=\"t\"", "id=\"t\" isForCompensation=\"false\"", "", "")] // what holds anyway
    public void Another_way_of_writing_is_the_same_content(string from, string to, string alsoFrom, string alsoTo) =>
        Assert.Equal(Fingerprint.Of("p.bpmn", Task), Fingerprint.Of("p.bpmn", alsoFrom == "" ? Task.Replace(from, to, StringComparison.Ordinal) : Task.Replace(from, to, StringComparison.Ordinal).Replace(alsoFrom, alsoTo, StringComparison.Ordinal)));

    [Theory]
    [InlineData("name=\"x\"", "name=\"y\"")]
    [InlineData("<z:one v=\"1\"/><z:two/>", "<z:two/><z:one v=\"1\"/>")] // what others extend may have an order
    [InlineData("<z:two/>", "")]
    [InlineData("zeebe/1.0", "zeebe/2.0")]
    [InlineData("id=\"t\"", "id=\"t\" isForCompensation=\"true\"")]
    public void Anything_else_is_another(string from, string to) =>
        Assert.NotEqual(Fingerprint.Of("p.bpmn", Task), Fingerprint.Of("p.bpmn", Task.Replace(from, to, StringComparison.Ordinal)));

    [Theory]
    [InlineData("a: 1\nb: x\n", "# why\nb: x\na: 1\n", true)]
    [InlineData("a: 1\n", "a: \"1\"\n", false)]
    [InlineData("a: [1, 2]\n", "a: [2, 1]\n", false)]
    [InlineData("a: { x: y }\n", "a:\n  x: 'y'\n", true)]
    public void Yaml_counts_by_what_it_says(string one, string other, bool same) => Assert.Equal(same, Fingerprint.Of("m.yaml", one) == Fingerprint.Of("m.yaml", other));

    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{ "b": [1, 2], "a": 1.0 }""", true)]
    [InlineData("""{"b":[1,2]}""", """{"b":[2,1]}""", false)]
    public void Forms_count_by_what_they_say(string one, string other, bool same) => Assert.Equal(same, Fingerprint.Of("f.form", one) == Fingerprint.Of("f.form", other));

    [Fact]
    public void No_two_files_of_the_packs_say_the_same_by_mistake() =>
        Assert.Distinct(Packs.Catalogue.Matters.SelectMany(matter => matter.Files).DistinctBy(file => file.Path).Where(file => file.Path.EndsWith(".bpmn", StringComparison.Ordinal))
            .Select(file => Fingerprint.Of("x.bpmn", System.Text.Encoding.UTF8.GetString(file.Content.Span))));

    [Fact]
    public void The_table_of_legal_properties_is_the_one_that_was_published()
    {
        var path = Repository.PathOf("docs", "legal-properties.md");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(path, LegalProperties.ToMarkdown());
        Assert.True(File.Exists(path) && File.ReadAllText(path) == LegalProperties.ToMarkdown(), "The properties have changed: look at them, then run the tests with UPDATE_SNAPSHOTS=1 and commit docs/legal-properties.md.");
        Assert.All(LegalProperties.All, property => Assert.True(property.Label.En is not null && property.Meaning.En is not null && property.On.Length > 0, property.Name));
        Assert.Distinct(LegalProperties.All.Select(property => property.Name));
    }
}
