using Tongzheng.Kernel;

namespace Tongzheng.Web;

/// <summary>A line of the error summary. <see cref="Field"/> is the name of the field it links to; null where it concerns the whole page.</summary>
public sealed record FieldError(string? Field, string Message)
{
    public static FieldError Of(Refusal refusal, Language language) => new(refusal.Field, refusal.In(language));
}
