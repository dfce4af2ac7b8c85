using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Store;

namespace Tongzheng.Notices;

/// <summary>Which letters went to whom; the words stay in the journal.</summary>
public sealed class NoticeTable : ReadModel
{
    public override string Name => "notices";
    public override int Version => 2;
    public override IReadOnlyList<string> Tables => ["notice"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE notice (
            jurisdiction text NOT NULL, case_id text NOT NULL, notice text NOT NULL, party text NOT NULL, letter text NOT NULL,
            title text NOT NULL, title_en text, number text NOT NULL, sent_at text NOT NULL, position bigint NOT NULL,
            PRIMARY KEY (jurisdiction, case_id, notice));
        CREATE INDEX notice_of_party ON notice (jurisdiction, party, notice);
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        if (Facts.Read(fact) is not NoticeSent sent) return;
        writer.Execute("""
            INSERT INTO notice (jurisdiction, case_id, notice, party, letter, title, title_en, number, sent_at, position)
            VALUES (@jurisdiction, @case, @notice, @party, @letter, @title, @titleEn, @number, @at, @position)
            """,
            ("@jurisdiction", fact.Jurisdiction), ("@case", sent.Case), ("@notice", sent.Notice), ("@party", sent.Party),
            ("@letter", sent.Key ?? sent.Verb ?? sent.Letter.ToString()), ("@title", sent.Title.Zh), ("@titleEn", sent.Title.En), ("@number", sent.Number), ("@at", fact.Time), ("@position", fact.Position));
    }
}
