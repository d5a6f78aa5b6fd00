namespace Functional.NN;

public static partial class GradientCheck
{
    /// <summary>The gradient of a function of one tensor as it is computed in <c>float</c>, against differences of the same operations in <c>double</c>.</summary>
    /// <param name="f">the function, with one number as its value or many</param>
    /// <param name="x">where it is checked</param>
    /// <param name="options">method, coordinates, tolerance, limit of time; their precision is <see cref="GradientPrecision.Single"/> whatever they say</param>
    public static GradientReport Function(Func<Var, Var> f, Tensor<float> x, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Function(f, x.Cast<double>(), InSingle(options));
    }

    /// <summary>The gradients of a function of several tensors as they are computed in <c>float</c>; the tensors are called x0, x1, and so on.</summary>
    /// <param name="f">the function, with one number as its value or many</param>
    /// <param name="at">where it is checked</param>
    /// <param name="options">method, coordinates, tolerance, limit of time; their precision is <see cref="GradientPrecision.Single"/> whatever they say</param>
    public static GradientReport FunctionOfAll(Func<IReadOnlyList<Var>, Var> f, IEnumerable<Tensor<float>> at, GradientCheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(at);
        return FunctionOfAll(f, at.Select(x => x.Cast<double>()), InSingle(options));
    }

    private static GradientCheckOptions InSingle(GradientCheckOptions? options) => (options ?? GradientCheckOptions.Default) with { Precision = GradientPrecision.Single };

    /// <summary>Numbers that a function is given besides its variables, in the precision of the check.</summary>
    private static Var Given(Tensor<double> numbers, GradientCheckOptions? options) => options is { Precision: GradientPrecision.Single } ? Var.Of(numbers.Cast<float>()) : Var.Constant(numbers);
}
