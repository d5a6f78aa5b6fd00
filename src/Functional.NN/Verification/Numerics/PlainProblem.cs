namespace Functional.NN;

/// <summary>Plain functions of arrays with hand-written derivatives; nothing of the automatic differentiation takes part.</summary>
/// <remarks>Every call gets arrays of its own, so that a function which writes into its argument harms nobody.</remarks>
internal static class PlainProblem
{
    /// <summary>2⁻⁶⁶ ≈ 1.4e-20: its square is lost against any number of a function's size.</summary>
    private const double ComplexStep = 1.0 / (1L << 33) / (1L << 33);

    public static GradientProblem Of(Func<double[], double> f, Func<double[], double[]> gradient, double[] at) =>
        new("a function", ["x"], [Row(at)], x => Tensor.Scalar(f(x[0].ToArray())), ȳ => [Given(gradient(Copy(at)), "the gradient") * ȳ.ToScalar()]);

    /// <summary>f: ℝⁿ → ℝᵐ with its pullback (x, ȳ) ↦ Jᵀ·ȳ, and its tangent (x, v) ↦ J·v where that is written by hand as well.</summary>
    public static GradientProblem Of(Func<double[], double[]> f, Func<double[], double[], double[]> pullback, Func<double[], double[], double[]>? tangent, double[] at) =>
        new("a function", ["x"], [Row(at)], x => Given(f(x[0].ToArray()), "the function"), ȳ => [Given(pullback(Copy(at), ȳ.ToArray()), "the pullback")])
        {
            Tangent = tangent is null ? null : v => Given(tangent(Copy(at), v[0].ToArray()), "the tangent"),
        };

    /// <summary>Im f(x + ih·u)/h = ∂f/∂u − h²f‴/6 + …, without a difference and so without its noise.</summary>
    /// <remarks>Squire and Trapp 1998, <i>Using complex variables to estimate derivatives of real functions</i>, SIAM Rev. 40(1). Two steps that disagree show a function that is not analytic, such as one with a conjugate or an absolute value in it.</remarks>
    public static GradientProblem Of(Func<Complex[], Complex> f, Func<double[], double[]> gradient, double[] at) =>
        Of(x => f(Array.ConvertAll(x, v => new Complex(v, 0))).Real, gradient, at) with { Slope = line => Slope(f, line) };

    private static SlopeEstimate Slope(Func<Complex[], Complex> f, Line line)
    {
        double one = Imaginary(f, line, ComplexStep), two = Imaginary(f, line, 1024 * ComplexStep);
        return double.IsFinite(one) && double.IsFinite(two) ? new(one, Math.Abs(one - two) + 64 * Rounding.Double * Math.Abs(one)) { IsExact = true } : SlopeEstimate.None with { IsExact = true };
    }

    /// <summary>Im f(x + ih·u)/h.</summary>
    public static double Imaginary(Func<Complex[], Complex> f, Line line, double h)
    {
        var u = line.Direction[0].ToArray();
        var x = line.At(0).Point[0].ToArray();
        return f([.. x.Zip(u, (v, d) => new Complex(v, h * d))]).Imaginary / h;
    }

    private static Tensor<double> Row(double[] numbers) => Tensor.Of(Shape.Of(numbers.Length), numbers);

    private static Tensor<double> Given(double[]? numbers, string what) => numbers is null ? throw new BrokenFunctionException($"{what} gives null") : Row(numbers);

    private static double[] Copy(double[] numbers) => [.. numbers];
}
