using System.Globalization;
using Tongzheng.Feel.Compile;
using Tongzheng.Feel.Syntax;

namespace Tongzheng.Feel.Functions;

/// <summary>
/// External functions (DMN 1.5, 10.3.2.13.3). A model names a static method of Java; the ones in this closed table are pure,
/// mean the same everywhere and are written here. Nothing is loaded and nothing is looked up by reflection: any other name is a
/// diagnostic.
/// </summary>
static class Externals
{
    const string Math = "java.lang.Math";

    static readonly Dictionary<string, ExternalMethod> all = Table().ToDictionary(method => method.Name, StringComparer.Ordinal);

    /// <summary>The names of the table, such as <c>java.lang.Math.max(int,int)</c>.</summary>
    public static IEnumerable<string> Names => all.Keys.Order(StringComparer.Ordinal);

    /// <summary>The method that the body of an external function names; else why there is none.</summary>
    public static (ExternalMethod? Method, string Why) Find(Node body)
    {
        if (body is not ContextOf context)
            return (null, "An external function names a class and a method signature.");
        if (Entry(context, "java") is ContextOf java)
            context = java;
        if (Text(context, "class") is not { } type || Text(context, "method signature") is not { } signature)
            return (null, "Of external functions only methods of Java are known, named by class and method signature.");
        var name = $"{type}.{signature}".Replace(" ", "", StringComparison.Ordinal);
        return all.TryGetValue(name, out var method) ? (method, "") : (null, $"The external function '{name}' is not in the table of those that are known.");
    }

    static Node? Entry(ContextOf context, string name) => context.Entries.FirstOrDefault(entry => entry.Key == name).Value;

    static string? Text(ContextOf context, string name)
    {
        var node = Entry(context, name);
        while (node is Typed typed)
            node = typed.Value;
        return node is Literal { Value: { Kind: FeelKind.String } text } ? text.AsString : null;
    }

    static IEnumerable<ExternalMethod> Table() =>
    [
        .. Reals(),
        .. Orders(),
        new("java.lang.Math.floorMod(int,int)", a => FloorMod(Whole(a[0]), Whole(a[1]))),
        new("java.lang.Math.floorMod(long,long)", a => FloorMod(Whole(a[0]), Whole(a[1]))),
        new("java.lang.Math.round(double)", a => (FeelValue)(long)System.Math.Floor(Real(a[0]) + 0.5)),
        new("java.lang.Math.round(float)", a => (FeelValue)(long)(int)System.Math.Floor(Real(a[0]) + 0.5)),
        .. Wrapped("java.lang.Byte", "byte", "parseByte"), .. Wrapped("java.lang.Short", "short", "parseShort"),
        .. Wrapped("java.lang.Integer", "int", "parseInt"), .. Wrapped("java.lang.Long", "long", "parseLong"),
        .. Wrapped("java.lang.Float", "float", "parseFloat"), .. Wrapped("java.lang.Double", "double", "parseDouble"),
        new("java.lang.Boolean.valueOf(boolean)", a => a[0]),
        new("java.lang.Boolean.valueOf(java.lang.String)", a => IsTrue(a[0])),
        new("java.lang.Boolean.parseBoolean(java.lang.String)", a => IsTrue(a[0])),
        new("java.lang.String.valueOf(char)", a => a[0]),
        new("java.lang.String.valueOf(boolean)", a => a[0].IsTrue ? "true" : "false"),
        new("java.lang.String.valueOf(int)", a => Values.Text.Plain(a[0])),
        new("java.lang.String.valueOf(long)", a => Values.Text.Plain(a[0])),
        new("java.lang.String.format(java.lang.String,[Ljava.lang.Object;)", a => JavaFormat.Format(a[0].AsString ?? "", a[1].AsList ?? FeelList.Empty)),
    ];

    static IEnumerable<ExternalMethod> Reals()
    {
        (string Name, Func<double, double> Of)[] one =
        [
            ("abs", System.Math.Abs), ("sin", System.Math.Sin), ("cos", System.Math.Cos), ("tan", System.Math.Tan), ("asin", System.Math.Asin),
            ("acos", System.Math.Acos), ("atan", System.Math.Atan), ("sinh", System.Math.Sinh), ("cosh", System.Math.Cosh), ("tanh", System.Math.Tanh),
            ("exp", System.Math.Exp), ("log", System.Math.Log), ("log10", System.Math.Log10), ("sqrt", System.Math.Sqrt), ("cbrt", System.Math.Cbrt),
            ("ceil", System.Math.Ceiling), ("floor", System.Math.Floor), ("rint", x => System.Math.Round(x, MidpointRounding.ToEven)),
            ("signum", x => System.Math.Sign(x)), ("toRadians", x => x / 180.0 * System.Math.PI), ("toDegrees", x => x * 180.0 / System.Math.PI),
        ];
        (string Name, Func<double, double, double> Of)[] two =
        [
            ("pow", System.Math.Pow), ("atan2", System.Math.Atan2), ("hypot", double.Hypot), ("max", System.Math.Max), ("min", System.Math.Min),
        ];
        return one.Select(each => new ExternalMethod($"{Math}.{each.Name}(double)", a => Of(each.Of(Real(a[0])))))
            .Concat(two.Select(each => new ExternalMethod($"{Math}.{each.Name}(double,double)", a => Of(each.Of(Real(a[0]), Real(a[1]))))));
    }

    static IEnumerable<ExternalMethod> Orders()
    {
        foreach (var type in new[] { "int", "long", "float" })
        {
            yield return new($"{Math}.max({type},{type})", a => Order(a) >= 0 ? a[0] : a[1]);
            yield return new($"{Math}.min({type},{type})", a => Order(a) <= 0 ? a[0] : a[1]);
            yield return new($"{Math}.abs({type})", a => a[0].Number.Abs());
        }

        static int Order(FeelValue[] a) => a[0].Number.CompareTo(a[1].Number);
    }

    /// <summary>A number is made of itself, or of a text as Java writes it.</summary>
    static IEnumerable<ExternalMethod> Wrapped(string type, string plain, string parse)
    {
        var kind = ExternalMethod.Kind(plain);
        yield return new($"{type}.valueOf({plain})", a => a[0]);
        yield return new($"{type}.valueOf(java.lang.String)", Read);
        yield return new($"{type}.{parse}(java.lang.String)", Read);

        FeelValue Read(FeelValue[] a) =>
            a[0].AsString is { } text && FeelNumber.Parse(kind.IsWhole ? text : text.Trim()) is { } number && (!kind.IsWhole || text.All(c => char.IsAsciiDigit(c) || c is '-' or '+'))
                ? kind.Of(number)
                : default;
    }

    static double Real(in FeelValue value) => value.Number.ToDouble();

    static long Whole(in FeelValue value) => value.Number.ToInt64() ?? 0; // checked against its type before

    /// <summary>The shortest decimal that is read back as the same double, as Java's own conversion has it; null for none and the infinite.</summary>
    internal static FeelValue Of(double value) =>
        double.IsFinite(value) ? FeelNumber.Parse(value.ToString("R", CultureInfo.InvariantCulture)) : default(FeelNumber?);

    static FeelValue FloorMod(long dividend, long divisor)
    {
        if (divisor is 0 or -1)
            return divisor == 0 ? default(FeelValue) : 0;
        var rest = dividend % divisor;
        return rest != 0 && rest < 0 != divisor < 0 ? rest + divisor : rest;
    }

    static FeelValue IsTrue(in FeelValue text) => string.Equals(text.AsString, "true", StringComparison.OrdinalIgnoreCase);
}

/// <summary>One method of the table. The types of its parameters stand in its name.</summary>
sealed class ExternalMethod
{
    const string Several = "[Ljava.lang.Object;";

    readonly Func<FeelValue[], FeelValue> code;
    readonly string[] parameters;

    public ExternalMethod(string name, Func<FeelValue[], FeelValue> code)
    {
        (Name, this.code) = (name, code);
        parameters = name[(name.IndexOf('(') + 1)..^1].Split(',', StringSplitOptions.RemoveEmptyEntries);
    }

    public string Name { get; }

    /// <summary>Invokes with values converted to the parameters' types; one that does not fit, or no result, is a diagnostic and null.</summary>
    public FeelValue Invoke(ReadOnlySpan<FeelValue> given, Session session, At at)
    {
        var isVariadic = parameters.Length > 0 && parameters[^1] == Several;
        var leading = isVariadic ? parameters.Length - 1 : parameters.Length;
        if (given.Length < leading || given.Length > leading && !isVariadic)
            return session.Fail(at, Codes.External, $"{Name} does not take {given.Length} arguments.");
        var arguments = new FeelValue[parameters.Length];
        for (var i = 0; i < leading; i++)
        {
            arguments[i] = Convert(given[i], parameters[i]);
            if (arguments[i].IsNull)
                return session.Fail(at, Codes.External, $"{Name} takes a {parameters[i]}, not {given[i]}.");
        }

        if (isVariadic)
            arguments[^1] = new FeelList(given[leading..].ToArray());
        var result = code(arguments);
        session.CheckText(result.AsString?.Length ?? 0, at);
        return result.IsNull ? session.Fail(at, Codes.External, $"{Name} has no result for these arguments.") : result;
    }

    static FeelValue Convert(in FeelValue value, string type) => type switch
    {
        "java.lang.String" => value.Kind == FeelKind.String ? value : default,
        "char" => value.AsString is { Length: 1 } ? value : default,
        "boolean" => value.Kind == FeelKind.Boolean ? value : default,
        _ => value.AsNumber is { } number ? Kind(type).Of(number) : default,
    };

    /// <summary>The numbers of Java: whole ones must lie in their range, others are rounded to it.</summary>
    internal static JavaNumber Kind(string type) => type switch
    {
        "byte" => new(sbyte.MinValue, sbyte.MaxValue, 0),
        "short" => new(short.MinValue, short.MaxValue, 0),
        "int" => new(int.MinValue, int.MaxValue, 0),
        "long" => new(long.MinValue, long.MaxValue, 0),
        "float" => new(0, 0, 4),
        _ => new(0, 0, 8),
    };

    internal readonly record struct JavaNumber(long Least, long Greatest, int RealBytes)
    {
        public bool IsWhole => RealBytes == 0;

        public FeelValue Of(FeelNumber number)
        {
            if (IsWhole)
                return number.ToInt64() is { } whole && whole >= Least && whole <= Greatest ? whole : default(FeelValue);
            var real = number.ToDouble();
            if (RealBytes == 8)
                return Externals.Of(real);
            var single = float.Parse(number.ToString(), CultureInfo.InvariantCulture);
            return float.IsFinite(single) ? FeelNumber.Parse(single.ToString("R", CultureInfo.InvariantCulture)) : default(FeelNumber?);
        }
    }
}
