using System.Collections.Concurrent;

namespace Tongzheng.Journals;

/// <summary>
/// Where journals were found damaged. A journal that is damaged anywhere takes no more facts until it has been restored
/// and opened again: what would be added could not be proven together with what was lost.
/// </summary>
sealed class Damage
{
    readonly ConcurrentDictionary<string, string> found = [];

    public string? Find(string jurisdiction) => found.GetValueOrDefault(jurisdiction);

    /// <summary>Writes down the damage and gives the exception to throw.</summary>
    public JournalException At(string jurisdiction, long position) =>
        In(jurisdiction, $"The entry at position {position} of journal {jurisdiction} is not what was recorded.");

    public JournalException In(string jurisdiction, string what)
    {
        found.TryAdd(jurisdiction, what);
        return new JournalException(JournalException.Damaged, what);
    }

    public void Refuse(string jurisdiction)
    {
        if (Find(jurisdiction) is { } what)
            throw new JournalException(JournalException.Damaged, $"Journal {jurisdiction} takes no facts until it is restored. {what}");
    }
}
