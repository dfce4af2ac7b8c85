using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Tongzheng.Kernel;

namespace Tongzheng.Web;

/// <summary>How one kind of piece is made and given its parameters: looked up once, compiled for good.</summary>
sealed class Shape
{
    static readonly ConcurrentDictionary<Type, Shape> Known = new();

    readonly Func<Piece> make;
    readonly Dictionary<string, Action<Piece, object?>> parameters;
    readonly Action<Piece, object?>? language;

    Shape(Type kind)
    {
        if (!kind.IsSubclassOf(typeof(Piece))) throw new NotSupportedException($"{kind} cannot be drawn: it is no {nameof(Piece)}.");
        var properties = kind.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        if (properties.FirstOrDefault(property => property.IsDefined(typeof(InjectAttribute))) is { } injected)
            throw new NotSupportedException($"{kind.Name}.{injected.Name} cannot be injected: a page is given all it shows.");
        var cascading = properties.Where(property => property.IsDefined(typeof(CascadingParameterAttribute))).ToList();
        if (cascading.FirstOrDefault(property => property.PropertyType != typeof(Language)) is { } other)
            throw new NotSupportedException($"{kind.Name}.{other.Name} cannot cascade: only the language does.");
        make = Expression.Lambda<Func<Piece>>(Expression.New(kind)).Compile();
        parameters = properties.Where(property => property.IsDefined(typeof(ParameterAttribute))).ToDictionary(property => property.Name, property => Setter(kind, property));
        language = cascading.Count > 0 ? Setter(kind, cascading[0]) : null;
    }

    public static Shape Of(Type kind) => Known.GetOrAdd(kind, static each => new Shape(each));

    /// <summary>A new piece that knows the page's language.</summary>
    public Piece Make(object pageLanguage)
    {
        var piece = make();
        language?.Invoke(piece, pageLanguage);
        return piece;
    }

    public void Set(Piece piece, string parameter, object? value)
    {
        if (!parameters.TryGetValue(parameter, out var set)) throw new NotSupportedException($"{piece.GetType().Name} has no parameter {parameter}.");
        set(piece, value);
    }

    static Action<Piece, object?> Setter(Type kind, PropertyInfo property)
    {
        var piece = Expression.Parameter(typeof(Piece));
        var value = Expression.Parameter(typeof(object));
        return Expression.Lambda<Action<Piece, object?>>(
            Expression.Assign(Expression.Property(Expression.Convert(piece, kind), property), Expression.Convert(value, property.PropertyType)), piece, value).Compile();
    }
}
