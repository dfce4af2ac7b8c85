using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Primitives;
using Tongzheng.Forms;
using Tongzheng.Journals;
using Tongzheng.Journals.Store;
using Tongzheng.Kernel;
using Tongzheng.Store;

namespace Tongzheng.Casework.Drafts;

/// <summary>
/// An application was saved before it was submitted (stream draft/{id}). What was typed is personal text of its owner:
/// of the person signed in, or of the draft itself while nobody is.
/// </summary>
[Kind("draft.saved")]
public sealed record DraftSaved : Fact
{
    public required string Draft { get; init; }

    /// <summary>Subject the text is kept under.</summary>
    public required string Owner { get; init; }

    /// <summary>The person it belongs to; null while nobody was signed in.</summary>
    public string? Person { get; init; }
    public required string Matter { get; init; }
    public required string Version { get; init; }

    /// <summary>SHA-256 of the code by which somebody who is not signed in comes back to it; the code itself is kept nowhere.</summary>
    public string? ResumeHash { get; init; }

    /// <summary>A counter fills it in for another government: it is continued there, and does not stand in the person's own list.</summary>
    public bool IsForElsewhere { get; init; }
    [Personal(nameof(Owner))] public DraftContent? Content { get; init; }
}

/// <summary>A draft came to its end: submitted as a case, or thrown away.</summary>
[Kind("draft.ended")]
public sealed record DraftEnded : Fact
{
    public required string Draft { get; init; }
    public string? Case { get; init; }
}

/// <summary>What was typed, as typed, with the files that were uploaded and who the application is for; at the counter, the proof that was shown.</summary>
public sealed record DraftContent(IReadOnlyDictionary<string, string?[]> Values, IReadOnlyDictionary<string, Upload> Uploads, string? For = null, string? Proof = null, Upload? ProofFile = null, string? Originals = null)
{
    public static readonly DraftContent Empty = new(new Dictionary<string, string?[]>(), new Dictionary<string, Upload>());

    public Typed ToTyped() => new(Values.ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value)), Uploads);

    /// <summary>This content with the fields of one page typed anew; fields of other pages stay.</summary>
    public DraftContent With(IEnumerable<string> fieldsOfPage, IReadOnlyDictionary<string, StringValues> typed, IEnumerable<Upload> uploads)
    {
        var roots = fieldsOfPage.ToHashSet();
        var values = Values.Where(pair => !roots.Contains(Root(pair.Key))).ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var (name, value) in typed)
            if (roots.Contains(Root(name))) values[name] = [.. value];
        var files = Uploads.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var upload in uploads) files[upload.Id] = upload;
        return this with { Values = values, Uploads = files };
    }

    static string Root(string name) => name.IndexOf('.') is var dot and > 0 ? name[..dot] : name;
}

/// <summary>A draft as it stands; its version guards two tabs on one draft.</summary>
public sealed record Draft(string Jurisdiction, long Version, DateTimeOffset SavedAt, DraftSaved Saved, bool IsEnded)
{
    public string Id => Saved.Draft;

    /// <summary>Nobody was signed in when it was saved last.</summary>
    public bool IsNobodys => Saved.Person is null;

    /// <summary>The subject that the text of a draft of nobody is kept under.</summary>
    public static string OwnerOf(string id) => "draft-" + id;

    public DraftContent Content => Saved.Content ?? DraftContent.Empty;
    public static string StreamOf(string id) => "draft/" + id;

    public static Draft? From(IReadOnlyList<RecordedFact> facts)
    {
        Draft? draft = null;
        foreach (var recorded in facts)
            draft = Facts.Read(recorded) switch
            {
                DraftSaved saved => new Draft(recorded.Jurisdiction, recorded.Version, recorded.Time, saved, false),
                DraftEnded => draft is null ? null : draft with { IsEnded = true, Version = recorded.Version },
                _ => draft,
            };
        return draft;
    }
}

/// <summary>Drafts by the person they belong to.</summary>
public sealed class DraftTable : ReadModel
{
    public override string Name => "drafts";
    public override int Version => 5;
    public override IReadOnlyList<string> Tables => ["draft", "draft_owner"];

    public override string Schema(Dialect dialect) => """
        CREATE TABLE draft (
            jurisdiction text NOT NULL, draft text NOT NULL, person text, matter text NOT NULL, saved_at text NOT NULL, resume_hash text,
            PRIMARY KEY (jurisdiction, draft));
        CREATE INDEX draft_of_person ON draft (person, draft);
        CREATE INDEX draft_by_code ON draft (jurisdiction, resume_hash);
        CREATE INDEX draft_by_age ON draft (jurisdiction, person, saved_at);
        CREATE TABLE draft_owner (
            jurisdiction text NOT NULL, draft text NOT NULL, owner text NOT NULL, person text,
            PRIMARY KEY (jurisdiction, draft, owner));
        CREATE INDEX draft_owner_of_person ON draft_owner (jurisdiction, person) WHERE person IS NOT NULL;
        """;

    public override void Apply(RecordedFact fact, Writer writer)
    {
        switch (Facts.Read(fact))
        {
            case DraftSaved saved:
                writer.Execute("""
                    INSERT INTO draft (jurisdiction, draft, person, matter, saved_at, resume_hash) VALUES (@jurisdiction, @draft, @person, @matter, @at, @resume)
                    ON CONFLICT (jurisdiction, draft) DO UPDATE SET person = excluded.person, saved_at = excluded.saved_at, resume_hash = excluded.resume_hash
                    """,
                    ("@jurisdiction", fact.Jurisdiction), ("@draft", saved.Draft), ("@person", saved.IsForElsewhere ? "counter" : saved.Person), ("@matter", saved.Matter), ("@at", fact.Time), ("@resume", saved.ResumeHash));
                Own(fact.Jurisdiction, saved, writer);
                break;
            case DraftEnded ended:
                writer.Execute("DELETE FROM draft WHERE jurisdiction = @jurisdiction AND draft = @draft",
                    ("@jurisdiction", fact.Jurisdiction), ("@draft", ended.Draft));
                break;
        }
    }

    // What somebody typed before they signed in lies under the draft's own key. Once the draft is theirs, the two are
    // tied together, also after it has ended: who forgets the person forgets that too.
    static void Own(string jurisdiction, DraftSaved saved, Writer writer)
    {
        if (saved.Person is null)
            writer.Execute("INSERT INTO draft_owner (jurisdiction, draft, owner) VALUES (@jurisdiction, @draft, @owner) ON CONFLICT (jurisdiction, draft, owner) DO NOTHING",
                ("@jurisdiction", jurisdiction), ("@draft", saved.Draft), ("@owner", saved.Owner));
        else
            writer.Execute("UPDATE draft_owner SET person = @person WHERE jurisdiction = @jurisdiction AND draft = @draft",
                ("@person", saved.Person), ("@jurisdiction", jurisdiction), ("@draft", saved.Draft));
    }
}

/// <summary>Loads and saves drafts.</summary>
public sealed class DraftDesk(Journal journal)
{
    /// <summary>A person with more open drafts than this has lost count of them.</summary>
    public const int MostListed = 50;

    // More than one, so that old drafts become fewer; few, so that nobody waits for it.
    const int MostSwept = 5;

    public async Task<Draft?> Find(JurisdictionId jurisdiction, string id, CancellationToken stop)
    {
        var facts = new List<RecordedFact>();
        await foreach (var fact in journal.ReadStream(jurisdiction.ToString(), Draft.StreamOf(id), stop: stop)) facts.Add(fact);
        return Draft.From(facts);
    }

    /// <param name="expectedVersion">The version the page was made from; 0 for a new draft.</param>
    public async Task<Refusal?> Save(Act act, DraftSaved saved, long expectedVersion, CancellationToken stop) =>
        await journal.Append(new Append
        {
            Jurisdiction = act.Jurisdiction.ToString(),
            Key = act.IdempotencyKey,
            Time = act.Now,
            Streams = [Facts.To(Draft.StreamOf(saved.Draft), expectedVersion, saved)],
        }, stop) switch
        {
            Appended => null,
            VersionConflict => new Refusal("draft.changed"),
            _ => new Refusal("request.key-reused"),
        };

    /// <summary>The draft that a code leads to; null where there is none, or its time is over.</summary>
    public (string Jurisdiction, string Draft, string Matter)? FindByCode(IReadOnlyList<string> jurisdictions, string code, DateTimeOffset now)
    {
        using var connection = journal.OpenRead();
        return connection.Query<(string, string, string)>(journal.Dialect.In("""
            SELECT jurisdiction, draft, matter FROM draft
            WHERE jurisdiction IN @jurisdictions AND resume_hash = @hash AND person IS NULL AND saved_at > @old
            """), new { jurisdictions = jurisdictions.ToArray(), hash = ResumeCode.HashOf(code), old = Writer.Instant(now - ResumeCode.Life) })
            .Select(row => ((string, string, string)?)row).FirstOrDefault();
    }

    /// <summary>Ends drafts of nobody whose time is over, a few with every new one, and makes their text unreadable.</summary>
    public async Task Sweep(Act act, CancellationToken stop)
    {
        foreach (var id in Old(act))
        {
            if (await Find(act.Jurisdiction, id, stop) is not { IsEnded: false, IsNobodys: true } draft) continue;
            await journal.Append(new Append { Jurisdiction = act.Jurisdiction.ToString(), Key = "draft-old/" + id, Time = act.Now, Streams = [End(draft, null)] }, stop);
            await Forget(act, id);
        }
    }

    /// <summary>What was typed and uploaded while nobody was signed in becomes unreadable: it is with its owner now, or its time is over.</summary>
    public ValueTask<bool> Forget(Act act, string id) =>
        journal.Forget(act.Jurisdiction.ToString(), Draft.OwnerOf(id), act.Now, "{\"reason\":\"draft of nobody\"}"u8.ToArray());

    List<string> Old(Act act)
    {
        using var connection = journal.OpenRead();
        return [.. connection.Query<string>("""
            SELECT draft FROM draft WHERE jurisdiction = @jurisdiction AND person IS NULL AND saved_at < @old ORDER BY saved_at LIMIT @most
            """, new { jurisdiction = act.Jurisdiction.ToString(), old = Writer.Instant(act.Now - ResumeCode.Life), most = MostSwept })];
    }

    public static StreamAppend End(Draft draft, string? caseId) =>
        Facts.To(Draft.StreamOf(draft.Id), draft.Version, new DraftEnded { Draft = draft.Id, Case = caseId });

    /// <summary>A person's drafts in all jurisdictions of the node, newest first.</summary>
    public IReadOnlyList<(string Jurisdiction, string Draft, string Matter, string SavedAt)> Of(PersonId person) => journal.Query(
        "SELECT jurisdiction, draft, matter, saved_at FROM draft WHERE jurisdiction IN (SELECT jurisdiction FROM directory_jurisdiction) AND person = @person ORDER BY draft DESC LIMIT @most",
        row => (row.Text(0), row.Text(1), row.Text(2), row.Text(3)),
        ("@person", person.ToString()), ("@most", MostListed));
}
