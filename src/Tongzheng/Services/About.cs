using Tongzheng.Identity;
using Tongzheng.Services.Pages;
using Tongzheng.Web;

namespace Tongzheng.Services;

/// <summary>What this site is, and how accessible.</summary>
static class About
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/about", (HttpContext context) => new DrawnPage<AboutPage> { Frame = context.Frame("关于本站", "About") }).Public().Ready().ExcludeFromDescription();
        routes.MapGet("/accessibility", (HttpContext context) => new DrawnPage<AccessibilityPage> { Frame = context.Frame("无障碍说明", "Accessibility") }).Public().Ready().ExcludeFromDescription();
    }
}
