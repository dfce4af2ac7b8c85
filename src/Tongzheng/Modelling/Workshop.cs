using System.Text;
using Dapper;
using Tongzheng.Casework;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Matters.Linting;
using Tongzheng.Store;
using Finding = Tongzheng.Matters.Finding;

namespace Tongzheng.Modelling;

/// <summary>Reads the drafts of matters, and appends what officers do with them.</summary>
public sealed class Workshop(Journal journal, Versions versions, Surroundings surroundings)
{
    /// <summary>Two officers saving at once try again so often; with more there is somebody to be told.</summary>
    const int MostTries = 5;

    /// <summary>The catalogue is the state's: its stewards write it, and the journal of the state keeps how.</summary>
    public static readonly JurisdictionId Home = JurisdictionId.State;

    /// <summary>A line of the list of drafts.</summary>
    public sealed record Line(string Slug, Text Name, DraftState State, string? Base, string OpenedBy, DateTimeOffset OpenedAt, string ChangedBy, DateTimeOffset ChangedAt);

    sealed record Row(string Slug, string Name, string? NameEn, string State, string? Base, string OpenedBy, string OpenedAt, string ChangedBy, string ChangedAt);

    public Versions Versions => versions;

    /// <summary>The drafts that are open, the one changed last first.</summary>
    public IReadOnlyList<Line> Open()
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<Row>("""
            SELECT slug AS Slug, name AS Name, name_en AS NameEn, state AS State, base AS Base, opened_by AS OpenedBy, opened_at AS OpenedAt, changed_by AS ChangedBy, changed_at AS ChangedAt
            FROM matter_draft WHERE jurisdiction = @jurisdiction AND state <> @closed ORDER BY changed_at DESC, slug
            """, new { jurisdiction = Home.ToString(), closed = nameof(DraftState.Closed) })
            .Select(row => new Line(row.Slug, new Text(row.Name, row.NameEn), Enum.Parse<DraftState>(row.State), row.Base, row.OpenedBy, Instant(row.OpenedAt), row.ChangedBy, Instant(row.ChangedAt)))];
    }

    /// <summary>The open draft of a matter; null where there is none.</summary>
    public async Task<MatterDraft?> Find(string slug, CancellationToken stop = default) =>
        await Last(slug, stop) is { State: not DraftState.Closed } draft ? draft : null;

    /// <summary>The last draft of a matter, open or closed.</summary>
    public async Task<MatterDraft?> Last(string slug, CancellationToken stop = default)
    {
        await using var connection = journal.OpenRead();
        return await connection.QuerySingleOrDefaultAsync<long?>("SELECT first_version FROM matter_draft WHERE jurisdiction = @jurisdiction AND slug = @slug", new { jurisdiction = Home.ToString(), slug }) is { } first
            ? await MatterDraft.From(journal.ReadStream(Home.ToString(), MatterDraft.StreamOf(slug), first, stop)) : null;
    }

    /// <summary>The draft as what cases would run under, to be tried out; why not where it cannot be compiled.</summary>
    public async Task<Outcome<RunningMatter>> RunningDraft(string slug, CancellationToken stop = default) =>
        await Find(slug, stop) is { } draft ? Compile(draft) : new Refusal("matter-draft.unknown", ("matter", slug));

    /// <summary>A draft compiled, findings of the linter or not, as long as the engines can run it.</summary>
    public Outcome<RunningMatter> Compile(MatterDraft draft)
    {
        if (MatterOf(draft) is not { CanApply: true } matter) return new Refusal("matter-draft.cannot-run", ("why", Check(draft) is [var first, ..] ? first.Message : new Text("流程或表单不全。", "Procedure or form is missing.")));
        return Versions.WhyNot(matter) is { } finding ? new Refusal("matter-draft.cannot-run", ("why", finding.Message)) : new RunningMatter(matter);
    }

    /// <summary>The draft as a matter with its version's hash; null where <c>matter.yaml</c> cannot be read at all.</summary>
    public Matter? MatterOf(MatterDraft draft) =>
        Catalogue.Read(WithShared(draft)).Drafts.FirstOrDefault(matter => matter.Slug == draft.Slug) is { } matter ? matter with { Hash = PackFiles.Hash(matter.Files) } : null;

    /// <summary>What is wrong in a draft: what <c>tongzheng lint</c> says of a folder, and what does not fit beside the live matters.</summary>
    public IReadOnlyList<Finding> Check(MatterDraft draft)
    {
        var findings = Lint.Run(WithShared(draft), new LintScope(LintScope.StandardServices, surroundings.ParametersOf(Home.ToString()))).ToList();
        if (findings.Count == 0 && MatterOf(draft) is { } matter)
        {
            if (Versions.WhyNot(matter) is { } finding) findings.Add(finding);
            findings.AddRange(versions.Catalogue.Clashes(matter));
        }
        return findings;
    }

    /// <summary>The matter's own files that are live, by name; none for a new matter.</summary>
    public IReadOnlyDictionary<string, string> LiveFiles(string slug) =>
        versions.FindLive(slug) is not { Matter: var live } ? new Dictionary<string, string>()
            : live.Files.Where(file => file.Path.StartsWith(live.Folder, StringComparison.Ordinal)).ToDictionary(file => file.Path[live.Folder.Length..], file => Encoding.UTF8.GetString(file.Content.Span));

    /// <summary>How many open cases run under each version of a matter, in all governments of this node.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Running(string slug)
    {
        var cases = new Dictionary<string, long>();
        await using var connection = journal.OpenRead();
        foreach (var jurisdiction in await journal.Jurisdictions())
            foreach (var (version, count) in await connection.QueryAsync<(string, long)>("""
                SELECT version, SUM(cases) FROM case_count WHERE jurisdiction = @jurisdiction AND matter = @slug AND status <> @closed GROUP BY version HAVING SUM(cases) > 0
                """, new { jurisdiction, slug, closed = nameof(CaseStatus.Closed) }))
                cases[version] = cases.GetValueOrDefault(version) + count;
        return cases;
    }

    /// <summary>Decides on a draft as it stands and appends; where somebody was quicker, decides anew. A retry of the same act is answered like the first.</summary>
    /// <param name="asked">What was asked, so that the same key with something else is refused.</param>
    /// <param name="with">A fact of another stream that goes live with these.</param>
    public async Task<Refusal?> Change(string slug, Act act, string asked, Func<MatterDraft, Outcome<Fact[]>> decide, CancellationToken stop, Func<MatterDraft, StreamAppend>? with = null)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var draft = await Find(slug, stop);
            if (await journal.FindAnswer(Home.ToString(), act.IdempotencyKey, stop) is not null) return null;
            if (draft is null) return new Refusal("matter-draft.unknown", ("matter", slug));
            var decided = decide(draft);
            if (decided.Value is not { } facts) return decided.Refusal;
            if (facts.Length == 0) return null;
            var outcome = await Append(act, asked, [Facts.To(MatterDraft.StreamOf(slug), draft.Version, facts), .. with is null ? [] : new[] { with(draft) }], stop);
            if (outcome is Appended) return null;
            if (outcome is KeyReused) return new Refusal("request.key-reused");
        }
        return new Refusal("matter-draft.moved");
    }

    /// <summary>Begins a draft; nobody else may have one of the same matter.</summary>
    public async Task<Refusal?> Begin(DraftOpened opened, Act act, CancellationToken stop)
    {
        if (await journal.FindAnswer(Home.ToString(), act.IdempotencyKey, stop) is not null) return null;
        var last = await Last(opened.Slug, stop);
        if (last is { State: not DraftState.Closed }) return new Refusal("matter-draft.open-already");
        return await Append(act, "open " + opened.Slug, [Facts.To(MatterDraft.StreamOf(opened.Slug), last?.Version ?? StreamAppend.New, opened)], stop) switch
        {
            Appended => null,
            KeyReused => new Refusal("request.key-reused"),
            _ => new Refusal("matter-draft.open-already"),
        };
    }

    ValueTask<AppendOutcome> Append(Act act, string asked, IReadOnlyList<StreamAppend> streams, CancellationToken stop) => journal.Append(new Append
    {
        Jurisdiction = Home.ToString(),
        Key = act.IdempotencyKey,
        Time = act.Now,
        Streams = streams,
        Request = Encoding.UTF8.GetBytes(asked),
    }, stop);

    PackFiles WithShared(MatterDraft draft) => new PackFiles([.. versions.Catalogue.Shared.Files, .. draft.PackFiles]).WithPowers();

    static DateTimeOffset Instant(string stored) => DateTimeOffset.Parse(stored, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
}
