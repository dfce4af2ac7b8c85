using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Dapper;
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

    /// <summary>Publishes what is new in a catalogue.</summary>
    public static async Task<Versions> Start(Journal journal, Catalogue catalogue, Clock clock, CancellationToken stop)
    {
        var published = new Versions(journal, catalogue);
        using var connection = journal.OpenRead();
        var known = connection.Query<(string Hash, string Slug)>(
            "SELECT hash, slug FROM matter_version WHERE jurisdiction = @State ORDER BY position", new { State }).ToList();
        foreach (var (hash, slug) in known) published.live[slug] = hash;
        foreach (var matter in catalogue.Matters.Where(matter => matter.CanApply && published.live.GetValueOrDefault(matter.Slug) != matter.Hash))
            await published.Append(matter, known.Count(row => row.Slug == matter.Slug), clock.Now, stop);
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
