using System.Net;
using System.Text.Json.Nodes;
using Tongzheng.Tests.Verbs;

namespace Tongzheng.Tests.Node;

/// <summary>What bad input gets: a clear error in the user's words, at the place of the mistake, with nothing lost.</summary>
[Collection(OneNode.Name)]
public sealed class BadInputTests(NodeFixture fixture)
{
    readonly RunningNode node = fixture.Node;

    [Theory]
    [InlineData("590102202001150027", "citizen-id.wrong-check")]
    [InlineData("59010220200115002", "citizen-id.length")]
    [InlineData("590102202013150026", "citizen-id.no-such-date")]
    [InlineData("59010220200115O026", "citizen-id.character")]
    public async Task A_wrong_citizen_number_is_refused_at_its_field_with_the_reason(string number, string code)
    {
        var answer = (await Enrol(number)).Refused(HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal("childNumber", answer.Body.GetProperty("field").GetString());
        Assert.Equal("childNumber", Assert.Single(answer.Body.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
    }

    [Theory]
    [InlineData("５９０１０２２０２００１１５００２６", "590102202001150026")]
    [InlineData("59010220200115000x", "59010220200115000X")]
    [InlineData(" 590102 20200115 0026 ", "590102202001150026")]
    public async Task Full_width_digits_a_small_x_and_spaces_are_the_same_number(string typed, string kept)
    {
        var applicant = await node.As("li-yan");
        var id = (await Enrol(typed)).Ok().Body.GetProperty("case").GetString();
        Assert.Equal(kept, (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("answers").GetProperty("childNumber").GetString());
    }

    [Fact]
    public async Task A_file_that_lies_about_its_kind_is_refused_by_name()
    {
        var applicant = await node.As("li-yan");
        (await applicant.TryUpload("590102", "照片.pdf", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0])).Refused(HttpStatusCode.UnprocessableEntity, "file.not-what-it-says");
        (await applicant.TryUpload("590102", "程序.exe", [0x4D, 0x5A, 0, 0])).Refused(HttpStatusCode.UnprocessableEntity, "file.kind");
        (await applicant.TryUpload("590102", "空.pdf", [])).Refused(HttpStatusCode.UnprocessableEntity, "file.empty");
    }

    [Fact]
    public async Task A_slot_takes_the_kinds_of_file_it_lists_and_says_so_at_its_place_in_the_form()
    {
        var some = await SomeCase.Accepted(node);
        var inspector = await some.Officer("inspector");
        var task = (await some.Task("inspect")).GetProperty("task").GetInt64();
        var (page, path) = ($"/desk/cases/{some.Id}", $"/desk/cases/{some.Id}/tasks/{task}");
        using var browser = new Browser(node.Address);
        await browser.SignIn(inspector.Account!);
        var refused = await browser.Submit(await browser.Get(page), path, new() { ["inspectors"] = "赵明、钱亮", ["inspectionNote"] = "" }, [("inspectionPhotos", "照片.pdf", new ByteArrayContent(Some.Pdf))]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("“照片.pdf”的格式不收。可以上传：JPG、PNG。", refused.Words);
        Assert.Equal(["#f-inspectedOn", "#f-inspectionResult", "#f-inspectionNote", "#f-inspectionPhotos"], refused.Document.QuerySelectorAll(".govuk-error-summary a").Select(link => link.GetAttribute("href")));

        var photos = new[] { new { upload = await inspector.Upload(some.Jurisdiction, "照片.pdf", Some.Pdf, (some.Applicant.Account!.Who).Split('/')[1]) } };
        (await inspector.Post($"/api/cases/{some.Id}/tasks/{task}", new { answers = new { inspectedOn = "2026-03-02", inspectors = "赵明、钱亮", inspectionResult = "pass", inspectionNote = "一致。", inspectionPhotos = photos } }))
            .Refused(HttpStatusCode.UnprocessableEntity, "file.kind");
    }

    [Fact]
    public async Task A_file_of_somebody_else_is_no_file_of_mine()
    {
        var (applicant, other) = (await node.As("li-yan"), await node.As("zhou-min"));
        var answers = await SomeFood.Answers(applicant);
        answers["businessLicence"] = await SomeFood.File(other);
        (await applicant.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers })).Refused(HttpStatusCode.UnprocessableEntity, "file.lost");
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_each_at_its_field()
    {
        var applicant = await node.As("li-yan");
        var answers = await SomeFood.Answers(applicant);
        answers["premisesName"] = "";
        answers["premisesArea"] = "很大";
        answers["businessForm"] = "spaceship";
        answers.Remove("foodSafetyRules");
        var errors = (await applicant.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers })).Body.GetProperty("errors")
            .EnumerateArray().Select(error => $"{error.GetProperty("field")}: {error.GetProperty("code")}");
        Assert.Equal(["businessForm: field.choice", "foodSafetyRules: field.required-file", "premisesArea: field.number", "premisesName: field.required"], errors.Order());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"matter\":1}")]
    [InlineData("")]
    [InlineData("{\"matter\":\"food-business\",\"answers\":\"text\"}")]
    [InlineData("{\"matter\":\"food-business\",\"answers\":{\"foodItems\":[{\"upload\":[]}]}}")]
    public async Task A_body_that_is_not_what_it_should_be_is_the_callers_mistake_never_ours(string body)
    {
        var applicant = await node.As("li-yan");
        var answer = await applicant.Send(new HttpRequestMessage(HttpMethod.Post, "/api/cases") { Content = new StringContent(body, null, "application/json") });
        Assert.InRange((int)answer.Status, 400, 422);
        Assert.NotNull(answer.Code);
    }

    [Fact]
    public async Task An_unknown_matter_is_said_to_be_unknown_in_both_languages()
    {
        using var browser = new Browser(node.Address);
        var chinese = await browser.Get("/matters/no-such-matter");
        var english = await browser.Get("/matters/no-such-matter?lang=en");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (chinese.Status, english.Status));
        Assert.Equal(("zh-Hans", "en"), (chinese.Document.DocumentElement.GetAttribute("lang"), english.Document.DocumentElement.GetAttribute("lang")));
        Assert.NotEqual(chinese.Document.QuerySelector("h1")?.TextContent, english.Document.QuerySelector("h1")?.TextContent);
        (await node.Nobody().Get("/api/matters/no-such-matter")).Refused(HttpStatusCode.NotFound, "matter.unknown");
    }

    [Theory]
    [InlineData("ayi", "阿依古丽·买买提")]
    [InlineData("li-yan", "李䶮")]
    [InlineData("guo-xi", "郭㐂子")]
    public async Task A_name_with_a_dot_or_a_rare_character_goes_all_the_way(string key, string name)
    {
        var applicant = await node.As(key);
        var id = await SomeFood.Submitted(applicant);
        Assert.Equal(name, (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("partyName").GetString());
        using var browser = new Browser(node.Address);
        await browser.SignIn((await node.Accounts()).First(account => account.Key == key));
        Assert.Contains(name, (await browser.Get($"/cases/{id}")).Words);
    }

    [Fact]
    public async Task What_the_rules_cannot_tell_becomes_a_persons_task_and_never_a_refusal()
    {
        var applicant = await node.As("li-yan");
        var answers = new JsonObject
        {
            ["composition"] = "individual", ["useTradeName"] = "yes", ["tradeName"] = "柳堤镇小芳面馆", ["scope"] = new JsonArray("retail", "other"), ["scopeOther"] = "宠物寄养", ["preApproval"] = "unsure",
            ["familyMembers"] = new JsonArray(), ["premisesAddress"] = "青梧市澜阳区柳堤镇河街 12 号", ["premisesRight"] = "rented", ["truthful"] = true,
        };
        foreach (var slot in new[] { "applicationRegistration", "identityCard", "proofBusinessPremises" }) answers[slot] = await SomeFood.File(applicant);
        var answer = await applicant.Post("/api/cases", new { matter = "individual-business-registration", region = Some.Place, answers });
        if (answer.Status == HttpStatusCode.UnprocessableEntity) Assert.Fail(answer.Text);
        var seen = (await applicant.Get(answer.Ok().Location ?? "")).Ok().Body;
        Assert.False(seen.TryGetProperty("outcome", out _));
        Assert.NotEqual(0, seen.GetProperty("tasks").GetArrayLength() + seen.GetProperty("incidents").GetArrayLength());
    }

    async Task<Answer> Enrol(string childNumber)
    {
        var applicant = await node.As("li-yan");
        var answers = new JsonObject
        {
            ["guardianship"] = "mother", ["childName"] = "林小禾", ["childNumber"] = childNumber, ["childBirthDate"] = "2020-01-15", ["childHouseholdHere"] = "yes",
            ["housing"] = "own", ["homeAddress"] = "青梧市澜阳区江门街道江门路 6 号", ["truthful"] = true,
        };
        foreach (var slot in new[] { "householdRegisterResidencePermit", "realEstateTitleCertificateFiledLease", "proofVaccinationCheck" }) answers[slot] = await SomeFood.File(applicant);
        return await applicant.Post("/api/cases", new { matter = "school-enrolment", region = Some.Place, answers });
    }
}
