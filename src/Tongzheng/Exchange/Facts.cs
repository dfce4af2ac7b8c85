using System.Text.Json;
using Tongzheng.Forms;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Exchange;

// Stream message/{id}, under the same id in both journals: the sender's says what went out and what became of it, the
// receiver's what came in. Inside one government both stand in one stream.

/// <summary>A message to another government, or to an office of the own one. It is the outbox: what is sent and not delivered is tried again.</summary>
[Kind("message.sent")]
public sealed record MessageSent : Fact
{
    /// <summary>Derived from the government, the case and the step that sends it, so that the same step sends the same message.</summary>
    public required string Message { get; init; }

    /// <summary>The government it goes to.</summary>
    public required string To { get; init; }

    /// <summary>Its kind: <c>case.open</c>, <c>case.closed</c>, <c>case.withdrawn</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The message it answers or takes back.</summary>
    public string? Regarding { get; init; }

    /// <summary>The own case it belongs to; null where a counter sends it.</summary>
    public string? Case { get; init; }
    public string? Number { get; init; }

    /// <summary>The step of the procedure that sent it, or that waits for it over there.</summary>
    public string? Element { get; init; }
    public string? Matter { get; init; }

    /// <summary>Who hands it over, and in which post.</summary>
    public required string By { get; init; }
    public string? Post { get; init; }

    /// <summary>Whose affair it is.</summary>
    public required string Subject { get; init; }
    [Personal(nameof(Subject))] public JsonElement? Body { get; init; }

    /// <summary>The files that go with it, as they lie here.</summary>
    [Personal(nameof(Subject))] public IReadOnlyList<Upload>? Files { get; init; }
}

/// <summary>A message came in, in the same append as what was done with it; or it was refused, and why.</summary>
[Kind("message.received")]
public sealed record MessageReceived : Fact
{
    public required string Message { get; init; }
    public required string From { get; init; }
    public required string Name { get; init; }
    public string? Regarding { get; init; }

    /// <summary>The own case it came to, or opened.</summary>
    public string? Case { get; init; }
    public string? Number { get; init; }

    /// <summary>The sender's case.</summary>
    public string? SenderCase { get; init; }
    public string? SenderNumber { get; init; }

    /// <summary>Who handed it over, in which post.</summary>
    public required string By { get; init; }
    public string? Post { get; init; }
    public required string Subject { get; init; }

    /// <summary>With <c>case.closed</c>: how the case ended.</summary>
    public string? Outcome { get; init; }

    /// <summary>Code of the refusal, and the field it names; null where it was taken.</summary>
    public string? Refusal { get; init; }
    public string? Field { get; init; }
    [Personal(nameof(Subject))] public Text? Words { get; init; }

    /// <summary>SHA-256 of each file's content as it came out of the envelope.</summary>
    [Personal(nameof(Subject))] public IReadOnlyList<string>? Hashes { get; init; }

    /// <summary>Papers that follow by post, in the words of the counter.</summary>
    [Personal(nameof(Subject))] public string? Originals { get; init; }
}

/// <summary>The receiver has it: its answer, with the place of the message in its journal as the receipt for the hand-over.</summary>
[Kind("message.delivered")]
public sealed record MessageDelivered : Fact
{
    public required string Message { get; init; }

    /// <summary>The receiver's case.</summary>
    public string? Case { get; init; }
    public string? Number { get; init; }
    public required long Position { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required string Subject { get; init; }

    /// <summary>The contents that the receiver says it holds.</summary>
    [Personal(nameof(Subject))] public IReadOnlyList<string>? Hashes { get; init; }
}

/// <summary>The receiver does not take it; whoever sent it has everything and settles it.</summary>
[Kind("message.refused")]
public sealed record MessageRefused : Fact
{
    public required string Message { get; init; }
    public required string Code { get; init; }
    public string? Field { get; init; }

    /// <summary>The incident of the own case by which a person is told.</summary>
    public long? Incident { get; init; }
    public required string Subject { get; init; }
    [Personal(nameof(Subject))] public Text? Words { get; init; }
}
