namespace Tongzheng.Kernel;

/// <summary>Numbers as articles of law are numbered: 一, 十二, 一百零三.</summary>
static class ChineseNumber
{
    const string Digits = "零一二三四五六七八九";
    static readonly string[] Places = ["", "十", "百", "千"];

    /// <param name="number">1 to 9999.</param>
    public static string Of(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 9999);
        var written = "";
        var gap = false;
        for (int place = 3, unit = 1000; place >= 0; place--, unit /= 10)
        {
            var digit = number / unit % 10;
            if (digit == 0)
            {
                gap = written.Length > 0;
                continue;
            }
            if (gap)
                written += Digits[0];
            gap = false;
            written += (digit == 1 && place == 1 && written.Length == 0 ? "" : Digits[digit].ToString()) + Places[place];
        }
        return written;
    }
}
