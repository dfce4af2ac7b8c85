using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongzheng.Bpmn;

/// <summary>The text of timers: ISO 8601 durations, instants and repetitions; Quartz expressions of Camunda 7 are read and not run.</summary>
static partial class TimerText
{
    internal const int Endless = -1;

    /// <summary>Is the text well formed? A cycle is parted into its turn and the number of turns.</summary>
    internal static bool TryRead(TimerKind kind, string text, out string turn, out int repetitions)
    {
        (turn, repetitions) = (text, 1);
        switch (kind)
        {
            case TimerKind.Duration:
                return IsDuration(text);
            case TimerKind.Date:
                return IsInstant(text);
            default:
                var match = Cycle().Match(text);
                if (!match.Success)
                    return false;
                var times = match.Groups["times"].Value;
                repetitions = times.Length == 0 ? Endless : int.TryParse(times, out var number) ? number : 0;
                turn = match.Groups["turn"].Value;
                return repetitions != 0 && (IsTurn(turn) || (turn.Split('/') is [var start, var span] && IsInstant(start) && IsTurn(span)));
        }
    }

    internal static string Example(TimerKind kind) => kind switch
    {
        TimerKind.Duration => "PT5M",
        TimerKind.Date => "2026-02-10T09:00:00+08:00",
        _ => "R3/PT10M",
    };

    static bool IsDuration(string text) => text.Length > 1 && Duration().IsMatch(text) && text[^1] is not ('P' or 'T');

    // A repetition without length, or backwards, would be due again and again at the same instant.
    static bool IsTurn(string text) => IsDuration(text) && text[0] != '-' && text.AsSpan().ContainsAnyInRange('1', '9');

    static bool IsInstant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _) && text.Length >= 10 && text[4] == '-';

    /// <summary>Is it a repetition in Quartz form? Such a file opens and is kept; a case does not run on it.</summary>
    internal static bool IsQuartz(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length is 6 or 7 && QuartzLetters().IsMatch(text);

    [GeneratedRegex(@"^-?P(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?$")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^R(?<times>\d*)/(?<turn>.+)$")]
    private static partial Regex Cycle();

    [GeneratedRegex(@"^[0-9A-Za-z*?/,#\- ]+$")]
    private static partial Regex QuartzLetters();
}
