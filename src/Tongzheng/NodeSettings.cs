namespace Tongzheng;

/// <summary>How a node is run; every member can be given on the command line, in the environment or in appsettings.json.</summary>
public sealed class NodeSettings
{
    /// <summary>Demo mode: the fictional province, a sign-in panel that asks for no proof, and a clock that can be moved. Every page says so.</summary>
    public bool Demo { get; init; }

    /// <summary>Where the node keeps what it must not lose.</summary>
    public string Data { get; init; } = "data";

    /// <summary>PostgreSQL connection string; without one, a SQLite file in <see cref="Data"/>.</summary>
    public string? Database { get; init; }

    /// <summary>The key store, backed up apart from the data: a PostgreSQL connection string, or a SQLite file in <see cref="Data"/>.</summary>
    public string? Keys { get; init; }

    /// <summary>The folder of packs; looked for upwards from the program where it is not given.</summary>
    public string? Packs { get; init; }

    /// <summary>The folder of the region's data and parameters.</summary>
    public string? Region { get; init; }

    /// <summary>Schema-less address under which the journals sign their checkpoints, and the address printed into QR codes.</summary>
    public string Origin { get; init; } = "localhost:5080";

    /// <summary>
    /// A program that looks at every uploaded file before it is stored, with its arguments, such as
    /// <c>clamdscan --no-summary --fdpass</c>; see <see cref="Casework.Files.VirusScan"/>. Without one no file is looked at.
    /// </summary>
    public string? VirusScan { get; init; }

    /// <summary>Messages between governments stay in the sender's journal until the node is started without it: for the time another node moves or is mended.</summary>
    public bool DoorClosed { get; init; }

    /// <summary>In demo mode, the day the node's clock starts at, instead of today.</summary>
    public DateTimeOffset? StartAt { get; init; }

    public string DatabaseOrFile => Database ?? Path.Combine(Data, "journal.db");
    public string KeysOrFile => Keys ?? Path.Combine(Data, "keys", "keys.db");

    /// <summary>A folder of the repository or of the published program: here, or upwards from here.</summary>
    public static string Find(string? given, string name)
    {
        if (given is not null) return given;
        foreach (var start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
                if (Directory.Exists(Path.Combine(folder.FullName, name))) return Path.Combine(folder.FullName, name);
        throw new DirectoryNotFoundException($"No folder \"{name}\" here or above; give it with --{name.Split('/')[0]}.");
    }
}
