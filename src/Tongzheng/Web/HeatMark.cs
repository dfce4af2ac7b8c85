namespace Tongzheng.Web;

/// <summary>What a diagram shows on one element: how hot it is, from 0 to 4, and a few words.</summary>
public sealed record HeatMark(string Element, int Heat, string Words);
