using Tongzheng.Casework;
using Tongzheng.Feel;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Services.Rating;

/// <summary>The party was asked for a rating (好差评, 国办发〔2019〕51号: 一事一评), stream rating/{case}.</summary>
[Kind("rating.asked")]
public sealed record RatingAsked : Fact
{
    public required string Case { get; init; }
    public required string Party { get; init; }
    public required string Matter { get; init; }
    public required string Organisation { get; init; }
}

/// <summary>A rating was given: 1 非常满意 to 5 非常不满意 (GB/T 39046 A.8).</summary>
[Kind("rating.given")]
public sealed record RatingGiven : Fact
{
    public required string Case { get; init; }
    public required string Party { get; init; }
    public required int Level { get; init; }
    [Personal(nameof(Party))] public string? Comment { get; init; }
}

/// <summary>Ratings by case, and how many of each level an office has for a matter.</summary>
public sealed class RatingTable : ReadModel
{
    public override string Name => "ratings";
    public override int Version => 1;
    public override IReadOnlyList<string> Tables => ["rating", "rating_count"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE rating (
            jurisdiction text NOT NULL, case_id text NOT NULL, party text NOT NULL, matter text NOT NULL, organisation text NOT NULL,
            asked_at text NOT NULL, level bigint, rated_at text,
            PRIMARY KEY (jurisdiction, case_id));
        CREATE TABLE rating_count (
            jurisdiction text NOT NULL, organisation text NOT NULL, matter text NOT NULL, level bigint NOT NULL, ratings bigint NOT NULL,
            PRIMARY KEY (jurisdiction, organisation, matter, level));
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case RatingAsked asked:
                writer.Execute("""
                    INSERT INTO rating (jurisdiction, case_id, party, matter, organisation, asked_at)
                    VALUES (@jurisdiction, @case, @party, @matter, @organisation, @at) ON CONFLICT (jurisdiction, case_id) DO NOTHING
                    """,
                    ("@jurisdiction", fact.Jurisdiction), ("@case", asked.Case), ("@party", asked.Party), ("@matter", asked.Matter),
                    ("@organisation", asked.Organisation), ("@at", fact.Time));
                break;
            case RatingGiven given:
                writer.Execute("UPDATE rating SET level = @level, rated_at = @at WHERE jurisdiction = @jurisdiction AND case_id = @case",
                    ("@level", given.Level), ("@at", fact.Time), ("@jurisdiction", fact.Jurisdiction), ("@case", given.Case));
                writer.Execute("""
                    INSERT INTO rating_count (jurisdiction, organisation, matter, level, ratings)
                    SELECT jurisdiction, organisation, matter, @level, 1 FROM rating WHERE jurisdiction = @jurisdiction AND case_id = @case
                    ON CONFLICT (jurisdiction, organisation, matter, level) DO UPDATE SET ratings = rating_count.ratings + 1
                    """, ("@level", given.Level), ("@jurisdiction", fact.Jurisdiction), ("@case", given.Case));
                break;
        }
    }
}

/// <summary>Asking and giving a rating: one for each case, by its party, once it was asked for.</summary>
public static class Rate
{
    /// <summary>The effect <c>rating.ask</c> of a procedure.</summary>
    public const string Effect = "rating.ask";

    /// <summary>A comment is a remark, not a letter; a complaint has its own channel.</summary>
    public const int MaxComment = 500;

    public static string StreamOf(string caseId) => "rating/" + caseId;

    public static Performed Ask(Call call) => new(new FeelContext(),
    [
        Facts.To(StreamOf(call.Case.Id), StreamAppend.Any, new RatingAsked
        {
            Case = call.Case.Id,
            Party = call.Case.Opened.Party,
            Matter = call.Case.Opened.Matter,
            Organisation = call.Case.Organisation,
        }),
    ]);

    /// <summary>What a rating comes to, given the facts of its stream so far.</summary>
    public static Outcome<RatingGiven> Decide(Case current, IReadOnlyList<Fact> sofar, int level, string? comment, PersonId by)
    {
        if (!Complete.Speaks(current, by)) return new Refusal("rating.not-yours");
        if (!sofar.OfType<RatingAsked>().Any()) return new Refusal("rating.not-asked");
        if (sofar.OfType<RatingGiven>().Any()) return new Refusal("rating.given-before");
        if (level is < 1 or > 5) return new Refusal("rating.level") { Field = "level" };
        if (comment?.Length > MaxComment) return new Refusal("rating.comment-long", ("most", MaxComment)) { Field = "comment" };
        return new RatingGiven { Case = current.Id, Party = current.Opened.Party, Level = level, Comment = string.IsNullOrWhiteSpace(comment) ? null : comment.Trim() };
    }
}
