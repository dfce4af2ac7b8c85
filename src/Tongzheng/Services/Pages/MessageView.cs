using Tongzheng.Kernel;
using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>A page that says no, or that something went wrong, and what one can do now.</summary>
public sealed record MessageView
{
    public required string Title { get; init; }

    /// <summary>What happened, one paragraph a line.</summary>
    public required IReadOnlyList<string> Paragraphs { get; init; }

    /// <summary>The stable code, shown small, for whoever asks for help.</summary>
    public string? Code { get; init; }

    /// <summary>What was typed and is not submitted.</summary>
    public IReadOnlyList<SummaryRow> Typed { get; init; } = [];

    /// <summary>What one can do now.</summary>
    public IReadOnlyList<Way> Ways { get; init; } = [];

    public bool OffersSearch { get; init; }

    /// <summary>A refusal as a page, with a title by its kind.</summary>
    public static MessageView Of(Refusal refusal, Language language) => new()
    {
        Title = refusal.Kind switch
        {
            RefusalKind.Unauthenticated => language.Of("请先登录", "Please sign in"),
            RefusalKind.Forbidden => language.Of("没有权限", "You may not do this"),
            RefusalKind.NotFound => language.Of("没有找到", "Not found"),
            RefusalKind.Conflict => language.Of("现在不能这样办", "This cannot be done now"),
            RefusalKind.TooLarge => language.Of("内容太大", "Too large"),
            RefusalKind.TooMany => language.Of("请稍等再试", "Please wait a moment"),
            RefusalKind.Unavailable => language.Of("暂时无法办理", "Not available at the moment"),
            _ => language.Of("填写的内容有误", "Something is not right"),
        },
        Paragraphs = [refusal.In(language)],
        Code = refusal.Code,
        OffersSearch = refusal.Kind == RefusalKind.NotFound,
        Ways = refusal.Kind == RefusalKind.Unauthenticated
            ? [new(language.Of("登录", "Sign in"), "/sign-in")]
            : [new(language.Of("回到首页", "Go to the first page"), "/")],
    };
}
