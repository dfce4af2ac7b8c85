using Tongzheng.Casework;
using Tongzheng.Exchange;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Services.Counter;

/// <summary>
/// What was taken in at counters, by the officer who took it: cases of the own government, and those collected for others
/// with where they went. Each side of a collection stands in its own government's rows.
/// </summary>
public sealed class CounterTable : ReadModel
{
    public override string Name => "counter";
    public const string Sent = "sent", HandedOver = "handed-over", Returned = "returned", Closed = "closed";

    public override int Version => 3;
    public override IReadOnlyList<string> Tables => ["counter_case"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE counter_case (
            jurisdiction text NOT NULL, officer text NOT NULL, taken_at text NOT NULL, entry text NOT NULL, case_id text,
            competent text NOT NULL, matter text NOT NULL, status text NOT NULL,
            PRIMARY KEY (jurisdiction, entry));
        CREATE INDEX counter_case_of_officer ON counter_case (jurisdiction, officer, taken_at, entry);
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case CaseOpened { Channel: Channel.Counter, From: null } opened:
                writer.Execute("""
                    INSERT INTO counter_case (jurisdiction, officer, taken_at, entry, case_id, competent, matter, status) VALUES (@jurisdiction, '', @at, @case, @case, @jurisdiction, @matter, 'opened')
                    """, ("@jurisdiction", fact.Jurisdiction), ("@at", fact.Time), ("@case", opened.Case), ("@matter", opened.Matter));
                break;
            case CaseAdvanced { Trigger: "submit", By: { } by, Post: not null } moved: // who took it stands in the step that submitted it
                writer.Execute("UPDATE counter_case SET officer = @by WHERE jurisdiction = @jurisdiction AND entry = @case",
                    ("@by", by), ("@jurisdiction", fact.Jurisdiction), ("@case", moved.Case));
                break;
            case MessageSent { Name: Asking.Open, Case: null } sent:
                writer.Execute("""
                    INSERT INTO counter_case (jurisdiction, officer, taken_at, entry, case_id, competent, matter, status) VALUES (@jurisdiction, @by, @at, @entry, NULL, @competent, @matter, @status)
                    """, ("@jurisdiction", fact.Jurisdiction), ("@by", sent.By), ("@at", fact.Time), ("@entry", sent.Message), ("@competent", sent.To), ("@matter", sent.Matter), ("@status", Sent));
                break;
            case MessageDelivered delivered:
                writer.Execute("UPDATE counter_case SET status = @status, case_id = @case WHERE jurisdiction = @jurisdiction AND entry = @entry",
                    ("@status", HandedOver), ("@case", delivered.Case), ("@jurisdiction", fact.Jurisdiction), ("@entry", delivered.Message));
                break;
            case MessageRefused refused:
                writer.Execute("UPDATE counter_case SET status = @status WHERE jurisdiction = @jurisdiction AND entry = @entry",
                    ("@status", Returned), ("@jurisdiction", fact.Jurisdiction), ("@entry", refused.Message));
                break;
            case MessageReceived { Name: Asking.Closed, Refusal: null } heard:
                writer.Execute("UPDATE counter_case SET status = @status WHERE jurisdiction = @jurisdiction AND entry = @entry",
                    ("@status", Closed), ("@jurisdiction", fact.Jurisdiction), ("@entry", heard.Regarding));
                break;
        }
    }
}
