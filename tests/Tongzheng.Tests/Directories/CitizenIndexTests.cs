using Tongzheng.Directories;
using Tongzheng.Kernel;

namespace Tongzheng.Tests.Directories;

public sealed class CitizenIndexTests : IDisposable
{
    static readonly CitizenId Number = CitizenId.Parse("590101199001010014");

    readonly string folder = System.IO.Directory.CreateTempSubdirectory("index-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_key_is_made_once_and_is_its_owners_alone()
    {
        var path = Path.Combine(folder, "keys", "citizen-index.key");
        var digest = CitizenIndex.OpenOrCreate(path).Of(Number);
        Assert.Equal(digest, CitizenIndex.OpenOrCreate(path).Of(Number));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public void Another_key_gives_another_digest_and_no_digest_shows_the_number()
    {
        var (one, other) = (new CitizenIndex(new byte[32]).Of(Number), new CitizenIndex([.. Enumerable.Repeat((byte)1, 32)]).Of(Number));
        Assert.NotEqual(one, other);
        Assert.DoesNotContain("19900101", one);
    }

    [Fact]
    public void A_key_file_of_the_wrong_length_is_refused()
    {
        var path = Path.Combine(folder, "short.key");
        File.WriteAllBytes(path, new byte[5]);
        Assert.Throws<ArgumentOutOfRangeException>(() => CitizenIndex.OpenOrCreate(path));
    }
}
