using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tongzheng.Tests.Node;

/// <summary>A program that calls the node's API for somebody.</summary>
public sealed class Client(HttpClient http)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public RunningNode.DemoAccount? Account { get; init; }

    /// <summary>Id of the resident.</summary>
    public string Person => Account?.Who.Split('/')[1] ?? throw new InvalidOperationException("Nobody is signed in.");

    public HttpClient Http => http;

    public Task<Answer> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <param name="key">The idempotency key; a new one where none is given.</param>
    public Task<Answer> Post(string path, object? body = null, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body, options: Json) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return Send(request);
    }

    /// <summary>Hands in a file and returns what an application names it by.</summary>
    public async Task<string> Upload(string jurisdiction, string name, byte[] content, string? owner = null) =>
        (await TryUpload(jurisdiction, name, content, owner)).Ok().Body.GetProperty("upload").GetString() ?? "";

    public Task<Answer> TryUpload(string jurisdiction, string name, byte[] content, string? owner = null)
    {
        var part = new ByteArrayContent(content);
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        var form = new MultipartFormDataContent { { part, "file", name } };
        return Send(new HttpRequestMessage(HttpMethod.Post, $"/api/files?jurisdiction={jurisdiction}" + (owner is null ? "" : "&owner=" + owner)) { Content = form });
    }

    public async Task<Answer> Send(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        var path = response.RequestMessage?.RequestUri?.AbsolutePath ?? "";
        if (Described.Wrong(request.Method, path, (int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", bytes) is { } wrong)
            Assert.Fail($"{request.Method} {path} is not as docs/openapi.json describes it: {wrong}. If it is right, run the tests with UPDATE_SNAPSHOTS=1.");
        return new Answer(response.StatusCode, bytes, response.Content.Headers.ContentType?.MediaType ?? "", response.Headers.Location?.ToString(), $"{request.Method} {request.RequestUri}");
    }
}

/// <summary>What the node answered.</summary>
public sealed record Answer(HttpStatusCode Status, byte[] Bytes, string MediaType, string? Location, string Asked)
{
    readonly Lazy<JsonElement> body = new(() => JsonDocument.Parse(Bytes).RootElement);

    public string Text => Encoding.UTF8.GetString(Bytes);
    public JsonElement Body => body.Value;

    /// <summary>The stable code of a refusal.</summary>
    public string? Code => MediaType == "application/problem+json" && Body.TryGetProperty("code", out var code) ? code.GetString() : null;

    public Answer Ok()
    {
        Assert.True((int)Status is >= 200 and < 300, $"{Asked} was answered {(int)Status}: {Text}");
        return this;
    }

    public Answer Refused(HttpStatusCode status, string code)
    {
        Assert.True(Status == status && Code == code, $"{Asked} should be refused with {(int)status} {code}, and was answered {(int)Status}: {Text}");
        return this;
    }
}
