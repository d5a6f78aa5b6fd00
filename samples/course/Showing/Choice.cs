namespace Functional.NN.Course;

/// <summary>How samples choose a constant: by the least loss.</summary>
public static class Choice
{
    /// <summary>The first of those with the least figure. A figure that is not a number, as that of a run which left the finite numbers, counts as the largest of all; <see cref="Enumerable.MinBy{T, TKey}(IEnumerable{T}, Func{T, TKey})"/> takes it for the least.</summary>
    public static T Least<T>(this IEnumerable<T> those, Func<T, double> figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return those.MinBy(one => figure(one) is var value && double.IsNaN(value) ? double.PositiveInfinity : value)!;
    }
}
