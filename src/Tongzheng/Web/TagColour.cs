namespace Tongzheng.Web;

/// <summary>Colour of a tag; its words always say the same.</summary>
public enum TagColour
{
    Grey,
    Green,
    Yellow,
    Red,
    Blue,
}
