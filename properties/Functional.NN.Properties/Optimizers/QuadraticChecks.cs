namespace Functional.NN.Properties.Optimizers;

/// <summary>Checks of how optimizers go on quadratics.</summary>
internal static class QuadraticChecks
{
    /// <summary>θ₀, θ₁, … under the gradient of a quadratic.</summary>
    public static List<Parameters<double>> Path(IOptimizer optimizer, Quadratic quadratic, Parameters<double> start, int steps)
    {
        var (path, state) = (new List<Parameters<double>> { start }, optimizer.Start(start));
        for (int t = 0; t < steps; t++)
        {
            var next = optimizer.Step(path[^1], quadratic.Gradient(path[^1]), state);
            state = next.State;
            path.Add(next.Parameters);
        }
        return path;
    }

    /// <summary>Along each eigenvector of value λ the distance from the minimum goes as eₜ₊₁ = a·eₜ + b·eₜ₋₁ from the second step on, and e₁ = f·e₀.</summary>
    public static void FollowsItsModes(IOptimizer optimizer, Quadratic quadratic, Func<double, Modes> modes, Parameters<double> start, int steps)
    {
        var path = Path(optimizer, quadratic, start, steps).Select(quadratic.Modes).ToList();
        double size = 1 + path.Max(at => at.Max(Math.Abs)) + quadratic.Minimum.Norm;
        for (int i = 0; i < quadratic.Eigenvalues.Length; i++)
        {
            var (first, a, b) = modes(quadratic.Eigenvalues[i]);
            Near.Number(first * path[0][i], path[1][i], 1e-12 * size, $"{optimizer}, the first step along an eigenvector");
            for (int t = 1; t < steps; t++) Near.Number(a * path[t][i] + b * path[t - 1][i], path[t + 1][i], 1e-12 * size, FormattableString.Invariant($"{optimizer}, step {t + 1} along an eigenvector"));
        }
    }

    /// <summary>The value falls in every step.</summary>
    public static void DescendsInEveryStep(IOptimizer optimizer, Quadratic quadratic, Parameters<double> start, int steps)
    {
        var values = Path(optimizer, quadratic, start, steps).Select(quadratic.Value).TakeWhile(value => value > 1e-20).ToList();
        foreach (var (before, after) in values.Zip(values.Skip(1))) Assert.True(after < before, FormattableString.Invariant($"{optimizer}: the value went from {before:R} to {after:R}."));
    }

    /// <summary>After so many steps θ is a thousand times nearer to the minimum.</summary>
    public static void Converges(IOptimizer optimizer, Quadratic quadratic, Parameters<double> start, int steps) =>
        Near.AtMost(1e-3 * (start - quadratic.Minimum).Norm, (Path(optimizer, quadratic, start, steps)[^1] - quadratic.Minimum).Norm, FormattableString.Invariant($"{optimizer}, the distance after {steps} steps"));

    /// <summary>After so many steps θ is a thousand times farther away.</summary>
    public static void Diverges(IOptimizer optimizer, Quadratic quadratic, Parameters<double> start, int steps)
    {
        double distance = (Path(optimizer, quadratic, start, steps)[^1] - quadratic.Minimum).Norm;
        Assert.True(distance >= 1e3 * (start - quadratic.Minimum).Norm, FormattableString.Invariant($"{optimizer}: after {steps} steps the distance is only {distance:R}."));
    }

    /// <summary>A method that sees curvature reaches the minimum in so many steps.</summary>
    public static void ReachesTheMinimumIn(int steps, IMinimizer method, ObjectiveFunction<double> objective, Quadratic quadratic, Parameters<double> start, double tolerance)
    {
        var at = new Updated<double>(start, method.Start(start));
        for (int t = 0; t < steps; t++) at = method.Step(objective, at.Parameters, at.State);
        Near.AtMost(tolerance * (1 + (start - quadratic.Minimum).Norm), (at.Parameters - quadratic.Minimum).Norm, FormattableString.Invariant($"{method}, the distance after {steps} steps"));
    }
}
