using System.Text.Json;
using Tongzheng.Feel;

namespace Tongzheng.Bpmn;

// Reading the stored form; where it says only what changed, with the state that it was written for.
static partial class StateJson
{
    internal static ProcessState Read(ReadOnlyMemory<byte> json, ProcessState? since)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var format = root.ValueKind == JsonValueKind.Object ? Number(root, "format") : 0;
        if (format is not (Whole or Changes))
            throw new JsonException($"This is no case state of format {Whole} or {Changes}.");
        if (format == Whole)
            since = null;
        else if (since is null)
            throw new JsonException("The state says only what changed since an earlier one, which is missing.");
        return new ProcessState
        {
            DefinitionId = Text(root, "process") ?? since?.DefinitionId ?? "",
            DefinitionHash = Text(root, "hash") ?? since?.DefinitionHash ?? "",
            Status = root.TryGetProperty("status", out _) || since is null ? Enum<CaseStatus>(root, "status") : since.Status,
            ErrorCode = Text(root, "error"),
            LastId = Number(root, "last"),
            Tokens = List(root, "tokens", ReadToken),
            Scopes = List(root, "scopes", scope => ReadScope(scope, since)),
            Waits = List(root, "waits", ReadWait),
            Undoables = List(root, "undoables", ReadUndoable),
        };
    }

    static Token ReadToken(JsonElement json) => new()
    {
        Id = Number(json, "id"),
        ScopeId = Number(json, "scope"),
        ElementId = Text(json, "at") ?? "",
        Phase = Enum<TokenPhase>(json, "phase"),
        FlowId = Text(json, "by"),
        Number = (int)Number(json, "number"),
    };

    static Scope ReadScope(JsonElement json, ProcessState? since)
    {
        var before = Before(Number(json, "id"), since);
        var stands = before is null || json.TryGetProperty("of", out _) ? null : before;
        return new Scope
        {
            Id = Number(json, "id"),
            ParentId = stands?.ParentId ?? Number(json, "parent"),
            OwnerId = stands?.OwnerId ?? Number(json, "owner"),
            ElementId = stands?.ElementId ?? Text(json, "of") ?? "",
            Kind = stands?.Kind ?? Enum<ScopeKind>(json, "kind"),
            DefinitionId = stands?.DefinitionId ?? Text(json, "process"),
            DefinitionHash = stands?.DefinitionHash ?? Text(json, "hash"),
            // Where nothing changed, the earlier variables are handed on: what is given out is never changed.
            Variables = json.TryGetProperty("variables", out var variables) ? ReadChanges(variables, before?.Variables) : before?.Variables ?? new FeelContext(),
            Loop = json.TryGetProperty("loop", out var loop)
                ? new LoopState(
                    ReadValue(loop.GetProperty("items")), (int)Number(loop, "count"), (int)Number(loop, "started"), (int)Number(loop, "completed"),
                    List(loop, "results", ReadValue))
                : null,
        };
    }

    static Wait ReadWait(JsonElement json) => new()
    {
        Id = Number(json, "id"),
        Kind = Enum<WaitKind>(json, "kind"),
        TokenId = Number(json, "token"),
        ScopeId = Number(json, "scope"),
        ElementId = Text(json, "at") ?? "",
        Definition = (int)Number(json, "definition"),
        Name = Text(json, "name"),
        Remaining = json.TryGetProperty("remaining", out var remaining) ? remaining.GetInt32() : 1,
        WasTrue = json.TryGetProperty("wasTrue", out var was) && was.GetBoolean(),
    };

    static Undoable ReadUndoable(JsonElement json) => new(
        Number(json, "id"), Number(json, "scope"), Text(json, "activity") ?? "", Text(json, "handler") ?? "", Text(json, "within"),
        json.TryGetProperty("variables", out var variables) ? ReadContext(variables) : null, Number(json, "token"), Number(json, "thrower"));

    static FeelContext ReadChanges(JsonElement json, FeelContext? before)
    {
        if (before is null)
            return ReadContext(json);
        var context = new FeelContext(before);
        foreach (var property in json.EnumerateObject())
            context.Set(property.Name, ReadValue(property.Value));
        return context;
    }

    static FeelContext ReadContext(JsonElement json)
    {
        var context = new FeelContext();
        foreach (var property in json.EnumerateObject())
            context.Set(property.Name, ReadValue(property.Value));
        return context;
    }

    static FeelValue ReadValue(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Array:
                return json.EnumerateArray().Select(ReadValue).ToArray();
            case JsonValueKind.Object when json.TryGetProperty(Literal, out var literal):
                return FeelExpression.Compile(literal.GetString() ?? "null").Evaluate(new FeelContext(), new EvaluationOptions { Now = default }).Value;
            case JsonValueKind.Object:
                return ReadContext(json);
            default:
                return FeelValue.FromJson(json);
        }
    }

    static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    static long Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt64() : 0;

    static T[] List<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(read)] : [];

    static T Enum<T>(JsonElement json, string name) where T : struct, Enum =>
        json.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String && Words<T>.Find(word) is { } value ? value : throw new JsonException($"{name} is not known.");
}
