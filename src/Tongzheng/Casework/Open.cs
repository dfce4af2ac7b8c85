using System.Buffers;
using System.Text.Json;
using Tongzheng.Bpmn;
using Tongzheng.Feel;
using Tongzheng.Forms;
using Tongzheng.Journals;
using Tongzheng.Journals.Merkle;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework;

/// <summary>Opens a case from a complete application, and takes it as far as it goes without a person.</summary>
public static class Open
{
    // Two processes that give the same number three times over are one too many.
    const int MostNumbersTried = 3;
    const string NumberIndex = "case_number";

    /// <summary>An application, checked and complete.</summary>
    public sealed record Application
    {
        public required RunningMatter Version { get; init; }
        public required string Organisation { get; init; }

        /// <summary>The place it is about, as it was asked; null where only the office is known.</summary>
        public string? Place { get; init; }
        public required Party Party { get; init; }
        /// <summary>Who acts, and speaks in the case afterwards: the person, the representative of a firm, or the officer who opens it.</summary>
        public required string Applicant { get; init; }
        public required Filled Filled { get; init; }
        public required Channel Channel { get; init; }

        /// <summary>At the counter: how the person's will and identity were proved.</summary>
        public string? Proof { get; init; }

        /// <summary>A scan of what was shown.</summary>
        public Upload? ProofFile { get; init; }

        /// <summary>Those of its files that an earlier case brought here.</summary>
        public IReadOnlyList<UsedAgain> UsedAgain { get; init; } = [];

        /// <summary>Facts of other streams that belong to it: the draft that it ends.</summary>
        public IReadOnlyList<StreamAppend> Others { get; init; } = [];

        /// <summary>Who asked for it, where another case or another government's counter did.</summary>
        public CaseLink? From { get; init; }

        /// <summary>A fact of another stream that names the case it came to; null where there is none.</summary>
        public Func<CaseOpened, StreamAppend>? Beside { get; init; }
    }

    public static async Task<Outcome<Receipt>> Handle(Cases cases, Application application, Act act, CancellationToken stop)
    {
        if (!application.Filled.IsComplete) return application.Filled.Errors[0];
        for (var tried = 1; ; tried++)
        {
            var receipt = await Take(cases, application, act, stop);
            // Another process of this node gave the same number: the next is free.
            if (receipt.Refusal is not { Code: "case.refused-by-record" } no || tried == MostNumbersTried || !no.Arguments.Contains(("constraint", NumberIndex))) return receipt;
        }
    }

    static async Task<Outcome<Receipt>> Take(Cases cases, Application application, Act act, CancellationToken stop)
    {
        var opened = Decide(application, act, cases.Around.Numbers.Next(act.Jurisdiction, act.Now));
        var fresh = Fresh(application, opened, act);
        var start = new CaseAdvanced { Case = opened.Case, Party = opened.Party, Trigger = "submit", By = act.Who.ToString(), Post = act.Post?.ToString(), Status = CaseStatus.Submitted };
        var moved = Move.Run(fresh, new Start(Variables(application, act, cases.Around)), start, act, cases.Around);
        if (moved.Moved is not { } result) return moved.Refusal ?? new Refusal("case.stopped");
        return await cases.Save(act, fresh, [opened, result.Fact], [.. result.Others, .. application.Others, .. application.Beside is { } beside ? [beside(opened)] : Array.Empty<StreamAppend>()], new Receipt
        {
            Case = opened.Case,
            Number = opened.Number,
            Status = result.Fact.Status,
            Outcome = result.Fact.Outcome,
            Asked = Hash.Of(JsonSerializer.SerializeToUtf8Bytes(new { opened.Matter, opened.Party, opened.SeenHash })).ToArray(),
        }, stop);
    }

    /// <summary>The case before its first step.</summary>
    internal static Case Fresh(Application application, CaseOpened opened, Act act) => new()
    {
        Jurisdiction = act.Jurisdiction.ToString(),
        Opened = opened,
        Organisation = opened.Organisation,
        Version = application.Version,
        OpenedAt = act.Now,
        AnswersText = opened.Answers,
        OnRecord = Case.Begun(application.Version, application.Filled.Answers),
    };

    internal static CaseOpened Decide(Application application, Act act, string number)
    {
        var id = CaseId.New(act.Now);
        var answers = application.Filled.ToJson();
        return new CaseOpened
        {
            Case = id.ToString(),
            Number = number,
            Matter = application.Version.Matter.Slug,
            Version = application.Version.Matter.Hash,
            Organisation = application.Organisation,
            Party = application.Party.Subject,
            PartyName = application.Party.Name,
            Applicant = application.Applicant,
            Proof = application.Proof,
            ProofFile = application.ProofFile,
            Channel = application.Channel,
            Answers = answers,
            SeenHash = SeenHash(application.Version, answers),
            UsedAgain = application.UsedAgain is { Count: > 0 } again ? again : null,
            From = application.From,
        };
    }

    /// <summary>The fingerprint of what the person saw: the version of the matter and every answer on the page.</summary>
    public static string SeenHash(RunningMatter version, JsonText answers)
    {
        var seen = ArrayPool<byte>.Shared.Rent(Hash.Size + answers.Utf8.Length);
        Convert.FromHexString(version.Matter.Hash, seen, out _, out var hash);
        answers.Utf8.Span.CopyTo(seen.AsSpan(hash));
        var fingerprint = Hash.Of(seen.AsSpan(0, hash + answers.Utf8.Length));
        ArrayPool<byte>.Shared.Return(seen, clearArray: true);
        return Convert.ToHexStringLower(fingerprint.ToArray());
    }

    /// <summary>What the conditions of a form may read besides the answers: the applicant and the region's parameters.</summary>
    public static FeelContext Around(RunningMatter version, Party party, Act act, Surroundings around) => new FeelContext()
        .Set("applicant", version.ApplicantOf(party, act.Today)).Set("parameters", version.ParametersOf(around.ParametersOf(act.Jurisdiction.ToString())));

    internal static FeelContext Variables(Application application, Act act, Surroundings around)
    {
        var variables = new FeelContext(application.Filled.Answers);
        variables.Set(RunningMatter.Variable, application.Version.About);       // first, as Case.Begun has them
        variables.Set("applicant", application.Version.ApplicantOf(application.Party, act.Today));
        variables.Set("parameters", application.Version.ParametersOf(around.ParametersOf(act.Jurisdiction.ToString())));
        return variables;
    }
}
