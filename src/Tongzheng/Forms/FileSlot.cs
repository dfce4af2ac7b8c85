using Tongzheng.Kernel;

namespace Tongzheng.Forms;

/// <summary>The kinds of file that a slot of a form takes, as its accept attribute lists them: <c>.jpg,.jpeg,.png</c>.</summary>
public static class FileSlot
{
    /// <summary>Whether a file may stand in a slot, by its name; where the slot says nothing, every kind that is taken at all.</summary>
    public static bool Takes(string? accept, string name) => accept is null || Extensions(accept).Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);

    /// <summary>The kinds as people call them, each once.</summary>
    public static Text Words(string accept)
    {
        var names = Extensions(accept).Where(extension => extension != ".jpeg").Select(extension => extension.TrimStart('.').ToUpperInvariant()).ToList();
        return new Text(string.Join("、", names), string.Join(", ", names));
    }

    /// <summary>The component that a posted field is of: the name itself, or the last part of one in a row.</summary>
    public static Component? Find(Form form, string field) => form.All.FirstOrDefault(component => component.Key == field[(field.LastIndexOf('.') + 1)..]);

    static string[] Extensions(string accept) => accept.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
