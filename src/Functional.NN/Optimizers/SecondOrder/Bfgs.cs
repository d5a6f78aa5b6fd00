namespace Functional.NN;

/// <summary>BFGS: d = −Bg; s = αd; y = g(θ + s) − g(θ); B ← (I − ρsyᵀ)B(I − ρysᵀ) + ρssᵀ with ρ = 1/yᵀs; θ ← θ + s.</summary>
/// <remarks>
/// Broyden, Fletcher, Goldfarb and Shanno 1970; Nocedal and Wright 2006, algorithm 6.1. B approximates the inverse of the Hessian: it satisfies the secant equation By = s and stays positive definite, because pairs without
/// positive curvature sᵀy are passed over. It is kept row by row in the state, as the vectors <c>inverse.0</c>, …; so it is for a θ of hundreds, not of millions of numbers. y is taken on one batch, so mini-batches do no harm to the pair itself.
/// </remarks>
/// <param name="Search">how far to go along d</param>
/// <param name="Scaled">whether B starts as (sᵀy/yᵀy)·I of the first pair (Nocedal and Wright 2006, 6.20), else as I</param>
public sealed record Bfgs(LineSearch? Search = null, bool Scaled = true) : IObjectiveOptimizer
{
    /// <summary>How far to go along d; by default <c>StrongWolfe(1e-4, 0.9)</c>.</summary>
    public LineSearch Search { get; init => field = value ?? Usual; } = Search ?? Usual;

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Bfgs With(LineSearch? search = null, bool? scaled = null) => this with { Search = search ?? Search, Scaled = scaled ?? Scaled };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(θ);
        return With(OptimizerState<T>.Zeros(θ), θ, Tensor.Identity<T>(Descent.Square(nameof(Bfgs), θ))).With("pairs", 0);
    }

    /// <inheritdoc/>
    public Updated<T> Step<T>(ObjectiveFunction<T> objective, Parameters<T> θ, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(objective);
        ArgumentNullException.ThrowIfNull(θ);
        ArgumentNullException.ThrowIfNull(state);
        var (here, pairs) = (objective.ValueAndGradient(θ), state.Scalars["pairs"]);
        if (here.Gradient.Norm == 0) return new(θ, state.Next());
        var inverse = BfgsState<T>.Of(state).Inverse;
        var d = -Times(inverse, here.Gradient);
        if (!Descent.Falls(here.Gradient, d)) (d, inverse, pairs) = (-here.Gradient, Tensor.Identity<T>(θ.Layout.Size), 0);
        var step = Search.Along(objective, θ, here, d, pairs == 0 ? Descent.FirstStep(here.Gradient) : 1).Point;
        if (step.Step == 0) return new(θ, With(state, θ, Tensor.Identity<T>(θ.Layout.Size)).With("pairs", 0).Next());
        var (s, y) = (step.At.Parameters - θ, step.At.Gradient - here.Gradient);
        if (Descent.Curves(s, y))
        {
            if (pairs == 0 && Scaled) inverse *= T.CreateTruncating(s.Dot(y) / y.Dot(y));
            (inverse, pairs) = (Next(inverse, s, y), pairs + 1);
        }
        return new(step.At.Parameters, With(state, θ, inverse).With("pairs", pairs).Next());
    }

    /// <summary>B − ρ(s(By)ᵀ + (By)sᵀ) + (ρ + ρ²yᵀBy)ssᵀ.</summary>
    private static Tensor<T> Next<T>(Tensor<T> inverse, Parameters<T> s, Parameters<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var by = Times(inverse, y);
        double ρ = 1 / s.Dot(y), weight = ρ + ρ * ρ * y.Dot(by);
        Tensor<T> column = s.Vector.Reshape(-1, 1), row = s.Vector.Reshape(1, -1);
        return inverse - (column * by.Vector.Reshape(1, -1) + by.Vector.Reshape(-1, 1) * row) * T.CreateTruncating(ρ) + column * row * T.CreateTruncating(weight);
    }

    private static Parameters<T> Times<T>(Tensor<T> matrix, Parameters<T> vector) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        vector.OfVector(matrix.MatMul(vector.Vector.Reshape(-1, 1)).Reshape(-1));

    private static OptimizerState<T> With<T>(OptimizerState<T> state, Parameters<T> θ, Tensor<T> inverse) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(state.Step, Enumerable.Range(0, θ.Layout.Size).Select(i => KeyValuePair.Create(BfgsState<T>.Row(i), θ.OfVector(inverse.At(i)))), state.Scalars);

    private static readonly LineSearch Usual = new StrongWolfe();

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Bfgs({Search}, {Scaled})");
}

/// <summary>The state of <see cref="Bfgs"/>, to read.</summary>
/// <param name="Step">the number of steps taken</param>
/// <param name="Inverse">B, (size of θ × size of θ)</param>
public sealed record BfgsState<T>(long Step, Tensor<T> Inverse) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The view of a state.</summary>
    public static BfgsState<T> Of(OptimizerState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(state.Step, Tensor.Stack(Enumerable.Range(0, state.Vectors.Count).Select(i => state[Row(i)].Vector)));
    }

    internal static string Row(int i) => Sentence.Of($"inverse.{i}");
}
