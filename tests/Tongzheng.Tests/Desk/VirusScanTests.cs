using Tongzheng.Casework.Files;

namespace Tongzheng.Tests.Desk;

/// <summary>The hook for a virus scanner, with real programs.</summary>
public sealed class VirusScanTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("scan-").FullName;

    string Program(string body)
    {
        var path = Path.Combine(folder, Path.GetRandomFileName());
        File.WriteAllText(path, body + "\n");
        return "/bin/sh " + path;
    }

    static Task<Tongzheng.Kernel.Refusal?> Check(string? command, string content = "%PDF-1.7", int longest = VirusScan.LongestSeconds) =>
        new VirusScan(command, longest).Check("材料.pdf", System.Text.Encoding.UTF8.GetBytes(content), TestContext.Current.CancellationToken);

    // The file is the last argument; the program reads it as it came in.
    string Scanner => Program($"echo \"$2\" >> {folder}/seen; grep -q EICAR \"$2\" && exit 1; exit 0") + " --quiet";

    [Fact]
    public async Task Without_a_program_nothing_is_looked_at()
    {
        Assert.False(new VirusScan(null).IsOn);
        Assert.Null(await Check(null));
        Assert.Null(await Check(" "));
    }

    [Fact]
    public async Task A_clean_file_comes_in_and_an_infected_one_is_refused_by_name()
    {
        Assert.Null(await Check(Scanner));
        var refusal = await Check(Scanner, "%PDF-1.7 EICAR");
        Assert.Equal("file.infected", refusal?.Code);
        Assert.Contains("材料.pdf", refusal?.In(Tongzheng.Kernel.Language.Chinese));
    }

    [Fact]
    public async Task The_copy_that_was_looked_at_is_gone_whatever_the_program_said()
    {
        await Check(Scanner);
        await Check(Scanner, "EICAR");
        var seen = await File.ReadAllLinesAsync(Path.Combine(folder, "seen"), TestContext.Current.CancellationToken);
        Assert.Equal(2, seen.Length);
        Assert.All(seen, path => Assert.False(File.Exists(path)));
    }

    [Fact]
    public async Task A_file_that_could_not_be_looked_at_is_not_taken()
    {
        Assert.Equal("file.not-scanned", (await Check(Program("exit 2")))?.Code);
        Assert.Equal("file.not-scanned", (await Check(Path.Combine(folder, "no-such-program")))?.Code);
        Assert.Equal("file.not-scanned", (await Check(Program("exec sleep 60"), longest: 1))?.Code);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
