using System.Net;
using System.Text.Json.Nodes;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.Desk;

/// <summary>The officers' pages, as a browser without a script asks for them.</summary>
[Collection(OneNode.Name)]
public sealed class DeskTests(NodeFixture fixture)
{
    const string Jurisdiction = "590102";

    RunningNode Node => fixture.Node;

    [Fact]
    public async Task A_clerk_finds_a_new_application_on_the_list_and_asks_for_all_corrections_at_once()
    {
        var (id, number, task, clerk) = await Applied();

        Assert.Contains(number, (await clerk.Get("/desk?q=" + number)).Ok().Text);
        var page = (await clerk.Get($"/desk/cases/{id}")).Ok().Text;
        Assert.Contains($"/desk/cases/{id}/tasks/{task}/correction", page);

        Assert.Contains("请勾选需要补正的栏目或写明总体说明。", (await Post(clerk, $"/desk/cases/{id}/tasks/{task}/correction", HttpStatusCode.UnprocessableEntity)).Text);
        var field = ("field", "premisesAddress");
        Assert.Contains("要补正什么", (await Post(clerk, $"/desk/cases/{id}/tasks/{task}/correction", HttpStatusCode.UnprocessableEntity, field)).Text);
        await Post(clerk, $"/desk/cases/{id}/tasks/{task}/correction", HttpStatusCode.Redirect, field, ("reason:premisesAddress", "请写明门牌号"));

        var seen = (await (await Node.As("li-yan")).Get($"/api/cases/{id}")).Ok().Body;
        Assert.Equal("correcting", seen.GetProperty("status").GetString());
        Assert.Equal("请写明门牌号", seen.GetProperty("correctionNotes").GetProperty("premisesAddress").GetString());

        // Only what was asked is a field; the rest stands as text, and what is posted for it all the same is refused.
        var applicant = await Node.As("li-yan");
        var correction = (await applicant.Get($"/cases/{id}/correct")).Ok().Text;
        Assert.Contains("name=\"premisesAddress\"", correction);
        foreach (var settled in new[] { "premisesName", "businessForm", "foodItems", "online", "truthful", "file:businessLicence", "safetyOfficers.0.name" })
            Assert.DoesNotContain($"name=\"{settled}\"", correction);
        Assert.Contains("䶮记小馆", correction);
        Assert.Contains("不在补正要求之内", (await Post(applicant, $"/cases/{id}/correct", HttpStatusCode.UnprocessableEntity, ("premisesAddress", "书院路 8 号"), ("premisesName", "另一个名字"))).Text);
        await Post(applicant, $"/cases/{id}/correct", HttpStatusCode.Redirect, ("premisesAddress", "书院路 8 号"));
        Assert.Contains("<del>书院路</del>", (await clerk.Get($"/desk/cases/{id}")).Ok().Text);
        var answers = (await applicant.Get($"/cases/{id}")).Ok().Text;
        Assert.Contains("书院路 8 号", answers);
        Assert.DoesNotContain("另一个名字", answers);
    }

    [Fact]
    public async Task A_leader_sees_what_waits_and_how_long_each_step_took_and_nobody_else_does()
    {
        var (id, _, task, clerk) = await Applied();
        var leader = await Officer("leader", "市场监督");
        var before = await Step(leader, "accept");
        var open = await Loads(leader, "clerk");
        Assert.True(before.Waiting > 0 && open > 0);

        await Post(clerk, $"/desk/cases/{id}/tasks/{task}", HttpStatusCode.Redirect, ("outcome", "accept"));
        var after = await Step(leader, "accept");
        Assert.Equal((before.Waiting - 1, before.Done + 1), after);
        Assert.Equal(open - 1, await Loads(leader, "clerk"));
        Assert.True((await Step(leader, "review")).Waiting > 0);

        var page = (await leader.Get("/desk/bottlenecks/food-business")).Ok().Text;
        Assert.Contains("资料审查", page);
        Assert.Contains("/api/matters/food-business/procedure", page);
        Assert.Contains("食品经营许可", (await leader.Get("/desk/workload?months=all")).Ok().Text);
        Assert.Contains("bpmn:userTask", (await Node.Nobody().Get("/api/matters/food-business/procedure")).Ok().Text);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.Get("/desk/bottlenecks/no-such-matter")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get("/api/workload")).Status);
    }

    static async Task<(long Waiting, long Done)> Step(Client leader, string element)
    {
        var step = (await leader.Get("/api/bottlenecks/food-business")).Ok().Body.EnumerateArray().FirstOrDefault(step => step.GetProperty("element").GetString() == element);
        return step.ValueKind == System.Text.Json.JsonValueKind.Undefined ? (0, 0) : (step.GetProperty("waiting").GetInt64(), step.GetProperty("done").GetInt64());
    }

    static async Task<long> Loads(Client leader, string post) =>
        (await leader.Get("/api/workload")).Ok().Body.GetProperty("posts").EnumerateArray().Where(load => load.GetProperty("post").GetString() == post).Sum(load => load.GetProperty("open").GetInt64());

    [Fact]
    public async Task What_is_missing_comes_back_beside_its_field_and_a_double_click_is_one_act()
    {
        var (id, _, task, clerk) = await Applied();
        var path = $"/desk/cases/{id}/tasks/{task}";

        Assert.Contains("f-outcome", (await Post(clerk, path, HttpStatusCode.UnprocessableEntity)).Text);
        await Post(clerk, path, HttpStatusCode.Redirect, ("outcome", "accept"), ("_key", "the-same-page-" + id));
        await Post(clerk, path, HttpStatusCode.Redirect, ("outcome", "accept"), ("_key", "the-same-page-" + id));
        Assert.Contains("这个任务已经办完或取消了。", (await Post(clerk, path, HttpStatusCode.Conflict, ("outcome", "accept"), ("_key", "another-page-" + id))).Text);
    }

    [Fact]
    public async Task A_case_of_another_office_is_no_case()
    {
        var (id, _, _, _) = await Applied();
        var stranger = await Officer("clerk", "教育");

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Get($"/desk/cases/{id}")).Status);
    }

    [Fact]
    public async Task The_checkpoint_of_a_journal_is_public_and_the_journal_itself_is_the_auditors()
    {
        Assert.Contains(Jurisdiction, (await Node.Nobody().Get($"/journal/{Jurisdiction}/checkpoint")).Ok().Text);
        Assert.Equal(HttpStatusCode.NotFound, (await Node.Nobody().Get($"/journal/{Jurisdiction}/tile/9/x")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Node.Nobody().Get("/api/journal")).Status);
    }

    [Fact]
    public async Task The_demos_clock_goes_forward_only()
    {
        (await Node.Nobody().Post("/api/demo/clock", new { to = RunningNode.FirstDay.AddDays(-1) })).Refused(HttpStatusCode.UnprocessableEntity, "clock.backwards");
        (await Node.Nobody().Post("/api/demo/clock", new { days = 0 })).Refused(HttpStatusCode.UnprocessableEntity, "clock.how-far");
    }

    [Fact]
    public async Task At_the_counter_a_wrong_number_is_refused_precisely_and_a_right_one_leads_to_the_person()
    {
        var clerk = await Officer("counter", "民政");

        Assert.Contains("公民身份号码的校验位不符", (await Post(clerk, "/counter", HttpStatusCode.UnprocessableEntity, ("q", "590102194403180820"))).Text);
        Assert.Equal("/counter/" + (await Node.As("chen-xiuying")).Person, (await Post(clerk, "/counter", HttpStatusCode.Redirect, ("q", " ５90102194403180829"))).Location);
        (await clerk.Post("/api/counter/people", new { number = "59010219440302" })).Refused(HttpStatusCode.UnprocessableEntity, "citizen-id.length");
        (await clerk.Post("/api/counter/people", new { number = "" })).Refused(HttpStatusCode.UnprocessableEntity, "counter.number-needed");
    }

    [Fact]
    public async Task A_neighbour_at_the_counter_shows_a_proof_and_it_waits_on_the_page_that_sends()
    {
        var clerk = await Officer("counter", "民政");
        var elder = (await Node.As("chen-xiuying")).Person;

        Assert.Contains("f-helper", (await Post(clerk, $"/counter/{elder}", HttpStatusCode.UnprocessableEntity, ("matter", "old-age-allowance"), ("presence", "neighbour"), ("proof", "community"))).Text);
        var begun = await Post(clerk, $"/counter/{elder}", HttpStatusCode.Redirect,
            ("matter", "old-age-allowance"), ("presence", "neighbour"), ("helper", "周敏"), ("helperNumber", "E12345678"), ("proof", "community"));
        var review = (await clerk.Get((begun.Location ?? "").Replace("page=1", "page=review", StringComparison.Ordinal))).Text;

        Assert.Contains("邻居、社区或村里帮办人员周敏（证件号码E1*****78）到窗口代办；核验了居（村）委会出具的证明。", review);
    }

    async Task<(string Id, string Number, long Task, Client Clerk)> Applied()
    {
        var applicant = await Node.As("li-yan");
        var upload = await applicant.Upload(Jurisdiction, "材料.pdf", Some.Pdf);
        JsonNode File() => new JsonArray(new JsonObject { ["upload"] = upload });
        var answers = new JsonObject
        {
            ["applicantPhone"] = "13900000000", ["premisesName"] = "䶮记小馆", ["premisesAddress"] = "书院路", ["premisesArea"] = 80, ["staffCount"] = 4,
            ["businessForm"] = "restaurant", ["foodItems"] = new JsonArray("hot"), ["online"] = "no", ["truthful"] = true,
            ["safetyOfficers"] = new JsonArray(new JsonObject { ["name"] = "李䶮", ["certificate"] = "JK1" }),
            ["applicationLetter"] = File(), ["businessLicence"] = File(), ["layoutFacilitiesOperatingProcedure"] = File(), ["foodSafetyRules"] = File(),
        };
        var opened = (await applicant.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers })).Ok().Body;
        var id = opened.GetProperty("case").GetString() ?? "";
        var task = (await applicant.Get($"/api/cases/{id}")).Ok().Body.GetProperty("tasks")[0];
        var clerk = await Node.AsOfficer(Jurisdiction, task.GetProperty("organisation").GetString() ?? "", task.GetProperty("post").GetString() ?? "");
        return (id, opened.GetProperty("number").GetString() ?? "", task.GetProperty("task").GetInt64(), clerk);
    }

    async Task<Client> Officer(string role, string office) =>
        await Node.As((await Node.Accounts()).First(account => account.Jurisdiction == Jurisdiction && account.Key is null && account.Note.Contains(office, StringComparison.Ordinal) && account.Post?.EndsWith("/" + role, StringComparison.Ordinal) == true));

    static async Task<Answer> Post(Client client, string path, HttpStatusCode expected, params (string Name, string Value)[] fields)
    {
        var answer = await client.Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) });
        Assert.True(answer.Status == expected, $"{path} was answered {(int)answer.Status}: {answer.Text[..Math.Min(500, answer.Text.Length)]}");
        return answer;
    }
}
