using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Tongzheng.Tests.Node;

/// <summary>What a program sends is taken or refused by its name; nothing of it is dropped without a word.</summary>
[Collection(OneNode.Name)]
public sealed class ProgramAnswerTests(NodeFixture fixture)
{
    readonly RunningNode node = fixture.Node;

    [Theory]
    [InlineData("premisesname", "\"大写写错了\"", "field.unknown", "premisesname")]
    [InlineData("premisesName", """{"zh": "桂巷小馆"}""", "field.shape", "premisesName")]
    [InlineData("premisesName", """["一店", "二店"]""", "field.shape", "premisesName")]
    [InlineData("businessForm", """["restaurant"]""", "field.shape", "businessForm")]
    [InlineData("safetyOfficers", """{"name": "周小满"}""", "field.shape", "safetyOfficers")]
    [InlineData("safetyOfficers", """["周小满"]""", "field.shape", "safetyOfficers")]
    [InlineData("safetyOfficers", """[{"name": "周小满", "certificate": "LY", "phone": "1"}]""", "field.unknown", "safetyOfficers.0.phone")]
    [InlineData("applicationLetter", """{"file": "letter.pdf"}""", "field.shape", "applicationLetter")]
    [InlineData("applicationLetter", """[{"file": "letter.pdf"}]""", "field.shape", "applicationLetter")]
    public async Task What_no_field_would_read_is_refused_by_its_name(string field, string value, string code, string named)
    {
        var li = await node.As("li-yan");
        var answers = await SomeFood.Answers(li);
        answers[field] = JsonNode.Parse(value);
        var refused = await li.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers });
        refused.Refused(HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(named, refused.Body.GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("""{"premisesName": "\ud800"}""")]
    [InlineData("""{"\udc00": "x"}""")]
    [InlineData("""{"safetyOfficers": [{"name": "\ud800"}]}""")]
    public async Task Half_a_character_is_a_malformed_request_not_a_fault(string answers)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "/api/cases") { Content = new StringContent($$"""{"matter": "food-business", "region": "{{Some.Place}}", "answers": {{answers}}}""", Encoding.UTF8, "application/json") };
        (await (await node.As("li-yan")).Send(message)).Refused(HttpStatusCode.UnprocessableEntity, "request.malformed");
    }

    [Fact]
    public async Task A_number_may_be_typed_in_full_width_as_an_input_method_gives_it()
    {
        var li = await node.As("li-yan");
        var answers = await SomeFood.Answers(li);
        answers["premisesArea"] = "８６．５";
        var id = (await li.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers })).Ok().Body.GetProperty("case").GetString();
        Assert.Equal(86.5m, (await li.Get($"/api/cases/{id}")).Ok().Body.GetProperty("answers").GetProperty("premisesArea").GetDecimal());
    }

    [Theory]
    [InlineData("桂巷\u202E馆小")]
    [InlineData("桂巷\u2066小馆")]
    [InlineData("桂巷\u200F小馆")]
    public async Task A_name_that_would_read_otherwise_than_it_is_kept_is_refused(string name)
    {
        var li = await node.As("li-yan");
        (await li.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers = await SomeFood.Answers(li, name) })).Refused(HttpStatusCode.UnprocessableEntity, "field.control");
    }

    [Fact]
    public async Task The_same_choice_and_the_same_file_named_twice_count_once()
    {
        var li = await node.As("li-yan");
        var answers = await SomeFood.Answers(li);
        answers["foodItems"] = new JsonArray("hot", "hot");
        answers["foodSafetyRules"] = new JsonArray(answers["foodSafetyRules"]![0]!.DeepClone(), answers["foodSafetyRules"]![0]!.DeepClone());
        var id = (await li.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers })).Ok().Body.GetProperty("case").GetString();
        var kept = (await li.Get($"/api/cases/{id}")).Ok().Body.GetProperty("answers");
        Assert.Equal((1, 1), (kept.GetProperty("foodItems").GetArrayLength(), kept.GetProperty("foodSafetyRules").GetArrayLength()));
    }

    [Fact]
    public async Task A_file_is_taken_only_for_a_government_that_is_served_here()
    {
        var refused = await (await node.As("li-yan")).TryUpload("110101", "材料.pdf", Some.Pdf);
        refused.Refused(HttpStatusCode.UnprocessableEntity, "region.not-served");
    }

    [Fact]
    public async Task What_cannot_be_seen_is_taken_out_of_a_files_name()
    {
        var taken = (await (await node.As("li-yan")).TryUpload("590102", "合同\u202Efdp.pdf", Some.Pdf)).Ok();
        Assert.Equal("合同fdp.pdf", taken.Body.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("表.docx", "word/document.xml", true)]
    [InlineData("表.docx", "movie.bin", false)]
    [InlineData("表.xlsx", "xl/workbook.xml", true)]
    [InlineData("表.xlsx", "word/document.xml", false)]
    [InlineData("照.ofd", "OFD.xml", true)]
    [InlineData("照.ofd", "a/b.txt", false)]
    public async Task An_archive_is_no_document_whatever_it_is_called(string name, string entry, bool taken)
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        using (var content = zip.CreateEntry(entry).Open())
            content.Write(new byte[1000]);
        var answer = await (await node.As("li-yan")).TryUpload("590102", name, bytes.ToArray());
        if (taken) answer.Ok();
        else answer.Refused(HttpStatusCode.UnprocessableEntity, "file.not-what-it-says");
    }

    [Theory]
    [InlineData("/api/licences/check", "request.missing", "number")]
    [InlineData("/api/work?afterTask=first", "request.field", "afterTask")]
    public async Task What_lacks_in_an_address_is_said_by_its_name(string address, string code, string field)
    {
        var li = await node.As("li-yan");
        var task = await OpenTask.Of(li, await SomeFood.Submitted(li), "accept");
        var refused = await (await node.AsOfficer(task.Jurisdiction, task.Organisation, task.Post)).Get(address);
        refused.Refused(HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(field, refused.Body.GetProperty("field").GetString());
    }
}
