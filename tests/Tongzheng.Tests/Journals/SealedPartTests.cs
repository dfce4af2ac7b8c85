using System.Security.Cryptography;
using System.Text;
using Tongzheng.Journals;

namespace Tongzheng.Tests.Journals;

public sealed class SealedPartTests
{
    const int NonceSize = 12, TagSize = 16;

    readonly SubjectKey key = new("k1", RandomNumberGenerator.GetBytes(32)), other = new("k1", RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void A_part_is_sealed_with_AES_256_GCM_and_bound_to_the_id_of_its_key()
    {
        var part = Seal("林晚晴");
        var plain = new byte[part.Box.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key.Secret, TagSize);
        cipher.Decrypt(part.Box.AsSpan(0, NonceSize), part.Box.AsSpan(NonceSize, plain.Length), part.Box.AsSpan(NonceSize + plain.Length), plain, Encoding.ASCII.GetBytes(key.Id));
        Assert.EndsWith("林晚晴", Encoding.UTF8.GetString(plain), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thread_seals_and_opens_for_one_person_after_another()
    {
        var (mine, theirs) = (Seal("mine"), SealedPart.Seal(new PersonalPart("person/2", "theirs"u8.ToArray()), other));
        Assert.Equal("mine", Text(mine.Open(key)));
        Assert.Equal("theirs", Text(theirs.Open(other)));
        Assert.Equal("mine", Text(mine.Open(key)));
    }

    [Fact]
    public void What_was_altered_or_is_anothers_is_not_opened_and_leaves_nothing_behind()
    {
        var part = Seal("mine");
        Assert.Null(part.Open(other));
        Assert.Null(part.Open(key with { Id = "k2" }));
        for (var at = 0; at < part.Box.Length; at++)
        {
            var altered = part.Box.ToArray();
            altered[at] ^= 1;
            Assert.Null((part with { Box = altered }).Open(key));
        }
        Assert.Null((part with { Box = part.Box[..^1] }).Open(key));
        Assert.Equal("mine", Text(part.Open(key)));
    }

    [Fact]
    public void The_column_of_several_parts_is_read_as_it_was_written()
    {
        SealedPart[] parts = [Seal("mine"), SealedPart.Seal(new PersonalPart("person/2", "theirs"u8.ToArray()), other)];
        var read = SealedPart.Read(SealedPart.Write(parts) ?? []);
        Assert.Equal(["mine", "theirs"], read?.Zip([key, other], (part, own) => Text(part.Open(own))));
    }

    SealedPart Seal(string text) => SealedPart.Seal(new PersonalPart("person/1", Encoding.UTF8.GetBytes(text)), key);

    static string? Text(PersonalPart? part) => part is null ? null : Encoding.UTF8.GetString(part.Json.Span);
}
