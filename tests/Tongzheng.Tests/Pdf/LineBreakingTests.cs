using System.Globalization;
using Tongzheng.Pdf.Text;

namespace Tongzheng.Tests.Pdf;

public class LineBreakingTests
{
    const double Size = 10;

    public static TheoryData<double, string, string> Cases()
    {
        var cases = new TheoryData<double, string, string>();
        foreach (string line in File.ReadLines(Repository.PathOf("tests", "Tongzheng.Tests", "Pdf", "line-breaking.txt")))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            int bar = line.IndexOf('|', StringComparison.Ordinal), arrow = line.IndexOf('⇶', StringComparison.Ordinal);
            cases.Add(double.Parse(line[..bar], CultureInfo.InvariantCulture), line[(bar + 2)..(arrow - 1)].Replace("\\n", "\n"), line[(arrow + 2)..]);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lines_break_as_Chinese_typesetting_asks(double width, string text, string expected) =>
        Assert.Equal(expected, string.Join(" / ", Break(text, width).Select(line => line.Text.TrimEnd(' '))));

    [Fact]
    public void No_character_is_ever_lost_and_no_line_is_wider_than_its_column()
    {
        const string alphabet = "一二三四，。、：（）《》“”—…·12 ab.-/！";
        var random = new Random(2026);
        for (int run = 0; run < 2000; run++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            double width = 3 + (random.NextDouble() * 12);
            var lines = Break(text, width);
            Assert.Equal(text, string.Concat(lines.Select(l => l.Text)));
            Assert.All(lines, line => Assert.True(line.Width <= (width * Size) + 0.01, $"{line.Text} in {width} of {text}"));
        }
    }

    [Fact]
    public void Both_edges_are_straight_where_the_gaps_are_too_small_to_see_and_only_there()
    {
        var style = Some.Style with { Size = Size, Align = Align.Both };
        var straight = LineBreaker.Break("本机关依法对申请材料进行了审查并对经营场所进行了现场核查", style, 15.6 * Size);
        Assert.Equal(15.6 * Size, straight[0].Glyphs[^1].X + straight[0].Glyphs[^1].Advance, 3);
        var ragged = LineBreaker.Break("请见互联网址internationalization说明", style, 8 * Size);
        Assert.Equal(ragged[0].Width, ragged[0].Glyphs[^1].X + ragged[0].Glyphs[^1].Advance, 3);
    }

    [Fact]
    public void A_first_line_is_indented_by_two_characters()
    {
        var lines = LineBreaker.Break("甲乙丙丁戊己庚辛", Some.Style with { Size = Size, Indent = 2 }, 5 * Size);
        Assert.Equal(["甲乙丙", "丁戊己庚辛"], lines.Select(l => l.Text));
        Assert.Equal(2 * Size, lines[0].Glyphs[0].X);
    }

    static IReadOnlyList<TextLine> Break(string text, double width) => LineBreaker.Break(text, Some.Style with { Size = Size }, width * Size);
}
