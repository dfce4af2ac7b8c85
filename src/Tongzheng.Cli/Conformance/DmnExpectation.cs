using System.Xml.Linq;
using Tongzheng.Feel;

namespace Tongzheng.Cli.Conformance;

/// <summary>The values of test files, and when a value meets the expected one.</summary>
static class DmnExpectation
{
    static readonly XNamespace instance = "http://www.w3.org/2001/XMLSchema-instance";
    static readonly EvaluationOptions options = new() { Now = default };
    static readonly FeelExpression read = FeelExpression.Compile(
        "if kind = \"date\" then date(text) else if kind = \"time\" then time(text) else if kind = \"dateTime\" then date and time(text) else duration(text)",
        ["kind", "text"]);

    /// <summary>Digits that a published result need not have right: it may have been computed with fewer.</summary>
    static readonly FeelNumber tolerance = 0.00000001m;

    public static FeelValue Value(XElement holder)
    {
        if (IsNil(holder))
            return FeelValue.Null;
        if (holder.Children("list").FirstOrDefault() is { } list)
            return IsNil(list) ? FeelValue.Null : new FeelList(list.Children("item").Select(Value).ToArray());
        if (holder.Children("component").Any())
        {
            var context = new FeelContext();
            foreach (var component in holder.Children("component"))
                context.Set((string?)component.Attribute("name") ?? "", Value(component));
            return context;
        }

        return holder.Children("value").FirstOrDefault() is { } value && !IsNil(value) ? Simple(value) : FeelValue.Null;
    }

    /// <summary>True when equal; numbers to the eighth digit, in absolute or relative terms.</summary>
    public static bool Meets(in FeelValue actual, in FeelValue expected)
    {
        if (actual.AsNumber is { } number && expected.AsNumber is { } wanted)
        {
            var scale = wanted.Abs().CompareTo(1) > 0 ? wanted.Abs() : 1;
            return FeelNumber.Subtract(number, wanted) is { } off && FeelNumber.Multiply(tolerance, scale) is { } bound && off.Abs().CompareTo(bound) <= 0;
        }

        if (actual.AsList is { } list && expected.AsList is { } wantedList)
        {
            if (list.Count != wantedList.Count)
                return false;
            for (var i = 0; i < list.Count; i++)
            {
                if (!Meets(list[i], wantedList[i]))
                    return false;
            }

            return true;
        }

        if (actual.AsContext is { } context && expected.AsContext is { } wantedContext)
            return context.Count == wantedContext.Count && wantedContext.All(entry => context.TryGet(entry.Key, out var value) && Meets(value, entry.Value));
        return actual == expected;
    }

    static bool IsNil(XElement xml) => (string?)xml.Attribute(instance + "nil") is "true" or "1";

    static FeelValue Simple(XElement value)
    {
        var type = ((string?)value.Attribute(instance + "type") ?? "xsd:string").Split(':')[^1];
        var text = value.Value;
        switch (type)
        {
            case "boolean":
                return text.Trim() is "true" or "1";
            case "decimal" or "double" or "float" or "integer" or "int" or "long" or "short" or "byte" or "number" or "nonNegativeInteger" or "positiveInteger":
                return FeelNumber.Parse(text.Trim()) is { } number ? number : throw new FormatException($"'{text}' is no number.");
            case "date" or "time" or "dateTime" or "duration" or "dayTimeDuration" or "yearMonthDuration":
                return read.Evaluate(new FeelContext().Set("kind", type).Set("text", text.Trim()), options).Value;
            default:
                return text;
        }
    }
}
