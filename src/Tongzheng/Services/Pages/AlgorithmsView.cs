namespace Tongzheng.Services.Pages;

/// <summary>The public register of algorithms: every table that may decide something about somebody.</summary>
public sealed record AlgorithmsView(IReadOnlyList<AlgorithmRow> Rows);

/// <param name="Purpose">What it decides.</param>
/// <param name="Owner">The office that answers for it.</param>
/// <param name="Decides">True where it decides alone (秒批); false where it only advises.</param>
public sealed record AlgorithmRow(string Name, string Href, string Purpose, string Owner, bool Decides);
