using Tongzheng.Identity;
using Tongzheng.Kernel;

namespace Tongzheng.Modelling;

/// <summary>Who may write the catalogue. Any steward may look.</summary>
static class Modellers
{
    /// <summary>The act of a steward of the state on the catalogue; a refusal for any other.</summary>
    public static Outcome<Act> Modeller(this HttpContext context)
    {
        var caller = context.Caller();
        return caller.Home == Workshop.Home ? context.Act(Workshop.Home, caller.Posts.FirstOrDefault(post => post.Role == Role.Steward)) : new Refusal("matter-draft.of-the-state");
    }
}
