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
/// starts; a folder that is wrong is reported and the version before stays live.
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

    /// <summary>Publishes what is new in a catalogue. A matter that is wrong there, or cannot be compiled, stays live as it was published before.</summary>
    public static async Task<Versions> Start(Journal journal, Catalogue catalogue, Clock clock, CancellationToken stop)
    {
        var published = new Versions(journal, catalogue);
        using var connection = journal.OpenRead();
        var known = connection.Query<(string Hash, string Slug)>(
            "SELECT hash, slug FROM matter_version WHERE jurisdiction = @State ORDER BY position", new { State }).ToList();
        foreach (var (hash, slug) in known) published.live[slug] = hash;
        var findings = catalogue.Findings.ToList();
        foreach (var matter in catalogue.Matters.Where(matter => matter.CanApply && published.live.GetValueOrDefault(matter.Slug) != matter.Hash))
        {
            if (WhyNot(matter) is { } finding) findings.Add(finding);
            else await published.Append(matter, known.Count(row => row.Slug == matter.Slug), clock.Now, stop);
        }
        published.Findings = findings;
        published.Keep([.. published.live.Where(before => catalogue.Find(before.Key)?.Hash != before.Value && findings.Any(finding => finding.File.Contains($"/{before.Key}/", StringComparison.Ordinal)))
            .Select(before => published.Get(before.Value).Matter)]);
        return published;
    }

    /// <summary>Makes a version of a matter live while the node runs. Cases go on under the version they began with.</summary>
    public async Task Publish(Matter matter, DateTimeOffset now, CancellationToken stop)
    {
        using var connection = journal.OpenRead();
        var before = await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM matter_version WHERE jurisdiction = @State AND slug = @slug", new { State, slug = matter.Slug });
        await Append(matter, before, now, stop);
        Catalogue = Catalogue.Replacing(matter);
        Search = new Search(Catalogue);
    }

    async Task Append(Matter matter, int before, DateTimeOffset now, CancellationToken stop)
    {
        var fact = new MatterPublished
        {
            Slug = matter.Slug,
            Hash = matter.Hash,
            Files = matter.Files.ToDictionary(file => file.Path, file => Encoding.UTF8.GetString(file.Content.Span)),
        };
        await journal.Append(new Append
        {
            Jurisdiction = State,
            Key = $"matter.published/{matter.Slug}/{matter.Hash}/{before}",
            Time = now,
            Streams = [new StreamAppend("matter/" + matter.Slug, StreamAppend.Any, [Facts.Write(fact)])],
        }, stop);
        live[matter.Slug] = matter.Hash;
    }

    // What the linter says at more length: a file that is no procedure, table or form of ours is not published.
    static Finding? WhyNot(Matter matter)
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

    void Keep(IReadOnlyCollection<Matter> before)
    {
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

    RunningMatter Read(string hash)
    {
        using var connection = journal.OpenRead();
        var json = connection.ExecuteScalar<string>(
            "SELECT files FROM matter_version WHERE jurisdiction = @State AND hash = @hash", new { State, hash })
            ?? throw new InvalidOperationException($"No published version of a matter has the hash {hash}.");
        var files = JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        var catalogue = Catalogue.Read(files.Select(file => new PackFile(file.Key, Encoding.UTF8.GetBytes(file.Value))));
        return new RunningMatter(catalogue.Matters.Single());
    }
}
