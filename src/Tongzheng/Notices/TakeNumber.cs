using System.Globalization;
using Dapper;
using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Notices;

/// <summary>A document got its number (stream numbers/{organisation}/{series}/{year}): the place in the stream is the serial.</summary>
[Kind("document.numbered")]
public sealed record DocumentNumbered : Fact
{
    public required string Case { get; init; }
    public required string Series { get; init; }
    public required string Number { get; init; }
}

/// <summary>
/// Performs <c>document.number</c>: the next number of a series (<c>tz:series</c>) of the office in this year, as
/// documents of government write it: 〔2026〕1号, without gaps and without leading zeros. Two who ask at once append to one
/// stream at one place: one of them is told to ask again.
/// </summary>
public sealed class TakeNumber(Journal journal, Func<string, string, Text> organisationName)
{
    public const string Effect = "document.number";

    /// <summary>The variable that holds the number afterwards.</summary>
    public const string Variable = "documentNumber";

    public Performed Perform(Call call)
    {
        var (current, act) = (call.Case, call.Act);
        if (call.Service.Properties.GetValueOrDefault("tz:series") is not { Length: > 0 } series) return Performed.No(new Refusal("document.no-series"));
        var stream = string.Create(CultureInfo.InvariantCulture, $"numbers/{current.Organisation}/{Uri.EscapeDataString(series)}/{act.Today.Year}");
        var before = Taken(current.Jurisdiction, stream);
        var number = string.Create(CultureInfo.InvariantCulture, $"{organisationName(current.Jurisdiction, current.Organisation).Zh}{series}〔{act.Today.Year}〕{before + 1}号");
        return new Performed(new FeelContext().Set(Variable, number),
            [Facts.To(stream, before, new DocumentNumbered { Case = current.Id, Series = series, Number = number })]);
    }

    long Taken(string jurisdiction, string stream)
    {
        using var connection = journal.OpenRead();
        return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM document_number WHERE jurisdiction = @jurisdiction AND stream = @stream", new { jurisdiction, stream });
    }
}

/// <summary>The numbers given, by series.</summary>
public sealed class NumberTable : ReadModel
{
    public override string Name => "document_numbers";
    public override int Version => 1;
    public override IReadOnlyList<string> Tables => ["document_number"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE document_number (
            jurisdiction text NOT NULL, stream text NOT NULL, ordinal bigint NOT NULL, number text NOT NULL, case_id text NOT NULL,
            PRIMARY KEY (jurisdiction, stream, ordinal));
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        if (Facts.Read(fact) is not DocumentNumbered numbered) return;
        writer.Execute("INSERT INTO document_number (jurisdiction, stream, ordinal, number, case_id) VALUES (@jurisdiction, @stream, @ordinal, @number, @case)",
            ("@jurisdiction", fact.Jurisdiction), ("@stream", fact.Stream), ("@ordinal", fact.Version), ("@number", numbered.Number), ("@case", numbered.Case));
    }
}
