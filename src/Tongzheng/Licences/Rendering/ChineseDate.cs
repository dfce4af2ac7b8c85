using System.Globalization;

namespace Tongzheng.Licences.Rendering;

/// <summary>Days as Chinese documents write them.</summary>
static class ChineseDate
{
    const string Digits = "〇一二三四五六七八九";

    /// <summary>二〇二六年三月九日, as on licences.</summary>
    public static string InHan(DateOnly day) =>
        string.Concat(day.Year.ToString("0000", CultureInfo.InvariantCulture).Select(d => Digits[d - '0']))
        + $"年{Small(day.Month)}月{Small(day.Day)}日";

    /// <summary>2026年3月9日, as in letters: Arabic figures without leading zeros (GB/T 9704-2012, 7.3.5.4).</summary>
    public static string InFigures(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    /// <summary>9 March 2026.</summary>
    public static string InEnglish(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    static string Small(int number)
    {
        string tens = number >= 20 ? $"{Digits[number / 10]}十" : number >= 10 ? "十" : "";
        return number % 10 == 0 ? tens : tens + Digits[number % 10];
    }
}
