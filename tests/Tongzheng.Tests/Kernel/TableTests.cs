using Tongzheng.Kernel;

namespace Tongzheng.Tests.Kernel;

public sealed class TableTests
{
    [Fact]
    public void A_quoted_cell_may_hold_commas_and_quotes()
    {
        var rows = Table.Rows(new StringReader("id,text\n1,\"行政许可法 art.42(1), art.82\"\n\n2,\"he said \"\"no\"\"\"\n3,\n"));
        Assert.Equal(["行政许可法 art.42(1), art.82", "he said \"no\"", ""], rows.Select(row => row["text"]));
    }

    [Fact]
    public void An_empty_file_has_no_rows() => Assert.Empty(Table.Rows(new StringReader("")));
}
