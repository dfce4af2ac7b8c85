using Tongzheng.Kernel;

namespace Tongzheng.Tests.Kernel;

public sealed class LegalBasisWordsTests
{
    [Fact]
    public void A_part_nobody_has_checked_is_said_to_be_so_in_Chinese() =>
        Assert.Equal("食品安全法第三十五条；食品经营许可和备案管理办法(10个工作日，待核实)",
            new LegalBasis("食品安全法 art.35; 食品经营许可和备案管理办法(10个工作日,unconfirmed)").In(Language.Chinese));

    [Fact]
    public void The_ground_on_which_a_clock_stops_is_cited_in_the_readers_language() =>
        Assert.All(StopGround.All.Select(ground => new LegalBasis(ground.Basis)), basis =>
        {
            Assert.DoesNotContain("art.", basis.In(Language.Chinese), StringComparison.Ordinal);
            Assert.DoesNotMatch(@"[\u4e00-\u9fff]", basis.In(Language.English));
        });
}
