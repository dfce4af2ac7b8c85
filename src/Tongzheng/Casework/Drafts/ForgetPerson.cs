using Dapper;
using Tongzheng.Journals;

namespace Tongzheng.Casework.Drafts;

/// <summary>
/// Forgets a person in one journal: all that is kept under their own key, and what they had typed before they signed in,
/// which lies under the key of the draft. Cases stay, with what was decided and when; every proof still verifies.
/// </summary>
public static class ForgetPerson
{
    /// <param name="journal">The node's journal.</param>
    /// <param name="jurisdiction">Whose part of it.</param>
    /// <param name="subject">The opaque id of the person or enterprise.</param>
    /// <param name="time">When.</param>
    /// <param name="reason">UTF-8 JSON without personal text: the law and the ground.</param>
    /// <returns>False where nothing is kept of them here.</returns>
    public static async Task<bool> From(Journal journal, string jurisdiction, string subject, DateTimeOffset time, ReadOnlyMemory<byte> reason)
    {
        List<string> subjects;
        using (var connection = journal.OpenRead())
            subjects = [.. connection.Query<string>("SELECT owner FROM draft_owner WHERE jurisdiction = @jurisdiction AND person = @subject ORDER BY owner", new { jurisdiction, subject }), subject];
        var was = false;
        foreach (var each in subjects) was |= await journal.Forget(jurisdiction, each, time, reason);
        return was;
    }
}
