using Tongzheng.Pdf.Fonts;

namespace Tongzheng.Licences.Rendering;

/// <summary>
/// The fonts of printed documents, read once and shared by all of them. Further .ttf files in the folder join the end
/// of every chain: an office that meets rarer characters puts a font that has them there.
/// </summary>
public sealed record PrintFonts(FontStack Regular, FontStack Bold, FontStack Latin)
{
    const string Han = "NotoSerifSC_400Regular.ttf", HanBold = "NotoSerifSC_700Bold.ttf";
    const string European = "NotoSerif_400Regular.ttf", EuropeanBold = "NotoSerif_700Bold.ttf";

    /// <summary>The folder that the build puts beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "fonts");

    /// <summary>Reads the fonts of a folder.</summary>
    /// <exception cref="FileNotFoundException">A font of the build is missing.</exception>
    /// <exception cref="FontException">A font cannot be used; the message names it.</exception>
    public static PrintFonts Load(string folder)
    {
        TrueTypeFont han = Read(folder, Han), hanBold = Read(folder, HanBold);
        TrueTypeFont european = Read(folder, European), europeanBold = Read(folder, EuropeanBold);
        var rare = Directory.EnumerateFiles(folder, "*.ttf").Select(Path.GetFileName).OfType<string>()
            .Where(name => name is not (Han or HanBold or European or EuropeanBold))
            .Order(StringComparer.Ordinal).Select(name => Read(folder, name)).ToList();
        return new PrintFonts(
            new FontStack([han, european, .. rare]),
            new FontStack([hanBold, europeanBold, han, european, .. rare]),
            new FontStack([european, han, .. rare]));
    }

    static TrueTypeFont Read(string folder, string name)
    {
        try
        {
            return TrueTypeFont.Load(File.ReadAllBytes(Path.Combine(folder, name)));
        }
        catch (FontException damaged)
        {
            throw new FontException($"{name}: {damaged.Message}");
        }
    }
}
