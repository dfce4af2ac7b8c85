using Tongzheng.Kernel;

namespace Tongzheng.Tests.Kernel;

public sealed class LegalBasisWordsTests
{
    [Fact]
    public void A_part_nobody_has_checked_is_said_to_be_so_in_Chinese() =>
        Assert.Equal("食品安全法第三十五条；食品经营许可和备案管理办法(10个工作日，待核实)",
            new LegalBasis("食品安全法 art.35; 食品经营许可和备案管理办法(10个工作日,unconfirmed)").In(Language.Chinese));
}
