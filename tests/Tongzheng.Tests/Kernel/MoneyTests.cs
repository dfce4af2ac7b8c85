using Tongzheng.Kernel;

namespace Tongzheng.Tests.Kernel;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("1,234.50", 123450)]
    [InlineData("¥20", 2000)]
    [InlineData("２０元", 2000)]
    [InlineData("-0.01", -1)]
    public void An_amount_is_read_as_people_type_it(string typed, long fen)
    {
        Assert.True(Money.TryParse(typed, out var amount));
        Assert.Equal(fen, amount.Fen);
    }

    [Theory]
    [InlineData("12.345", "money.form")]
    [InlineData("twelve", "money.form")]
    [InlineData("1e3", "money.form")]
    [InlineData("99999999999999999999", "money.range")]
    [InlineData("", "text.empty")]
    public void Anything_else_says_what_is_wrong(string typed, string code)
    {
        Assert.False(Money.TryParse(typed, out _, out var why));
        Assert.Equal(code, why?.Code);
    }

    [Fact]
    public void Sums_are_exact_and_an_overflow_is_no_amount()
    {
        Assert.Equal(new Money(30), Money.OfYuan(0.1m) + Money.OfYuan(0.2m));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Equal("1,234.50元", new Money(123450).In(Language.Chinese));
        Assert.Equal("CNY 1,234.50", new Money(123450).In(Language.English));
    }
}
