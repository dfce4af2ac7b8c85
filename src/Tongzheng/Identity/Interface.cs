using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tongzheng.Web;

namespace Tongzheng.Identity;

/// <summary>
/// What the description of the API (OpenAPI 3.1) says of every address: who may call it, the key that makes a retry harmless, and that
/// whatever is refused is answered with problem details.
/// </summary>
static class Interface
{
    const string Bearer = "bearer", ProblemSchema = "Problem";

    public static void Describe(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = NameOf;
        options.AddDocumentTransformer((document, _, _) => { About(document); return Task.CompletedTask; });
        options.AddSchemaTransformer((schema, context, _) => { LeaveOut(schema, context.JsonTypeInfo); return Task.CompletedTask; });
        options.AddOperationTransformer((operation, context, _) => { Address(operation, context); return Task.CompletedTask; });
    }

    // Each use case calls what it takes its Request. Under that name alone all of them would be one schema, and wrong but for one.
    static string? NameOf(JsonTypeInfo type)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        var isOneWord = name is not null && name.Skip(1).All(letter => !char.IsUpper(letter));
        return isOneWord && type.Type is { DeclaringType: { } useCase, IsGenericType: false } ? useCase.Name + name : name;
    }

    // What is null is left out of an answer, and need not be sent in a request.
    static void LeaveOut(OpenApiSchema schema, JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null)) schema.Required?.Remove(property.Name);
    }

    /// <summary>An address that answers with one of two records, as it was asked.</summary>
    public static async Task AlsoAnswers<T>(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        if (operation.Responses?["200"].Content?["application/json"] is not { Schema: { } usual } content) return;
        content.Schema = new OpenApiSchema { OneOf = [usual, await context.GetOrCreateSchemaAsync(typeof(T), null, stop)] };
    }

    static void About(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "通政 Tongzheng",
            Version = "v1",
            Description = "一网通办平台的接口：网页能做的事，接口都能做。\n\nEverything the pages do. Refusals are problem details (RFC 9457) with a stable `code`; their sentence is in the language of "
                + "`Accept-Language`. A POST that is sent again with the same `Idempotency-Key` gets the first answer and does nothing twice.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = Bearer, Description = "In demo mode from `POST /api/session`." },
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[ProblemSchema] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "RFC 9457",
            Required = new HashSet<string> { "type", "title", "status", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Word("`/problems/` and the code"),
                ["title"] = Word("One sentence for people"),
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["code"] = Word("Stable, such as `field.required`"),
                ["field"] = Word("What is wrong, where one thing is"),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Description = "All that is wrong with a form",
                    Items = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["field"] = Word(), ["code"] = Word(), ["message"] = Word() } },
                },
            },
        };
    }

    static OpenApiSchema Word(string? description = null) => new() { Type = JsonSchemaType.String, Description = description };

    static void Address(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var needs = context.Description.ActionDescriptor.EndpointMetadata.OfType<Needs>().LastOrDefault();
        if (needs is { Permission: not (Permission.Public or Permission.Demo) })
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        if (needs is not null) operation.Extensions = new Dictionary<string, IOpenApiExtension> { ["x-requires"] = new JsonNodeExtension(JsonValue.Create(char.ToLowerInvariant(needs.Permission.ToString()[0]) + needs.Permission.ToString()[1..])) };
        if (context.Description.HttpMethod == HttpMethods.Post && needs is not { Permission: Permission.Public })
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = Acts.KeyHeader,
                In = ParameterLocation.Header,
                Description = "A name of the caller's own for this act; sent again with the same body it gets the first answer.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = Acts.MaxKeyLength },
            });
        (operation.Responses ??= [])["default"] = new OpenApiResponse
        {
            Description = "Refused, and why",
            Content = new Dictionary<string, OpenApiMediaType> { [Problem.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(ProblemSchema, context.Document) } },
        };
    }
}
