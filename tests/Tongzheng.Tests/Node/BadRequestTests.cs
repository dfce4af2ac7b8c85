using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Tongzheng.Tests.Verbs;

namespace Tongzheng.Tests.Node;

/// <summary>Requests that no page of ours would send: each gets a clear answer with a code, none a fault.</summary>
[Collection(OneNode.Name)]
public sealed class BadRequestTests(NodeFixture fixture)
{
    readonly RunningNode node = fixture.Node;

    [Theory]
    [InlineData("/api/cases", "{}", "request.missing", "matter")]
    [InlineData("/api/cases", """{"matter": null, "answers": {}}""", "request.field", "matter")]
    [InlineData("/api/cases", """{"matter": 1, "answers": {}}""", "request.field", "matter")]
    [InlineData("/api/cases", """{"matter": "food-business"}""", "request.missing", "answers")]
    [InlineData("/api/cases", """{"matter": """, "request.field", "matter")]
    [InlineData("/api/cases", "null", "request.malformed", null)]
    [InlineData("/api/cases", "[]", "request.malformed", null)]
    [InlineData("/api/matters/food-business/eligibility", "{}", "request.missing", "answers")]
    [InlineData("/api/matters/food-business/eligibility", """{"answers": null}""", "request.field", "answers")]
    public async Task A_body_that_lacks_something_or_has_it_wrong_is_told_which(string route, string body, string code, string? field)
    {
        var answer = await Post(await node.As("li-yan"), route, new StringContent(body, Encoding.UTF8, "application/json"));
        answer.Refused(HttpStatusCode.UnprocessableEntity, code);
        Assert.Equal(field, answer.Body.TryGetProperty("field", out var named) ? named.GetString() : null);
    }

    [Fact]
    public async Task A_saved_view_without_a_name_or_with_nulls_is_told_so()
    {
        var clerk = await (await SomeCase.Submitted(node)).Officer("clerk");
        (await clerk.Post("/api/work/views", new { })).Refused(HttpStatusCode.UnprocessableEntity, "request.missing");
        (await clerk.Post("/api/work/views", new { name = (string?)null, query = (string?)null })).Refused(HttpStatusCode.UnprocessableEntity, "request.field");
        (await clerk.Post("/api/cases/ex-officio", new { })).Refused(HttpStatusCode.UnprocessableEntity, "request.missing");
    }

    [Fact]
    public async Task Another_method_and_another_type_of_content_are_answered_with_a_code()
    {
        var li = await node.As("li-yan");
        (await Post(li, "/api/files?jurisdiction=590102", new StringContent("{}", Encoding.UTF8, "application/json"))).Refused(HttpStatusCode.UnsupportedMediaType, "request.media-type");
        (await li.Send(new HttpRequestMessage(HttpMethod.Delete, "/api/cases"))).Refused(HttpStatusCode.MethodNotAllowed, "request.method");
        var unparted = new ByteArrayContent("abc"u8.ToArray());
        unparted.Headers.ContentType = new MediaTypeHeaderValue("multipart/form-data");
        (await Post(li, "/api/files?jurisdiction=590102", unparted)).Refused(HttpStatusCode.UnprocessableEntity, "request.malformed");
    }

    [Theory]
    [InlineData("gb18030")]
    [InlineData("utf-7")]
    [InlineData("no-such")]
    public async Task Content_in_an_encoding_that_is_not_known_is_told_so_and_not_read_as_another(string charset)
    {
        foreach (var type in (string[])["application/json", "application/x-www-form-urlencoded"])
        {
            var content = new ByteArrayContent([0x7B, 0x7D]);
            content.Headers.ContentType = new MediaTypeHeaderValue(type) { CharSet = charset };
            var answer = await Post(await node.As("li-yan"), "/api/cases", content);
            answer.Refused(HttpStatusCode.UnsupportedMediaType, "request.charset");
            Assert.Contains(charset, answer.Body.GetProperty("title").GetString(), StringComparison.Ordinal);
        }
        var known = new ByteArrayContent(Encoding.Unicode.GetBytes("{}"));
        known.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-16" };
        (await Post(await node.As("li-yan"), "/api/cases", known)).Refused(HttpStatusCode.UnprocessableEntity, "request.missing");
    }

    [Fact]
    public async Task Compressed_content_is_not_read_as_plain()
    {
        var content = new StringContent("""{"matter": "food-business", "answers": {}}""", Encoding.UTF8, "application/json");
        content.Headers.ContentEncoding.Add("gzip");
        (await Post(await node.As("li-yan"), "/api/cases", content)).Refused(HttpStatusCode.UnsupportedMediaType, "request.media-type");
    }

    [Fact]
    public async Task A_file_keeps_its_name_and_not_the_way_to_it_on_the_senders_disk()
    {
        var content = new MultipartFormDataContent { { new ByteArrayContent(Some.Pdf), "file", "C:\\材料\\合同.pdf" } };
        Assert.Equal("合同.pdf", (await Post(await node.As("li-yan"), "/api/files?jurisdiction=590102", content)).Ok().Body.GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/matters/food-business")]
    [InlineData("/api/matters/food-business")]
    [InlineData("/api/matters/food-business/blank-form")]
    public async Task The_head_alone_is_answered_like_the_whole_without_its_body(string address)
    {
        using var http = new HttpClient { BaseAddress = node.Address };
        using var whole = await http.GetAsync(address);
        using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal((HttpStatusCode.OK, whole.Content.Headers.ContentType), (head.StatusCode, head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address.TrimEnd('/') + "/nowhere"))).StatusCode);
    }

    [Fact]
    public async Task A_sentence_does_not_repeat_a_book()
    {
        var answer = await (await node.As("li-yan")).Get("/api/matters/" + new string('长', 900));
        answer.Refused(HttpStatusCode.NotFound, "matter.unknown");
        Assert.True(answer.Body.GetProperty("title").GetString()!.Length < 400);
    }

    [Fact]
    public async Task A_null_character_in_a_posted_page_is_a_malformed_request_not_a_fault()
    {
        using var http = new HttpClient { BaseAddress = node.Address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await http.PostAsync("/licences/check", new FormUrlEncodedContent([KeyValuePair.Create("number", "a\0b")]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("请求的格式不对", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/b\"; DROP")]
    [InlineData("back\\slash")]
    [InlineData("space in it")]
    public Task An_idempotency_key_that_cannot_be_kept_is_refused(string key) => RefusedWithKey(key);

    [Fact]
    public Task An_idempotency_key_as_long_as_a_message_is_refused_because_the_retry_would_be_a_second_act() => RefusedWithKey(new string('k', 101));

    async Task RefusedWithKey(string key)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "/api/cases") { Content = new StringContent("""{"matter": "food-business", "answers": {}}""", Encoding.UTF8, "application/json") };
        message.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        (await (await node.As("li-yan")).Send(message)).Refused(HttpStatusCode.UnprocessableEntity, "request.key");
    }

    [Fact]
    public async Task More_rows_than_a_list_takes_are_refused_not_dropped()
    {
        var li = await node.As("li-yan");
        var answers = await SomeFood.Answers(li);
        answers["safetyOfficers"] = new JsonArray([.. Enumerable.Range(0, 51).Select(_ => new JsonObject { ["name"] = "周小满", ["certificate"] = "LY" })]);
        (await li.Post("/api/cases", new { matter = "food-business", region = Some.Place, answers })).Refused(HttpStatusCode.UnprocessableEntity, "field.rows");
    }

    [Theory]
    [InlineData("0001-01-01T00:00")]
    [InlineData("9999-12-31T23:59")]
    [InlineData("2150-05-05T09:00")]
    [InlineData("下周三")]
    [InlineData("💥")]
    public async Task A_hearing_on_a_day_out_of_all_reach_is_refused(string at)
    {
        var some = await SomeCase.Accepted(node);
        (await some.Act(await some.Officer("clerk"), "hearing", new { target = at, reason = "听证。" })).Refused(HttpStatusCode.UnprocessableEntity, "verb.not-to-come");
    }

    static Task<Answer> Post(Client who, string route, HttpContent content) => who.Send(new HttpRequestMessage(HttpMethod.Post, route) { Content = content });
}
