namespace Tongzheng.Feel;

/// <summary>A place in the text of an expression, from 1.</summary>
readonly record struct At(int Line, int Column);
