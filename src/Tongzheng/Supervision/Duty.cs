using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Store;

namespace Tongzheng.Supervision;

/// <summary>
/// Closing an approval opened the duty to supervise (审管衔接), in the same transaction: nobody can approve and forget.
/// </summary>
[Kind("supervision.duty-opened")]
public sealed record DutyOpened : Fact
{
    public required string Case { get; init; }
    public required string Matter { get; init; }
    public required string Party { get; init; }
    public required string Organisation { get; init; }

    /// <summary>The grade a decision of the procedure gave, where it gave one.</summary>
    public string? RiskGrade { get; init; }
}

/// <summary>What is to be supervised, by office and matter.</summary>
public sealed class DutyTable : ReadModel
{
    public override string Name => "supervision";
    public override int Version => 1;
    public override IReadOnlyList<string> Tables => ["supervision_duty"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE supervision_duty (
            jurisdiction text NOT NULL, organisation text NOT NULL, matter text NOT NULL, case_id text NOT NULL, party text NOT NULL,
            risk_grade text, opened_at text NOT NULL,
            PRIMARY KEY (jurisdiction, organisation, matter, case_id));
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        if (Facts.Read(fact) is not DutyOpened opened) return;
        writer.Execute("""
            INSERT INTO supervision_duty (jurisdiction, organisation, matter, case_id, party, risk_grade, opened_at)
            VALUES (@jurisdiction, @organisation, @matter, @case, @party, @grade, @at)
            """,
            ("@jurisdiction", fact.Jurisdiction), ("@organisation", opened.Organisation), ("@matter", opened.Matter), ("@case", opened.Case),
            ("@party", opened.Party), ("@grade", opened.RiskGrade), ("@at", fact.Time));
    }
}

/// <summary>The effect <c>supervision.open</c> of a procedure.</summary>
public static class OpenDuty
{
    public const string Effect = "supervision.open";

    public static Performed Perform(Call call) => new(new FeelContext(),
    [
        Facts.To("supervision/" + call.Case.Id, StreamAppend.New, new DutyOpened
        {
            Case = call.Case.Id,
            Matter = call.Case.Opened.Matter,
            Party = call.Case.Opened.Party,
            Organisation = call.Case.Organisation,
            RiskGrade = call.Service.Inputs.Get("riskGrade").AsString,
        }),
    ]);
}
