namespace Functional.NN;

public static partial class GradientCheck
{
    /// <summary>A hand-written gradient of f: ℝⁿ → ℝ. Nothing of the automatic differentiation takes part.</summary>
    /// <remarks><code>GradientCheck.Function(x => Math.Sin(x[0]) * x[1], x => [Math.Cos(x[0]) * x[1], Math.Sin(x[0])], [1.0, 2.0]).ThrowIfWrong();</code></remarks>
    /// <param name="f">the function</param>
    /// <param name="gradient">x ↦ ∇f(x), as many numbers as x has</param>
    /// <param name="at">where it is checked</param>
    /// <param name="options">central differences or Richardson extrapolation, coordinates, tolerance, limit of time</param>
    public static GradientReport Function(Func<double[], double> f, Func<double[], double[]> gradient, double[] at, GradientCheckOptions? options = null)
    {
        NotNull(f, gradient, at);
        RefusePlain(options);
        return CheckRun.Of(PlainProblem.Of(f, gradient, [.. at]), options);
    }

    /// <summary>A hand-written pullback (x, ȳ) ↦ Jᵀ·ȳ of f: ℝⁿ → ℝᵐ, and where it is given the hand-written tangent (x, v) ↦ J·v.</summary>
    /// <remarks>With a tangent, <see cref="GradientMethod.Adjoint"/> compares ⟨ȳ, J·v⟩ with ⟨Jᵀ·ȳ, v⟩, and <see cref="GradientMethod.ForwardMode"/> each coordinate.</remarks>
    /// <param name="f">the function</param>
    /// <param name="pullback">(x, ȳ) ↦ Jᵀ·ȳ, as many numbers as x has</param>
    /// <param name="at">where it is checked</param>
    /// <param name="tangent">(x, v) ↦ J·v, as many numbers as f gives; none where there is none</param>
    /// <param name="options">method, coordinates, tolerance, limit of time</param>
    public static GradientReport Pullback(Func<double[], double[]> f, Func<double[], double[], double[]> pullback, double[] at, Func<double[], double[], double[]>? tangent = null, GradientCheckOptions? options = null)
    {
        NotNull(f, pullback, at);
        if (tangent is null) RefusePlain(options);
        if (options?.Order == 2) RefusePlain(options);
        return CheckRun.Of(PlainProblem.Of(f, pullback, tangent, [.. at]), options);
    }

    /// <summary>A hand-written Jacobian of f: ℝⁿ → ℝᵐ, such as the Hessian of a function whose gradient f is.</summary>
    /// <param name="f">the function</param>
    /// <param name="jacobian">x ↦ the (m × n) matrix of ∂fᵢ/∂xⱼ</param>
    /// <param name="at">where it is checked</param>
    /// <param name="options">central differences or Richardson extrapolation, coordinates, tolerance, limit of time</param>
    public static GradientReport Jacobian(Func<double[], double[]> f, Func<double[], double[,]> jacobian, double[] at, GradientCheckOptions? options = null)
    {
        NotNull(f, jacobian, at);
        return Pullback(f, (x, ȳ) => Transposed(Fitting(jacobian(x), ȳ.Length, x.Length), ȳ), at, (x, v) => Applied(jacobian(x), v), options);
    }

    /// <summary>A hand-written gradient of a function that is given for complex numbers, by the complex step: Im f(x + ih)/h, which has neither cut-off error nor cancellation.</summary>
    /// <remarks>
    /// f must be analytic: no conjugate, no absolute value, no comparison of real parts. Squire and Trapp 1998, SIAM Rev. 40(1); Martins, Sturdza and Alonso 2003, ACM TOMS 29(3).
    /// </remarks>
    /// <param name="f">the function; of real numbers it must give a real one</param>
    /// <param name="gradient">x ↦ ∇f(x), as many numbers as x has</param>
    /// <param name="at">where it is checked</param>
    /// <param name="options">coordinates, tolerance, limit of time; the method is the complex step</param>
    public static GradientReport ComplexStep(Func<Complex[], Complex> f, Func<double[], double[]> gradient, double[] at, GradientCheckOptions? options = null)
    {
        NotNull(f, gradient, at);
        RefusePlain(options);
        return CheckRun.Of(PlainProblem.Of(f, gradient, [.. at]), options);
    }

    private static double[,] Fitting(double[,] jacobian, int rows, int columns) => (jacobian.GetLength(0), jacobian.GetLength(1)) == (rows, columns) ? jacobian
        : throw new BrokenFunctionException(Sentence.Of($"the Jacobian is {jacobian.GetLength(0)}×{jacobian.GetLength(1)}, where {rows} values of {columns} variables make it {rows}×{columns}"));

    private static double[] Transposed(double[,] jacobian, double[] ȳ) =>
        [.. Enumerable.Range(0, jacobian.GetLength(1)).Select(j => Enumerable.Range(0, jacobian.GetLength(0)).Sum(i => ȳ[i] * jacobian[i, j]))];

    private static double[] Applied(double[,] jacobian, double[] v) =>
        [.. Enumerable.Range(0, jacobian.GetLength(0)).Select(i => Enumerable.Range(0, jacobian.GetLength(1)).Sum(j => jacobian[i, j] * v[j]))];

    private static void RefusePlain(GradientCheckOptions? options)
    {
        Refuse(options, GradientMethod.ForwardMode, GradientMethod.Adjoint, "a plain function");
        if (options?.Precision == GradientPrecision.Single) throw new NNException("GradientCheck: a plain function computes in double; the precision Single is for functions of Var, losses, layers and networks.");
    }

    private static void NotNull(object f, object derivative, object at)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(derivative);
        ArgumentNullException.ThrowIfNull(at);
    }
}
