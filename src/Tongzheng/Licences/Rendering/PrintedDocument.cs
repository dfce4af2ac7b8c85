using System.Text;

namespace Tongzheng.Licences.Rendering;

/// <summary>
/// A finished PDF. <paramref name="Missing"/> lists characters that no font has: they are spelled out on the page,
/// and an office that sees any adds a font to the fonts folder.
/// </summary>
public sealed record PrintedDocument(byte[] File, IReadOnlyList<Rune> Missing);
