using System.Text;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Matters.Linting;

namespace Tongzheng.Tests.Matters;

public sealed class LintTests
{
    static readonly Parameters Parameters = Parameters.Load(Path.Combine(Packs.Region, "parameters.yaml"), []);
    static readonly LintScope Scope = new(LintScope.StandardServices, Parameters);

    [Fact]
    public void The_packs_as_shipped_have_no_finding() =>
        Assert.Empty(Lint.Run(Packs.Folder, Scope).Select(finding => finding.ToString()));

    [Fact]
    public void An_id_that_gives_its_result_no_type_serial_is_found_before_anything_is_granted()
    {
        var files = Packs.Catalogue.Find("water-abstraction")?.Files.Select(file => file.Path.EndsWith("matter.yaml", StringComparison.Ordinal)
            ? file with { Content = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(file.Content.Span).Replace("id: SI", "id: SIX", StringComparison.Ordinal).Replace("\nname:", "A\nname:", StringComparison.Ordinal)) } : file) ?? [];
        Assert.Equal(("matter.id", 1), Catalogue.Read(files).Findings.Select(finding => (finding.Code, finding.Line)).Single());
    }

    [Fact]
    public void The_parameters_of_the_region_are_read_and_every_one_without_a_source_is_marked_as_an_example()
    {
        var findings = new List<Finding>();
        var parameters = Parameters.Load(Path.Combine(Packs.Region, "parameters.yaml"), findings);
        Assert.Empty(findings);
        Assert.All(parameters.All, parameter => Assert.True(parameter.IsExample, parameter.Key));
        Assert.Equal("P15D", parameters.ToJson().GetProperty("correctionPeriod").GetString());
        Assert.Equal(80, parameters.ToJson().GetProperty("oldAgeFirst").GetInt32());
    }

    [Fact]
    public void The_services_a_pack_may_ask_for_are_those_the_node_performs() =>
        Assert.Equal(new[] { Notices.Send.Effect, Notices.TakeNumber.Effect, Notices.Publish.Effect, Notices.Publish.Ended, Licences.Issue.Effect, Tongzheng.Casework.Effects.Revoke, Services.Rating.Rate.Effect, Supervision.OpenDuty.Effect, Supervision.LateFine.Effect, Supervision.MeasureService.Effect }.Order(), LintScope.StandardServices.Order());

    [Fact]
    public void The_command_prints_what_it_finds_and_says_so_by_its_exit_code()
    {
        var output = new StringWriter();
        Assert.Equal(0, Cli.LintPacks.Run(Packs.Folder, Packs.Region, output));
        Assert.Equal("0 findings", output.ToString().Trim());
        Assert.Equal(1, Cli.LintPacks.Run(Packs.Region, Packs.Region, output));
        Assert.Equal(2, Cli.LintPacks.Run(Path.Combine(Packs.Folder, "nowhere"), Packs.Region, output));
    }

    [Fact]
    public void An_effect_nobody_performs_is_a_finding()
    {
        var findings = Lint.Run(Packs.Folder, Scope with { Services = new HashSet<string> { "licence.issue", "notice.send", "rating.ask" } });
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal("bpmn.service.undefined", finding.Code));
        Assert.Contains(findings, finding => finding.File == "services/food-business/food-business.bpmn" && finding.Message.En!.Contains("supervision.open"));
    }

    [Fact]
    public void Whatever_the_check_of_a_procedure_or_a_table_finds_can_be_said_in_Chinese()
    {
        string[] notices = ["flow.no-default", "extension.kept", "check.incomplete", "dmn.not-decided", "dmn.no-logic", "dmn.unused-input"];
        var codes = House.Source.Files("src/Tongzheng.Bpmn/Checking").Concat(House.Source.Files("src/Tongzheng.Feel/Dmn").Where(file => Path.GetFileName(file) is "TableCheck.cs" or "ModelCheck.cs"))
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "\"([a-z]+\\.[a-z-]+)\"")).Select(match => match.Groups[1].Value).Except(notices)
            .Concat(new[] { "decision", "form", "procedure", "service", "post", "message", "limit" }.Select(what => what + ".undefined")).ToHashSet();
        Assert.Equal(codes.Order(), InChinese.Codes.Order());
        var gap = Changed(("services/food-business/risk-grade.dmn", text => text.Replace("<text>\"canteen\"</text>", "<text>\"restaurant\"</text>")));
        Assert.Contains(gap, finding => finding.Code == "decision.dmn.gap" && finding.Message.Zh.EndsWith("有的输入没有一条规则符合。", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("matter.yaml", "id: SI058", "\uFEFFid: SI058", null)] // what an editor of Windows puts first
    [InlineData("matter.yaml", "value: 20, unit: working-day", "value: 0, unit: working-day", "matter.limit")]
    [InlineData("matter.yaml", "value: 20, unit: working-day", "value: 999999999, unit: working-day", "matter.limit")]
    [InlineData("food-business.form", "\"key\": \"premisesName\"", "\"key\": \"applicant\"", "form.reserved")]
    [InlineData("food-business.form", "\"min\": 1", "\"min\": 1000000000", "form.refused")]
    [InlineData("food-business.form", "\"maxLength\": ", "\"maxLength\": 99999999999", "form.refused")]
    [InlineData("food-business.form", "\"value\": \"canteen\"", "\"value\": \"restaurant\"", "form.refused")]
    [InlineData("food-business.form", "\"accept\": \".pdf,.jpg,.jpeg,.png\"", "\"accept\": \"image/*\"", "form.refused")]
    [InlineData("food-business.bpmn", "=outcome = ", "=outcome == ", "bpmn.refused")]
    [InlineData("risk-grade.dmn", "hitPolicy=\"UNIQUE\"", "hitPolicy=\"BEST\"", "dmn.refused")]
    [InlineData("licence.yaml", "key: premisesName", "key: holder", "licence.field-twice")]
    [InlineData("granted.story.yaml", "day: 5", "day: 1", "story.day")]
    [InlineData("granted.story.yaml", "businessForm: restaurant", "businessForm: circus", "story.choice")]
    [InlineData("granted.story.yaml", "decision: grant", "decision: granted", "story.choice")]
    public void A_mistake_that_would_show_itself_only_in_a_case_is_found_before(string file, string right, string wrong, string? code)
    {
        var findings = Changed(("services/food-business/" + file, text => text.Replace(right, wrong, StringComparison.Ordinal)));
        if (code is null) Assert.Empty(findings);
        else Assert.Contains(findings, finding => finding.Code == code && finding.File.EndsWith(file, StringComparison.Ordinal) && finding.Line >= 1);
    }

    [Fact]
    public void A_folder_without_its_matter_is_told_so_and_a_form_that_cannot_be_read_is_told_once()
    {
        var files = PackFiles.Load(Packs.Folder).With([new PackFile("services/lost/Matter.yaml", "id: X"u8.ToArray())]);
        Assert.Equal("folder.no-matter", Assert.Single(Lint.Run(files, Scope)).Code);
        Assert.DoesNotContain(Changed(("services/food-business/food-business.form", text => text.Replace("\"type\": \"checkbox\"", "\"type\": \"html\""))), finding => finding.Code == "story.field");
    }

    [Fact]
    public void A_pack_with_ten_different_mistakes_is_told_all_ten_by_file_and_line_with_a_remedy()
    {
        const string folder = "services/food-business/";
        var findings = Changed(
            (folder + "matter.yaml", text => text
                .Replace("department: 市场监督管理", "departement: 市场监督管理")            // 1 a key misspelt (and so one missing)
                .Replace("itemType: \"01\"", "itemType: \"99\"")                              // 2 a code outside the list
                .Replace("value: 20, unit: working-day", "value: twenty, unit: working-day")  // 3 a word where a number goes
                .Replace("theme: 准营准办", "theme: 没有这个主题")),                           // 4 a theme nobody knows
            (folder + "food-business.form", text => text.Replace("\"type\": \"checkbox\"", "\"type\": \"html\"")), // 5 a component not rendered
            (folder + "food-business.bpmn", text => text
                .Replace("candidateGroups=\"inspector\"", "candidateGroups=\"neighbour\"")     // 6 a post that nobody holds
                .Replace("tz:limit\" value=\"XK-05\"", "tz:limit\" value=\"XK-99\"")),          // 7 a limit no law knows
            (folder + "risk-grade.dmn", text => text.Replace("parameters.largeCateringArea", "parameters.largeKitchen")), // 8 a parameter nobody set
            (folder + "licence.yaml", text => text.Replace("value: premisesName", "value: premisesNmae")), // 9 a variable nobody asks
            (folder + "granted.story.yaml", text => text.Replace("task: inspect", "task: inspekt")));      // 10 a task that is not there
        Assert.Contains(findings, finding => finding is { Code: "key.unknown" } && finding.Remedy.Zh.Contains("department"));
        Assert.Contains(findings, finding => finding.Code == "value.not-allowed" && finding.Message.Zh.Contains("99"));
        Assert.Contains(findings, finding => finding.Code == "value.kind" && finding.Message.Zh.Contains("value"));
        Assert.Contains(findings, finding => finding.Code == "matter.not-listed" && finding.Message.Zh.Contains("没有这个主题"));
        Assert.Contains(findings, finding => finding.Code == "form.refused" && finding.Message.Zh.Contains("html"));
        Assert.Contains(findings, finding => finding.Code == "bpmn.post.undefined" && finding.Message.En!.Contains("neighbour") && finding.Message.Zh.EndsWith("没有岗位 neighbour。"));
        Assert.Contains(findings, finding => finding.Code == "bpmn.limit" && finding.Message.Zh.Contains("XK-99"));
        Assert.Contains(findings, finding => finding.Code == "parameter.unknown" && finding.Message.Zh.Contains("largeKitchen"));
        Assert.Contains(findings, finding => finding.Code == "licence.variable" && finding.Message.Zh.Contains("premisesNmae"));
        Assert.Contains(findings, finding => finding.Code == "story.task" && finding.Message.Zh.Contains("inspekt"));
        Assert.All(findings, finding =>
        {
            Assert.StartsWith(folder, finding.File);
            Assert.True(finding is { Line: >= 1, Column: >= 1 }, finding.ToString());
            Assert.NotEqual("", finding.Remedy.Zh);
            Assert.False(string.IsNullOrEmpty(finding.Message.En), finding.ToString());
            Assert.False(string.IsNullOrEmpty(finding.Remedy.En), finding.ToString());
        });
    }

    [Fact]
    public void A_timer_that_is_not_run_here_is_a_finding_not_a_fault_on_its_day() =>
        Assert.Contains(Changed(("services/food-business/food-business.bpmn", text => text.Replace(
            "<bpmn:timeDuration xsi:type=\"bpmn:tFormalExpression\">P5D</bpmn:timeDuration>", "<bpmn:timeCycle xsi:type=\"bpmn:tFormalExpression\">0 0 9 * * ?</bpmn:timeCycle>"))),
            finding => finding.Code == "bpmn.timer-form" && finding.Remedy.En!.Contains("ISO 8601", StringComparison.Ordinal));

    [Fact]
    public void A_pack_with_a_finding_is_not_in_the_catalogue_and_the_others_are()
    {
        var files = Packs.Catalogue.Matters.SelectMany(matter => matter.Files).DistinctBy(file => file.Path)
            .Select(file => file.Path == "services/food-business/matter.yaml" ? Text(file.Path, "id: SI058\n") : file);
        var catalogue = Catalogue.Read(files);
        Assert.Null(catalogue.Find("food-business"));
        Assert.Equal(Packs.Catalogue.Matters.Count - 1, catalogue.Matters.Count);
        Assert.All(catalogue.Findings, finding => Assert.Equal("services/food-business/matter.yaml", finding.File));
    }

    [Fact]
    public void An_entity_bomb_in_a_procedure_is_refused_without_being_expanded()
    {
        var bomb = "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\">"
            + string.Concat("bcdefghij".Select((name, i) => $"<!ENTITY {name} \"{string.Concat(Enumerable.Repeat($"&{"abcdefghi"[i]};", 10))}\">")) + "]><d>&j;</d>";
        var finding = Assert.Single(Changed(("services/food-business/food-business.bpmn", _ => bomb)), finding => finding.Code == "bpmn.refused");
        Assert.Equal("services/food-business/food-business.bpmn", finding.File);
        Assert.Single(Changed(("services/food-business/risk-grade.dmn", _ => bomb)), each => each.Code == "dmn.refused");
    }

    [Theory]
    [InlineData("services/food-business/forgotten.txt", "file.unused")]
    [InlineData("services/food-business/old.dmn", "file.unused")]
    public void A_file_nothing_uses_is_a_finding(string path, string code)
    {
        var files = new PackFiles(Packs.Catalogue.Matters.SelectMany(matter => matter.Files).DistinctBy(file => file.Path).Append(Text(path, "x")));
        Assert.Equal((code, path), Lint.Run(files, Scope).Select(finding => (finding.Code, finding.File)).Single());
    }

    [Fact]
    public void An_example_that_no_longer_holds_is_a_finding_at_its_line() =>
        Assert.Contains(Changed(("services/food-business/risk-grade.cases.yaml", text => text.Replace("then: A", "then: B"))),
            finding => finding is { Code: "cases.differs", Line: 6 });

    [Fact]
    public void A_rule_without_its_law_is_a_finding() =>
        Assert.Contains(Changed(("services/road-freight/need.dmn", text => text.Replace("<text>道路运输条例第二十四条</text>", "<text> </text>"))),
            finding => finding.Code == "decision.no-basis");

    [Theory]
    [InlineData("<text>Regulations on Road Transport art. 24</text>", "<text> </text>", "decision.no-english")]
    [InlineData("<annotation name=\"依据.en\" />", "<annotation name=\"备注\" />", "decision.no-english")]
    [InlineData("tz:name.en", "tz:nane.en", "decision.no-english")]
    [InlineData("tz:description.en", "tz:descripton.en", "decision.no-english")]
    [InlineData("tz:column.货运种类.en", "tz:column.种类.en", "decision.no-english")]
    [InlineData("tz:value.needed.en", "tz:value.need.en", "decision.value-words")]
    [InlineData("name=\"tz:value.needed\"", "name=\"tz:value.need\"", "decision.value-words")]
    public void What_a_decision_shows_and_no_English_reader_could_read_is_a_finding(string said, string instead, string code) =>
        Assert.Contains(Changed(("services/road-freight/need.dmn", text => text.Replace(said, instead))), finding => finding.Code == code);

    [Theory]
    [InlineData("value: freightKind", "value: if freightKind = null then \"未知\" else freightKind", "licence.chinese")]
    [InlineData("    options: freightKind\n", "    options: freight\n", "licence.options,licence.code")]
    [InlineData("    options: freightKind\n", "", "licence.code")]
    [InlineData("    value: freightKind\n    options: freightKind\n", "    value: 'if need = \"needed\" then freightKind else null'\n", "licence.code")]
    [InlineData("    value: freightKind\n    options: freightKind\n", "    value: 'string join(for kind in [freightKind, need] return kind, \", \")'\n", "licence.code,licence.code")]
    [InlineData("    value: freightKind\n    options: freightKind\n", "    value: 'if need = \"needed\" and freightKind = \"general\" then count(freightKind) else 0'\n", "")]
    [InlineData("    value: freightKind\n    options: freightKind\n", "    value: if freightKind = \"general\" then \"普通货运\" else \"其他\"\n", "licence.chinese")]
    public void A_licence_names_the_field_whose_words_it_writes_and_holds_no_Chinese_of_its_own(string said, string instead, string code) =>
        Assert.Equal(code, string.Join(',', Changed(("services/road-freight/licence.yaml", text => text.Replace(said, instead))).Select(finding => finding.Code)));

    [Fact]
    public void A_licence_that_would_print_a_code_is_told_where_and_what_to_write()
    {
        var finding = Assert.Single(Changed(("services/road-freight/licence.yaml", text => text.Replace("    options: freightKind\n", ""))));
        Assert.Equal(("services/road-freight/licence.yaml", true), (finding.File, finding.Line > 1));
        Assert.Contains("options: freightKind", finding.Remedy.Zh);
        Assert.Contains("options: school-enrolment-category", Assert.Single(Changed(("services/school-enrolment/licence.yaml", text => text.Replace("    options: school-enrolment-category\n", "")))).Remedy.Zh);
    }

    [Fact]
    public void A_table_that_the_editor_begins_takes_the_reason_of_a_rule_in_both_languages()
    {
        const string rule = "<rule id=\"r1\"><inputEntry id=\"i1\"><text>-</text></inputEntry><outputEntry id=\"o1\"><text>\"a\"</text></outputEntry><annotationEntry><text>某法第一条</text></annotationEntry><annotationEntry><text>Some Law art. 1</text></annotationEntry></rule>";
        var begun = Tongzheng.Modelling.NewFile.Named("made.dmn", "made").Replace("</decisionTable>", rule + "</decisionTable>", StringComparison.Ordinal).Replace("<text></text>", "<text>a</text>", StringComparison.Ordinal);
        var written = Assert.Single(Tongzheng.Feel.Dmn.DmnModel.Parse(begun).Decisions[0].Table?.Rules ?? []);
        Assert.Equal(("某法第一条", "Some Law art. 1"), (written.Reason(Language.Chinese), written.Reason(Language.English)));
    }

    [Fact]
    public void A_field_of_a_firm_that_a_natural_person_is_asked_too_is_a_finding() =>
        Assert.Equal(["form.organisation", "form.organisation"], Changed(("services/road-freight/road-freight.form", text => text.Replace("\"hide\": \"=applicant", "\"shown\": \"=applicant", StringComparison.Ordinal))).Select(finding => finding.Code));

    [Fact]
    public void A_gap_in_a_table_is_a_finding_with_an_input_that_falls_through() =>
        Assert.Contains(Changed(("services/school-enrolment/category.dmn", text => text.Replace("<text>not(\"own\")</text>", "<text>\"rent\"</text>"))),
            finding => finding.Code == "decision.dmn.gap" && finding.Remedy.Zh.Contains("例如"));

    static IReadOnlyList<Finding> Changed(params (string Path, Func<string, string> Change)[] changes)
    {
        var files = Packs.Catalogue.Matters.SelectMany(matter => matter.Files).DistinctBy(file => file.Path).ToDictionary(file => file.Path);
        foreach (var (path, change) in changes)
        {
            var before = Encoding.UTF8.GetString(files[path].Content.Span);
            var after = change(before);
            Assert.NotEqual(before, after);
            files[path] = Text(path, after);
        }
        return Lint.Run(new PackFiles(files.Values), Scope);
    }

    static PackFile Text(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));
}
