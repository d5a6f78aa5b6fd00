namespace Functional.NN;

/// <summary>Where a minimisation ended.</summary>
/// <param name="Parameters">θ (n)</param>
/// <param name="Value">J(θ)</param>
/// <param name="Gradient">∇J(θ) (n)</param>
/// <param name="Steps">how many steps were taken</param>
/// <param name="End">why it ended</param>
public sealed record Minimum<T>(Tensor<T> Parameters, double Value, Tensor<T> Gradient, int Steps, MinimizeEnd End) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

/// <summary>The minimisation of plain functions of a vector, by any method that trains networks.</summary>
/// <remarks>The minimisers of MathNet.Numerics.Optimization run to their end with a state of their own, on a provider of linear algebra that is set for the whole process; a step of these is a pure function, and has the same bits everywhere.</remarks>
public static class Minimize
{
    /// <summary>A θ with a small J(θ), from a first one on.</summary>
    /// <param name="objective">θ (n) to a single number</param>
    /// <param name="start">the first θ (n)</param>
    /// <param name="method">how; by default <see cref="Lbfgs"/></param>
    /// <param name="options">when it ends</param>
    public static Minimum<T> Of<T>(Func<Var, Var> objective, Tensor<T> start, IMinimizer? method = null, MinimizeOptions? options = null) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Of(ObjectiveFunction.Of<T>(objective), start, method, options);

    /// <summary>A θ with a small J(θ), from a first one on.</summary>
    /// <param name="objective">J; <see cref="ObjectiveFunction.OfResiduals{T}"/> makes one for <see cref="GaussNewton"/> and <see cref="LevenbergMarquardt"/></param>
    /// <param name="start">the first θ (n)</param>
    /// <param name="method">how; by default <see cref="Lbfgs"/></param>
    /// <param name="options">when it ends</param>
    public static Minimum<T> Of<T>(ObjectiveFunction<T> objective, Tensor<T> start, IMinimizer? method = null, MinimizeOptions? options = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        var (θ, steps, end) = Run(objective, Parameters<T>.Of(start), method ?? new Lbfgs(), options ?? new());
        var (value, gradient) = objective.ValueAndGradient(θ);
        return new(θ.Vector, value, gradient.Vector, steps, end);
    }

    /// <summary>θ and the method's state after each step, one by one as they are asked for; they never end by themselves.</summary>
    /// <param name="objective">J</param>
    /// <param name="start">the first θ (n)</param>
    /// <param name="method">how</param>
    public static IEnumerable<Updated<T>> Steps<T>(ObjectiveFunction<T> objective, Tensor<T> start, IMinimizer method) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(method);
        return Steps(objective, Parameters<T>.Of(start), method);
    }

    private static IEnumerable<Updated<T>> Steps<T>(ObjectiveFunction<T> objective, Parameters<T> θ, IMinimizer method) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var now = new Updated<T>(θ, method.Start(θ)); ;)
        {
            now = method.Step(objective, now.Parameters, now.State);
            yield return now;
        }
    }

    internal static (Parameters<T> θ, int Steps, MinimizeEnd End) Run<T>(ObjectiveFunction<T> objective, Parameters<T> θ, IMinimizer method, MinimizeOptions options) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!double.IsFinite(objective.Value(θ))) return (θ, 0, MinimizeEnd.NotFinite);
        int taken = 0;
        foreach (var (next, state) in Steps(objective, θ, method).Take(options.MostSteps))
        {
            taken++;
            if (!next.IsFinite || !state.IsFinite) return (θ, taken, MinimizeEnd.NotFinite);
            if (next == θ) return (θ, taken, objective.ValueAndGradient(θ).Gradient.Norm == 0 ? MinimizeEnd.SmallGradient : MinimizeEnd.NoLowerPoint);
            bool still = IsWithin(next - θ, next, options.StepTolerance);
            θ = next;
            if (still) return (θ, taken, MinimizeEnd.SmallStep);
            if (options.GradientTolerance > 0 && Largest(objective.ValueAndGradient(θ).Gradient) <= options.GradientTolerance) return (θ, taken, MinimizeEnd.SmallGradient);
        }
        return (θ, taken, MinimizeEnd.StepsSpent);
    }

    private static bool IsWithin<T>(Parameters<T> step, Parameters<T> θ, double tolerance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> moved = step.Vector.AsSpan(), size = θ.Vector.AsSpan();
        for (int i = 0; i < moved.Length; i++)
            if (double.CreateTruncating(T.Abs(moved[i])) > tolerance * double.CreateTruncating(T.Abs(size[i]))) return false;
        return true;
    }

    private static double Largest<T>(Parameters<T> g) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        g.Layout.Size == 0 ? 0 : double.CreateTruncating(g.Vector.Abs().Max(0).ToScalar());
}
