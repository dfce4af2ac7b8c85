using System.Globalization;
using Tongzheng.Casework;
using Tongzheng.Kernel;

namespace Tongzheng.Exchange;

/// <summary>What each side waits for, in words for everybody.</summary>
static class Words
{
    /// <summary>For the side that sent.</summary>
    public static Text Sent(Handed sent)
    {
        var (place, matter) = (sent.PlaceName, sent.MatterName);
        var (placeEn, matterEn) = (place.In(Language.English), matter.In(Language.English));
        if (sent.Refused is { } refused)
            return new($"{place.Zh}没有接收“{matter.Zh}”：{refused.Words?.Zh ?? refused.Code}", $"{placeEn} did not take “{matterEn}”: {refused.Words?.In(Language.English) ?? refused.Code}");
        var onItsWay = sent.Failing is { } failing ? new Text($"尚未送达，已试 {failing.Tries} 次，正在重试", $"not delivered yet; tried {failing.Tries} times, and tried again") : new Text("正在送达", "on its way");
        switch (sent.Name)
        {
            case Asking.Closed:
                return sent.Delivered is { } back ? new($"结果已于{Day(back.ReceivedAt).Zh}送回{place.Zh}", $"The result went back to {placeEn} on {Day(back.ReceivedAt).En}")
                    : new($"结果尚未送回{place.Zh}：{onItsWay.Zh}", $"The result is not back at {placeEn} yet: {onItsWay.En}");
            case Asking.Withdrawn:
                return sent.Delivered is { } told ? new($"已于{Day(told.ReceivedAt).Zh}告知{place.Zh}撤回", $"{placeEn} was told on {Day(told.ReceivedAt).En} that it is withdrawn")
                    : new($"告知{place.Zh}撤回：{onItsWay.Zh}", $"Telling {placeEn} that it is withdrawn: {onItsWay.En}");
        }
        if (sent.Answer is { } answer && sent.AnsweredAt is { } at && CaseStep.OutcomeWords(answer.Outcome ?? "") is var how)
            return new($"{place.Zh}办理的“{matter.Zh}”：{how.Zh}（{Day(at).Zh}）", $"“{matterEn}” at {placeEn}: {how.In(Language.English)} ({Day(at).En})");
        return sent.Delivered is { } there ? new($"等待{place.Zh}办理“{matter.Zh}”（已送达，{Day(there.ReceivedAt).Zh}）", $"Waiting for {placeEn} to decide “{matterEn}” (delivered {Day(there.ReceivedAt).En})")
            : new($"等待{place.Zh}办理“{matter.Zh}”：{onItsWay.Zh}", $"Waiting for {placeEn} to decide “{matterEn}”: {onItsWay.En}");
    }

    /// <summary>For the side that was asked.</summary>
    public static Text Asked(MessageReceived received, Text place, bool isClosed)
    {
        var from = received.SenderNumber is { Length: > 0 } number ? new Text($"由{place.Zh}转来（对方办件 {number}）", $"Handed on by {place.In(Language.English)} (their case {number})")
            : new Text($"由{place.Zh}窗口代收转来", $"Collected by a counter of {place.In(Language.English)}");
        return isClosed ? from : new($"{from.Zh}，办结后回传结果", $"{from.En}; the result goes back when it is decided");
    }

    static Text Day(DateTimeOffset at) => China.DayOf(at) is var day ? new Text($"{day.Month}月{day.Day}日", day.ToString("d MMMM", CultureInfo.InvariantCulture)) : "";
}
