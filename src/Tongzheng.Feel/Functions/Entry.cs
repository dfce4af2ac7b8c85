namespace Tongzheng.Feel.Functions;

/// <summary>One signature of a built-in: its name, its parameters as text, what it does.</summary>
readonly record struct Entry(string Name, string Parameters, BuiltInCode Code);
