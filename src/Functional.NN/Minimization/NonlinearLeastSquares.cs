using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>A curve fitted to data, with what statistics says of its parameters.</summary>
/// <param name="Parameters">β (n)</param>
/// <param name="StandardErrors">of each parameter (n): √ of the covariance's diagonal</param>
/// <param name="Covariance">s²(AᵀA)⁻¹ with A = ∂f/∂β at β, (n × n); infinite where a parameter does not matter to the data</param>
/// <param name="Residuals">√w·(y − f(β, x)), of y's shape</param>
/// <param name="SumOfSquares">of the residuals</param>
/// <param name="StandardDeviation">s = √(sum of squares/degrees of freedom)</param>
/// <param name="DegreesOfFreedom">observations less parameters</param>
/// <param name="Steps">how many steps were taken</param>
/// <param name="End">why it ended</param>
public sealed record CurveFit(Tensor<double> Parameters, Tensor<double> StandardErrors, Tensor<double> Covariance, Tensor<double> Residuals, double SumOfSquares, double StandardDeviation, int DegreesOfFreedom, int Steps, MinimizeEnd End)
{
    /// <summary>Each parameter with its standard error, and the residual standard deviation.</summary>
    public override string ToString() => string.Join(", ", Enumerable.Range(0, Parameters.Shape.Size).Select(i => Sentence.Of($"{Parameters[i]} ± {StandardErrors[i]}"))) + Sentence.Of($"; s = {StandardDeviation} on {DegreesOfFreedom} degrees of freedom, {End} after {Steps} steps");
}

/// <summary>Nonlinear regression: curves fitted to data by least squares.</summary>
public static class NonlinearLeastSquares
{
    /// <summary>The β with the least Σw(y − f(β, x))², by <see cref="LevenbergMarquardt"/> with derivatives from the graph.</summary>
    /// <remarks>The method finds a minimum near its start, which need not be the lowest there is; so fit from several starts where in doubt. Standard errors are those of the linearised model.</remarks>
    /// <param name="model">f: β (n) and x to predictions of y's shape</param>
    /// <param name="x">the predictors, such as (N) or (N × k)</param>
    /// <param name="y">the observations, such as (N)</param>
    /// <param name="start">the first β (n)</param>
    /// <param name="weights">w, of y's shape, such as 1/σ²; by default 1</param>
    /// <param name="method">the constants of the method</param>
    /// <param name="options">when it ends; by default when no parameter moves by 10⁻¹² of its size, or no lower point is found</param>
    public static CurveFit Fit(Func<Var, Var, Var> model, Tensor<double> x, Tensor<double> y, Tensor<double> start, Tensor<double>? weights = null, LevenbergMarquardt? method = null, MinimizeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (weights is not null && (weights.Shape != y.Shape || weights.AsSpan().ContainsAnyExceptInRange(0, double.MaxValue)))
            throw new ShapeException($"NonlinearLeastSquares: weights have the observations' shape, {y.Shape}, and are not negative; got {weights}.");
        var (xs, ys, root) = (Var.Of(x), Var.Of(y), weights is null ? null : Var.Of(weights.Sqrt()));
        Var Residuals(Var β)
        {
            var predicted = model(β, xs);
            if (predicted.Shape != y.Shape) throw new ShapeException($"NonlinearLeastSquares: the model gives {predicted.Shape} for observations {y.Shape}; it must give one number for each.");
            return root is null ? predicted - ys : root * (predicted - ys);
        }
        var objective = ObjectiveFunction.OfResiduals<double>(Residuals);
        var (β, steps, end) = Minimize.Run(objective, Parameters<double>.Of(start), method ?? new(), options ?? new(GradientTolerance: 0));
        var (r, jacobian) = objective.Linearized(β);
        double squares = (r * r).Sum().ToScalar();
        int freedom = r.Shape.Size - β.Layout.Size;
        double deviation = freedom > 0 ? Math.Sqrt(squares / freedom) : double.NaN;
        var covariance = LinearLeastSquares.InverseSquare(jacobian) * (deviation * deviation);
        var errors = Tensor.Generate(β.Vector.Shape, i => Math.Sqrt(covariance[i, i]));
        return new(β.Vector, errors, covariance, -r.Reshape(y.Shape), squares, deviation, freedom, steps, end);
    }
}
