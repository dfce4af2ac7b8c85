using System.Buffers;
using System.Text.Json;
using Tongzheng.Feel;

namespace Tongzheng.Bpmn;

/// <summary>
/// The stored form of a state. Values that JSON has no word for (dates, durations, ranges) are kept as FEEL literals:
/// <c>{"@feel": "@\"2026-02-10\""}</c>.
/// </summary>
static partial class StateJson
{
    const int Whole = 1, Changes = 2;
    const string Literal = "@feel";

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
        if (since is not null && state.Scopes.Any(scope => Before(scope.Id, since) is { } before && LacksAny(scope.Variables, before.Variables)))
            since = null;       // that a name is gone cannot be told by what is there
        writer.WriteStartObject();
        writer.WriteNumber("format", since is null ? Whole : Changes);
        if (state.DefinitionId != since?.DefinitionId)
            writer.WriteString("process", state.DefinitionId);
        if (state.DefinitionHash != since?.DefinitionHash)
            writer.WriteString("hash", state.DefinitionHash);
        if (state.Status != since?.Status)
            writer.WriteString("status", Name(state.Status));
        Optional(writer, "error", state.ErrorCode);
        writer.WriteNumber("last", state.LastId);
        writer.WriteStartArray("tokens");
        foreach (var token in state.Tokens)
            Write(token, writer);
        writer.WriteEndArray();
        writer.WriteStartArray("scopes");
        foreach (var scope in state.Scopes)
            same &= Write(scope, Before(scope.Id, since), writer);
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
            return variables;
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

    static Scope? Before(long scope, ProcessState? since)
    {
        foreach (var before in since?.Scopes ?? [])
        {
            if (before.Id == scope)
                return before;
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

    // A scope that stands as it stood is its id alone.
    static bool Write(Scope scope, Scope? before, Utf8JsonWriter writer)
    {
        var same = true;
        writer.WriteStartObject();
        writer.WriteNumber("id", scope.Id);
        if (before is null || !StandsAs(scope, before))
        {
            Optional(writer, "parent", scope.ParentId);
            Optional(writer, "owner", scope.OwnerId);
            writer.WriteString("of", scope.ElementId);
            writer.WriteString("kind", Name(scope.Kind));
            Optional(writer, "process", scope.DefinitionId);
            Optional(writer, "hash", scope.DefinitionHash);
        }
        if (!ReferenceEquals(scope.Variables, before?.Variables))
            same = WriteChanges(scope.Variables, before?.Variables, writer);
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

    static bool StandsAs(Scope scope, Scope before) =>
        scope.ParentId == before.ParentId && scope.OwnerId == before.OwnerId && scope.ElementId == before.ElementId && scope.Kind == before.Kind
        && scope.DefinitionId == before.DefinitionId && scope.DefinitionHash == before.DefinitionHash;

    static bool WriteChanges(FeelContext variables, FeelContext? before, Utf8JsonWriter writer)
    {
        var (same, any) = (true, false);
        foreach (var (name, value) in variables)
        {
            if (before is not null && before.TryGet(name, out var was) && value.IsSame(was))
                continue;
            if (!any)
                writer.WriteStartObject("variables");
            any = true;
            writer.WritePropertyName(name);
            same &= Write(value, writer);
        }
        if (any)
            writer.WriteEndObject();
        return same;
    }

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
