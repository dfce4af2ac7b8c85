namespace Tongzheng.Pdf.Fonts;

/// <summary>A font file that cannot be used: damaged, or with outlines other than TrueType's.</summary>
public sealed class FontException(string message) : Exception(message);
