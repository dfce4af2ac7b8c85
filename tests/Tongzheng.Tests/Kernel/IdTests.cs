using Tongzheng.Kernel;

namespace Tongzheng.Tests.Kernel;

public sealed class IdTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Ids_sort_as_the_instants_they_were_made_at()
    {
        var made = Enumerable.Range(0, 200).Select(i => CaseId.New(Now.AddMilliseconds(i * 7)).ToString()).ToList();
        Assert.Equal(made, made.OrderBy(text => text, StringComparer.Ordinal));
        Assert.All(made, text => Assert.Matches("^[0-7][0-9a-hjkmnp-tv-z]{25}$", text));
    }

    [Fact]
    public void An_id_is_read_from_its_text_and_from_the_digits_of_its_UUID()
    {
        var id = CaseId.New(Now);
        Assert.Equal(id, CaseId.Parse(id.ToString()));
        Assert.True(CaseId.TryParse("0195562c3f0070008000000000000000", out var fromUuid));
        Assert.Equal(fromUuid, CaseId.Parse(fromUuid.ToString()));
    }

    [Theory]
    [InlineData("", "text.empty")]
    [InlineData("8zzzzzzzzzzzzzzzzzzzzzzzzz", "text.not-an-id")]
    [InlineData("0ILOU000000000000000000000", "text.not-an-id")]
    [InlineData("../../etc/passwd", "text.not-an-id")]
    public void Another_text_is_not_an_id(string text, string code)
    {
        Assert.False(CaseId.TryParse(text, out _, out var why));
        Assert.Equal(code, why?.Code);
    }

    [Fact]
    public void A_generated_id_is_the_same_in_every_run_and_a_version_7_UUID()
    {
        Assert.Equal(PersonId.Fixed(Now, 42), PersonId.Fixed(Now, 42));
        Assert.NotEqual(PersonId.Fixed(Now, 42), PersonId.Fixed(Now, 43));
        TimeOrdered.TryRead(PersonId.Fixed(Now, UInt128.MaxValue).ToString(), out var id, out _);
        Assert.Equal((7, Now), (id.Version, Now.AddTicks(-(Now.Ticks % TimeSpan.TicksPerMillisecond))));
    }
}
