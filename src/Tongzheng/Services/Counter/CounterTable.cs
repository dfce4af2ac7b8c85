using Tongzheng.Casework;
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
    public override int Version => 1;
    public override IReadOnlyList<string> Tables => ["counter_case", "counter_arrival"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE counter_case (
            jurisdiction text NOT NULL, officer text NOT NULL, taken_at text NOT NULL, entry text NOT NULL, case_id text,
            competent text NOT NULL, organisation text NOT NULL, matter text NOT NULL, status text NOT NULL,
            PRIMARY KEY (jurisdiction, entry));
        CREATE INDEX counter_case_of_officer ON counter_case (jurisdiction, officer, taken_at, entry);
        CREATE TABLE counter_arrival (
            jurisdiction text NOT NULL, case_id text NOT NULL, collection text NOT NULL, collecting text NOT NULL, organisation text NOT NULL,
            PRIMARY KEY (jurisdiction, case_id));
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case CaseOpened { Channel: Channel.Counter } opened:
                writer.Execute("""
                    INSERT INTO counter_case (jurisdiction, officer, taken_at, entry, case_id, competent, organisation, matter, status)
                    VALUES (@jurisdiction, '', @at, @case, @case, @jurisdiction, @organisation, @matter, 'opened')
                    """, ("@jurisdiction", fact.Jurisdiction), ("@at", fact.Time), ("@case", opened.Case), ("@organisation", opened.Organisation), ("@matter", opened.Matter));
                break;
            case CaseAdvanced { Trigger: "submit", By: { } by } moved: // who took it stands in the step that submitted it
                writer.Execute("UPDATE counter_case SET officer = @by WHERE jurisdiction = @jurisdiction AND entry = @case",
                    ("@by", by), ("@jurisdiction", fact.Jurisdiction), ("@case", moved.Case));
                break;
            case CollectionReceived received:
                writer.Execute("""
                    INSERT INTO counter_case (jurisdiction, officer, taken_at, entry, case_id, competent, organisation, matter, status)
                    VALUES (@jurisdiction, @by, @at, @entry, NULL, @competent, @organisation, @matter, 'received')
                    """, ("@jurisdiction", fact.Jurisdiction), ("@by", received.By), ("@at", fact.Time), ("@entry", received.Collection),
                    ("@competent", received.Competent), ("@organisation", received.Organisation), ("@matter", received.Matter));
                break;
            case CollectionHandedOver handed:
                writer.Execute("UPDATE counter_case SET status = 'handed-over', case_id = @case WHERE jurisdiction = @jurisdiction AND entry = @entry",
                    ("@case", handed.Case), ("@jurisdiction", fact.Jurisdiction), ("@entry", handed.Collection));
                break;
            case CollectionReturned returned:
                writer.Execute("UPDATE counter_case SET status = 'returned' WHERE jurisdiction = @jurisdiction AND entry = @entry",
                    ("@jurisdiction", fact.Jurisdiction), ("@entry", returned.Collection));
                break;
            case CollectionArrived arrived:
                writer.Execute("""
                    INSERT INTO counter_arrival (jurisdiction, case_id, collection, collecting, organisation)
                    VALUES (@jurisdiction, @case, @collection, @collecting, @organisation)
                    """, ("@jurisdiction", fact.Jurisdiction), ("@case", arrived.Case), ("@collection", arrived.Collection),
                    ("@collecting", arrived.Collecting), ("@organisation", arrived.Organisation));
                break;
        }
    }
}
