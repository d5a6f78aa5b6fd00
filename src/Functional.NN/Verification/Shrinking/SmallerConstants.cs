using System.Reflection;

namespace Functional.NN;

/// <summary>A layer with one smaller constant: whole numbers towards 1, what may be left out left out, numbers towards simple ones, switches off. What the constructor refuses is no edit.</summary>
internal static class SmallerConstants
{
    private static readonly double[] SimpleNumbers = [0, 1, 0.5];

    public static IEnumerable<Func<LayerEdit>> Of(ILayer layer, Shape? input)
    {
        if (NestedLayers.Made(layer) is not { } made) yield break;
        var parameters = made.Constructor.GetParameters();
        for (int place = 0; place < parameters.Length; place++)
        {
            int at = place;
            foreach (object? smaller in Than(made.Arguments[place], parameters[place])) yield return () => LayerEdit.Of(NestedLayers.With(made, at, smaller));
        }
    }

    /// <summary>A layer in which one whole number is another, wherever it stands: in its constants and in those of the layers inside it.</summary>
    public static object? Replaced(object? value, int number, int by)
    {
        if (value is int n) return n == number ? by : n;
        if (value is Shape shape) return Shape.Of([.. shape.Select(d => d == number ? by : d)]);
        if (value is IEnumerable<ILayer> row) return row.Select(layer => (ILayer)Replaced(layer, number, by)!).ToArray();
        if (value is not ILayer || NestedLayers.Made(value) is not { } made) return value;
        object?[] arguments = [.. made.Arguments.Select(argument => Replaced(argument, number, by))];
        return arguments.Zip(made.Arguments, DescriptionParts.Same).All(same => same) ? value : DescriptionParts.Built(made.Constructor, arguments);
    }

    /// <summary>Smaller whole numbers from 1 on, the smallest first.</summary>
    public static IEnumerable<int> Than(int n) => new[] { 1, 2, n / 2, n - 1 }.Where(smaller => smaller >= 1 && smaller < n).Distinct();

    /// <summary>Shapes with one smaller axis.</summary>
    public static IEnumerable<Shape> Than(Shape shape) => Enumerable.Range(0, shape.Rank).SelectMany(axis => Than(shape[axis]).Select(d => shape.With(axis, d)));

    private static IEnumerable<object?> Than(object? value, ParameterInfo parameter)
    {
        IEnumerable<object?> usual = parameter.HasDefaultValue && !Equals(parameter.DefaultValue, value) ? [parameter.DefaultValue] : [];
        return usual.Concat(value switch
        {
            int n => Than(n).Cast<object?>(),
            long n => Than((int)Math.Min(n, int.MaxValue)).Select(smaller => (object?)(long)smaller),
            Shape shape => Than(shape),
            Extent2D(var y, var x) => Than(Shape.Of(y, x)).Select(e => new Extent2D(e[0], e[1])).Prepend(new Extent2D(1, 1)).Cast<object?>(),
            double => SimpleNumbers.Cast<object?>(),
            true => [false],
            _ => [],
        });
    }
}
