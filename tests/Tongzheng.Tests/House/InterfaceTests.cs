using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tongzheng.Identity;
using Tongzheng.Tests.Node;

namespace Tongzheng.Tests.House;

/// <summary>The description of the API says what is so: a program written from it alone can call every address.</summary>
[Collection(OneNode.Name)]
public sealed class InterfaceTests(NodeFixture fixture)
{
    readonly Lazy<Task<JsonElement>> described = new(async () => (await fixture.Node.Nobody().Get("/openapi/v1.json")).Ok().Body);

    static readonly string[] Methods = ["get", "post"];

    async Task<List<(string Path, string Method, JsonElement About)>> Addresses() =>
        [.. (await described.Value).GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(method => Methods.Contains(method.Name)).Select(method => (path.Name, method.Name, method.Value)))];

    [Fact]
    public async Task What_an_address_takes_is_described_field_by_field()
    {
        var bodies = fixture.Node.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText?.TrimStart('/').StartsWith("api/", StringComparison.Ordinal) == true)
            .Select(endpoint => (Path: "/" + System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!.Trim('/'), @":\w+\}", "}"), Takes: endpoint.Metadata.GetMetadata<IAcceptsMetadata>()))
            .Where(each => each.Takes is { RequestType: { } type } && type.Assembly == typeof(Needs).Assembly).ToList();
        Assert.True(bodies.Count > 15);
        foreach (var (path, takes) in bodies)
        {
            var schema = (await described.Value).GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");
            var name = schema.GetProperty("$ref").GetString()!.Split('/')[^1];
            var fields = (await described.Value).GetProperty("components").GetProperty("schemas").GetProperty(name).GetProperty("properties").EnumerateObject().Select(field => field.Name);
            Assert.Equal((path, string.Join(' ', takes!.RequestType!.GetProperties().Select(field => JsonNamingPolicy.CamelCase.ConvertName(field.Name)).Order())), (path, string.Join(' ', fields.Order())));
        }
    }

    [Fact]
    public async Task What_an_address_answers_is_described()
    {
        foreach (var (path, method, about) in await Addresses())
            foreach (var response in about.GetProperty("responses").EnumerateObject().Where(each => each.Name.StartsWith('2')))
                Assert.True(response.Name == "204" || response.Value.TryGetProperty("content", out var content) && content.EnumerateObject().All(each => each.Value.TryGetProperty("schema", out _)),
                    $"{method} {path} answers {response.Name}, and nobody is told what: say so by Produces.");
    }

    [Fact]
    public async Task Every_address_says_that_it_refuses_with_problem_details()
    {
        foreach (var (path, method, about) in await Addresses())
        {
            var refused = about.GetProperty("responses").GetProperty("default").GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString();
            Assert.Equal((path, method, "#/components/schemas/Problem"), (path, method, refused));
        }
        Assert.True((await described.Value).GetProperty("components").GetProperty("schemas").TryGetProperty("Problem", out _));
    }

    [Fact]
    public async Task What_changes_something_names_the_key_that_makes_a_retry_harmless()
    {
        var cases = (await Addresses()).Single(each => each is { Path: "/api/cases", Method: "post" }).About;
        Assert.Contains(cases.GetProperty("parameters").EnumerateArray(), parameter => parameter.GetProperty("name").GetString() == Acts.KeyHeader && parameter.GetProperty("in").GetString() == "header");
    }

    [Fact]
    public async Task Whoever_must_sign_in_is_told_how()
    {
        var asked = (await Addresses()).Where(each => each.About.TryGetProperty("security", out _)).Select(each => each.Path).ToList();
        Assert.Contains("/api/cases", asked);
        Assert.DoesNotContain("/api/matters", asked);
        Assert.Equal("bearer", (await described.Value).GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
    }
}
