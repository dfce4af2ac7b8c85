namespace Tongzheng.Tests.Node;

/// <summary>What an operator types wrong is said, and nothing is made of it.</summary>
public sealed class CommandLineTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("typed-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("journal verify --data {folder}", "{folder} holds no journal (journal.db).")]
    [InlineData("journal rebuild --data {folder}", "{folder} holds no journal (journal.db).")]
    [InlineData("journal backup --data {folder} {folder}/copy", "{folder} holds no journal (journal.db).")]
    [InlineData("journal verify --data {folder}/typo", "{folder}/typo holds no journal (journal.db).")]
    [InlineData("fuzz abc", "abc is neither a number of rounds (1000000) nor of seconds (60s).")]
    [InlineData("fuzz 10 --models {folder}/typo", "{folder}/typo is no folder.")]
    [InlineData("simulate packs food-business --plan {folder}/typo.json", "There is no file {folder}/typo.json.")]
    public async Task A_mistake_on_the_command_line_is_told_and_leaves_nothing_behind(string typed, string told)
    {
        var (code, said) = await CommandLine.Run(typed.Replace("{folder}", folder).Split(' '));
        Assert.NotEqual(0, code);
        Assert.Contains(told.Replace("{folder}", folder), said);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }
}
