using Tongzheng.Directories;
using Tongzheng.Journals;

namespace Tongzheng.Identity;

/// <summary>Whose affairs are a caller's own.</summary>
public static class OwnAffairs
{
    /// <summary>The person who calls and the enterprises they represent.</summary>
    public static IReadOnlyList<string> Of(Journal journal, Caller caller) => caller.Person is not { } person ? []
        : [person.ToString(), .. Enterprise.RepresentedBy(journal, caller.Home, person).Select(firm => firm.Id.ToString())];
}
