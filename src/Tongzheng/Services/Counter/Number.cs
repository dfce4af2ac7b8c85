using Tongzheng.Kernel;

namespace Tongzheng.Services.Counter;

/// <summary>The number of a document somebody shows: a citizen number is checked to the last character, others for their length.</summary>
static class Number
{
    /// <summary>No identity document has a shorter number; the shortest passports have seven characters.</summary>
    const int Shortest = 5;

    /// <summary>As it is compared: without spaces, half-width, capital letters.</summary>
    public static string Plain(string? text) => Written.Plain(text);

    /// <summary>What is wrong with a number; null where it can be one.</summary>
    public static Refusal? WhatIsWrong(string plain)
    {
        if (plain.Length == 0) return new Refusal("counter.number-needed");
        // All digits but perhaps the last, and long: it is meant as a citizen number.
        if (plain.Length >= 14 && plain[..^1].All(char.IsAsciiDigit)) return CitizenId.TryParse(plain, out _, out var why) ? null : why;
        return plain.Length < Shortest || !plain.All(char.IsAsciiLetterOrDigit) ? new Refusal("counter.number-form") : null;
    }

    public static string Masked(string number) =>
        CitizenId.TryParse(number, out var citizen) ? citizen.Masked : number.Length <= 4 ? new string('*', number.Length) : number[..2] + new string('*', number.Length - 4) + number[^2..];
}
