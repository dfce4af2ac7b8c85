using Tongzheng.Web;

namespace Tongzheng.Services.Pages;

/// <summary>Where the demo's clock stands, and how many limits ran out when it was moved last.</summary>
public sealed record DemoClockView(string Now, long? Fired, IReadOnlyList<FieldError> Errors);
