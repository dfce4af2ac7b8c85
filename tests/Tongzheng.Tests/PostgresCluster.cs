using System.Diagnostics;
using Npgsql;

namespace Tongzheng.Tests;

/// <summary>
/// A PostgreSQL of the tests' own, made when first asked for and gone when they end. It listens on a socket in its
/// folder alone. Where PostgreSQL is not installed the test says "not run"; in CI that is a failure.
/// </summary>
public static class PostgresCluster
{
    static readonly Lazy<Cluster?> Shared = new(Start);

    /// <summary>Makes an empty database and returns its connection string.</summary>
    public static string NewDatabase()
    {
        if (Shared.Value is not { } cluster)
        {
            const string missing = "PostgreSQL is not installed: apt-get install postgresql.";
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(missing);
            Assert.Skip(missing);
            return "";
        }
        var name = $"t{Guid.NewGuid():N}";
        using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres"));
        connection.Open();
        using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        create.ExecuteNonQuery();
        return cluster.ConnectionString(name);
    }

    /// <summary>Drops a database that <see cref="NewDatabase"/> made.</summary>
    public static void Drop(string connectionString)
    {
        if (connectionString.Length == 0 || Shared.Value is not { } cluster)
            return;
        using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres"));
        connection.Open();
        using var drop = new NpgsqlCommand($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)", connection);
        drop.ExecuteNonQuery();
    }

    static Cluster? Start()
    {
        var programs = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
            : null;
        if (programs is null)
            return null;
        var folder = Directory.CreateTempSubdirectory("pg-").FullName;
        var data = Path.Combine(folder, "data");
        var root = Environment.UserName == "root";
        if (root)
            Run("chown", "postgres", folder);
        Postgres(root, Path.Combine(programs, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "--encoding=UTF8", "--locale=C", "--data-checksums");
        Postgres(root, Path.Combine(programs, "pg_ctl"), "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o", $"-c listen_addresses='' -c unix_socket_directories='{folder}' -c max_connections=200 -c fsync=off", "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            NpgsqlConnection.ClearAllPools();
            Postgres(root, Path.Combine(programs, "pg_ctl"), "-D", data, "-m", "immediate", "stop");
            Directory.Delete(folder, recursive: true);
        };
        return new Cluster(folder);
    }

    // PostgreSQL refuses to run as root.
    static void Postgres(bool root, string program, params string[] arguments)
    {
        if (root)
            Run("runuser", ["-u", "postgres", "--", program, .. arguments]);
        else
            Run(program, arguments);
    }

    static void Run(string program, params string[] arguments)
    {
        // The server inherits the outputs and keeps them open, so they are not read to their end.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "\"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
        }) ?? throw new InvalidOperationException($"{program} did not start.");
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    sealed record Cluster(string Folder)
    {
        public string ConnectionString(string database) => $"Host={Folder};Username=postgres;Database={database};Maximum Pool Size=30";
    }
}
