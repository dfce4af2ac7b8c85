using System.Buffers;
using System.Text.Json;
using Tongzheng.Feel;

namespace Tongzheng.Bpmn;

/// <summary>
/// The stored form of a state. Values that JSON has no word for (dates, durations, ranges) are kept as FEEL literals:
/// <c>{"@feel": "@\"2026-02-10\""}</c>.
/// </summary>
static class StateJson
{
    const int Whole = 1, Changes = 2;
    const string Literal = "@feel";

    static readonly FeelContext none = new();

    internal static byte[] Write(ProcessState state)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
            Write(state, null, writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>False where something was written that reading does not give again: a function.</summary>
    internal static bool Write(ProcessState state, ProcessState? since, Utf8JsonWriter writer)
    {
        var same = true;
        if (since is not null && state.Scopes.Any(scope => Before(scope.Id, since) is { } before && LacksAny(scope.Variables, before)))
            since = null;       // that a name is gone cannot be told by what is there
        writer.WriteStartObject();
        writer.WriteNumber("format", since is null ? Whole : Changes);
        if (state.DefinitionId != since?.DefinitionId)
            writer.WriteString("process", state.DefinitionId);
        if (state.DefinitionHash != since?.DefinitionHash)
            writer.WriteString("hash", state.DefinitionHash);
        writer.WriteString("status", Name(state.Status));
        Optional(writer, "error", state.ErrorCode);
        writer.WriteNumber("last", state.LastId);
        writer.WriteStartArray("tokens");
        foreach (var token in state.Tokens)
            Write(token, writer);
        writer.WriteEndArray();
        writer.WriteStartArray("scopes");
        foreach (var scope in state.Scopes)
            same &= Write(scope, since is null ? null : Before(scope.Id, since), writer);
        writer.WriteEndArray();
        writer.WriteStartArray("waits");
        foreach (var wait in state.Waits)
            Write(wait, writer);
        writer.WriteEndArray();
        if (state.Undoables.Count > 0)
        {
            writer.WriteStartArray("undoables");
            foreach (var undoable in state.Undoables)
                same &= Write(undoable, writer);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
        return same;
    }

    /// <summary>The variables that are read from plain JSON as they were written to it.</summary>
    internal static FeelContext Plain(FeelContext variables)
    {
        if (AllPlain(variables))
            return new FeelContext(variables);
        var plain = new FeelContext();
        foreach (var (name, value) in variables)
        {
            if (IsPlain(value))
                plain.Set(name, value);
        }
        return plain;
    }

    static bool IsPlain(FeelValue value) => value.Kind switch
    {
        FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.String => true,
        FeelKind.List => value.AsList!.All(IsPlain),
        FeelKind.Context => !value.AsContext!.Contains(Literal) && AllPlain(value.AsContext!),
        _ => false,
    };

    static bool AllPlain(FeelContext variables)
    {
        foreach (var (_, value) in variables)
        {
            if (!IsPlain(value))
                return false;
        }
        return true;
    }

    static FeelContext? Before(long scope, ProcessState since)
    {
        foreach (var before in since.Scopes)
        {
            if (before.Id == scope)
                return before.Variables;
        }
        return null;
    }

    static bool LacksAny(FeelContext variables, FeelContext before)
    {
        if (ReferenceEquals(variables, before))
            return false;
        foreach (var (name, _) in before)
        {
            if (!variables.Contains(name))
                return true;
        }
        return false;
    }

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
            Status = Enum<CaseStatus>(root, "status"),
            ErrorCode = Text(root, "error"),
            LastId = Number(root, "last"),
            Tokens = List(root, "tokens", ReadToken),
            Scopes = List(root, "scopes", scope => ReadScope(scope, since)),
            Waits = List(root, "waits", ReadWait),
            Undoables = List(root, "undoables", ReadUndoable),
        };
    }

    static void Write(Token token, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", token.Id);
        writer.WriteNumber("scope", token.ScopeId);
        writer.WriteString("at", token.ElementId);
        writer.WriteString("phase", Name(token.Phase));
        Optional(writer, "by", token.FlowId);
        Optional(writer, "number", token.Number);
        writer.WriteEndObject();
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

    static bool Write(Scope scope, FeelContext? before, Utf8JsonWriter writer)
    {
        var same = true;
        writer.WriteStartObject();
        writer.WriteNumber("id", scope.Id);
        Optional(writer, "parent", scope.ParentId);
        Optional(writer, "owner", scope.OwnerId);
        writer.WriteString("of", scope.ElementId);
        writer.WriteString("kind", Name(scope.Kind));
        Optional(writer, "process", scope.DefinitionId);
        Optional(writer, "hash", scope.DefinitionHash);
        writer.WriteStartObject("variables");
        foreach (var (name, value) in ReferenceEquals(scope.Variables, before) ? none : scope.Variables)
        {
            if (before is not null && before.TryGet(name, out var was) && value.IsSame(was))
                continue;
            writer.WritePropertyName(name);
            same &= Write(value, writer);
        }
        writer.WriteEndObject();
        if (scope.Loop is { } loop)
        {
            writer.WriteStartObject("loop");
            writer.WriteNumber("count", loop.Count);
            writer.WriteNumber("started", loop.Started);
            writer.WriteNumber("completed", loop.Completed);
            writer.WritePropertyName("items");
            same &= Write(loop.Items, writer);
            writer.WriteStartArray("results");
            foreach (var result in loop.Results)
                same &= Write(result, writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        return same;
    }

    static Scope ReadScope(JsonElement json, ProcessState? since) => new()
    {
        Id = Number(json, "id"),
        ParentId = Number(json, "parent"),
        OwnerId = Number(json, "owner"),
        ElementId = Text(json, "of") ?? "",
        Kind = Enum<ScopeKind>(json, "kind"),
        DefinitionId = Text(json, "process"),
        DefinitionHash = Text(json, "hash"),
        Variables = ReadChanges(json.GetProperty("variables"), since is null ? null : Before(Number(json, "id"), since)),
        Loop = json.TryGetProperty("loop", out var loop)
            ? new LoopState(
                ReadValue(loop.GetProperty("items")), (int)Number(loop, "count"), (int)Number(loop, "started"), (int)Number(loop, "completed"),
                List(loop, "results", ReadValue))
            : null,
    };

    static void Write(Wait wait, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("id", wait.Id);
        writer.WriteString("kind", Name(wait.Kind));
        Optional(writer, "token", wait.TokenId);
        writer.WriteNumber("scope", wait.ScopeId);
        writer.WriteString("at", wait.ElementId);
        Optional(writer, "definition", wait.Definition);
        Optional(writer, "name", wait.Name);
        if (wait.Remaining != 1)
            writer.WriteNumber("remaining", wait.Remaining);
        if (wait.WasTrue)
            writer.WriteBoolean("wasTrue", true);
        writer.WriteEndObject();
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

    static bool Write(Undoable undoable, Utf8JsonWriter writer)
    {
        var same = true;
        writer.WriteStartObject();
        writer.WriteNumber("id", undoable.Id);
        writer.WriteNumber("scope", undoable.ScopeId);
        writer.WriteString("activity", undoable.ActivityId);
        writer.WriteString("handler", undoable.HandlerId);
        Optional(writer, "within", undoable.Within);
        Optional(writer, "token", undoable.TokenId);
        Optional(writer, "thrower", undoable.Thrower);
        if (undoable.Variables is { } variables)
        {
            writer.WritePropertyName("variables");
            same = Write(variables, writer);
        }
        writer.WriteEndObject();
        return same;
    }

    static Undoable ReadUndoable(JsonElement json) => new(
        Number(json, "id"), Number(json, "scope"), Text(json, "activity") ?? "", Text(json, "handler") ?? "", Text(json, "within"),
        json.TryGetProperty("variables", out var variables) ? ReadContext(variables) : null, Number(json, "token"), Number(json, "thrower"));

    static bool Write(FeelContext context, Utf8JsonWriter writer)
    {
        var same = true;
        writer.WriteStartObject();
        foreach (var (name, value) in context)
        {
            writer.WritePropertyName(name);
            same &= Write(value, writer);
        }
        writer.WriteEndObject();
        return same;
    }

    static bool Write(FeelValue value, Utf8JsonWriter writer)
    {
        var same = true;
        switch (value.Kind)
        {
            case FeelKind.Null or FeelKind.Boolean or FeelKind.Number or FeelKind.String:
                value.WriteTo(writer);
                break;
            case FeelKind.List:
                writer.WriteStartArray();
                foreach (var item in value.AsList!)
                    same &= Write(item, writer);
                writer.WriteEndArray();
                break;
            case FeelKind.Context when !value.AsContext!.Contains(Literal):
                same = Write(value.AsContext!, writer);
                break;
            case FeelKind.Function:
                writer.WriteNullValue();
                same = false;
                break;
            default:
                writer.WriteStartObject();
                writer.WriteString(Literal, value.ToString());
                writer.WriteEndObject();
                break;
        }
        return same;
    }

    // Where nothing changed, the earlier variables are handed on: what is given out is never changed.
    static FeelContext ReadChanges(JsonElement json, FeelContext? before)
    {
        if (before is null)
            return ReadContext(json);
        if (json.GetPropertyCount() == 0)
            return before;
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

    static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    static void Optional(Utf8JsonWriter writer, string name, long value)
    {
        if (value != 0)
            writer.WriteNumber(name, value);
    }

    static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    static long Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt64() : 0;

    static T[] List<T>(JsonElement json, string name, Func<JsonElement, T> read) =>
        json.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(read)] : [];

    static T Enum<T>(JsonElement json, string name) where T : struct, Enum =>
        json.TryGetProperty(name, out var word) && word.ValueKind == JsonValueKind.String && Words<T>.Find(word) is { } value ? value : throw new JsonException($"{name} is not known.");

    static string Name<T>(T value) where T : struct, Enum => Words<T>.Of(value);

    /// <summary>The words of an enumeration in camel case, made once: states are written and read for every step of every case.</summary>
    static class Words<T> where T : struct, Enum
    {
        static readonly T[] Values = System.Enum.GetValues<T>();
        static readonly string[] Names = [.. Values.Select(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()))];

        internal static string Of(T value) => Names[Array.IndexOf(Values, value)];

        internal static T? Find(JsonElement word)
        {
            for (var at = 0; at < Names.Length; at++)
            {
                if (word.ValueEquals(Names[at]))
                    return Values[at];
            }
            return null;
        }
    }
}
