using Tongzheng.Casework;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Store;

namespace Tongzheng.Exchange;

/// <summary>
/// What a government has sent, with what became of it, and what it has received: each in its own rows, so that either side
/// can say what it waits for without asking the other. No personal text is kept here.
/// </summary>
public sealed class MessageTables : ReadModel
{
    public const string Waiting = "waiting", Delivered = "delivered", Refused = "refused";

    public override string Name => "messages";
    public override int Version => 1;
    public override IReadOnlyList<string> Tables => ["message_out", "message_in"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE message_out (
            jurisdiction text NOT NULL, message text NOT NULL, position bigint NOT NULL, receiver text NOT NULL, name text NOT NULL, regarding text,
            case_id text, element text, matter text, sent_at text NOT NULL, state text NOT NULL, settled_at text,
            remote_case text, remote_number text, refusal text, incident bigint, answered_at text, outcome text,
            PRIMARY KEY (jurisdiction, message));
        CREATE INDEX message_out_waiting ON message_out (jurisdiction, state, position);
        CREATE INDEX message_out_of_case ON message_out (jurisdiction, case_id, position);
        CREATE TABLE message_in (
            jurisdiction text NOT NULL, message text NOT NULL, position bigint NOT NULL, sender text NOT NULL, name text NOT NULL, regarding text,
            case_id text, post text, received_at text NOT NULL, refusal text,
            PRIMARY KEY (jurisdiction, message));
        CREATE INDEX message_in_of_case ON message_in (jurisdiction, case_id, position);
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case MessageSent sent:
                writer.Execute("""
                    INSERT INTO message_out (jurisdiction, message, position, receiver, name, regarding, case_id, element, matter, sent_at, state)
                    VALUES (@jurisdiction, @message, @position, @receiver, @name, @regarding, @case, @element, @matter, @at, @state)
                    """, ("@jurisdiction", fact.Jurisdiction), ("@message", sent.Message), ("@position", fact.Position), ("@receiver", sent.To), ("@name", sent.Name),
                    ("@regarding", sent.Regarding), ("@case", sent.Case), ("@element", sent.Element), ("@matter", sent.Matter), ("@at", fact.Time), ("@state", Waiting));
                break;
            case MessageDelivered delivered:
                writer.Execute("""
                    UPDATE message_out SET state = @state, settled_at = @at, remote_case = @case, remote_number = @number WHERE jurisdiction = @jurisdiction AND message = @message
                    """, ("@state", Delivered), ("@at", delivered.ReceivedAt), ("@case", delivered.Case), ("@number", delivered.Number),
                    ("@jurisdiction", fact.Jurisdiction), ("@message", delivered.Message));
                break;
            case MessageRefused refused:
                writer.Execute("UPDATE message_out SET state = @state, settled_at = @at, refusal = @code, incident = @incident WHERE jurisdiction = @jurisdiction AND message = @message",
                    ("@state", Refused), ("@at", fact.Time), ("@code", refused.Code), ("@incident", refused.Incident), ("@jurisdiction", fact.Jurisdiction), ("@message", refused.Message));
                break;
            case MessageReceived received:
                writer.Execute("""
                    INSERT INTO message_in (jurisdiction, message, position, sender, name, regarding, case_id, post, received_at, refusal)
                    VALUES (@jurisdiction, @message, @position, @sender, @name, @regarding, @case, @post, @at, @refusal)
                    """, ("@jurisdiction", fact.Jurisdiction), ("@message", received.Message), ("@position", fact.Position), ("@sender", received.From), ("@name", received.Name),
                    ("@regarding", received.Regarding), ("@case", received.Case), ("@post", received.Post), ("@at", fact.Time), ("@refusal", received.Refusal));
                if (received is { Name: Asking.Closed, Refusal: null })
                    writer.Execute("UPDATE message_out SET answered_at = @at, outcome = @outcome WHERE jurisdiction = @jurisdiction AND message = @message",
                        ("@at", fact.Time), ("@outcome", received.Outcome), ("@jurisdiction", fact.Jurisdiction), ("@message", received.Regarding));
                break;
        }
    }
}
