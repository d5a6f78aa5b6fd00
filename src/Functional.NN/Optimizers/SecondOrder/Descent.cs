namespace Functional.NN;

/// <summary>A θ with the gradient there.</summary>
internal readonly record struct Place<T>(Parameters<T> Parameters, Parameters<T> Gradient) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>What methods that go along a line have in common.</summary>
internal static class Descent
{
    /// <summary>A step along a direction of descent.</summary>
    public static LineStep<Place<T>> Along<T>(this LineSearch search, ObjectiveFunction<T> objective, Parameters<T> θ, ObjectiveGradient<T> here, Parameters<T> direction, double first) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        return search.Search(α =>
        {
            var there = θ + α * direction;
            var (value, gradient) = objective.ValueAndGradient(there);
            return new LinePoint<Place<T>>(α, value, gradient.Dot(direction), new(there, gradient));
        }, new(0, here.Value, here.Gradient.Dot(direction), new(θ, here.Gradient)), first);
    }

    /// <summary>The first α along the negative gradient, when nothing is known of the curvature: a step of length 1, or the gradient's where that is shorter.</summary>
    public static double FirstStep<T>(Parameters<T> gradient) where T : unmanaged, IBinaryFloatingPointIeee754<T> => 1 / Math.Max(1, gradient.Norm);

    /// <summary>Whether θ + y is along a direction along which the objective falls.</summary>
    public static bool Falls<T>(Parameters<T> gradient, Parameters<T> direction) where T : unmanaged, IBinaryFloatingPointIeee754<T> => gradient.Dot(direction) < 0 && direction.IsFinite;

    /// <summary>Whether sᵀy is positive beyond rounding, so that an update by the pair keeps a positive definite matrix so.</summary>
    public static bool Curves<T>(Parameters<T> s, Parameters<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => s.Dot(y) > 1e-10 * s.Norm * y.Norm;

    /// <summary>How many numbers a matrix over θ would have, or a sentence where it is too many.</summary>
    public static int Square<T>(string who, Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long size = θ.Layout.Size;
        return size * size <= Array.MaxLength ? (int)size : throw new NNException(Sentence.Of($"{who}: it keeps a matrix of {size}×{size} numbers, more than an array can hold. Take Lbfgs or ConjugateGradient, which keep vectors."));
    }

    /// <summary>θ-shaped numbers from <c>double</c>, each rounded once.</summary>
    public static Parameters<T> Rounded<T>(this Parameters<T> like, double[] numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        like.OfVector(Tensor<double>.Own(Shape.Of(numbers.Length), numbers).Cast<T>());

    /// <summary>The numbers in <c>double</c>.</summary>
    public static double[] Widened<T>(this Tensor<T> numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T> => numbers.Cast<double>().ToArray();
}
