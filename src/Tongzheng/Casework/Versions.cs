using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Dapper;
using BpmnException = Tongzheng.Bpmn.BpmnException;
using Finding = Tongzheng.Matters.Finding;
using DmnException = Tongzheng.Feel.Dmn.DmnException;
using Tongzheng.Forms;
using Tongzheng.Journals;
using Tongzheng.Kernel;
using Tongzheng.Matters;
using Tongzheng.Store;

namespace Tongzheng.Casework;

/// <summary>
/// The versions of matters that cases run under. What the packs folder holds is published as facts when the node
/// starts, what two officers published in the browser when they did; a folder that is wrong is reported and the version before
/// stays live.
/// </summary>
public sealed class Versions
{
    static readonly string State = JurisdictionId.State.ToString();

    readonly Journal journal;
    readonly ConcurrentDictionary<string, RunningMatter> running = new();
    readonly ConcurrentDictionary<string, string> live = new();

    Versions(Journal journal, Catalogue catalogue) => (this.journal, Catalogue, Search) = (journal, catalogue, new Search(catalogue));

    /// <summary>What can be applied for now, and what was imported to be read.</summary>
    public Catalogue Catalogue { get; private set; }

    /// <summary>Finds matters by words and facets.</summary>
    public Search Search { get; private set; }

    /// <summary>What is wrong in the packs folder; what it names is not live from there.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>
    /// Publishes what is new in a catalogue. A matter that is wrong there, or cannot be compiled, stays live as it was published
    /// before; so does one published in the browser, until its folder changes.
    /// </summary>
    public static async Task<Versions> Start(Journal journal, Catalogue catalogue, Clock clock, CancellationToken stop)
    {
        var published = new Versions(journal, catalogue);
        var known = published.Known();
        foreach (var row in known) published.live[row.Slug] = row.Hash;
        var findings = catalogue.Findings.ToList();
        foreach (var matter in catalogue.Matters.Where(matter => matter.CanApply && published.IsNewInFolder(matter, known)))
        {
            if (WhyNot(matter) is { } finding) findings.Add(finding);
            else await published.PublishFromFolder(matter, known.LastOrDefault(row => row.Slug == matter.Slug)?.Position ?? 0, clock.Now, stop);
        }
        var elsewhere = known.Where(row => row.IsFromBrowser).Select(row => row.Hash).ToHashSet();
        published.Keep([.. published.live.Where(before => catalogue.Find(before.Key)?.Hash != before.Value
                && (elsewhere.Contains(before.Value) || findings.Any(finding => finding.File.Contains($"/{before.Key}/", StringComparison.Ordinal)))).Select(before => before.Value)], findings);
        published.Findings = findings;
        return published;
    }

    /// <summary>The fact that makes a version live, to be appended with what led to it; <see cref="Live"/> follows when it is durable.</summary>
    /// <param name="source"><see cref="MatterPublished.FromFolder"/> or <see cref="MatterPublished.FromBrowser"/>.</param>
    public static StreamAppend Publication(Matter matter, string source) => Facts.To("matter/" + matter.Slug, StreamAppend.Any, new MatterPublished
    {
        Slug = matter.Slug,
        Hash = matter.Hash,
        Source = source,
        Files = matter.Files.ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Content.Span)),
    });

    /// <summary>A version was published: from now on it is the one that is applied for. Cases go on under the version they began with.</summary>
    public void Live(Matter matter)
    {
        lock (live) // two matters published at once would each replace the catalogue without the other
        {
            live[matter.Slug] = matter.Hash;
            Catalogue = Catalogue.Keeping([matter]);
            Search = new Search(Catalogue);
        }
    }

    /// <summary>Hash of the live version of a matter; null where it has none.</summary>
    public string? HashOf(string slug) => live.GetValueOrDefault(slug);

    /// <summary>Makes a version of a matter live while the node runs.</summary>
    public async Task Publish(Matter matter, DateTimeOffset now, CancellationToken stop)
    {
        await PublishFromFolder(matter, Known().LastOrDefault(row => row.Slug == matter.Slug)?.Position ?? 0, now, stop);
        Live(matter);
    }

    // The position of the version before is part of the key: a folder may come back to what it held earlier.
    async Task PublishFromFolder(Matter matter, long before, DateTimeOffset now, CancellationToken stop)
    {
        await journal.Append(new Append
        {
            Jurisdiction = State,
            Key = $"matter.published/{matter.Slug}/{matter.Hash}/{before}",
            Time = now,
            Streams = [Publication(matter, MatterPublished.FromFolder)],
        }, stop);
        live[matter.Slug] = matter.Hash;
    }

    // What officers published in the browser is not undone by a folder that says what it said before.
    bool IsNewInFolder(Matter matter, IReadOnlyList<KnownVersion> known)
    {
        if (live.GetValueOrDefault(matter.Slug) == matter.Hash) return false;
        if (known.LastOrDefault(row => row.Slug == matter.Slug) is not { IsFromBrowser: true }) return true;
        if (known.Where(row => row.Slug == matter.Slug && row.FromFolder > 0).MaxBy(row => row.FromFolder) is not { } folder) return true;
        var before = FilesOf(folder.Hash).Where(file => file.Path.StartsWith(matter.Folder, StringComparison.Ordinal)).ToDictionary(file => file.Path, file => file.Content);
        var now = matter.Files.Where(file => file.Path.StartsWith(matter.Folder, StringComparison.Ordinal)).ToList();
        return now.Count != before.Count || now.Any(file => !before.TryGetValue(file.Path, out var text) || !text.Span.SequenceEqual(file.Content.Span));
    }

    /// <param name="Position">Of its last publication; the version with the highest is live.</param>
    /// <param name="FromFolder">Position of its last publication from the folder, 0 where there was none.</param>
    sealed record KnownVersion(string Hash, string Slug, long Position, long FromFolder)
    {
        public bool IsFromBrowser => Position != FromFolder;
    }

    List<KnownVersion> Known()
    {
        using var connection = journal.OpenRead();
        return connection.Query<KnownVersion>("""
            SELECT hash AS Hash, slug AS Slug, position AS Position, from_folder AS FromFolder FROM matter_version WHERE jurisdiction = @State ORDER BY position
            """, new { State }).ToList();
    }

    // What the linter says at more length: a file that is no procedure, table or form of ours is not published.
    internal static Finding? WhyNot(Matter matter)
    {
        Finding Of(string code, string file, int line, int column, string reason) =>
            new(code, $"{matter.Folder}{file}", line, column, new($"不能执行：{reason}", $"It cannot be run: {reason}"), new("按所指的位置改正。", "Correct it at that place."));
        try
        {
            _ = new RunningMatter(matter);
            return null;
        }
        catch (BpmnException broken)
        {
            return Of("bpmn.refused", "procedure", broken.Line, broken.Column, broken.Reason) with { File = matter.Procedure?.File ?? matter.Folder };
        }
        catch (DmnException broken)
        {
            return Of("dmn.refused", "*.dmn", broken.Line, broken.Column, broken.Message);
        }
        catch (FormException broken)
        {
            return Of("form.refused", "*.form", broken.Line, 1, broken.Message);
        }
    }

    void Keep(IReadOnlyList<string> hashes, List<Finding> findings)
    {
        var before = new List<Matter>();
        foreach (var read in hashes.Select(hash => Catalogue.Read(FilesOf(hash))))
        {
            before.AddRange(read.Matters);
            findings.AddRange(read.Findings); // a version that this program can no longer read is reported, not offered
        }
        if (before.Count == 0) return;
        Catalogue = Catalogue.Keeping(before);
        Search = new Search(Catalogue);
    }

    /// <summary>Makes matters readable that cannot be applied for here, such as an imported list.</summary>
    public void Add(IEnumerable<Matter> imported)
    {
        Catalogue = Catalogue.With(imported);
        Search = new Search(Catalogue);
    }

    /// <summary>The live version of a matter, or null where there is none that can be applied for.</summary>
    public RunningMatter? FindLive(string name) =>
        Catalogue.Find(name) is { CanApply: true } matter && live.TryGetValue(matter.Slug, out var hash) ? Get(hash) : null;

    /// <summary>A version by its hash, from what was published; compiled once.</summary>
    public RunningMatter Get(string hash) => running.GetOrAdd(hash, Read);

    RunningMatter Read(string hash) => new(Catalogue.Read(FilesOf(hash)).Matters.Single());

    IReadOnlyList<PackFile> FilesOf(string hash)
    {
        using var connection = journal.OpenRead();
        var json = connection.ExecuteScalar<string>(
            "SELECT files FROM matter_version WHERE jurisdiction = @State AND hash = @hash", new { State, hash })
            ?? throw new InvalidOperationException($"No published version of a matter has the hash {hash}.");
        var files = JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        return [.. files.Select(file => new PackFile(file.Key, Encoding.UTF8.GetBytes(file.Value)))];
    }
}
